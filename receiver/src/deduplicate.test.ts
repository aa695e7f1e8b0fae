import { expect, test } from 'vitest'
import { createDeduplicator } from './deduplicate.ts'

test('an id is a duplicate once it was handled, not before', () => {
  const seen = createDeduplicator()
  expect(seen.isDuplicate('a')).toBe(false)
  expect(seen.isDuplicate('a')).toBe(false)
  seen.markHandled('a')
  expect(seen.isDuplicate('a')).toBe(true)
  expect(seen.isDuplicate('b')).toBe(false)
})

test('beyond the limit the oldest id is forgotten', () => {
  const seen = createDeduplicator(2)
  for (const id of ['a', 'b', 'b', 'c']) seen.markHandled(id)
  expect(['a', 'b', 'c'].map((id) => seen.isDuplicate(id))).toEqual([false, true, true])
})
