/**
 * What a client may say of a meeting. The same fields make a new one and change an old one.
 */
import type { MeetingType, ParticipantRole, VideoResolution } from '../platform/database/tables.ts'
import type { Recurring } from '../calendar/recurring.ts'

export interface InviteeInput {
  email: string
  name?: string
  role?: ParticipantRole
  /** BCP 47 tag. */
  language?: string
}

/** In a merge patch null takes a member away; what it becomes then is what it is in a new meeting. */
export type RecurringInput = { [Field in keyof Recurring]?: Recurring[Field] | null }

export interface MeetingInput {
  topic?: string
  /** ISO 8601 with an offset. */
  startTime?: string
  endTime?: string
  /** Minutes. */
  duration?: number | string
  timezone?: string
  type?: MeetingType
  agenda?: string | null
  isRecorded?: boolean
  isDialin?: boolean
  videoResolution?: VideoResolution
  roomId?: string
  invitedParticipants?: InviteeInput[] | null
  recurring?: RecurringInput | null
}

export type NewMeetingInput = MeetingInput & { topic: string; accountId?: string }
