/**
 * Start, end and duration: any two of them give the third, and a client may say what it likes. Pure.
 *
 * A changed start keeps the duration, a changed end changes it. The wire writes the duration in minutes, so the two
 * must lie whole minutes apart.
 */
import type { InputError } from '../platform/errors.ts'
import { parseInstant } from '../calendar/instant.ts'
import { minutesBetween } from './meeting.ts'
import type { MeetingInput } from './meeting-input.ts'

const DURATION_MAX_MINUTES = 1440
const WHOLE_NUMBER = /^\d{1,5}$/
const NOT_AN_INSTANT =
  'Must be a date and time in ISO 8601 with an offset, such as 2027-03-30T09:00:00Z, of the years 1970 to 9998.'

export interface Times {
  startTime: Date
  durationMinutes: number
}

/** What `given` makes of `base`. Faults are added to `errors`, and what they concern stays as in `base`. */
export function applyTimes(
  base: Times,
  given: Pick<MeetingInput, 'startTime' | 'endTime' | 'duration'>,
  errors: InputError[],
): Times {
  const faults = errors.length
  const startTime = readInstant('startTime', given.startTime, errors) ?? base.startTime
  const endTime = readInstant('endTime', given.endTime, errors)
  const stated = readDuration(given.duration, errors)
  if (errors.length > faults) return base
  if (endTime === undefined) return { startTime, durationMinutes: stated ?? base.durationMinutes }

  const durationMinutes = minutesBetween(startTime, endTime)
  if (!isDuration(durationMinutes)) {
    errors.push({
      pointer: '/endTime',
      code: 'duration',
      parameters: { limit: DURATION_MAX_MINUTES },
      detail: `Must be 1 to ${DURATION_MAX_MINUTES} whole minutes after startTime, which is ${startTime.toISOString()}.`,
    })
  } else if (stated !== undefined && stated !== durationMinutes) {
    errors.push({
      pointer: '/duration',
      code: 'duration-mismatch',
      parameters: { minutes: durationMinutes },
      detail: `Disagrees with endTime, which is ${durationMinutes} minutes after startTime. Leave one of the two out.`,
    })
  }
  return errors.length > faults ? base : { startTime, durationMinutes }
}

function readInstant(
  field: 'startTime' | 'endTime',
  text: string | undefined,
  errors: InputError[],
): Date | undefined {
  if (text === undefined) return undefined
  const instant = parseInstant(text)
  if (!instant) errors.push({ pointer: `/${field}`, code: 'date-time', detail: NOT_AN_INSTANT })
  return instant ?? undefined
}

function readDuration(value: number | string | undefined, errors: InputError[]): number | undefined {
  if (value === undefined) return undefined
  const minutes = typeof value === 'number' || WHOLE_NUMBER.test(value) ? Number(value) : Number.NaN
  if (isDuration(minutes)) return minutes
  errors.push({
    pointer: '/duration',
    code: 'duration',
    parameters: { limit: DURATION_MAX_MINUTES },
    detail: `Must be a whole number of minutes from 1 to ${DURATION_MAX_MINUTES}.`,
  })
  return undefined
}

function isDuration(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= DURATION_MAX_MINUTES
}
