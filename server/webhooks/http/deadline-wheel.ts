/**
 * Deadlines for many calls at once, without a timer for each: one interval looks, a few times a second, at those that
 * may be due.
 *
 * A hashed wheel: a ring of buckets, one for each tick; a deadline further away than the ring is long is met once per
 * turn and left where it is. A deadline is never early and at most two ticks (100 ms) late. The interval runs only
 * while there is something to watch. Time is the monotonic clock that was passed in, so a jump of the wall clock
 * changes nothing, and a test moves it.
 */
const TICK_MS = 50
const BUCKETS = 512

export interface Expiring {
  /** When it is due, on the wheel's clock. */
  readonly expiresAtMs: number
  /** Kept by the wheel. */
  bucket: number
  /** Called once, after it was taken off the wheel. */
  expire(): void
}

export interface DeadlineWheel<T extends Expiring> {
  add(item: T): void
  remove(item: T): void
  /** Everything that is being watched. */
  items(): T[]
  readonly size: number
}

export function createDeadlineWheel<T extends Expiring>(monotonicNow: () => number): DeadlineWheel<T> {
  const buckets = Array.from({ length: BUCKETS }, () => new Set<T>())
  let size = 0
  let lastTick = 0
  let interval: NodeJS.Timeout | null = null

  function add(item: T): void {
    if (interval === null) {
      lastTick = Math.floor(monotonicNow() / TICK_MS)
      interval = setInterval(turn, TICK_MS)
    }
    item.bucket = Math.max(Math.ceil(item.expiresAtMs / TICK_MS), lastTick + 1) % BUCKETS
    buckets[item.bucket]!.add(item)
    size += 1
  }

  function remove(item: T): void {
    if (buckets[item.bucket]!.delete(item)) size -= 1
  }

  function turn(): void {
    const now = monotonicNow()
    const tick = Math.floor(now / TICK_MS)
    const first = Math.max(lastTick + 1, tick - BUCKETS + 1)
    lastTick = tick
    for (let passed = first; passed <= tick; passed += 1) expireBucket(buckets[passed % BUCKETS]!, now)
    if (size === 0 && interval !== null) {
      clearInterval(interval)
      interval = null
    }
  }

  function expireBucket(bucket: Set<T>, now: number): void {
    for (const item of bucket) {
      if (item.expiresAtMs > now) continue
      remove(item)
      item.expire()
    }
  }

  return {
    add,
    remove,
    items: () => buckets.flatMap((bucket) => [...bucket]),
    get size() {
      return size
    },
  }
}
