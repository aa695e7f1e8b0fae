import { expect, test } from 'vitest'
import { lockSeconds } from './attempts.ts'

test('each lock is twice as long as the one before, up to a longest', () => {
  const policy = { freeGuesses: 5, firstLockSeconds: 15, longestLockSeconds: 3600 }
  expect([1, 2, 3, 8, 9, 1000].map((locks) => lockSeconds(locks, policy))).toEqual([
    15, 30, 60, 1920, 3600, 3600,
  ])
})
