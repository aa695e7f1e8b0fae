/**
 * A loop that takes one step after the other and sleeps in between: until a time comes, or until it is woken. A step
 * that fails is tried again after a while that grows; meanwhile nothing but `wakeAtOnce` wakes it, so that a broken database
 * is not asked again by every outcome that comes in.
 */
const BACKOFF_MIN_MS = 50
const BACKOFF_MAX_MS = 5_000
const SLEEP_MAX_MS = 2 ** 31 - 1

export interface DispatchLoop {
  /** Resolves once the loop is over. */
  run(): Promise<void>
  wake(): void
  /** Wakes it, also from waiting after a failure. */
  wakeAtOnce(): void
}

export interface DispatchLoopOptions {
  step(): Promise<void>
  /** When the next step is due, by the monotonic clock; now or earlier: at once. Infinity: when woken. */
  nextAtMs(): number
  /** Asked after each step. `failures`: how many steps have failed in a row. */
  isOver(failures: number): boolean
  onError(error: unknown): void
}

export function createDispatchLoop({ step, nextAtMs, isOver, onError }: DispatchLoopOptions): DispatchLoop {
  let failures = 0
  let isWokenAtOnce = false
  let awaken: (() => void) | null = null

  async function run(): Promise<void> {
    for (;;) {
      isWokenAtOnce = false
      try {
        await step()
        failures = 0
      } catch (error) {
        failures++
        onError(error)
      }
      if (isOver(failures)) return
      if (!isWokenAtOnce) await sleep()
    }
  }

  function sleep(): Promise<void> | undefined {
    const backoffMs = failures > 0 ? Math.min(BACKOFF_MIN_MS * 2 ** failures, BACKOFF_MAX_MS) : 0
    const waitMs = backoffMs || nextAtMs() - performance.now()
    if (waitMs <= 0) return undefined
    return new Promise((resolve) => {
      const timer = setTimeout(wakeUp, Math.min(waitMs, SLEEP_MAX_MS))
      awaken = wakeUp
      function wakeUp() {
        clearTimeout(timer)
        awaken = null
        resolve()
      }
    })
  }

  return {
    run,
    wake() {
      if (failures === 0) awaken?.()
    },
    wakeAtOnce() {
      isWokenAtOnce = true
      awaken?.()
    },
  }
}
