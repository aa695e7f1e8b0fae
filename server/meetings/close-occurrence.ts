/**
 * Closes the current occurrence of a meeting, which is the caller's to decide: a person's close, the automatic one,
 * or a deletion that comes while somebody is or has been inside. In the caller's transaction, with meeting and
 * occurrence locked:
 *
 * - anyone who is inside leaves at the close, by the database's clock, as they joined;
 * - the summary falls due after its delay, and the merge of the recording after the time in which its last parts may
 *   still come in; a deletion takes both with it;
 * - what was written in the chat is deleted;
 * - of a series, the next occurrence takes over;
 * - `onMeetingClosed` is recorded, with the times of the closed occurrence;
 * - after the commit, the processes that hold its room are told that it ended.
 */
import type { Context } from '../platform/context.ts'
import { announceOnCommit, sendAlong, type Transaction } from '../platform/database/database.ts'
import { readDatabaseTime } from '../platform/database/database-time.ts'
import type { CloseReason } from '../platform/database/tables.ts'
import { insertRecording } from './insert-recording.ts'
import { endVisits } from './end-visits.ts'
import type { MeetingRow, OccurrenceRow } from './meeting.ts'
import { loadAttached, type MeetingView } from './meeting-view.ts'
import { oneOccurrence } from './series.ts'
import { recordMeetingEvent, showView, type ShownMeeting } from './show-meeting.ts'
import { changeMeeting } from './store-meeting.ts'
import { findAhead, makeNextCurrent, type Ahead } from './next-current.ts'

const SECOND_MS = 1000

export interface ClosedOccurrence {
  /** As it is stored now. */
  meeting: MeetingRow
  occurrence: OccurrenceRow
  /** The occurrence that took over; null: the meeting is over. */
  next: OccurrenceRow | null
  shown: ShownMeeting
}

export async function closeOccurrence(
  context: Context,
  tx: Transaction,
  formerMeeting: MeetingRow,
  current: OccurrenceRow,
  reason: CloseReason,
  known?: Closing,
): Promise<ClosedOccurrence> {
  const { closedAt, attached, ahead } = known ?? (await readClosing(context, tx, formerMeeting, current))
  const dueFrom = countedFrom(current, reason, closedAt)
  endVisits(tx, current.id, closedAt)
  const closed = {
    state: 'closed' as const,
    closed_at: closedAt,
    close_reason: reason,
    close_due_at: null,
    summary_due_at: summaryDueAt(context, dueFrom),
  }
  sendAlong(tx, tx.updateTable('occurrences').set(closed).where('id', '=', current.id).execute())
  sendAlong(tx, tx.deleteFrom('chat_messages').where('occurrence_id', '=', current.id).execute())
  sendAlong(tx, tx.deleteFrom('hidden_messages').where('occurrence_id', '=', current.id).execute())
  const occurrence = { ...current, ...closed }
  const meeting = changeMeeting(tx, formerMeeting, { newSequence: false })
  requestMerge(context, tx, meeting, occurrence, dueFrom)
  const next = makeNextCurrent(context, tx, meeting, ahead)
  const view = { meeting, occurrence, ...attached, isActive: false }
  const shown = await showView(context, tx, view)
  await recordMeetingEvent(context, tx, 'onMeetingClosed', shown, oneOccurrence(meeting, occurrence))
  announceOnCommit(tx, 'meeting-ended', meeting.id)
  return { meeting, occurrence, next, shown }
}

/** What follows the close is counted from it; of a sandbox that was moved past the time at which it was due, from then. */
function countedFrom(
  { advanced_seconds, close_due_at }: OccurrenceRow,
  reason: CloseReason,
  closedAt: Date,
): Date {
  const isMoved = advanced_seconds > 0 && reason !== 'by-hand' && reason !== 'deleted'
  return isMoved && close_due_at !== null && close_due_at < closedAt ? close_due_at : closedAt
}

/** What a closing needs to know beside the rows that it changes. */
export interface Closing {
  closedAt: Date
  attached: Pick<MeetingView, 'invitees' | 'documents'>
  ahead: Ahead | null
}

async function readClosing(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  current: OccurrenceRow,
): Promise<Closing> {
  const [closedAt, attached, ahead] = await Promise.all([
    readDatabaseTime(tx, context.clock),
    loadAttached(tx, [meeting.id]),
    findAhead(tx, meeting, current.recurrence_start),
  ])
  return { closedAt, attached: attached(meeting.id), ahead }
}

function summaryDueAt(context: Context, closedAt: Date): Date {
  return new Date(closedAt.getTime() + context.settings.current().summaryDelaySeconds * SECOND_MS)
}

/** A recorded occurrence has a recording from its close on, also where nothing came in: it then says why. */
function requestMerge(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  occurrence: OccurrenceRow,
  dueFrom: Date,
): void {
  const { recordingGraceSeconds } = context.settings.current()
  const waiting = {
    state: 'waiting' as const,
    merge_due_at: new Date(dueFrom.getTime() + recordingGraceSeconds * SECOND_MS),
  }
  const collecting = tx
    .updateTable('recordings')
    .set(waiting)
    .where('occurrence_id', '=', occurrence.id)
    .where('state', '=', 'collecting')
  sendAlong(tx, collecting.execute())
  if (!meeting.is_recorded) return
  const missing = { occurrenceId: occurrence.id, meetingId: meeting.id, accountId: meeting.account_id }
  sendAlong(tx, insertRecording(tx, missing, waiting, occurrence.closed_at!))
}
