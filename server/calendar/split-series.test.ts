import { expect, test } from 'vitest'
import { occurrencesBetween } from './occurrences.ts'
import { notRecurring } from './recurring.ts'
import type { EndsType, Series } from './recurring.ts'
import { splitSeries } from './split-series.ts'

const startTime = new Date('2027-03-02T09:00:00.500Z')
const end = new Date('2029-01-01T00:00:00.000Z')
const weekly = (endsType: EndsType): Series => ({
  startTime,
  timezone: 'Europe/Zurich',
  recurring: {
    ...notRecurring(startTime),
    frequencyType: 'weekly',
    frequency: 1,
    endsType,
    endsOn: endsType === 'on' ? '2027-06-01T12:00:00.000Z' : startTime.toISOString(),
    endsAfter: endsType === 'after' ? 10 : 0,
  },
  excluded: [new Date('2027-03-09T09:00:00.500Z')],
})

test.each(['never', 'on', 'after'] as const)(
  'the halves of a series that ends %s are the series',
  (endsType) => {
    const whole = weekly(endsType)
    const starts = occurrencesBetween({ ...whole, excluded: [] }, startTime, end, 200)
    for (const [index, start] of starts.slice(1, 12).entries()) {
      const { kept, following } = splitSeries(whole, start)
      const before = occurrencesBetween({ ...whole, excluded: [], recurring: kept! }, startTime, end, 200)
      expect(before).toEqual(starts.slice(0, index + 1))
      const rest: Series = { ...whole, excluded: [], startTime: start, recurring: following! }
      expect(occurrencesBetween(rest, startTime, end, 200)).toEqual(starts.slice(index + 1))
    }
  },
)

test('of ten times, three stay and seven follow', () => {
  const { kept, following } = splitSeries(weekly('after'), new Date('2027-03-23T09:00:00.500Z'))
  expect(kept).toMatchObject({ endsType: 'after', endsAfter: 3 })
  expect(following).toMatchObject({ endsType: 'after', endsAfter: 7 })
})

test('a series without a count ends with the day before, in its time zone', () => {
  const { kept } = splitSeries(weekly('never'), new Date('2027-03-16T09:00:00.500Z'))
  expect(kept).toMatchObject({ endsType: 'on', endsOn: '2027-03-15T22:59:59.999Z', endsAfter: 0 })
})

test('nothing comes before the first occurrence', () => {
  const whole = weekly('after')
  expect(splitSeries(whole, startTime)).toEqual({ kept: null, following: whole.recurring })
})

test.each(['on', 'after'] as const)('nothing follows the end of a series that ends %s', (endsType) => {
  expect(splitSeries(weekly(endsType), new Date('2028-01-04T09:00:00.500Z')).following).toBeNull()
})
