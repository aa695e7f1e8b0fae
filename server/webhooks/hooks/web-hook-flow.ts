/**
 * How a web hook's traffic is steered by the answers it gets: the adaptive limit, the gate of `Retry-After`, and the
 * circuit breaker. Pure: the state is the web hook's row in `web_hook_flow`, which all processes share, and
 * comes in and goes out under its lock.
 *
 * The adaptive limit of calls in flight begins at 10 and rises, by one each round trip, while it is used and answers
 * come no slower than when the receiver was not pressed. Slower answers bring it back towards 10; overload halves it, and
 * it then stays below the point of overload for some minutes, so that a weak receiver is not flooded again and again.
 *
 * The breaker opens on sustained failure only: enough failed calls, as a large share, over long enough. While it is
 * open one real delivery at a time goes out as a probe, less and less often; the first that succeeds closes it, and
 * traffic grows again from one call in flight. A 410 closes the web hook off without probes, until a person resumes
 * it. Nothing is ever switched off for good, and what waits uses up no retries.
 */
export interface Flow {
  in_flight: number
  in_flight_limit: number
  answer_ms: number | null
  limit_ceiling: number | null
  ceiling_until: Date | null
  gated_until: Date
  breaker: 'closed' | 'open' | 'gone'
  breaker_since: Date | null
  breaker_reason: string | null
  probe_at: Date | null
  probes_failed: number
  window_started_at: Date
  window_succeeded: number
  window_failed: number
  last_succeeded_at: Date | null
  last_failed_at: Date | null
  last_error: string | null
  epoch: number
  released_from: number
}

/** What a batch of finished calls of one web hook says. */
export interface Answers {
  succeeded: number
  failed: number
  /** How long those that succeeded took from the request to the answer, on average; null: none did. */
  answerMs: number | null
  /** A receiver that is overloaded or slow: fewer calls from now on. */
  congested: boolean
  /** Why the receiver is gone for good (410), else null. */
  gone: string | null
  /** Until when the receiver asked to be left alone, else null. */
  gatedUntil: Date | null
  lastError: string | null
}

export interface FlowLimits {
  maxInFlight: number
  catchUpAutomatically: boolean
}

/** `probe-failed` as long as the probes go on getting rarer; then nothing new happens. */
export type FlowTransition = 'opened' | 'probe-failed' | 'gone' | 'closed' | null

/** Calls in flight to a receiver that nobody has seen answer yet. */
export const FIRST_LIMIT = 10

/** An answer is as quick as usual up to here; the milliseconds are what a busy process of ours adds. */
const AS_QUICK_SHARE = 1.5
const AS_QUICK_MS = 5
/** From here on answers have become slower, and the limit gives way by a step. */
const SLOWER_SHARE = 2
const SLOWER_MS = 20
const SLOWER_STEP = 0.9
const RELEARN_MS = 10 * 60_000
/** After overload, this share of the limit is not exceeded for a while. */
const CEILING_SHARE = 0.8
const CEILING_MS = 5 * 60_000

const WINDOW_MS = 60_000
const SUSTAINED_MS = 10_000
const FAILURES_TO_OPEN = 10
const FAILED_SHARE_TO_OPEN = 0.8
const PROBE_DELAYS_MS = [30_000, 60_000, 120_000, 300_000, 600_000]

export function afterAnswers(
  before: Flow,
  answers: Answers,
  limits: FlowLimits,
  now: Date,
): { flow: Flow; transition: FlowTransition } {
  const flow = countInWindow({ ...before }, answers, now)
  Object.assign(flow, nextLimit(before, answers, limits.maxInFlight, now))
  if (answers.gatedUntil && answers.gatedUntil > flow.gated_until) flow.gated_until = answers.gatedUntil
  if (flow.breaker === 'gone') return { flow, transition: null }
  if (answers.gone) return { flow: open(flow, 'gone', answers.gone, now), transition: 'gone' }
  if (flow.breaker === 'open') return answerProbe(flow, answers, limits, now)
  if (!isSustainedFailure(flow, now)) return { flow, transition: null }
  const reason = `${flow.window_failed} of the latest ${flow.window_failed + flow.window_succeeded} calls failed; the last one: ${answers.lastError ?? 'unknown'}`
  return { flow: open(flow, 'open', reason, now), transition: 'opened' }
}

type Limit = Pick<Flow, 'in_flight_limit' | 'answer_ms' | 'limit_ceiling' | 'ceiling_until'>

/** From 1 to the configured ceiling. */
export function nextLimit(flow: Flow, answers: Answers, maxInFlight: number, now: Date): Limit {
  const limit = Math.min(flow.in_flight_limit, maxInFlight)
  const isBounded = flow.ceiling_until !== null && now < flow.ceiling_until
  const ceiling = isBounded
    ? { limit_ceiling: flow.limit_ceiling, ceiling_until: flow.ceiling_until }
    : { limit_ceiling: null, ceiling_until: null }
  if (answers.congested) {
    return {
      in_flight_limit: Math.max(1, limit / 2),
      answer_ms: flow.answer_ms,
      limit_ceiling: Math.max(1, Math.min(limit, ceiling.limit_ceiling ?? Infinity) * CEILING_SHARE),
      ceiling_until: new Date(now.getTime() + CEILING_MS),
    }
  }
  const { answerMs } = answers
  if (answerMs === null) return { in_flight_limit: limit, answer_ms: flow.answer_ms, ...ceiling }
  const usualMs = flow.answer_ms ?? answerMs
  const highest = Math.min(maxInFlight, ceiling.limit_ceiling ?? Infinity)
  return {
    in_flight_limit: nextByTime(limit, usualMs, answerMs, answers.succeeded, flow.in_flight, highest),
    answer_ms: nextUsualMs(usualMs, answerMs, limit, flow.last_succeeded_at, now),
    ...ceiling,
  }
}

function nextByTime(
  limit: number,
  usualMs: number,
  answerMs: number,
  succeeded: number,
  inFlight: number,
  highest: number,
): number {
  const lowest = Math.min(limit, FIRST_LIMIT)
  if (answerMs > usualMs * SLOWER_SHARE + SLOWER_MS) return Math.max(lowest, limit * SLOWER_STEP)
  const isUsed = inFlight >= Math.floor(limit) / 2
  const isAsQuick = answerMs <= usualMs * AS_QUICK_SHARE + AS_QUICK_MS
  return isUsed && isAsQuick ? Math.max(limit, Math.min(highest, limit + succeeded / limit)) : limit
}

/** The quickest counts. What is slower for good, while it is not pressed, is the usual after some minutes. */
function nextUsualMs(
  usualMs: number,
  answerMs: number,
  limit: number,
  latest: Date | null,
  now: Date,
): number {
  if (answerMs <= usualMs) return answerMs
  if (limit > FIRST_LIMIT) return usualMs
  const passedMs = latest === null ? 0 : Math.max(0, now.getTime() - latest.getTime())
  return usualMs + (answerMs - usualMs) * Math.min(1, passedMs / RELEARN_MS)
}

/** The backlog of the epochs so far stays back until Catch up; new deliveries go out. */
export function keepBacklog<T extends Pick<Flow, 'epoch' | 'released_from'>>(flow: T): T {
  return { ...flow, epoch: flow.epoch + 1, released_from: flow.epoch + 1 }
}

function countInWindow(flow: Flow, answers: Answers, now: Date): Flow {
  if (now.getTime() - flow.window_started_at.getTime() > WINDOW_MS || now < flow.window_started_at) {
    flow.window_started_at = now
    flow.window_succeeded = 0
    flow.window_failed = 0
  }
  flow.window_succeeded += answers.succeeded
  flow.window_failed += answers.failed
  if (answers.succeeded > 0) flow.last_succeeded_at = now
  if (answers.failed > 0) {
    flow.last_failed_at = now
    flow.last_error = answers.lastError
  }
  return flow
}

function isSustainedFailure(flow: Flow, now: Date): boolean {
  const calls = flow.window_failed + flow.window_succeeded
  const lastedMs =
    now.getTime() - Math.max(flow.window_started_at.getTime(), flow.last_succeeded_at?.getTime() ?? 0)
  return (
    flow.window_failed >= FAILURES_TO_OPEN &&
    flow.window_failed >= FAILED_SHARE_TO_OPEN * calls &&
    lastedMs >= SUSTAINED_MS
  )
}

function open(flow: Flow, breaker: 'open' | 'gone', reason: string, now: Date): Flow {
  const probe_at = breaker === 'open' ? new Date(now.getTime() + PROBE_DELAYS_MS[0]!) : null
  return {
    ...flow,
    breaker,
    breaker_since: flow.breaker_since ?? now,
    breaker_reason: reason,
    probe_at,
    probes_failed: 0,
  }
}

function answerProbe(
  flow: Flow,
  answers: Answers,
  limits: FlowLimits,
  now: Date,
): { flow: Flow; transition: FlowTransition } {
  if (answers.succeeded > 0) {
    const closed = close(flow, now)
    return { flow: limits.catchUpAutomatically ? closed : keepBacklog(closed), transition: 'closed' }
  }
  // Calls that were in flight when it opened are no probes: a probe begins at `probe_at` or later.
  if (answers.failed === 0 || now < flow.probe_at!) return { flow, transition: null }
  const probes_failed = flow.probes_failed + 1
  const delayMs = PROBE_DELAYS_MS[Math.min(probes_failed, PROBE_DELAYS_MS.length - 1)]!
  const transition = probes_failed < PROBE_DELAYS_MS.length ? 'probe-failed' : null
  return { flow: { ...flow, probes_failed, probe_at: new Date(now.getTime() + delayMs) }, transition }
}

/** Calls go out again, from one in flight. */
export function close(flow: Flow, now: Date): Flow {
  return {
    ...flow,
    breaker: 'closed',
    breaker_since: null,
    breaker_reason: null,
    probe_at: null,
    probes_failed: 0,
    in_flight_limit: 1,
    window_started_at: now,
    window_succeeded: 0,
    window_failed: 0,
  }
}
