/**
 * Does the work of each event once. Delivery is at least once: a call whose answer was cut off is made again, with
 * the same id.
 *
 * What the memory holds is gone with the process and not shared between processes: good enough where doing the work
 * twice does no harm. The SQL form inserts the id under a unique constraint, in the transaction that does the work, so
 * that the two are done together or not at all, whichever process dies when.
 */

/** How many ids the memory holds unless told otherwise; the oldest are forgotten. */
const REMEMBERED_IDS_LIMIT = 10_000

export interface Deduplicator<Tx = void> {
  /**
   * Does `work` unless it was done for this id before, and resolves with whether it did. When `work` throws, so does
   * this, and the id counts as not handled. A second call while the first is at work waits for it.
   */
  once(id: string, work: (tx: Tx) => unknown): Promise<boolean>
}

export function createMemoryDeduplicator(limit: number = REMEMBERED_IDS_LIMIT): Deduplicator {
  const handled = new Set<string>()
  const atWork = new Map<string, Promise<unknown>>()
  const remember = (id: string) => {
    handled.add(id)
    // A Set iterates in the order of insertion, so the first is the oldest.
    if (handled.size > limit) handled.delete(handled.values().next().value!)
  }
  return {
    async once(id, work) {
      while (atWork.has(id)) await atWork.get(id)!.catch(() => {})
      if (handled.has(id)) return false
      // The others wait for the end of this whole chain: by then it is settled whether the work was done.
      const working = Promise.resolve()
        .then(() => work())
        .then(() => remember(id))
        .finally(() => atWork.delete(id))
      atWork.set(id, working)
      await working
      return true
    },
  }
}

export interface SqlDeduplicatorOptions<Tx> {
  /** Runs `work` in a transaction, which it rolls back when `work` throws, and resolves with the result of `work`. */
  readonly transaction: (work: (tx: Tx) => Promise<boolean>) => Promise<boolean>
  /** Executes a statement inside the transaction and returns how many rows it inserted. */
  readonly execute: (tx: Tx, sql: string, values: [id: string]) => number | Promise<number>
  /**
   * Inserts the id, or nothing where it is there. Default: PostgreSQL's and SQLite's, into a table `handled_calls`;
   * for MySQL `INSERT IGNORE INTO handled_calls (id) VALUES (?)`.
   */
  readonly insert?: string | undefined
}

/** Needs `CREATE TABLE handled_calls (id text PRIMARY KEY, handled_at timestamp DEFAULT CURRENT_TIMESTAMP)`. */
export function createSqlDeduplicator<Tx>(options: SqlDeduplicatorOptions<Tx>): Deduplicator<Tx> {
  const { insert = 'INSERT INTO handled_calls (id) VALUES ($1) ON CONFLICT DO NOTHING' } = options
  return {
    once: (id, work) =>
      options.transaction(async (tx) => {
        if ((await options.execute(tx, insert, [id])) === 0) return false
        await work(tx)
        return true
      }),
  }
}
