/**
 * Keeps one PostgreSQL running: running → (died) → restarting → running, or given up; stopped from any of them.
 *
 * A crash of one connection's worker PostgreSQL heals by itself. This is for the whole of it: killed by hand or for
 * want of memory. It is started again at the same address, so that pools reconnect. When it keeps dying, restarting
 * hides the trouble, and anyone who listens is told to end the server.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '../logger.ts'
import type { PostgresProcess } from './embedded-process.ts'

const RESTARTS_LIMIT = 5
const RESTART_DELAY_MS = 100
/** Having run for this long, it has earned all its restarts again. */
const STEADY_AFTER_MS = 60_000

interface Supervisor {
  readonly pid: number
  /** Ends it for good; resolves when it is gone. */
  stop(): Promise<void>
}

/** Starts by `launch`. @throws what the first launch throws; `onGivenUp` hears of later ones. */
export async function supervise(
  launch: () => Promise<PostgresProcess>,
  logger: Logger,
  onGivenUp: (error: Error) => void,
): Promise<Supervisor> {
  let current = await launch()
  let startedAtMs = performance.now()
  let restarts = 0
  const stopping = new AbortController()
  let watching = watch()

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const reason = await current.exited
      if (stopping.signal.aborted) return
      logger.error(`The built-in PostgreSQL ended unexpectedly (${reason})`)
      if (performance.now() - startedAtMs >= STEADY_AFTER_MS) restarts = 0
      if (!(await restart(reason))) return
    }
  }

  async function restart(reason: string): Promise<boolean> {
    let problem = reason
    while (restarts < RESTARTS_LIMIT) {
      // At once the first time, then after 100, 200, 400 ms …
      const delayMs = restarts === 0 ? 0 : RESTART_DELAY_MS * 2 ** (restarts - 1)
      restarts += 1
      await delay(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return false
      try {
        current = await launch()
        startedAtMs = performance.now()
        logger.warn({ pid: current.pid }, 'The built-in PostgreSQL runs again')
        return true
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error)
        logger.error(problem)
      }
    }
    onGivenUp(new Error(`The built-in PostgreSQL keeps ending, and is not restarted any more: ${problem}`))
    return false
  }

  return {
    get pid() {
      return current.pid
    },
    async stop() {
      stopping.abort()
      await current.stop()
      await watching
      await current.stop() // the one that a restart had just begun to launch
    },
  }
}
