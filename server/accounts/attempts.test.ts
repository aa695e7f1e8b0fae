import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lockSeconds } from './attempts.ts'

const POLICY = { freeAttempts: 5, firstLockSeconds: 15, longestLockSeconds: 900 }

test('the first attempts are free, then each locks twice as long, up to a longest time', () => {
  const locks = [1, 4, 5, 6, 7, 10, 11, 12, 1000].map((attempts) => lockSeconds(attempts, POLICY))
  expect(locks).toEqual([0, 0, 15, 30, 60, 480, 900, 900, 900])
})

test('one attempt more never locks for a shorter time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), (attempts) => {
      expect(lockSeconds(attempts + 1, POLICY)).toBeGreaterThanOrEqual(lockSeconds(attempts, POLICY))
    }),
  )
})
