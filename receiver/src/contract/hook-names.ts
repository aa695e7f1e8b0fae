/**
 * The six web hooks, in the order in which the document lists them: their names, what each is for, and the body
 * that each carries. No name is ever derived from another; this list is the only place that spells them.
 */
import type {
  Meeting,
  MeetingRecordingPrepared,
  MeetingsDeleted,
  MeetingSummaryCreated,
} from './payload-types.ts'

export const hookNames = [
  'onMeetingScheduled',
  'onMeetingUpdated',
  'onMeetingClosed',
  'onMeetingDeleted',
  'onMeetingSummaryCreated',
  'onMeetingRecordingCreated',
] as const

export type HookName = (typeof hookNames)[number]

/** What each web hook is for, in one sentence, for people who choose among them. */
export const hookPurposes: Readonly<Record<HookName, string>> = {
  onMeetingScheduled: 'Called whenever a new meeting, or a new series of meetings, was scheduled.',
  onMeetingUpdated: 'Called whenever a meeting was changed, or an occurrence was taken out of its series.',
  onMeetingClosed: 'Called whenever a meeting was closed, automatically or by hand, once per occurrence.',
  onMeetingDeleted:
    'Called once per deletion with all the meetings that it deleted; the last call about each of them.',
  onMeetingSummaryCreated:
    'Called when the summary of a closed meeting exists, 5 minutes after the close by default.',
  onMeetingRecordingCreated: 'Called when the recording of a meeting was merged, always after its summary.',
}

/** The body that each web hook carries, exactly as it goes over the wire. */
export interface HookPayloads {
  onMeetingScheduled: Meeting
  onMeetingUpdated: Meeting
  onMeetingClosed: Meeting
  onMeetingDeleted: MeetingsDeleted
  onMeetingSummaryCreated: MeetingSummaryCreated
  onMeetingRecordingCreated: MeetingRecordingPrepared
}

export function isHookName(name: string): name is HookName {
  return (hookNames as readonly string[]).includes(name)
}
