/**
 * Lists the times at which a meeting takes place, the earliest first: those that were closed, the current one, those
 * that were cancelled, and what is still to come, with what single ones have for themselves. A meeting that does not
 * repeat has one.
 *
 * Every occurrence up to the current one has a row; of later ones only those that were changed or cancelled, the
 * others follow from the rule. A page reads rows and rule from the same place on and merges them, so that its cost
 * is bounded by its length, also for a series without an end.
 */
import { sql } from 'kysely'
import type { Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { occurrencesBetween } from '../calendar/occurrences.ts'
import { findMeeting } from './find-meeting.ts'
import { unstoredOccurrence } from './find-target.ts'
import { requireInstant } from '../calendar/instant.ts'
import { agendaOf, hasOwnTimesOrWords, topicOf, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { seriesOf } from './series.ts'

export interface ListedOccurrence {
  /** The start that the rule gives it: names it, whatever it was moved to. */
  originalStart: string
  startTime: string
  endTime: string
  topic: string
  agenda: string
  state: 'coming' | 'current' | 'closed' | 'cancelled'
  /** It has times or words of its own. */
  isChanged: boolean
}

/** The last occurrence of the page before. */
export interface OccurrencePosition {
  startTime: string
  originalStart: string
}

export interface OccurrenceWindow {
  /** ISO 8601 with an offset: those that start then or later. */
  from?: string
  /** Those that start before. */
  to?: string
}

const EARLIEST = new Date(0)
/** The last moment that the wire can write. */
const LATEST = new Date(Date.UTC(9999, 11, 31))

/** The first `limit` of them after `position`; `next`: where the next page goes on. */
export async function listOccurrences(
  context: Context,
  caller: Caller,
  reference: string,
  window: OccurrenceWindow,
  limit: number,
  position: OccurrencePosition | null,
): Promise<{ occurrences: ListedOccurrence[]; next: OccurrencePosition | null }> {
  const { queries } = context.database
  const meeting = await findMeeting(queries, caller, reference)
  const from = window.from === undefined ? EARLIEST : requireInstant('/from', window.from)
  const to = window.to === undefined ? LATEST : requireInstant('/to', window.to)
  const start = position ? new Date(Math.max(from.getTime(), Date.parse(position.startTime))) : from
  const rows = [
    ...(await storedBetween(queries, meeting, start, to, position, limit + 1)),
    ...(await unstoredBetween(queries, meeting, start, to, limit + 2)),
  ]
  const found = rows
    .map((row) => present(meeting, row))
    .filter((row) => position === null || isAfter(row, position))
    .sort((a, b) => (isAfter(a, b) ? 1 : -1))
  const occurrences = found.slice(0, limit)
  const last = found.length > limit ? occurrences.at(-1) : undefined
  return {
    occurrences,
    next: last ? { startTime: last.startTime, originalStart: last.originalStart } : null,
  }
}

async function storedBetween(
  queries: Queries,
  meeting: MeetingRow,
  from: Date,
  to: Date,
  position: OccurrencePosition | null,
  limit: number,
): Promise<OccurrenceRow[]> {
  let query = queries
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .where('start_time', '>=', from)
    .where('start_time', '<', to)
    .orderBy('start_time')
    .orderBy('recurrence_start')
    .limit(limit)
  if (position) {
    const after = sql`(${position.startTime}::timestamptz, ${position.originalStart}::timestamptz)`
    query = query.where(sql<boolean>`(start_time, recurrence_start) > ${after}`)
  }
  return query.execute()
}

/** What the rule has after the current occurrence; once none is current, nothing is still to come. */
async function unstoredBetween(
  queries: Queries,
  meeting: MeetingRow,
  from: Date,
  to: Date,
  limit: number,
): Promise<OccurrenceRow[]> {
  const rows = await queries
    .selectFrom('occurrences')
    .select(['recurrence_start', 'state'])
    .where('meeting_id', '=', meeting.id)
    .where('state', 'in', ['current', 'planned', 'cancelled'])
    .execute()
  const current = rows.find((row) => row.state === 'current')
  if (!current) return []
  const stored = rows.map((row) => row.recurrence_start)
  const start = new Date(Math.max(from.getTime(), current.recurrence_start.getTime()))
  return occurrencesBetween(seriesOf(meeting, stored), start, to, limit).map((each) =>
    unstoredOccurrence(meeting, each),
  )
}

function present(meeting: MeetingRow, row: OccurrenceRow): ListedOccurrence {
  return {
    originalStart: row.recurrence_start.toISOString(),
    startTime: row.start_time.toISOString(),
    endTime: row.end_time.toISOString(),
    topic: topicOf(meeting, row),
    agenda: agendaOf(meeting, row),
    state: row.state === 'planned' ? 'coming' : row.state,
    isChanged: row.state !== 'cancelled' && hasOwnTimesOrWords(meeting, row),
  }
}

/** Times of one form are in the order of their text. */
function isAfter(a: OccurrencePosition, b: OccurrencePosition): boolean {
  return a.startTime === b.startTime ? a.originalStart > b.originalStart : a.startTime > b.startTime
}
