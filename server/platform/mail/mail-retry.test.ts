import { expect, test } from 'vitest'
import { retryAfterSeconds } from './mail-retry.ts'

test('tries lie further and further apart, and end within about a day', () => {
  const waits = []
  for (let failures = 1; retryAfterSeconds(failures) !== null; failures++)
    waits.push(retryAfterSeconds(failures)!)
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  const total = waits.reduce((sum, seconds) => sum + seconds, 0)
  expect(total).toBeGreaterThan(12 * 3600)
  expect(total).toBeLessThan(36 * 3600)
})
