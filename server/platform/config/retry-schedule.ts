/**
 * When a failed call is tried again: the waits between tries, a setting of the instance and of each web hook. Pure.
 *
 * By default a delivery has twelve tries in about 75 hours, so that a receiver that broke on Friday evening is still
 * called on Monday.
 */
import Type from 'typebox'

const MINUTE = 60
const HOUR = 60 * MINUTE

export const RETRY_SCHEDULE_DEFAULT_SECONDS: readonly number[] = [
  5,
  30,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
  28 * HOUR,
]

const WAITS_LIMIT = 20
/** Of all waits together; a CHECK of the database says the same. */
const TOTAL_LIMIT_SECONDS = 7 * 24 * HOUR

/** @param description who it holds for */
export function retrySchedule(description: string, more: { default?: number[] } = {}) {
  return Type.Array(Type.Integer({ minimum: 1, maximum: TOTAL_LIMIT_SECONDS }), {
    minItems: 1,
    maxItems: WAITS_LIMIT,
    description:
      `${description}. Waits in seconds: the first after the first failed try, and so on, each ±10 %; a call that ` +
      'fails after the last one is given up. 7 days together at most',
    ...more,
  })
}

/** What is wrong with a schedule whose waits are possible one by one, in words; null: nothing. */
export function faultOfSchedule(waits: readonly number[]): string | null {
  const total = waits.reduce((sum, wait) => sum + wait, 0)
  return total > TOTAL_LIMIT_SECONDS ? 'All waits together must not be longer than 7 days.' : null
}
