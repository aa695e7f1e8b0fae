/**
 * What follows from an answer, and when the next try is due.
 *
 * Pure: time and randomness are passed in. A delivery gets one first try and one more after each wait of its schedule
 * (`retry-schedule`). Each wait varies by a tenth, so that deliveries that failed together do not come back together.
 * Waits count from the end of the failed try.
 */

/** A wait is this share shorter or longer, at most. */
const JITTER_SHARE = 0.1

const GONE_STATUS = 410
const OVERLOAD_STATUSES = new Set([429, 502, 503, 504])
const GATING_STATUSES = new Set([429, 503])

export interface FailedTry {
  /** When the try ended. */
  failedAt: Date
  /** Which try it was: 1 is the first. */
  attempt: number
  /** Waits between tries, in seconds. */
  schedule: readonly number[]
  /** Uniform in [0, 1). */
  random: number
  /** What the answer's `Retry-After` asked for (see retry-after.ts), else null. */
  retryAfter: Date | null
}

/** When to try again: the later of the schedule and `Retry-After`. Null once the last retry has failed. */
export function nextAttempt({ failedAt, attempt, schedule, random, retryAfter }: FailedTry): Date | null {
  if (!Number.isInteger(attempt) || attempt < 1) throw new RangeError(`attempt ${attempt} is not 1 or more`)
  const waitSeconds = schedule[attempt - 1]
  if (waitSeconds === undefined) return null
  const jitter = 1 + JITTER_SHARE * (2 * random - 1)
  const scheduledMs = failedAt.getTime() + Math.round(waitSeconds * 1000 * jitter)
  return new Date(Math.max(scheduledMs, retryAfter?.getTime() ?? 0))
}

export interface Judgement {
  /** `gone` (410): this try fails, and the web hook's deliveries pause until a person resumes them. */
  verdict: 'delivered' | 'retry' | 'gone'
  /** The receiver is overloaded: fewer calls in flight from now on. */
  shrinksLimit: boolean
  /** The whole web hook waits until the time in `Retry-After`, not just this delivery. */
  gatesWebHook: boolean
}

/** What an answer's status makes us do. `asksToWait`: it carries a `Retry-After` that we could read. */
export function judgeAnswer(status: number, asksToWait: boolean): Judgement {
  return {
    verdict: status >= 200 && status < 300 ? 'delivered' : status === GONE_STATUS ? 'gone' : 'retry',
    shrinksLimit: OVERLOAD_STATUSES.has(status),
    gatesWebHook: asksToWait && GATING_STATUSES.has(status),
  }
}
