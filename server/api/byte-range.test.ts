import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseRange, isKnown } from './byte-range.ts'

const file = { bytes: 1000, etag: '"a"' }

test.each([
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=900-', { start: 900, end: 999 }],
  ['bytes=-1', { start: 999, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
  ['bytes=990-5000', { start: 990, end: 999 }],
  ['Bytes=1-2', { start: 1, end: 2 }],
  ['bytes=1000-', 'unsatisfiable'],
  ['bytes=5000-6000', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  [undefined, 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=5-4', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['items=0-1', 'whole'],
  ['bytes=x', 'whole'],
])('%s of 1000 bytes is %j', (range, expected) => {
  expect(chooseRange({ range }, file)).toEqual(expected)
})

test('a range of a file that has changed meanwhile is the whole file', () => {
  const range = 'bytes=0-1'
  expect(chooseRange({ range, 'if-range': '"a"' }, file)).toEqual({ start: 0, end: 1 })
  expect(chooseRange({ range, 'if-range': '"b"' }, file)).toBe('whole')
  expect(chooseRange({ range, 'if-range': 'W/"a"' }, file)).toBe('whole')
  expect(chooseRange({ range, 'if-range': 'Tue, 24 Nov 2026 08:00:00 GMT' }, file)).toBe('whole')
})

test('a range lies inside the file, whatever is asked for', () => {
  const number = fc.option(fc.nat(3000), { nil: '' as const })
  fc.assert(
    fc.property(number, number, fc.nat(2000), (first, last, bytes) => {
      const range = chooseRange({ range: `bytes=${first}-${last}` }, { bytes, etag: '"a"' })
      if (typeof range === 'string') return
      expect(range.start).toBeGreaterThanOrEqual(0)
      expect(range.end).toBeGreaterThanOrEqual(range.start)
      expect(range.end).toBeLessThan(bytes)
    }),
  )
})

test('what a client has it is not sent again', () => {
  expect(isKnown('"b", W/"a"', '"a"')).toBe(true)
  expect(isKnown('*', '"a"')).toBe(true)
  expect(isKnown('"b"', '"a"')).toBe(false)
  expect(isKnown(undefined, '"a"')).toBe(false)
})
