/**
 * What follows from a call's result: delivered, tried again and when, or given up; and what it says about the
 * receiver. Pure: time and randomness come in. `docs/http-status-codes.md` says the same for people.
 */
import type { Verdict } from './finished-call.ts'
import { parseRetryAfter } from './retry-after.ts'
import { judgeAnswer, nextAttempt } from './retry-policy.ts'
import type { SendResult } from '../http/send-request.ts'

/** An answer that took this share of the time limit counts as congestion, although it succeeded. */
const SLOW_SHARE = 1 / 3

export interface CallToJudge {
  result: SendResult
  /** Failed tries before this one that count. */
  failures: number
  timeoutMs: number
  /** Waits between tries, in seconds. */
  schedule: readonly number[]
  now: Date
  /** Uniform in [0, 1). */
  random: number
}

type Failure = Pick<CallToJudge, 'failures' | 'schedule' | 'now' | 'random'>

const NEUTRAL = {
  countsAsInterruption: false,
  congested: false,
  gone: false,
  gatedForMs: null,
  heldAgainstReceiver: false,
} as const

export const DELIVERED: Verdict = {
  ...NEUTRAL,
  outcome: 'success',
  finalState: 'delivered',
  reason: null,
  retryInMs: null,
  countsAsFailure: false,
}

/** The call was not made, or nobody knows how it ended; it is due again at once and uses up no retry. */
export function interrupted(reason: string): Verdict {
  return { ...NEUTRAL, outcome: 'failure', finalState: null, reason, retryInMs: 0, countsAsFailure: false }
}

/** So many processes may end during the calls of one delivery; the last of them sets it aside. */
export const INTERRUPTIONS_LIMIT = 10
/** From the second interruption on the calls of one lease are due this far apart, so that the one at fault shows. */
const SUSPECT_SPACING_MS = 100

const PROCESS_ENDED = 'The server that made this call ended before the answer was stored.'

/**
 * The process that made the call has ended. Most likely the call had nothing to do with it, and it is made again at
 * once. One that was there twice may be the reason: it is no longer called beside all the others, and after
 * `INTERRUPTIONS_LIMIT` times it is set aside, so that it cannot end every process for ever.
 *
 * @param interruptions earlier ones of this delivery
 * @param place its place among those that the process held, from 0
 */
export function processEnded(interruptions: number, place: number): Verdict {
  if (interruptions + 1 >= INTERRUPTIONS_LIMIT) {
    const reason = `${PROCESS_ENDED} That happened ${INTERRUPTIONS_LIMIT} times with this delivery; it is set aside.`
    return { ...givenUp(reason), countsAsInterruption: true }
  }
  return {
    ...interrupted(`${PROCESS_ENDED} The call may have arrived; it is made again.`),
    retryInMs: interruptions === 0 ? 0 : place * SUSPECT_SPACING_MS,
    countsAsInterruption: true,
  }
}

/** No further try. */
export function givenUp(reason: string): Verdict {
  return {
    ...NEUTRAL,
    outcome: 'failure',
    finalState: 'failed',
    reason,
    retryInMs: null,
    countsAsFailure: false,
  }
}

/** The call could not even be made, through a fault of ours; tried again by the schedule. */
export function cannotCall(reason: string, failure: Failure): Verdict {
  return failed(reason, failure, null, {})
}

export function judgeCall(call: CallToJudge): Verdict {
  const { result, timeoutMs, now } = call
  if (result.outcome === 'error') {
    if (result.errorClass === 'aborted') return interrupted(result.message)
    return failed(result.message, call, null, {
      congested: result.errorClass === 'timeout',
      // A proxy of ours that fails says nothing about the receiver.
      heldAgainstReceiver: result.errorClass !== 'proxy',
    })
  }
  const retryAfter = parseRetryAfter(result.headers['retry-after'], now)
  const { verdict, shrinksLimit, gatesWebHook } = judgeAnswer(result.status, retryAfter !== null)
  if (verdict === 'delivered') {
    return result.durationMs > timeoutMs * SLOW_SHARE ? { ...DELIVERED, congested: true } : DELIVERED
  }
  const reason = `The receiver answered ${result.status}${verdict === 'gone' ? ' (Gone)' : ''}.`
  return failed(reason, call, retryAfter, {
    congested: shrinksLimit,
    heldAgainstReceiver: true,
    gone: verdict === 'gone',
    gatedForMs: gatesWebHook && retryAfter ? retryAfter.getTime() - now.getTime() : null,
  })
}

function failed(
  reason: string,
  { failures, schedule, now, random }: Failure,
  retryAfter: Date | null,
  signals: Partial<Pick<Verdict, keyof typeof NEUTRAL>>,
): Verdict {
  const next = nextAttempt({ failedAt: now, attempt: failures + 1, schedule, random, retryAfter })
  return {
    ...NEUTRAL,
    ...signals,
    outcome: 'failure',
    finalState: next ? null : 'failed',
    reason:
      next || schedule.length === 0 ? reason : `${reason} It was the last of ${schedule.length + 1} tries.`,
    retryInMs: next ? next.getTime() - now.getTime() : null,
    countsAsFailure: true,
  }
}
