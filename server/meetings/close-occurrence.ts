/**
 * Closes the current occurrence of a meeting, which is the caller's to decide: a person's close, the automatic one,
 * or a deletion that comes while somebody is or has been inside. In the caller's transaction, with meeting and
 * occurrence locked:
 *
 * - whoever is inside leaves at the close, by the database's clock, as they joined;
 * - the summary falls due after its delay, and the merge of the recording after the time in which its last parts may
 *   still come in; a deletion takes both with it;
 * - of a series, the next occurrence takes over;
 * - `onMeetingClosed` is recorded, with the times of the closed occurrence;
 * - after the commit, the processes that hold its room are told that it ended.
 */
import type { Context } from '../platform/context.ts'
import { announceOnCommit, type Transaction } from '../platform/database/database.ts'
import { readDatabaseTime } from '../platform/database/database-time.ts'
import type { CloseReason } from '../platform/database/tables.ts'
import { objectId, secretToken } from '../platform/ids.ts'
import { endVisits } from './end-visits.ts'
import type { MeetingRow, OccurrenceRow } from './meeting.ts'
import { oneOccurrence } from './series.ts'
import { recordMeetingEvent, showMeeting, type ShownMeeting } from './show-meeting.ts'
import { changeMeeting } from './store-meeting.ts'
import { takeOver } from './take-over.ts'

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
  former: OccurrenceRow,
  reason: CloseReason,
): Promise<ClosedOccurrence> {
  const { id } = former
  const closedAt = await readDatabaseTime(tx, context.clock)
  await endVisits(tx, id, closedAt)
  const occurrence = await tx
    .updateTable('occurrences')
    .set({
      state: 'closed',
      closed_at: closedAt,
      close_reason: reason,
      close_due_at: null,
      summary_due_at: summaryDueAt(context, countedFrom(former, reason, closedAt)),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const meeting = await changeMeeting(tx, formerMeeting, { newSequence: false })
  await requestMerge(context, tx, meeting, occurrence, countedFrom(former, reason, closedAt))
  const next = await takeOver(context, tx, meeting, occurrence.recurrence_start)
  const shown = await showMeeting(context, tx, meeting, occurrence)
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

function summaryDueAt(context: Context, closedAt: Date): Date {
  return new Date(closedAt.getTime() + context.settings.current().summaryDelaySeconds * SECOND_MS)
}

/** A recorded occurrence has a recording from its close on, also where nothing came in: it then says why. */
async function requestMerge(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  occurrence: OccurrenceRow,
  dueFrom: Date,
): Promise<void> {
  const { recordingGraceSeconds } = context.settings.current()
  const waiting = {
    state: 'waiting' as const,
    merge_due_at: new Date(dueFrom.getTime() + recordingGraceSeconds * SECOND_MS),
  }
  const { numUpdatedRows } = await tx
    .updateTable('recordings')
    .set(waiting)
    .where('occurrence_id', '=', occurrence.id)
    .where('state', '=', 'collecting')
    .executeTakeFirst()
  if (numUpdatedRows > 0n || !meeting.is_recorded) return
  await tx
    .insertInto('recordings')
    .values({
      id: objectId(occurrence.closed_at!),
      occurrence_id: occurrence.id,
      meeting_id: meeting.id,
      account_id: meeting.account_id,
      ...waiting,
      url_token: secretToken(),
      created_at: occurrence.closed_at!,
    })
    .onConflict((conflict) => conflict.column('occurrence_id').doNothing())
    .execute()
}
