/**
 * The `Retry-After` header of an answer (RFC 9110, section 10.2.3): seconds, or one of the three forms of an HTTP date.
 *
 * Pure: relative to the `now` passed in. A receiver may ask for a day at most, since a typing error there would
 * otherwise silence a web hook for years. What cannot be read, or lies in the past, asks for nothing.
 */
const RETRY_AFTER_LIMIT_MS = 24 * 60 * 60 * 1000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const TWO_DIGIT_YEAR_AHEAD = 50

/** `Sun, 06 Nov 1994 08:49:37 GMT` */
const IMF_FIXDATE = /^\w{3}, (?<day>\d\d) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/
/** `Sunday, 06-Nov-94 08:49:37 GMT` */
const RFC_850_DATE = /^\w{6,9}, (?<day>\d\d)-(?<month>\w{3})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/
/** `Sun Nov  6 08:49:37 1994` */
const ASCTIME_DATE = /^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/

/** The instant before which the receiver asks not to be called, at most 24 h after `now`; null where it asks nothing. */
export function parseRetryAfter(header: string | string[] | undefined, now: Date): Date | null {
  const text = (Array.isArray(header) ? header[0] : header)?.trim()
  if (text === undefined) return null
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : httpDateMs(text, now) - now.getTime()
  if (!(waitMs > 0)) return null
  return new Date(now.getTime() + Math.min(waitMs, RETRY_AFTER_LIMIT_MS))
}

/** Epoch milliseconds of an HTTP date; NaN where it is none. */
function httpDateMs(text: string, now: Date): number {
  const parts = (IMF_FIXDATE.exec(text) ?? RFC_850_DATE.exec(text) ?? ASCTIME_DATE.exec(text))?.groups
  const month = MONTHS.indexOf(parts?.month ?? '')
  if (!parts || month === -1) return NaN
  const [hour = 0, minute = 0, second = 0] = parts.time!.split(':').map(Number)
  return Date.UTC(fullYear(parts.year!, now), month, Number(parts.day), hour, minute, second)
}

/** A two-digit year that seems more than 50 years ahead is the most recent past year with those digits (RFC 9110). */
function fullYear(digits: string, now: Date): number {
  if (digits.length === 4) return Number(digits)
  const thisYear = now.getUTCFullYear()
  const year = Math.floor(thisYear / 100) * 100 + Number(digits)
  return year > thisYear + TWO_DIGIT_YEAR_AHEAD ? year - 100 : year
}
