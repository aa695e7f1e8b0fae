import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRetryAfter } from './retry-after.ts'

const now = new Date('2026-11-24T10:00:00.000Z')
const DAY_SECONDS = 86_400

function seconds(header: string | string[] | undefined): number | null {
  const instant = parseRetryAfter(header, now)
  return instant === null ? null : (instant.getTime() - now.getTime()) / 1000
}

test.each([
  ['120', 120],
  [' 120 ', 120],
  ['86400', DAY_SECONDS],
  ['86401', DAY_SECONDS],
  ['9'.repeat(400), DAY_SECONDS],
  ['Tue, 24 Nov 2026 10:02:00 GMT', 120],
  ['Tuesday, 24-Nov-26 10:02:00 GMT', 120],
  ['Tue Nov 24 10:02:00 2026', 120],
  ['Fri, 24 Nov 2028 10:00:00 GMT', DAY_SECONDS],
])('“%s” asks for %i s', (header, expected) => {
  expect(seconds(header)).toBe(expected)
})

test('of several headers the first counts', () => {
  expect(seconds(['60', '120'])).toBe(60)
})

test.each([
  undefined,
  '',
  '0',
  '-5',
  '1.5',
  '1e3',
  'soon',
  'Tue, 24 Nov 2026 10:02:00 CET',
  'Tue, 24 Foo 2026 10:02:00 GMT',
  '2026-11-24T10:02:00Z',
  'Tue, 24 Nov 2026 09:59:59 GMT',
  'Sunday, 06-Nov-94 08:49:37 GMT',
])('“%s” asks for nothing', (header) => {
  expect(seconds(header)).toBeNull()
})

test('reads back every date that JavaScript writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: DAY_SECONDS }), (wait) => {
      expect(seconds(new Date(now.getTime() + wait * 1000).toUTCString())).toBe(wait)
    }),
  )
})

test('never throws, never asks for the past or for more than a day', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.integer().map(String), fc.date({ noInvalidDate: true }).map(String)),
      (header) => {
        const wait = seconds(header)
        if (wait === null) return
        expect(wait).toBeGreaterThan(0)
        expect(wait).toBeLessThanOrEqual(DAY_SECONDS)
      },
    ),
  )
})
