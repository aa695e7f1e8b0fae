/**
 * Writes a series as an RFC 5545 recurrence rule, for calendars. The server expands its own series from the rhythm of
 * that same rule, so that what a calendar shows is what will be held.
 *
 * The rule names the weekday, or the day of the month, that the first start has in the time zone of the meeting,
 * because some calendars do not derive it from DTSTART.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Recurring } from './recurring.ts'
import { atInstant } from './time-zone.ts'

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const DAYS_PER_WEEK = 7
const SECOND_MS = 1000

/**
 * The value of an RRULE property (`FREQ=WEEKLY;BYDAY=TU;COUNT=5`), for a DTSTART at the second of `startTime` in
 * `timezone`; null where the meeting does not repeat.
 */
export function toRRule(recurring: Recurring, startTime: Date, timezone: string): string | null {
  if (recurring.frequencyType === '') return null
  const rhythm = toRhythm(recurring, atInstant(startTime, timezone))
  if (recurring.endsType === 'after') return `${rhythm};COUNT=${recurring.endsAfter}`
  if (recurring.endsType === 'on') return `${rhythm};UNTIL=${untilSecond(recurring.endsOn, startTime)}`
  return rhythm
}

/** The rule without its end. `start`: the first start on the wall clock of the meeting. */
export function toRhythm(recurring: Recurring, start: Temporal.ZonedDateTime): string {
  const parts = [`FREQ=${recurring.frequencyType.toUpperCase()}`]
  if (recurring.frequency !== null && recurring.frequency > 1) parts.push(`INTERVAL=${recurring.frequency}`)
  return [...parts, ...dayParts(recurring, start)].join(';')
}

function dayParts(recurring: Recurring, start: Temporal.ZonedDateTime): string[] {
  const weekday = WEEKDAYS[start.dayOfWeek - 1]!
  switch (recurring.frequencyType) {
    case 'weekly':
      return [`BYDAY=${weekday}`]
    case 'monthly':
      if (recurring.monthlyPattern !== 'dayOfWeek') return [`BYMONTHDAY=${start.day}`]
      return [`BYDAY=${Math.ceil(start.day / DAYS_PER_WEEK)}${weekday}`]
    case 'yearly':
      return [`BYMONTH=${start.month}`, `BYMONTHDAY=${start.day}`]
    default:
      return []
  }
}

/**
 * UNTIL knows whole seconds only, and so does DTSTART, which loses the fraction that every occurrence shares. Taking
 * it off the end, too, keeps in the rule exactly the occurrences that start up to the end.
 */
function untilSecond(endsOn: string, startTime: Date): string {
  const fraction = ((startTime.getTime() % SECOND_MS) + SECOND_MS) % SECOND_MS
  return utcTime(new Date(Date.parse(endsOn) - fraction))
}

/** An instant the way calendars write it, to the second: `20261201T090000Z`. */
export function utcTime(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, '')
}
