import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as fc from 'fast-check'
import { createDeadlineWheel, type Expiring } from './deadline-wheel.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const LATEST_MS = 100

function wheel() {
  return createDeadlineWheel<Expiring>(() => performance.now())
}

test('a deadline is never early and at most 100 ms late, however far away', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(waits, fc.integer({ min: 0, max: 999 }), (waitsMs, offsetMs) => {
      vi.advanceTimersByTime(offsetMs)
      const watched = wheel()
      const lateMs: number[] = []
      for (const waitMs of waitsMs) {
        const expiresAtMs = performance.now() + waitMs
        watched.add({ expiresAtMs, bucket: 0, expire: () => lateMs.push(performance.now() - expiresAtMs) })
      }
      vi.advanceTimersByTime(Math.max(...waitsMs) + LATEST_MS)
      expect(lateMs).toHaveLength(waitsMs.length)
      for (const late of lateMs) expect(late).toBeGreaterThanOrEqual(0)
      for (const late of lateMs) expect(late).toBeLessThanOrEqual(LATEST_MS)
      expect(watched.size).toBe(0)
    }),
    { numRuns: 50 },
  )
})

test('what was removed does not expire, and the interval ends with the last', () => {
  const watched = wheel()
  const item: Expiring = {
    expiresAtMs: performance.now() + 200,
    bucket: 0,
    expire: () => expect.unreachable(),
  }
  watched.add(item)
  expect(watched.items()).toEqual([item])
  expect(vi.getTimerCount()).toBe(1)
  watched.remove(item)
  watched.remove(item)
  vi.advanceTimersByTime(1_000)
  expect(watched.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('a process that was stopped for longer than the ring is long still finds what is due', () => {
  let now = 0
  const watched = createDeadlineWheel<Expiring>(() => now)
  const expired: number[] = []
  for (const expiresAtMs of [10, 5_000, 30_000, 90_000]) {
    watched.add({ expiresAtMs, bucket: 0, expire: () => expired.push(expiresAtMs) })
  }
  now = 60_000
  vi.advanceTimersByTime(50)
  expect(expired.sort((a, b) => a - b)).toEqual([10, 5_000, 30_000])
})

test('an expiry may add and remove others', () => {
  const watched = wheel()
  const seen: string[] = []
  const other: Expiring = { expiresAtMs: performance.now() + 20, bucket: 0, expire: () => seen.push('other') }
  const later: Expiring = { expiresAtMs: 0, bucket: 0, expire: () => seen.push('later') }
  watched.add({
    expiresAtMs: performance.now() + 10,
    bucket: 0,
    expire: () => {
      seen.push('first')
      watched.remove(other)
      watched.add(later)
    },
  })
  watched.add(other)
  vi.advanceTimersByTime(200)
  expect(seen).toEqual(['first', 'later'])
})
