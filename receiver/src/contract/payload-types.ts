/**
 * The types of all payloads, in one place: everything outside this folder takes them from here.
 *
 * Here they are inferred from the schemas. In the published package this one file is replaced by declarations that
 * the build writes from the same schemas, so that an integrator's compiler never meets the schema library.
 */
export type {
  DeletedMeeting,
  InvitedParticipant,
  Meeting,
  MeetingDocument,
  MeetingRecurrence,
  MeetingsDeleted,
} from './meeting.ts'
export type { MeetingRecordingPrepared } from './meeting-recording-prepared.ts'
export type {
  BrowserInfo,
  MeetingQuestion,
  MeetingSummary,
  MeetingSummaryCreated,
  PresenceChange,
  SummaryParticipant,
} from './meeting-summary.ts'
