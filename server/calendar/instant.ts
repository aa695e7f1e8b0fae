/**
 * Points in time as clients write them: ISO 8601 with an offset. Fractions of a millisecond are cut off. A leap second
 * (`:60`) is refused: no clock of ours shows it, and libraries disagree on which second it is.
 */
import { Temporal } from 'temporal-polyfill'
import { invalid } from '../platform/errors.ts'

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:[0-5]\d([.,]\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)$/i
/** RFC 3339: what JSON Schema calls `date-time`. */
const STRICT_FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i
const TEXT_MAX_LENGTH = 40
const YEAR_MIN = 1970
/** The wire writes years with four digits, and a meeting may end in the year after. */
const YEAR_MAX = 9998

/** Null where the text is none, or is of no year from 1970 to 9998, or to `yearMax`. */
export function parseInstant(text: string, yearMax = YEAR_MAX): Date | null {
  if (text.length > TEXT_MAX_LENGTH || !FORM.test(text)) return null
  try {
    const instant = new Date(Temporal.Instant.from(text).epochMilliseconds)
    const year = instant.getUTCFullYear()
    return year >= YEAR_MIN && year <= yearMax ? instant : null
  } catch {
    return null
  }
}

/** Throws InvalidInput at `pointer` where the text is none. */
export function requireInstant(pointer: string, text: string): Date {
  const instant = parseInstant(text)
  if (!instant) {
    throw invalid(pointer, 'Must be a date and time in ISO 8601 with an offset.', 'date-time')
  }
  return instant
}

/** Whether the text is a `date-time` of JSON Schema that `parseInstant` reads. */
export function isDateTime(text: string): boolean {
  return text.length <= TEXT_MAX_LENGTH && STRICT_FORM.test(text) && parseInstant(text) !== null
}
