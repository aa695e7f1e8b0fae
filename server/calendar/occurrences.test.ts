import { describe, expect, test } from 'vitest'
import { firstOccurrence, isOccurrence, nextOccurrence, occurrencesBetween } from './occurrences.ts'
import { notRecurring } from './recurring.ts'
import type { Recurring, Series } from './recurring.ts'
import { atInstant } from './time-zone.ts'

const once = notRecurring(new Date('2026-01-01T00:00:00.000Z'))
const series = (
  startTime: string,
  timezone: string,
  recurring: Partial<Recurring>,
  excluded: string[] = [],
) => ({
  startTime: new Date(startTime),
  timezone,
  recurring: { ...once, frequency: 1, endsType: 'never' as const, ...recurring },
  excluded: excluded.map((start) => new Date(start)),
})

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

const local = (of: Series, limit: number) =>
  walk(of, limit).map((start) => atInstant(start, of.timezone).toString({ timeZoneName: 'never' }))

describe('dates and times that do not exist are skipped', () => {
  test('the 31st', () => {
    const monthly = series('2027-01-31T09:00:00Z', 'Europe/Zurich', {
      frequencyType: 'monthly',
      monthlyPattern: 'dayOfMonth',
    })
    expect(local(monthly, 4)).toEqual([
      '2027-01-31T10:00:00+01:00',
      '2027-03-31T10:00:00+02:00',
      '2027-05-31T10:00:00+02:00',
      '2027-07-31T10:00:00+02:00',
    ])
  })

  test('the fifth Monday', () => {
    const monthly = series('2026-11-30T09:00:00Z', 'UTC', {
      frequencyType: 'monthly',
      monthlyPattern: 'dayOfWeek',
    })
    expect(local(monthly, 4).map((start) => start.slice(0, 10))).toEqual([
      '2026-11-30',
      '2027-03-29',
      '2027-05-31',
      '2027-08-30',
    ])
  })

  test('29 February, also where every third year is asked for', () => {
    const yearly = series('2028-02-29T09:00:00Z', 'UTC', { frequencyType: 'yearly' })
    expect(local(yearly, 3).map((start) => start.slice(0, 4))).toEqual(['2028', '2032', '2036'])
    const third = series('2028-02-29T09:00:00Z', 'UTC', { frequencyType: 'yearly', frequency: 3 })
    expect(local(third, 3).map((start) => start.slice(0, 4))).toEqual(['2028', '2040', '2052'])
  })

  test('half past two in the night that summer time begins, which does not count either', () => {
    const daily = series('2027-03-27T01:30:00Z', 'Europe/Zurich', {
      frequencyType: 'daily',
      endsType: 'after',
      endsAfter: 3,
    })
    expect(local(daily, 9)).toEqual([
      '2027-03-27T02:30:00+01:00',
      '2027-03-29T02:30:00+02:00',
      '2027-03-30T02:30:00+02:00',
    ])
  })
})

describe('of a time that comes twice', () => {
  test('the first one is meant', () => {
    const daily = series('2026-10-24T00:30:00Z', 'Europe/Zurich', { frequencyType: 'daily' })
    expect(local(daily, 3)).toEqual([
      '2026-10-24T02:30:00+02:00',
      '2026-10-25T02:30:00+02:00',
      '2026-10-26T02:30:00+01:00',
    ])
  })

  test('the first occurrence stays where it was put', () => {
    const daily = series('2026-10-25T01:30:00Z', 'Europe/Zurich', { frequencyType: 'daily' })
    expect(local(daily, 2)).toEqual(['2026-10-25T02:30:00+01:00', '2026-10-26T02:30:00+01:00'])
  })
})

describe('the end of a series', () => {
  test('deleted occurrences count', () => {
    const three = { frequencyType: 'daily', endsType: 'after', endsAfter: 3 } as const
    const deleted = series('2027-01-01T09:00:00Z', 'UTC', three, [
      '2027-01-01T09:00:00Z',
      '2027-01-03T09:00:00Z',
    ])
    expect(local(deleted, 9)).toEqual(['2027-01-02T09:00:00+00:00'])
    expect(isOccurrence(deleted, new Date('2027-01-02T09:00:00Z'))).toBe(true)
    expect(isOccurrence(deleted, new Date('2027-01-03T09:00:00Z'))).toBe(false)
    expect(isOccurrence(deleted, new Date('2027-01-02T09:00:01Z'))).toBe(false)
  })

  test('an interrupted summer time is seen', () => {
    const weekly = series('2014-05-01T22:00:00Z', 'Africa/Cairo', { frequencyType: 'weekly' })
    expect(local(weekly, 4)).toEqual([
      '2014-05-02T00:00:00+02:00',
      '2014-05-09T00:00:00+02:00',
      '2014-05-23T00:00:00+03:00',
      '2014-05-30T00:00:00+03:00',
    ])
  })

  test('nothing is left when all are deleted', () => {
    const two = { frequencyType: 'daily', endsType: 'after', endsAfter: 2 } as const
    const gone = series('2027-01-01T09:00:00Z', 'UTC', two, ['2027-01-01T09:00:00Z', '2027-01-02T09:00:00Z'])
    expect(firstOccurrence(gone)).toBeNull()
  })

  test('the ends of time can be asked about', () => {
    const daily = series('2027-01-01T09:00:00Z', 'Europe/Zurich', { frequencyType: 'daily' })
    const [past, future] = [new Date(-8_640_000_000_000_000), new Date(8_640_000_000_000_000)]
    expect(occurrencesBetween(daily, past, future, 1)).toEqual([daily.startTime])
    expect(nextOccurrence(daily, new Date(future.getTime() - 1))).toBeNull()
  })

  test('nothing is looked for beyond the year 9999', () => {
    const rare = series('2028-02-29T09:00:00Z', 'UTC', { frequencyType: 'yearly', frequency: 999 })
    expect(local(rare, 9).map((start) => start.slice(0, 4))).toEqual(['2028', '6024'])
  })
})

describe('a meeting that does not repeat', () => {
  const single = { ...series('2027-01-01T09:00:00Z', 'UTC', {}), recurring: once }

  test('is a series of one', () => {
    expect(walk(single, 9)).toEqual([single.startTime])
    expect(occurrencesBetween(single, new Date(0), single.startTime, 9)).toEqual([])
    expect(
      occurrencesBetween(single, single.startTime, new Date(single.startTime.getTime() + 1), 9),
    ).toHaveLength(1)
  })

  test('has none when that one was deleted', () => {
    expect(firstOccurrence({ ...single, excluded: [single.startTime] })).toBeNull()
  })
})
