/**
 * Time zones by their IANA names. The names and rules are those of the runtime's own time zone data, the same that
 * expand a series and that a browser uses, so that nobody has to agree on a second list.
 *
 * Names are taken in their own spelling only (`Europe/Zurich`, not `europe/zurich`): the name goes out in hooks and
 * calendars, and their readers compare it letter by letter. Offsets such as `+01:00` are no time zones: they know no
 * summer time.
 */
import { Temporal } from 'temporal-polyfill'

/** Whether `name` is an IANA time zone name, in its own spelling, that this runtime knows. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false
  try {
    return atInstant(new Date(0), name).timeZoneId === name
  } catch {
    return false
  }
}

/** The wall clock in `timezone` at an instant. Throws a RangeError where the time zone is unknown. */
export function atInstant(instant: Date, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone)
}

/**
 * Epoch milliseconds of the start of the local day that `instant` falls on. Where summer time begins at midnight,
 * that day starts at one o'clock, and so does the answer.
 */
export function localMidnight(instant: Date, timezone: string): number {
  return atInstant(instant, timezone).startOfDay().epochMilliseconds
}
