/**
 * Shares of what can run at a time in this process: a bounded number for one caller, for all callers of one account,
 * and for the whole instance. An account that uses up its share takes nothing from the others. Counted in memory, since
 * what is bounded (sockets, buffers) is this process's own.
 */
import { TooManyRequests } from './authentication-errors.ts'
import type { Caller } from './caller.ts'

export interface ShareLimits {
  /** Not given: as many as the account has. */
  ofCaller?: number
  ofAccount: number
  /** Above `ofAccount`: else one account could still use up everything. */
  ofInstance: number
}

export interface Shares {
  /** @returns gives the place back; a second call does nothing. @throws TooManyRequests with `message` */
  take(caller: Pick<Caller, 'actor' | 'accountId'>): () => void
}

/** @param retrySeconds when a caller who was refused may come again */
export function createShares(limits: ShareLimits, message: string, retrySeconds: number): Shares {
  const taken = new Map<string, number>()
  return {
    take({ actor, accountId }) {
      const places: [string, number][] = [
        [`caller ${actor}`, limits.ofCaller ?? limits.ofAccount],
        [`account ${accountId}`, limits.ofAccount],
        ['instance', limits.ofInstance],
      ]
      const full = places.find(([key, limit]) => (taken.get(key) ?? 0) >= limit)
      if (full) throw new TooManyRequests('too-many-requests', message, full[1], retrySeconds)
      for (const [key] of places) taken.set(key, (taken.get(key) ?? 0) + 1)
      let isTaken = true
      return () => {
        if (!isTaken) return
        isTaken = false
        for (const [key] of places) {
          const left = taken.get(key)! - 1
          if (left === 0) taken.delete(key)
          else taken.set(key, left)
        }
      }
    },
  }
}
