/**
 * How a meeting repeats: the `recurring` object of the wire contract, in the shape in which it is stored and sent.
 * A series is such an object together with the start of its first occurrence and its time zone; weekday and day of
 * the month are not written down, they follow from that start in that time zone.
 */
export const FREQUENCY_TYPES = ['', 'daily', 'weekly', 'monthly', 'yearly'] as const
export const MONTHLY_PATTERNS = ['', 'dayOfMonth', 'dayOfWeek'] as const
export const ENDS_TYPES = ['', 'never', 'on', 'after'] as const

export type FrequencyType = (typeof FREQUENCY_TYPES)[number]
export type MonthlyPattern = (typeof MONTHLY_PATTERNS)[number]
export type EndsType = (typeof ENDS_TYPES)[number]

export interface Recurring {
  /** `""`: the meeting does not repeat. */
  frequencyType: FrequencyType
  /** Every how many days, weeks, months or years; null where the meeting does not repeat. */
  frequency: number | null
  /** Monthly series only: the 14th, or the second Tuesday. */
  monthlyPattern: MonthlyPattern
  endsType: EndsType
  /** ISO 8601 UTC with milliseconds: the last moment at which an occurrence may start; else the creation time. */
  endsOn: string
  /** How many occurrences there are in all; 0 where that is not how the series ends. */
  endsAfter: number
}

export interface Series {
  /** The start of the first occurrence, which stays while the meeting moves on to later ones. */
  startTime: Date
  /** IANA name. */
  timezone: string
  recurring: Recurring
  /** The starts of deleted occurrences. */
  excluded: readonly Date[]
}

/** What a meeting that does not repeat carries. */
export function notRecurring(createdAt: Date): Recurring {
  return {
    frequencyType: '',
    frequency: null,
    monthlyPattern: '',
    endsType: '',
    endsOn: createdAt.toISOString(),
    endsAfter: 0,
  }
}
