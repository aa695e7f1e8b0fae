import { describe, expect, test } from 'vitest'
import { notRecurring } from './recurring.ts'
import type { Recurring } from './recurring.ts'
import { toRRule } from './to-rrule.ts'

const once = notRecurring(new Date('2026-11-20T08:15:30.123Z'))
const rrule = (recurring: Partial<Recurring>, startTime: string, timezone = 'Europe/Zurich') =>
  toRRule({ ...once, frequency: 1, endsType: 'never', ...recurring }, new Date(startTime), timezone)

describe('the rule of a calendar', () => {
  test('is none for a meeting that does not repeat', () => {
    expect(toRRule(once, new Date(0), 'UTC')).toBeNull()
  })

  test('names the local weekday, day and month of the first start', () => {
    const start = '2026-12-31T23:30:00.000Z'
    expect(rrule({ frequencyType: 'daily', frequency: 3 }, start)).toBe('FREQ=DAILY;INTERVAL=3')
    expect(rrule({ frequencyType: 'weekly' }, start)).toBe('FREQ=WEEKLY;BYDAY=FR')
    expect(rrule({ frequencyType: 'weekly' }, start, 'UTC')).toBe('FREQ=WEEKLY;BYDAY=TH')
    expect(rrule({ frequencyType: 'monthly', monthlyPattern: 'dayOfMonth' }, start)).toBe(
      'FREQ=MONTHLY;BYMONTHDAY=1',
    )
    expect(rrule({ frequencyType: 'monthly', monthlyPattern: 'dayOfWeek' }, start)).toBe(
      'FREQ=MONTHLY;BYDAY=1FR',
    )
    expect(rrule({ frequencyType: 'monthly', monthlyPattern: 'dayOfWeek' }, start, 'UTC')).toBe(
      'FREQ=MONTHLY;BYDAY=5TH',
    )
    expect(rrule({ frequencyType: 'yearly' }, start)).toBe('FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1')
  })

  test('ends after a count, or at a moment in UTC', () => {
    const start = '2026-12-01T09:00:00.000Z'
    expect(rrule({ frequencyType: 'daily', endsType: 'after', endsAfter: 5 }, start)).toBe(
      'FREQ=DAILY;COUNT=5',
    )
    expect(rrule({ frequencyType: 'daily', endsType: 'on', endsOn: '2026-12-24T23:59:59.999Z' }, start)).toBe(
      'FREQ=DAILY;UNTIL=20261224T235959Z',
    )
  })

  test('ends between the same occurrences although it knows no fractions of a second', () => {
    const until = (endsOn: string) =>
      rrule({ frequencyType: 'daily', endsType: 'on', endsOn }, '2026-12-01T09:00:00.500Z')
    expect(until('2026-12-03T09:00:00.500Z')).toBe('FREQ=DAILY;UNTIL=20261203T090000Z')
    expect(until('2026-12-03T09:00:00.499Z')).toBe('FREQ=DAILY;UNTIL=20261203T085959Z')
  })
})
