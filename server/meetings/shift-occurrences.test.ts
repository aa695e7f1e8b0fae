import { expect, test } from 'vitest'
import type { Recurring, Series } from '../calendar/recurring.ts'
import { shiftStarts } from './shift-occurrences.ts'

const daily: Recurring = {
  frequencyType: 'daily',
  frequency: 1,
  monthlyPattern: '',
  endsType: 'never',
  endsOn: '2026-01-01T00:00:00.000Z',
  endsAfter: 0,
}

function shifted(starts: string[], former: string, series: Partial<Series>) {
  const whole = {
    startTime: new Date(former),
    timezone: 'Europe/Zurich',
    recurring: daily,
    excluded: [],
    ...series,
  }
  return shiftStarts(
    starts.map((start) => new Date(start)),
    { start: new Date(former), timezone: 'Europe/Zurich' },
    whole,
  ).map((start) => start?.toISOString() ?? null)
}

test('single occurrences move with their series on the wall clock, over summer time', () => {
  expect(
    shifted(['2026-03-28T08:00:00Z', '2026-03-29T07:00:00Z'], '2026-03-27T08:00:00Z', {
      startTime: new Date('2026-03-27T10:30:00Z'),
    }),
  ).toEqual(['2026-03-28T10:30:00.000Z', '2026-03-29T09:30:00.000Z'])
})

test('into another time zone they keep their distance to the first on its wall clock', () => {
  expect(shifted(['2026-03-29T07:00:00Z'], '2026-03-28T08:00:00Z', { timezone: 'UTC' })).toEqual([
    '2026-03-29T08:00:00.000Z',
  ])
})

test('what the new series does not have is forgotten, and what came before it, too', () => {
  const weekly: Recurring = { ...daily, frequencyType: 'weekly' }
  expect(
    shifted(
      ['2026-06-01T07:00:00Z', '2026-06-02T07:00:00Z', '2026-06-03T07:00:00Z', '2026-06-09T07:00:00Z'],
      '2026-06-02T07:00:00Z',
      { recurring: weekly },
    ),
  ).toEqual([null, null, null, '2026-06-09T07:00:00.000Z'])
})

test('two that fall together become one', () => {
  // Half past two does not exist that night, and is pushed to half past three.
  expect(shifted(['2026-03-29T01:30:00Z', '2026-03-29T01:30:00Z'], '2026-03-28T02:30:00Z', {})).toEqual([
    '2026-03-29T01:30:00.000Z',
    null,
  ])
})
