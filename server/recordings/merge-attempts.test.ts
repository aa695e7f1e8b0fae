import { expect, test } from 'vitest'
import { failureReason, MERGE_ATTEMPTS_LIMIT, retryAfterSeconds } from './merge-attempts.ts'

test('each attempt waits longer than the one before, and the last one for nothing', () => {
  const waits = Array.from({ length: MERGE_ATTEMPTS_LIMIT }, (_, n) => retryAfterSeconds(n + 1))
  expect(waits).toEqual([60, 300, 1800, 7200, null])
  expect(retryAfterSeconds(MERGE_ATTEMPTS_LIMIT + 1)).toBeNull()
})

test('people read why, and what comes next', () => {
  expect(failureReason(2, 'the disk is full')).toBe(
    'The merge failed (attempt 2 of 5): the disk is full. It is tried again by itself.',
  )
  expect(failureReason(5, 'the disk is full')).toBe(
    'The merge failed (attempt 5 of 5): the disk is full. It was given up; it can be tried again by hand.',
  )
})
