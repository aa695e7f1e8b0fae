/**
 * How much each participant may say: `MESSAGES_PER_SECOND`, after a burst. Counted per participant and not per
 * connection: connecting again gives nobody a new share. Each process counts for itself.
 *
 * A share is kept after the connection has ended, until it is full again: then it is as good as a new one.
 */
import type { Clock } from '../platform/clock.ts'

export const MESSAGES_PER_SECOND = 50
const MESSAGES_BURST = 500
const FULL_AGAIN_MS = (MESSAGES_BURST / MESSAGES_PER_SECOND) * 1000
/** Above this, shares that are full again are forgotten. */
const SHARES_LIMIT = 20_000

export interface MessageShares {
  /** Takes one message from the participant's share; false: there is none left. */
  take(participantId: string): boolean
}

export function createMessageShares(clock: Clock): MessageShares {
  const shares = new Map<string, { tokens: number; filledAt: number }>()

  function forgetFull(now: number) {
    for (const [id, { filledAt }] of shares) if (now - filledAt >= FULL_AGAIN_MS) shares.delete(id)
  }

  return {
    take(participantId) {
      const now = clock.now().getTime()
      if (shares.size >= SHARES_LIMIT && !shares.has(participantId)) forgetFull(now)
      const { tokens, filledAt } = shares.get(participantId) ?? { tokens: MESSAGES_BURST, filledAt: now }
      const gained = (Math.max(0, now - filledAt) / 1000) * MESSAGES_PER_SECOND
      const filled = Math.min(MESSAGES_BURST, tokens + gained)
      shares.set(participantId, { tokens: Math.max(0, filled - 1), filledAt: now })
      return filled >= 1
    },
  }
}
