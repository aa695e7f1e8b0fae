/**
 * In which state a delivery is, for people: what the row says, together with what its web hook is up to. Pure.
 *
 * `paused` is not stored. It follows from the web hook's one row, so that switching off a web hook with a million
 * deliveries, or its breaker opening, writes none of them. A call in flight is `sending` whatever the web hook says.
 */
import type { WebHookFlowRow, WebHookRow } from '../hooks/find-web-hook.ts'

export const DELIVERY_STATES = ['pending', 'sending', 'held', 'paused', 'delivered', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** As stored: of a live row, or of a finished one's last line. */
export interface StoredState {
  state: Exclude<DeliveryState, 'paused'>
  /** Null: finished. */
  epoch: number | null
  due_at: Date | null
  held_by: number | null
  attempts: number
  reason: string | null
  /** The answer to the last try of a finished one. */
  status: number | null
}

export type HookState = Pick<WebHookRow, 'enabled' | 'deleted_at'> &
  Pick<WebHookFlowRow, 'breaker' | 'breaker_reason' | 'probe_at' | 'released_from' | 'moving' | 'gated_until'>

/** Why a delivery is paused. */
export type PauseCode = 'web-hook-deleted' | 'web-hook-off' | 'gone' | 'failing' | 'moving' | 'kept'

export interface DerivedState {
  state: DeliveryState
  /** Null: not paused. */
  pause: PauseCode | null
  /** Why it is paused, or failed; in words. */
  reason: string | null
  nextAttemptAt: Date | null
}

export function deriveState(stored: StoredState, hook: HookState): DerivedState {
  if (stored.epoch === null) {
    return { state: stored.state, pause: null, reason: stored.reason, nextAttemptAt: null }
  }
  if (stored.state === 'sending') {
    return { state: 'sending', pause: null, reason: null, nextAttemptAt: null }
  }
  const pause = whyPaused(stored.epoch, hook)
  if (pause !== null) return { state: 'paused', pause, reason: pauseWords(pause, hook), nextAttemptAt: null }
  if (stored.state === 'held') return { state: 'held', pause: null, reason: null, nextAttemptAt: null }
  return {
    state: 'pending',
    pause: null,
    reason: null,
    nextAttemptAt: later(stored.due_at!, hook.gated_until),
  }
}

/** What happens next, and what a person can do about it. */
export function explainState(stored: StoredState, hook: HookState, isTest: boolean): string {
  const { state, reason, nextAttemptAt } = deriveState(stored, hook)
  const sentences: Readonly<Record<DeliveryState, () => string>> = {
    sending: () => `Try ${stored.attempts} is under way.`,
    pending: () =>
      `Try ${stored.attempts + 1} is due at ${nextAttemptAt!.toISOString()}, and goes out as soon as the web hook has room.`,
    held: () =>
      `It waits for delivery ${stored.held_by}, an earlier call of the same meeting to the same receiver, until ${stored.due_at!.toISOString()} at the longest.`,
    paused: () => `${reason} ${whatResumes(hook)}`,
    delivered: () => `The receiver answered ${stored.status}. Nothing more happens.`,
    failed: () =>
      `${reason ?? 'It failed.'} ${isTest ? 'A test call is made once.' : 'No further try is made by itself; a resend makes a new delivery of the same event.'}`,
  }
  return sentences[state]()
}

function whyPaused(epoch: number, hook: HookState): PauseCode | null {
  if (hook.deleted_at) return 'web-hook-deleted'
  if (!hook.enabled) return 'web-hook-off'
  if (hook.breaker === 'gone') return 'gone'
  if (hook.breaker === 'open') return 'failing'
  if (hook.moving) return 'moving'
  return epoch < hook.released_from ? 'kept' : null
}

function pauseWords(pause: PauseCode, hook: HookState): string {
  const words: Readonly<Record<PauseCode, string>> = {
    'web-hook-deleted': 'The web hook was deleted.',
    'web-hook-off': 'The web hook is switched off.',
    gone: 'The receiver answered 410 (Gone).',
    failing: `The web hook fails: ${hook.breaker_reason}`,
    moving: 'The web hook was given another receiver.',
    kept: 'It was kept while the web hook made no calls.',
  }
  return words[pause]
}

function whatResumes(hook: HookState): string {
  if (hook.deleted_at) return 'The delivery is about to be given up.'
  if (!hook.enabled) return 'It is kept until the web hook is switched on.'
  if (hook.breaker === 'gone') return 'It is kept until a person resumes the web hook with Catch up.'
  if (hook.breaker === 'open') {
    return `One call at a time is tried, the next at ${hook.probe_at!.toISOString()}; the first that succeeds lets all go on.`
  }
  if (hook.moving) return 'It goes on in a moment.'
  return 'It goes out with Catch up.'
}

function later(a: Date, b: Date | number): Date {
  return new Date(Math.max(a.getTime(), Number(b)))
}
