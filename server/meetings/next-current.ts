/**
 * The next occurrence of a series becomes the current one, in the transaction in which the one before it is closed or
 * deleted. It fires no hook. It may itself be over already, after a time in which the server was down: then it is due
 * to be closed at once, and its hook is called as for any other.
 */
import type { Context } from '../platform/context.ts'
import { nextOccurrence } from '../calendar/occurrences.ts'
import { sendAlong, type Transaction } from '../platform/database/database.ts'
import { closeDueAt, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { isRecurring, seriesOf } from './series.ts'
import { findRowsFrom } from './shift-occurrences.ts'
import { insertCurrent } from './store-meeting.ts'

/** The occurrence that comes next. */
export interface Ahead {
  start: Date
  /** Of one that was changed by itself. */
  planned: OccurrenceRow | undefined
}

/** What comes after `start`, by the rule of the series; null where nothing does. */
export async function findAhead(tx: Transaction, meeting: MeetingRow, start: Date): Promise<Ahead | null> {
  return isRecurring(meeting) ? chooseAhead(meeting, await findRowsFrom(tx, meeting.id, start), start) : null
}

/** The same from `rows` of single occurrences that were read already. */
export function chooseAhead(meeting: MeetingRow, rows: OccurrenceRow[], start: Date): Ahead | null {
  if (!isRecurring(meeting)) return null
  const deleted = rows.filter((row) => row.state === 'cancelled').map((row) => row.recurrence_start)
  const next = nextOccurrence(seriesOf(meeting, deleted), start)
  if (!next) return null
  const planned = rows.find(
    (row) => row.state === 'planned' && row.recurrence_start.getTime() === next.getTime(),
  )
  return { start: next, planned }
}

/** @returns the new current occurrence; null where none comes. */
export function makeNextCurrent(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  ahead: Ahead | null,
): OccurrenceRow | null {
  if (!ahead) return null
  const { start, planned } = ahead
  if (!planned) return insertCurrent(context, tx, meeting, start)
  const current = { state: 'current' as const, close_due_at: closeDueAt(planned, context.settings.current()) }
  sendAlong(tx, tx.updateTable('occurrences').set(current).where('id', '=', planned.id).execute())
  return { ...planned, ...current }
}
