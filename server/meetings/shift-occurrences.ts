/**
 * What was decided about single occurrences that lie ahead (deleted, given another topic) when their series gets
 * another start, time zone or rhythm. They move with the series by the same time on the wall clock, and stay where the
 * new series has an occurrence then; the others are forgotten. Times that single ones had for themselves give way.
 */
import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { sendAlong, type Transaction } from '../platform/database/database.ts'
import { occurrencesBetween } from '../calendar/occurrences.ts'
import type { Series } from '../calendar/recurring.ts'
import { atInstant } from '../calendar/time-zone.ts'
import { minutesAfter, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { seriesOf } from './series.ts'

/** Occurrences of the new series among which the old ones are looked for; those beyond are forgotten. */
const LOOKED_AT_LIMIT_OCCURRENCES = 5_000

/** Beyond it nothing takes place. */
const HORIZON = new Date(Date.UTC(9999, 11, 31))

export interface Anchor {
  start: Date
  timezone: string
}

/** The rows of single occurrences from `start` on; not the current one's. */
export function findRowsFrom(tx: Transaction, meetingId: string, start: Date): Promise<OccurrenceRow[]> {
  return tx
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('recurrence_start', '>=', start)
    .where('state', 'in', ['planned', 'cancelled'])
    .execute()
}

/** Takes them away. */
export function dropRowsFrom(tx: Transaction, meetingId: string, start: Date): void {
  const rows = tx
    .deleteFrom('occurrences')
    .where('meeting_id', '=', meetingId)
    .where('recurrence_start', '>=', start)
    .where('state', 'in', ['planned', 'cancelled'])
  sendAlong(tx, rows.execute())
}

/** Puts them back where the series of `meeting`, which used to begin at `former`, has them now. */
export function putRowsBack(
  tx: Transaction,
  meeting: MeetingRow,
  rows: OccurrenceRow[],
  former: Anchor,
): void {
  const series = seriesOf(meeting)
  const shifted = shiftStarts(
    rows.map((row) => row.recurrence_start),
    former,
    series,
  )
  const kept = rows.flatMap((row, index) => {
    const start = shifted[index]
    if (!start) return []
    const times = { start_time: start, end_time: minutesAfter(start, meeting.duration_minutes) }
    return [{ ...row, id: randomUUID(), meeting_id: meeting.id, recurrence_start: start, ...times }]
  })
  if (kept.length > 0) sendAlong(tx, tx.insertInto('occurrences').values(kept).execute())
}

/** Forgets what was decided about single occurrences that come after the end which the series has now. */
export function dropRowsPastEnd(tx: Transaction, meeting: MeetingRow): void {
  const end = endOf(meeting)
  if (end === null) return
  const rows = tx
    .deleteFrom('occurrences')
    .where('meeting_id', '=', meeting.id)
    .where('recurrence_start', '>', end)
    .where('state', 'in', ['planned', 'cancelled'])
  sendAlong(tx, rows.execute())
}

function endOf(meeting: MeetingRow): Date | null {
  if (meeting.ends_type === 'on') return meeting.ends_on
  if (meeting.ends_type !== 'after') return null
  const { series_start, ends_after } = meeting
  return occurrencesBetween(seriesOf(meeting), series_start, HORIZON, ends_after).at(-1) ?? null
}

/** By index, where each start has gone; null where the series has nothing then. Its first occurrence is taken. */
export function shiftStarts(starts: Date[], former: Anchor, series: Series): (Date | null)[] {
  if (starts.length === 0) return []
  const to = atInstant(series.startTime, series.timezone).toPlainDateTime()
  const distance = atInstant(former.start, former.timezone).toPlainDateTime().until(to)
  const shifted = starts.map((start) => shift(start, former.timezone, distance, series.timezone))
  const end = new Date(Math.max(...shifted.map((start) => start.getTime())) + 1)
  const after = new Date(series.startTime.getTime() + 1)
  const free = new Set(
    occurrencesBetween(series, after, end, LOOKED_AT_LIMIT_OCCURRENCES).map((start) => start.getTime()),
  )
  return shifted.map((start) => (free.delete(start.getTime()) ? start : null))
}

function shift(start: Date, from: string, distance: Temporal.Duration, to: string): Date {
  const wall = atInstant(start, from).toPlainDateTime().add(distance)
  return new Date(wall.toZonedDateTime(to, { disambiguation: 'earlier' }).epochMilliseconds)
}
