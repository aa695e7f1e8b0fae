/**
 * Points in time as clients write them: ISO 8601 with an offset. Fractions of a millisecond are cut off.
 */
import { Temporal } from 'temporal-polyfill'
import { invalid } from '../platform/errors.ts'

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)$/i
const YEAR_MIN = 1970
/** The wire writes years with four digits, and a meeting may end in the year after. */
const YEAR_MAX = 9998

/** Throws InvalidInput at `pointer` where the text is none. */
export function requireInstant(pointer: string, text: string): Date {
  const instant = parseInstant(text)
  if (!instant) throw invalid(pointer, 'Must be a date and time in ISO 8601 with an offset.')
  return instant
}

/** Null where the text is none, or is of no year from 1970 to 9998. */
export function parseInstant(text: string): Date | null {
  if (!FORM.test(text)) return null
  try {
    const instant = new Date(Temporal.Instant.from(text).epochMilliseconds)
    const year = instant.getUTCFullYear()
    return year >= YEAR_MIN && year <= YEAR_MAX ? instant : null
  } catch {
    return null
  }
}
