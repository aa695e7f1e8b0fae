import { describe, expect, test } from 'vitest'
import { isTimeZone, localMidnight } from './time-zone.ts'

describe('a time zone name', () => {
  test.each(['Europe/Zurich', 'America/Argentina/Ushuaia', 'Asia/Calcutta', 'UTC', 'Etc/GMT+1', 'EST5EDT'])(
    '%s is one',
    (name) => expect(isTimeZone(name)).toBe(true),
  )

  test.each([
    '',
    'Europe/Nowhere',
    'europe/zurich',
    'EUROPE/ZURICH',
    '+01:00',
    '2026-01-01T00:00[Europe/Zurich]',
    'Z',
    'Europe/Zurich ',
    'Europe/Zurich\r\nX:1',
  ])('%j is none', (name) => expect(isTimeZone(name)).toBe(false))

  test('every name that the runtime lists is one', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !isTimeZone(name))).toEqual([])
  })
})

describe('the local midnight', () => {
  const midnight = (instant: string, timezone: string) =>
    new Date(localMidnight(new Date(instant), timezone)).toISOString()

  test('is the start of the day in the time zone, not in UTC', () => {
    expect(midnight('2022-04-07T09:00:00.000Z', 'Europe/Zurich')).toBe('2022-04-06T22:00:00.000Z')
    expect(midnight('2022-04-07T03:00:00.000Z', 'America/New_York')).toBe('2022-04-06T04:00:00.000Z')
    expect(midnight('2022-04-07T23:59:59.999Z', 'UTC')).toBe('2022-04-07T00:00:00.000Z')
  })

  test('is its own midnight', () => {
    expect(midnight('2022-04-06T22:00:00.000Z', 'Europe/Zurich')).toBe('2022-04-06T22:00:00.000Z')
  })

  test('has the offset of the morning on the days that summer time begins and ends', () => {
    expect(midnight('2026-03-29T10:00:00.000Z', 'Europe/Zurich')).toBe('2026-03-28T23:00:00.000Z')
    expect(midnight('2026-10-25T10:00:00.000Z', 'Europe/Zurich')).toBe('2026-10-24T22:00:00.000Z')
  })

  test('is one o’clock where summer time begins at midnight', () => {
    expect(midnight('2026-03-29T12:00:00.000Z', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z')
    expect(midnight('2026-03-28T12:00:00.000Z', 'Asia/Beirut')).toBe('2026-03-27T22:00:00.000Z')
  })
})
