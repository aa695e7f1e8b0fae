/** A call that has ended: what was sent and answered, and what follows from it, as the log keeps it. */
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { ClaimedDelivery } from './claim-deliveries.ts'
import type { AnswerHeaders } from '../http/read-answer-head.ts'
import type { MadeCall } from './web-hook-calls.ts'

/** What follows from a call; decided by `judge-call`. */
export interface Verdict {
  outcome: 'success' | 'failure'
  /** Null: it is tried again after `retryInMs`. */
  finalState: 'delivered' | 'failed' | null
  reason: string | null
  retryInMs: number | null
  /** An interrupted call uses up no retry. */
  countsAsFailure: boolean
  /** The process that made it ended during it: counts towards setting the delivery aside. */
  countsAsInterruption: boolean
  /** Counts towards the breaker. */
  heldAgainstReceiver: boolean
  congested: boolean
  gone: boolean
  gatedForMs: number | null
}

export interface FinishedCall {
  delivery: ClaimedDelivery
  leaseToken: string
  /** Null: the event was not read; the log takes the name from the web hook. */
  hook: HookName | null
  startedAt: Date | null
  durationMs: number | null
  dnsMs: number | null
  connectMs: number | null
  tlsMs: number | null
  firstByteMs: number | null
  address: string | null
  method: string | null
  url: string | null
  requestHeaders: string | null
  status: number | null
  responseHeaders: string | null
  responseBody: Buffer | null
  truncated: boolean
  errorClass: string | null
  verdict: Verdict
}

const RESPONSE_HEADERS_LIMIT_BYTES = 8_192

export function finishedCall(
  delivery: ClaimedDelivery,
  leaseToken: string,
  hook: HookName,
  { startedAt, method, url, requestHeaders, result }: MadeCall,
  verdict: Verdict,
): FinishedCall {
  const answered = result.outcome === 'answered' ? result : null
  return {
    delivery,
    leaseToken,
    hook,
    startedAt,
    durationMs: result.durationMs,
    ...result.timings,
    address: result.address,
    method,
    url,
    requestHeaders,
    status: answered?.status ?? null,
    responseHeaders: answered && asJson(answered.headers),
    responseBody: answered?.responseBody ?? null,
    truncated: answered?.truncated ?? false,
    errorClass: errorClassOf(result, verdict),
    verdict: answered?.note && verdict.reason === null ? { ...verdict, reason: answered.note } : verdict,
  }
}

/** A delivery that ends, or goes back, without a call. */
export function callNotMade(
  delivery: ClaimedDelivery,
  leaseToken: string,
  hook: HookName | null,
  verdict: Verdict,
): FinishedCall {
  return {
    delivery,
    leaseToken,
    hook,
    startedAt: null,
    durationMs: null,
    dnsMs: null,
    connectMs: null,
    tlsMs: null,
    firstByteMs: null,
    address: null,
    method: null,
    url: null,
    requestHeaders: null,
    status: null,
    responseHeaders: null,
    responseBody: null,
    truncated: false,
    errorClass: verdict.finalState === 'failed' ? 'given-up' : 'interrupted',
    verdict,
  }
}

function errorClassOf(result: MadeCall['result'], verdict: Verdict): string | null {
  if (result.outcome === 'error') return result.errorClass === 'aborted' ? 'interrupted' : result.errorClass
  return verdict.outcome === 'failure' ? 'status' : null
}

/** Answers of one receiver mostly share their headers object: see `answer-parser`. */
const written = new WeakMap<AnswerHeaders, string>()

function asJson(headers: AnswerHeaders): string {
  let text = written.get(headers)
  if (text === undefined) written.set(headers, (text = boundedJson(headers)))
  return text
}

function boundedJson(headers: AnswerHeaders): string {
  const text = JSON.stringify(headers)
  if (text.length <= RESPONSE_HEADERS_LIMIT_BYTES) return text
  const names = Object.keys(headers).slice(0, 50)
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, String(headers[name]).slice(0, 100)])))
}
