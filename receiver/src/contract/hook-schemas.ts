/**
 * The JSON Schema of each web hook's body. In the published package this file is replaced by the same schemas as
 * plain JSON (what TypeBox builds *is* JSON Schema), so that the package carries no schema library.
 */
import type { JsonSchema } from './find-problems.ts'
import type { HookName } from './hook-names.ts'
import { MeetingRecordingPrepared } from './meeting-recording-prepared.ts'
import { MeetingSummaryCreated } from './meeting-summary.ts'
import { Meeting, MeetingsDeleted } from './meeting.ts'

/** By web hook, the JSON Schema (draft 2020-12) of the body that it carries. */
export const hookSchemas: Readonly<Record<HookName, JsonSchema>> = {
  onMeetingScheduled: Meeting,
  onMeetingUpdated: Meeting,
  onMeetingClosed: Meeting,
  onMeetingDeleted: MeetingsDeleted,
  onMeetingSummaryCreated: MeetingSummaryCreated,
  onMeetingRecordingCreated: MeetingRecordingPrepared,
}
