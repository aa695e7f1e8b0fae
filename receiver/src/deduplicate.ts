/**
 * Remembers in memory which events were handled, for listeners whose work does no harm when it is done again once
 * in a while. Delivery is at least once: a call whose answer was cut off is made again, with the same id.
 *
 * What is remembered is gone with the process, is not shared between processes, and does not hold back a second
 * call that arrives while the first is still being handled. Where a repetition does harm, store the id under a
 * unique constraint, in the transaction that does the work.
 */

/** How many ids are remembered unless told otherwise; the oldest are forgotten. */
export const REMEMBERED_IDS_LIMIT = 10_000

export interface Deduplicator {
  /** Whether this event was handled before. */
  isDuplicate(id: string): boolean
  /** To be called once the work is done, not before: a call that failed must be handled when it comes again. */
  markHandled(id: string): void
}

export function createDeduplicator(limit: number = REMEMBERED_IDS_LIMIT): Deduplicator {
  const handled = new Set<string>()
  return {
    isDuplicate: (id) => handled.has(id),
    markHandled: (id) => {
      handled.add(id)
      // A Set iterates in the order of insertion, so the first is the oldest.
      if (handled.size > limit) handled.delete(handled.values().next().value!)
    },
  }
}
