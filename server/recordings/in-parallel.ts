/** Runs jobs side by side: what makes a film is many short runs of ffmpeg. */
import { availableParallelism } from 'node:os'

/** Jobs at once, where there are so many cores. */
const PARALLEL_LIMIT = 4

/** As many at once as there are cores. The first that fails ends the others. */
export async function inParallel<Job>(
  signal: AbortSignal | undefined,
  jobs: readonly Job[],
  run: (job: Job, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController()
  const stop = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal])
  const waiting = jobs.values()
  const work = async () => {
    for (const job of waiting) {
      stop.throwIfAborted()
      await run(job, stop)
    }
  }
  const workers = Array.from({ length: Math.min(PARALLEL_LIMIT, availableParallelism()) }, () =>
    work().catch((error: unknown) => {
      failed.abort(error)
      throw error
    }),
  )
  const ends = await Promise.allSettled(workers)
  signal?.throwIfAborted()
  if (ends.some(({ status }) => status === 'rejected')) throw failed.signal.reason
}
