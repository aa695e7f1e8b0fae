/**
 * What the operations answer with, and what they tell the web hooks: the same Meeting, unless the instance redacts.
 */
import type { HookName } from '../../receiver/src/contract/hook-names.ts'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import type { Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import type { Queries, Transaction } from '../platform/database/database.ts'
import { recordEvent, type EventSubject } from '../webhooks/record-event.ts'
import { findMeeting, shownOccurrence } from './find-meeting.ts'
import type { MeetingRow, OccurrenceRow } from './meeting.ts'
import { loadView, type MeetingView } from './meeting-view.ts'
import { forHooks, presentMeeting, readInstance } from './present-meeting.ts'

export interface ShownMeeting {
  meeting: Meeting
  /** Of the stored meeting: its ETag. */
  version: number
}

/** The Meeting, with the times of the given occurrence, as the API shows it. */
export async function showMeeting(
  context: Context,
  queries: Queries,
  meeting: MeetingRow,
  occurrence: OccurrenceRow,
): Promise<ShownMeeting> {
  return showView(context, queries, await loadView(queries, meeting, occurrence))
}

/** The same of what was read, or written, already. */
export async function showView(context: Context, queries: Queries, view: MeetingView): Promise<ShownMeeting> {
  return {
    meeting: presentMeeting(view, await readInstance(context, queries)),
    version: view.meeting.version,
  }
}

/** Reads one for the caller. */
export async function readMeeting(
  context: Context,
  caller: Caller,
  reference: string,
): Promise<ShownMeeting> {
  const { queries } = context.database
  const meeting = await findMeeting(queries, caller, reference)
  return showMeeting(context, queries, meeting, await shownOccurrence(queries, meeting.id))
}

/** Records an event that carries the Meeting; the last statement of the operation that made it happen. */
export async function recordMeetingEvent(
  context: Context,
  tx: Transaction,
  hook: Extract<HookName, 'onMeetingScheduled' | 'onMeetingUpdated' | 'onMeetingClosed'>,
  { meeting }: ShownMeeting,
  subject: EventSubject,
): Promise<void> {
  await recordEvent(tx, context.clock, {
    ...subject,
    hook,
    accountId: meeting.accountId,
    meetingIds: [meeting.id],
    payload: forHooks(meeting),
  })
}
