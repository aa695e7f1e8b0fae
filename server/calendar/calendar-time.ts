/**
 * Dates and times of a calendar: on the wall clock of the meeting's time zone, with the rules of that time zone beside
 * them, so that a series keeps its hour over summer time in every calendar.
 *
 * The rules are today's, once a year for ever, as calendars want them. Where a time zone moved its clocks otherwise in
 * the past, or its rule is not of the kind "the last Sunday in March", the block is an approximation; calendars that
 * know the IANA name go by their own tables.
 */
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'
import { atInstant } from './time-zone.ts'
import { utcTime } from './to-rrule.ts'
import { line } from './calendar-line.ts'

export interface CalendarTimeZone {
  /** The name under which the block defines it: that of the place which a former name is an alias of. */
  id: string
  /** The finished VTIMEZONE lines. */
  block: string
}

const UTC_ID = 'Etc/UTC'
const knownNames = new Set(tzlib_get_timezones())

/** Null for UTC, which needs no block, and for a name without rules: its times are written in UTC. */
export function calendarTimeZone(timezone: string): CalendarTimeZone | null {
  if (!knownNames.has(timezone)) return null
  const [block, tzid] = tzlib_get_ical_block(timezone)
  if (!block || !tzid) return null
  const id = tzid.slice('TZID='.length)
  return id === UTC_ID ? null : { id, block: `${block}\r\n` }
}

/** 20261201T100000 */
function wallTime(instant: Date, timezone: string): string {
  const wall = atInstant(instant, timezone).toPlainDateTime()
  return wall.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
}

/**
 * A line with a date and time. A time that comes twice, in the night that summer time ends, is told in UTC, since
 * readers differ on which of the two the wall clock means; but a line that a rule repeats (`repeats`) stays on the
 * wall clock all the same, or the whole series would lose its hour.
 */
export function timeLine(
  name: string,
  instant: Date,
  timezone: string,
  zone: CalendarTimeZone | null,
  repeats = false,
): string {
  if (zone === null || (!repeats && comesTwice(instant, timezone))) return line(name, utcTime(instant))
  return line(`${name};TZID=${zone.id}`, wallTime(instant, timezone))
}

function comesTwice(instant: Date, timezone: string): boolean {
  const wall = atInstant(instant, timezone).toPlainDateTime()
  const earlier = wall.toZonedDateTime(timezone, { disambiguation: 'earlier' })
  return !earlier.equals(wall.toZonedDateTime(timezone, { disambiguation: 'later' }))
}
