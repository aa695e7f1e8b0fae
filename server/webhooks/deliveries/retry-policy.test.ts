import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RETRY_SCHEDULE_DEFAULT_SECONDS } from '../../platform/config/retry-schedule.ts'
import { judgeAnswer, nextAttempt } from './retry-policy.ts'

const failedAt = new Date('2026-11-24T10:00:00.000Z')
const schedule = RETRY_SCHEDULE_DEFAULT_SECONDS
const TRIES_LIMIT = schedule.length + 1
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const attempt = fc.integer({ min: 1, max: TRIES_LIMIT - 1 })

test('waits 5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 3 h, 6 h, 12 h, 24 h, 28 h, and then gives up', () => {
  const waitsSeconds = Array.from({ length: TRIES_LIMIT }, (_, index) => {
    const next = nextAttempt({ failedAt, attempt: index + 1, schedule, random: 0.5, retryAfter: null })
    return next === null ? null : (next.getTime() - failedAt.getTime()) / 1000
  })
  expect(waitsSeconds).toEqual([5, 30, 120, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 100_800, null])
})

test('a wait varies by a tenth at most, and uses the whole tenth', () => {
  fc.assert(
    fc.property(attempt, random, (attempt, random) => {
      const delayMs = schedule[attempt - 1]! * 1_000
      const waitMs =
        nextAttempt({ failedAt, attempt, schedule, random, retryAfter: null })!.getTime() - failedAt.getTime()
      expect(waitMs).toBeGreaterThanOrEqual(delayMs * 0.9)
      expect(waitMs).toBeLessThanOrEqual(delayMs * 1.1)
    }),
  )
  const waitMs = (random: number) =>
    nextAttempt({ failedAt, attempt: 1, schedule, random, retryAfter: null })!.getTime() - failedAt.getTime()
  expect([waitMs(0), waitMs(0.999999)]).toEqual([4_500, 5_500])
})

test('the later of the schedule and Retry-After counts', () => {
  fc.assert(
    fc.property(
      attempt,
      random,
      fc.integer({ min: -10_000, max: 100_000_000 }),
      (attempt, random, asksMs) => {
        const scheduled = nextAttempt({ failedAt, attempt, schedule, random, retryAfter: null })!
        const retryAfter = new Date(failedAt.getTime() + asksMs)
        const next = nextAttempt({ failedAt, attempt, schedule, random, retryAfter })!
        expect(next.getTime()).toBe(Math.max(scheduled.getTime(), retryAfter.getTime()))
      },
    ),
  )
})

test('Retry-After grants no try beyond the last', () => {
  const retryAfter = new Date(failedAt.getTime() + 60_000)
  expect(nextAttempt({ failedAt, attempt: TRIES_LIMIT, schedule, random: 0, retryAfter })).toBeNull()
})

test.each([0, -1, 1.5, NaN])('there is no attempt %d', (attempt) => {
  expect(() => nextAttempt({ failedAt, attempt, schedule, random: 0, retryAfter: null })).toThrow(RangeError)
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

test('a schedule of its own counts', () => {
  const own = [7]
  const next = (attempt: number) =>
    nextAttempt({ failedAt, attempt, schedule: own, random: 0.5, retryAfter: null })
  expect([next(1)?.getTime(), next(2)]).toEqual([failedAt.getTime() + 7_000, null])
})
