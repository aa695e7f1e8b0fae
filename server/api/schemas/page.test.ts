import fc from 'fast-check'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor, pageOf } from './page.ts'

const Position = Type.Tuple([Type.String(), Type.Integer()])

test('a cursor says again what was put into it', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (text, number) => {
      expect(decodeCursor(encodeCursor([text, number]), Position)).toEqual([text, number])
    }),
  )
})

test('whatever else somebody sends as a cursor is invalid input, never a crash', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor(text, Position)).toThrow(/cannot be accepted/)
    }),
  )
})

test('following the cursors goes through all rows once, in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }), (count, limit) => {
      const rows = Array.from({ length: count }, (_, index) => index)
      const seen: number[] = []
      let after: number | null = -1
      for (let pages = 0; after !== null && pages <= count; pages++) {
        const from: number = after + 1
        const page = pageOf(rows.slice(from, from + limit + 1), limit, Number, Number)
        seen.push(...page.data)
        after = page.nextCursor === null ? null : decodeCursor(page.nextCursor, Type.Integer())
      }
      expect(seen).toEqual(rows)
      expect(after).toBeNull()
    }),
  )
})
