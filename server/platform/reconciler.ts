/**
 * The one shape of all background work. A reconciler takes no input: it reads its work from the database, does a
 * bounded batch, and says whether more is waiting. It is idempotent, so that several processes may run it, and a
 * process that dies loses nothing. It is woken by a nudge (somebody knows that there is work) and by a timer
 * (nobody knew, or the nudge was lost); neither is needed for correctness, only for speed.
 *
 * A run that fails is logged and tried again at the next wake-up, later each time: a broken database is not spun on.
 */
import type { Logger } from './logger.ts'

export type RunResult = 'more' | 'done'

export interface Reconciler {
  readonly name: string
  start(): void
  /** Wakes it; while it runs, one more run follows. */
  nudge(): void
  /** Runs until nothing is left to do; what tests await. */
  runOnce(): Promise<void>
  /** Resolves when the run in progress, if any, has ended; no further run begins. */
  stop(): Promise<void>
}

export interface ReconcilerOptions {
  name: string
  intervalMs: number
  logger: Logger
  run(signal: AbortSignal): Promise<RunResult>
}

const BATCHES_PER_RUN = 10_000
const BACKOFF_MAX_MS = 30_000

export function createReconciler({ name, intervalMs, logger, run }: ReconcilerOptions): Reconciler {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let nudged = false
  let started = false
  let failures = 0

  async function drain() {
    for (let batch = 0; batch < BATCHES_PER_RUN && !stopping.signal.aborted; batch++) {
      if ((await run(stopping.signal)) === 'done') return
    }
  }

  function schedule(delayMs: number) {
    clearTimeout(timer)
    if (started && !stopping.signal.aborted) timer = setTimeout(wake, delayMs).unref()
  }

  function wake() {
    if (running) {
      nudged = true
      return
    }
    clearTimeout(timer)
    nudged = false
    running = drain()
      .then(() => void (failures = 0))
      .catch((error: unknown) => {
        failures++
        if (!stopping.signal.aborted)
          logger.error({ err: error, task: name }, `${name} failed; it is tried again`)
      })
      .finally(() => {
        running = undefined
        const backoffMs = Math.min(intervalMs * 2 ** failures, Math.max(intervalMs, BACKOFF_MAX_MS))
        schedule(nudged && failures === 0 ? 0 : backoffMs)
      })
  }

  return {
    name,
    start() {
      started = true
      wake()
    },
    nudge() {
      if (started && !stopping.signal.aborted) wake()
    },
    async runOnce() {
      while (running) await running
      running = drain().finally(() => (running = undefined))
      await running
    },
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      while (running) await running.catch(() => {})
    },
  }
}
