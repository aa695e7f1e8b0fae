import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InputError } from '../platform/errors.ts'
import { parseInstant } from '../calendar/instant.ts'
import { applyTimes } from './meeting-times.ts'

const base = { startTime: new Date('2026-03-02T09:00:00Z'), durationMinutes: 60 }

test('whatever two of start, end and duration are said, the third follows', () => {
  const minutes = fc.integer({ min: 1, max: 1440 })
  const start = fc.date({ min: new Date('1971-01-01'), max: new Date('9998-12-30'), noInvalidDate: true })
  fc.assert(
    fc.property(start, minutes, (startTime, durationMinutes) => {
      const endTime = new Date(startTime.getTime() + durationMinutes * 60_000).toISOString()
      const expected = { startTime, durationMinutes }
      const said = { startTime: startTime.toISOString() }
      for (const given of [
        { ...said, endTime },
        { ...said, duration: durationMinutes },
        { ...said, endTime, duration: String(durationMinutes) },
      ]) {
        const errors: InputError[] = []
        expect([applyTimes(base, given, errors), errors]).toEqual([expected, []])
      }
    }),
  )
})

test('a changed start keeps the duration, a changed end changes it', () => {
  const errors: InputError[] = []
  const moved = applyTimes(base, { startTime: '2026-03-05T09:00:00Z' }, errors)
  expect(moved).toEqual({ startTime: new Date('2026-03-05T09:00:00Z'), durationMinutes: 60 })
  const longer = applyTimes(base, { endTime: '2026-03-02T11:00:00Z' }, errors)
  expect(longer).toEqual({ ...base, durationMinutes: 120 })
  expect(errors).toEqual([])
})

test.each([
  ['2026-03-02T09:00:00Z', '2026-03-02T09:00:00.000Z'],
  ['2026-03-02T09:00Z', '2026-03-02T09:00:00.000Z'],
  ['2026-03-02t09:00:00.123456z', '2026-03-02T09:00:00.123Z'],
  ['2026-03-02T09:00:00+05:30', '2026-03-02T03:30:00.000Z'],
  ['2026-03-02T09:00:00-0800', '2026-03-02T17:00:00.000Z'],
])('%s is a point in time', (text, expected) => {
  expect(parseInstant(text)?.toISOString()).toBe(expected)
})

test.each([
  '',
  '2026-03-02',
  '2026-03-02T09:00:00',
  '2026-03-02 09:00:00Z',
  '2026-02-29T09:00:00Z',
  '2026-03-02T24:00:00Z',
  '2026-03-02T09:00:00+01:00[Europe/Zurich]',
  '2026-W10-1T09:00:00Z',
  '1969-12-31T23:59:59Z',
  '9999-01-01T00:00:00Z',
  '+010000-01-01T00:00:00Z',
])('%j is none', (text) => {
  expect(parseInstant(text)).toBeNull()
})
