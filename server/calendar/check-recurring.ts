/**
 * Checks how a meeting is to repeat, and fills in what was left out.
 *
 * What means nothing for the chosen kind is set to its empty value and not refused (`endsAfter` of a series that ends
 * on a day, `monthlyPattern` of a weekly one): a partial update is merged into the stored object first, which still
 * carries what the former kind needed. What is missing or contradicts itself is refused, all of it at once, each with
 * the JSON pointer of its field.
 */
import type { InputError } from '../platform/errors.ts'
import { parseInstant } from './instant.ts'
import type { Recurring } from './recurring.ts'
import { ENDS_TYPES, FREQUENCY_TYPES, MONTHLY_PATTERNS, notRecurring } from './recurring.ts'

export const FREQUENCY_LIMIT = 999
export const ENDS_AFTER_LIMIT_OCCURRENCES = 999

/** The last year that calendars can write. */
const ENDS_ON_LIMIT_YEAR = 9999

/** `recurring` as a request brings it: of the right types, its values not checked. */
export interface RecurringInput {
  frequencyType?: string
  frequency?: number | null
  monthlyPattern?: string
  endsType?: string
  endsOn?: string
  endsAfter?: number
}

export type CheckedRecurring = { recurring: Recurring } | { errors: InputError[] }

/** `startTime`: the first occurrence; `createdAt`: what `endsOn` carries where it means nothing. */
export function checkRecurring(
  input: RecurringInput | undefined,
  { startTime, createdAt }: { startTime: Date; createdAt: Date },
): CheckedRecurring {
  const given = input ?? {}
  const errors = missingChoices(given)
  const frequencyType = choose('frequencyType', given.frequencyType, FREQUENCY_TYPES, errors)
  const monthlyPattern = choose('monthlyPattern', given.monthlyPattern, MONTHLY_PATTERNS, errors)
  const endsType = choose('endsType', given.endsType, ENDS_TYPES, errors) || 'never'
  if (errors.length > 0) return { errors }
  if (frequencyType === '') return { recurring: notRecurring(createdAt) }

  const frequency = given.frequency ?? 1
  const endsAfter = endsType === 'after' ? (given.endsAfter ?? 0) : 0
  const endsOn = endsType === 'on' ? readEndsOn(given.endsOn, startTime) : createdAt
  if (!isCount(frequency, FREQUENCY_LIMIT)) {
    errors.push(invalid('frequency', `must be a whole number from 1 to ${FREQUENCY_LIMIT}`))
  }
  if (endsType === 'after' && !isCount(endsAfter, ENDS_AFTER_LIMIT_OCCURRENCES)) {
    const rule = `must be a whole number from 1 to ${ENDS_AFTER_LIMIT_OCCURRENCES}`
    errors.push(invalid('endsAfter', `${rule}, since the series ends after a number of occurrences`))
  }
  if (typeof endsOn === 'string') return { errors: [...errors, invalid('endsOn', endsOn)] }
  if (errors.length > 0) return { errors }

  return {
    recurring: {
      frequencyType,
      frequency,
      monthlyPattern: frequencyType === 'monthly' ? monthlyPattern || 'dayOfMonth' : '',
      endsType,
      endsOn: endsOn.toISOString(),
      endsAfter,
    },
  }
}

/** The choice, or `""` where there is none; an unknown one is added to `errors`. */
function choose<T extends string>(
  field: string,
  value: string | undefined,
  choices: readonly (T | '')[],
  errors: InputError[],
): T | '' {
  const choice = choices.find((choice) => choice === value)
  if (choice === undefined && value !== undefined) {
    const names = choices.map((choice) => `"${choice}"`).join(', ')
    errors.push(invalid(field, `must be one of ${names}`))
  }
  return choice ?? ''
}

/** An end without its kind, or a rhythm without its unit, would otherwise be dropped without a word. */
function missingChoices(given: RecurringInput): InputError[] {
  const { frequencyType, endsType, frequency, endsOn, endsAfter, monthlyPattern } = given
  if (frequencyType === undefined) {
    if (!frequency && !monthlyPattern && !endsType && !endsOn && !endsAfter) return []
    return [invalid('frequencyType', 'is missing: "daily", "weekly", "monthly" or "yearly"')]
  }
  if (frequencyType !== '' && endsType === undefined && (endsOn || endsAfter)) {
    return [invalid('endsType', 'is missing: "on" goes with endsOn, "after" with endsAfter')]
  }
  return []
}

/** The moment, or what is wrong with it. */
function readEndsOn(value: string | undefined, startTime: Date): Date | string {
  if (!value) return 'is missing, since the series ends on a day'
  const endsOn = parseInstant(value, ENDS_ON_LIMIT_YEAR)
  if (!endsOn) return 'must be an ISO 8601 date and time with an offset, such as 2027-03-31T21:59:59.000Z'
  if (endsOn.getTime() < startTime.getTime()) return 'must not be before the start of the first occurrence'
  return endsOn
}

function isCount(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= limit
}

function invalid(field: string, detail: string): InputError {
  return { pointer: `/recurring/${field}`, code: 'recurrence', detail }
}
