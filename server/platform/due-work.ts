/**
 * Does what is due, row by row, so that a row that cannot be done stops none of the others. Such a row is put aside
 * with its reason in the log, and tried again after a while, later each time; meanwhile the rows behind it are done as
 * if it were not there. What was put aside is forgotten with the process, so that a new version tries everything.
 */
import type { Clock } from './clock.ts'
import type { Logger } from './logger.ts'
import type { RunResult } from './reconciler.ts'

const RUN_LIMIT_ROWS = 1_000
const ASIDE_LIMIT_ROWS = 10_000
const RETRY_FIRST_MS = 5_000
const RETRY_LAST_MS = 900_000

export interface DueWork<Row extends { id: string }> {
  /** What fails, for the log: `A summary could not be made`. */
  failure: string
  clock: Clock
  logger: Logger
  /** The next rows that are due, in their order, without these. Throws where nothing can be read. */
  read(without: string[]): Promise<Row[]>
  /** @returns false where nothing was to be done, or somebody else is at it. */
  work(row: Row): Promise<boolean>
}

export function createDueWork<Row extends { id: string }>(options: DueWork<Row>): () => Promise<RunResult> {
  const { failure, clock, logger, read, work } = options
  const aside = new Map<string, { failures: number; untilMs: number }>()

  function putAside(id: string, error: unknown): void {
    const failures = (aside.get(id)?.failures ?? 0) + 1
    const retryInMs = Math.min(RETRY_FIRST_MS * 2 ** (failures - 1), RETRY_LAST_MS)
    logger.error({ err: error, id, failures, retryInMs }, `${failure}; it is tried again later`)
    if (aside.size >= ASIDE_LIMIT_ROWS) aside.delete(aside.keys().next().value!)
    aside.set(id, { failures, untilMs: clock.now().getTime() + retryInMs })
  }

  return async function run() {
    const nowMs = clock.now().getTime()
    const passed = [...aside].filter(([, { untilMs }]) => untilMs > nowMs).map(([id]) => id)
    for (let seen = 0; seen < RUN_LIMIT_ROWS;) {
      const rows = await read(passed)
      if (rows.length === 0) return 'done'
      seen += rows.length
      for (const row of rows) {
        try {
          if (!(await work(row))) passed.push(row.id)
          aside.delete(row.id)
        } catch (error) {
          putAside(row.id, error)
          passed.push(row.id)
        }
      }
    }
    return 'more'
  }
}
