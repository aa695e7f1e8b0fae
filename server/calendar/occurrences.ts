/**
 * The occurrences of a series, in order. An occurrence is named by its start.
 *
 * - Every occurrence has the wall-clock time of the first one, in the time zone of the meeting, over every change of
 *   summer time.
 * - A date or time that does not exist is skipped and not moved, and does not count towards "after n occurrences", as
 *   RFC 5545 (3.3.10) demands and calendars do: the 31st of a short month, 29 February of a common year, a fifth
 *   Monday, half past two in the night that summer time begins. Of a time that comes twice the first one is meant;
 *   the first occurrence of all is where it was put.
 * - Deleted occurrences are left out, and do count towards "after n occurrences": deleting one does not add another
 *   at the end.
 * - A meeting that does not repeat is a series of one.
 *
 * Nothing is looked for beyond the year 9999, the last that the wire and calendars can write.
 */
import { RRuleTemporal } from 'rrule-temporal'
import type { Temporal } from 'temporal-polyfill'
import type { Series } from './recurring.ts'
import { atInstant } from './time-zone.ts'
import { toRhythm } from './to-rrule.ts'

const HORIZON_MS = Date.UTC(9999, 11, 31)
/** Clocks that are put back go back by less. */
const DAY_MS = 86_400_000
/** Periods that may go by without an occurrence, such as the common years of a yearly series on 29 February. */
const SEARCH_LIMIT_PERIODS = 10_000

/** The first occurrence that was not deleted; null where none is left. */
export function firstOccurrence(series: Series): Date | null {
  return nextOccurrence(series, new Date(series.startTime.getTime() - 1))
}

/** The first occurrence that starts after `afterStart`, which need not be an occurrence; null when there is none. */
export function nextOccurrence(series: Series, afterStart: Date): Date | null {
  for (const start of occurrencesFrom(series, new Date(afterStart.getTime() + 1))) return start
  return null
}

/** Occurrences that start from `from` (inclusive) to `to` (exclusive), the earliest `limit` of them. */
export function occurrencesBetween(series: Series, from: Date, to: Date, limit: number): Date[] {
  const found: Date[] = []
  if (limit < 1) return found
  for (const start of occurrencesFrom(series, from)) {
    if (start.getTime() >= to.getTime()) break
    found.push(start)
    if (found.length === limit) break
  }
  return found
}

/** How many starts there are before `before`, deleted ones included; stops counting at `limit`. */
export function countStartsBefore(series: Series, before: Date, limit: number): number {
  return occurrencesBetween({ ...series, excluded: [] }, series.startTime, before, limit).length
}

/** Whether an occurrence that was not deleted starts at `start`. */
export function isOccurrence(series: Series, start: Date): boolean {
  return nextOccurrence(series, new Date(start.getTime() - 1))?.getTime() === start.getTime()
}

function* occurrencesFrom(series: Series, from: Date): Generator<Date> {
  const excluded = new Set(series.excluded.map((start) => start.getTime()))
  for (const start of startsFrom(series, from)) {
    if (!excluded.has(start.getTime())) yield start
  }
}

/** Deleted ones included. Bounded by the series' own end or the horizon; callers stop long before. */
function* startsFrom(series: Series, from: Date): Generator<Date> {
  const { recurring, startTime } = series
  const counted = recurring.endsType === 'after'
  const lastTime = recurring.endsType === 'on' ? Date.parse(recurring.endsOn) : HORIZON_MS
  let count = 0
  for (const start of walk(series, counted ? startTime : from)) {
    if (start.getTime() > lastTime) return
    if (start.getTime() >= from.getTime()) yield start
    count += 1
    if (counted && count === recurring.endsAfter) return
  }
}

/**
 * All starts in the rhythm of the series, from shortly before `from` on, whatever its end.
 *
 * The rhythm runs on the bare wall clock, written as if it were UTC, and each of its times is then looked up in the
 * time zone: rrule-temporal's own look-up misses a summer time that is interrupted for Ramadan (Africa/Cairo in 2014).
 */
function* walk(series: Series, from: Date): Generator<Date> {
  if (from.getTime() <= series.startTime.getTime()) yield series.startTime
  if (series.recurring.frequencyType === '' || from.getTime() > HORIZON_MS) return
  const first = atInstant(series.startTime, series.timezone)
  const dtstart = first.toPlainDateTime().toZonedDateTime('UTC')
  const rule = new RRuleTemporal({
    rruleString: toRhythm(series.recurring, first),
    dtstart,
    maxIterations: SEARCH_LIMIT_PERIODS,
  })
  let after = dtstart.epochMilliseconds
  if (from.getTime() > series.startTime.getTime()) {
    const fromWall = atInstant(from, series.timezone).toPlainDateTime().toZonedDateTime('UTC')
    after = Math.max(after, fromWall.epochMilliseconds - DAY_MS)
  }
  for (;;) {
    const wall = rule.next(new Date(after))
    if (wall === null || wall.epochMilliseconds > HORIZON_MS) return
    after = wall.epochMilliseconds
    const start = onWallClock(atInstant(new Date(after), 'UTC').toPlainDateTime(), series.timezone)
    if (start !== null) yield start
  }
}

/** The first instant at which the clocks show `wall`; null where they never do. */
function onWallClock(wall: Temporal.PlainDateTime, timezone: string): Date | null {
  const zoned = wall.toZonedDateTime(timezone, { disambiguation: 'earlier' })
  return zoned.toPlainDateTime().equals(wall) ? new Date(zoned.epochMilliseconds) : null
}
