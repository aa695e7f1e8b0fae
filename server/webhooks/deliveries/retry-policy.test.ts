import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeAnswer, nextAttempt, RETRY_DELAYS_MS, TRIES_LIMIT } from './retry-policy.ts'

const failedAt = new Date('2026-11-24T10:00:00.000Z')
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const attempt = fc.integer({ min: 1, max: TRIES_LIMIT - 1 })

test('waits 5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 3 h, 6 h, 12 h, 24 h, and then gives up', () => {
  const waitsSeconds = Array.from({ length: TRIES_LIMIT }, (_, index) => {
    const next = nextAttempt({ failedAt, attempt: index + 1, random: 0.5, retryAfter: null })
    return next === null ? null : (next.getTime() - failedAt.getTime()) / 1000
  })
  expect(waitsSeconds).toEqual([5, 30, 120, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, null])
})

test('a wait varies by a tenth at most, and uses the whole tenth', () => {
  fc.assert(
    fc.property(attempt, random, (attempt, random) => {
      const delayMs = RETRY_DELAYS_MS[attempt - 1]!
      const waitMs =
        nextAttempt({ failedAt, attempt, random, retryAfter: null })!.getTime() - failedAt.getTime()
      expect(waitMs).toBeGreaterThanOrEqual(delayMs * 0.9)
      expect(waitMs).toBeLessThanOrEqual(delayMs * 1.1)
    }),
  )
  const waitMs = (random: number) =>
    nextAttempt({ failedAt, attempt: 1, random, retryAfter: null })!.getTime() - failedAt.getTime()
  expect([waitMs(0), waitMs(0.999999)]).toEqual([4_500, 5_500])
})

test('the later of the schedule and Retry-After counts', () => {
  fc.assert(
    fc.property(
      attempt,
      random,
      fc.integer({ min: -10_000, max: 100_000_000 }),
      (attempt, random, asksMs) => {
        const scheduled = nextAttempt({ failedAt, attempt, random, retryAfter: null })!
        const retryAfter = new Date(failedAt.getTime() + asksMs)
        const next = nextAttempt({ failedAt, attempt, random, retryAfter })!
        expect(next.getTime()).toBe(Math.max(scheduled.getTime(), retryAfter.getTime()))
      },
    ),
  )
})

test('Retry-After grants no try beyond the last', () => {
  const retryAfter = new Date(failedAt.getTime() + 60_000)
  expect(nextAttempt({ failedAt, attempt: TRIES_LIMIT, random: 0, retryAfter })).toBeNull()
})

test.each([0, -1, 1.5, NaN])('there is no attempt %d', (attempt) => {
  expect(() => nextAttempt({ failedAt, attempt, random: 0, retryAfter: null })).toThrow(RangeError)
})

test('2xx is delivered, 410 is gone, everything else is retried', () => {
  for (let status = 200; status < 600; status += 1) {
    const expected = status < 300 ? 'delivered' : status === 410 ? 'gone' : 'retry'
    expect(judgeAnswer(status, false).verdict, String(status)).toBe(expected)
  }
})

test('429, 502, 503 and 504 shrink the limit; of these 429 and 503 gate the web hook where they ask to wait', () => {
  const statuses = Array.from({ length: 400 }, (_, index) => index + 200)
  expect(statuses.filter((status) => judgeAnswer(status, true).shrinksLimit)).toEqual([429, 502, 503, 504])
  expect(statuses.filter((status) => judgeAnswer(status, true).gatesWebHook)).toEqual([429, 503])
  expect(statuses.filter((status) => judgeAnswer(status, false).gatesWebHook)).toEqual([])
})
