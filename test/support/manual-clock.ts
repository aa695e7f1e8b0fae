/** A clock that a test moves. It is the database's clock, too: statements are given its time instead of `now()`. */
import type { Clock } from '../../server/platform/clock.ts'

export interface ManualClock extends Clock {
  advance(ms: number): void
  set(now: Date): void
}

export function createManualClock(start: Date): ManualClock {
  let now = start.getTime()
  return {
    now: () => new Date(now),
    databaseNow: () => new Date(now),
    advance: (ms) => void (now += ms),
    set: (date) => void (now = date.getTime()),
  }
}
