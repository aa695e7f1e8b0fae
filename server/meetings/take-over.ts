/**
 * The next occurrence of a series becomes the current one, in the transaction in which the one before it is closed or
 * deleted. It fires no hook. It may itself be over already, after a time in which the server was down: then it is due
 * to be closed at once, and is told of like any other.
 */
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { closeDueAt, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { findOccurrence, startAfter } from './series.ts'
import { insertCurrent } from './store-meeting.ts'

/** @returns the new current occurrence; null where none comes after `start`. */
export async function takeOver(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  start: Date,
): Promise<OccurrenceRow | null> {
  const nextStart = await startAfter(tx, meeting, start)
  if (!nextStart) return null
  const planned = await findOccurrence(tx, meeting.id, nextStart)
  if (!planned) return insertCurrent(context, tx, meeting, nextStart)
  return tx
    .updateTable('occurrences')
    .set({ state: 'current', close_due_at: closeDueAt(planned, context.settings.current()) })
    .where('id', '=', planned.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
