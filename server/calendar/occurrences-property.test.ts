import * as fc from 'fast-check'
import type { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { firstOccurrence, isOccurrence, nextOccurrence, occurrencesBetween } from './occurrences.ts'
import type { Recurring, Series } from './recurring.ts'
import { atInstant } from './time-zone.ts'

/** The first `limit` occurrences, one after the other, as the meeting moves through them. */
function walk(of: Series, limit: number): Date[] {
  const found: Date[] = []
  let next = firstOccurrence(of)
  while (next !== null && found.length < limit) {
    found.push(next)
    next = nextOccurrence(of, next)
  }
  return found
}

const PERIODS = 4000

/**
 * The rules once more, written as plainly as they go: one candidate date per period, counted from the first start,
 * dropped where the date or the time does not exist.
 */
function naive(of: Series, limit: number): Date[] {
  const { recurring } = of
  const first = atInstant(of.startTime, of.timezone)
  const found: Date[] = []
  for (let period = 0; period < PERIODS && found.length < limit; period++) {
    const date = candidateDate(recurring, first.toPlainDate(), period * (recurring.frequency ?? 1))
    const start =
      date && (period === 0 ? of.startTime : resolve(date.toPlainDateTime(first.toPlainTime()), of.timezone))
    if (!start) continue
    if (recurring.endsType === 'on' && start.getTime() > Date.parse(recurring.endsOn)) break
    if (recurring.endsType === 'after' && found.length === recurring.endsAfter) break
    found.push(start)
  }
  const gone = new Set(of.excluded.map((start) => start.getTime()))
  return found.filter((start) => !gone.has(start.getTime()))
}

function candidateDate(
  recurring: Recurring,
  first: Temporal.PlainDate,
  units: number,
): Temporal.PlainDate | null {
  if (recurring.frequencyType === 'daily') return first.add({ days: units })
  if (recurring.frequencyType === 'weekly') return first.add({ weeks: units })
  const months = recurring.frequencyType === 'monthly' ? units : units * 12
  const month = first.toPlainYearMonth().add({ months })
  if (recurring.frequencyType === 'monthly' && recurring.monthlyPattern === 'dayOfWeek') {
    const days = Array.from({ length: month.daysInMonth }, (_, day) => month.toPlainDate({ day: day + 1 }))
    const same = days.filter((day) => day.dayOfWeek === first.dayOfWeek)
    return same[Math.floor((first.day - 1) / 7)] ?? null
  }
  return first.day <= month.daysInMonth ? month.toPlainDate({ day: first.day }) : null
}

function resolve(wall: Temporal.PlainDateTime, timezone: string): Date | null {
  const zoned = wall.toZonedDateTime(timezone, { disambiguation: 'earlier' })
  return zoned.toPlainDateTime().equals(wall) ? new Date(zoned.epochMilliseconds) : null
}

const zones = [
  'UTC',
  'Europe/Zurich',
  'America/New_York',
  'America/Santiago',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Cairo',
  'Asia/Gaza',
]
const QUARTER_HOUR_MS = 900_000

const anySeries: fc.Arbitrary<Series> = fc
  .record({
    timezone: fc.constantFrom(...zones),
    quarters: fc.integer({
      min: Date.UTC(2008, 0) / QUARTER_HOUR_MS,
      max: Date.UTC(2045, 0) / QUARTER_HOUR_MS,
    }),
    fraction: fc.constantFrom(0, 0, 0, 1, 500, 999),
    frequencyType: fc.constantFrom(
      'daily' as const,
      'weekly' as const,
      'monthly' as const,
      'yearly' as const,
    ),
    monthlyPattern: fc.constantFrom('dayOfMonth' as const, 'dayOfWeek' as const),
    frequency: fc.integer({ min: 1, max: 14 }),
    endsType: fc.constantFrom('never' as const, 'on' as const, 'after' as const),
    endsAfter: fc.integer({ min: 1, max: 30 }),
    endDays: fc.integer({ min: 0, max: 900 }),
    endShift: fc.constantFrom(-1, 0, 1, 60_000),
    excluded: fc.uniqueArray(fc.integer({ min: 0, max: 25 }), { maxLength: 8 }),
  })
  .map(({ quarters, fraction, endDays, endShift, excluded, timezone, endsAfter, ...rest }) => {
    const startTime = new Date(quarters * QUARTER_HOUR_MS + fraction)
    const endsOn = new Date(startTime.getTime() + Math.max(0, endDays * 86_400_000 + endShift)).toISOString()
    const recurring: Recurring = { ...rest, endsOn, endsAfter }
    const whole: Series = { startTime, timezone, recurring, excluded: [] }
    const starts = naive(whole, 26)
    return { ...whole, excluded: excluded.flatMap((index) => starts[index] ?? []) }
  })

const LIMIT = 20

test('every series goes the way of the plain rules, one occurrence after the other', () => {
  fc.assert(
    fc.property(anySeries, (of) => {
      expect(walk(of, LIMIT)).toEqual(naive(of, LIMIT + of.excluded.length).slice(0, LIMIT))
    }),
    { numRuns: 300 },
  )
})

test('every series rises strictly, keeps its wall-clock time and leaves out what was deleted', () => {
  fc.assert(
    fc.property(anySeries, (of) => {
      const starts = walk(of, LIMIT)
      const times = starts.map((start) => atInstant(start, of.timezone).toPlainTime().toString())
      const time = atInstant(of.startTime, of.timezone).toPlainTime().toString()
      expect(times).toEqual(times.map(() => time))
      expect(starts.every((start, index) => index === 0 || start > starts[index - 1]!)).toBe(true)
      const gone = new Set(of.excluded.map((start) => start.getTime()))
      expect(starts.filter((start) => gone.has(start.getTime()))).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('every series answers the same for a window, however late it opens', () => {
  fc.assert(
    fc.property(anySeries, fc.nat(LIMIT), fc.nat(LIMIT), fc.constantFrom(-1, 0, 1), (of, a, b, shift) => {
      const all = naive(of, LIMIT + 1 + of.excluded.length)
      const from = new Date((all[Math.min(a, b)] ?? of.startTime).getTime() + shift)
      const to = all[Math.max(a, b)] ?? from
      const expected = all.filter((start) => start >= from && start < to)
      expect(occurrencesBetween(of, from, to, LIMIT + 1)).toEqual(expected)
      expect(occurrencesBetween(of, from, to, 2)).toEqual(expected.slice(0, 2))
      expect(all.slice(0, 3).every((start) => isOccurrence(of, start))).toBe(true)
    }),
    { numRuns: 500 },
  )
})
