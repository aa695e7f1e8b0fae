/** What the sender is asked for, and what it says became of it. */
import type { TlsIdentity } from './tls-state.ts'
import type { Target } from './parse-target.ts'
import type { AnswerHeaders } from './read-answer-head.ts'
import type { ErrorClass } from './send-fault.ts'

export interface SendRequest {
  target: Target
  method: 'POST' | 'PUT'
  /** Name, value, name, value …, without `host`, `content-length`, `connection` and `user-agent`. */
  headers: string[]
  body: Buffer
  /** From DNS to the status line of the answer; its rest has one more second at most. Up to 100 ms may be added. */
  timeoutMs: number
  tls?: TlsIdentity
  /** How many sockets to this receiver may be open, all web hooks of the same origin and TLS identity together. */
  maxSockets: number
}

/** Milliseconds, by the monotonic clock. */
export interface Timings {
  /** Null for a socket that was used before, and for an address in place of a name. */
  dnsMs: number | null
  /** TCP, with a proxy also its tunnel. Null for a socket that was used before. */
  connectMs: number | null
  /** Null for plain http and for a socket that was used before. */
  tlsMs: number | null
  /** From the request's being written to the first byte of the answer. Null where none came. */
  firstByteMs: number | null
}

interface Ended {
  durationMs: number
  timings: Timings
  /** The address connected to or last tried; null where none was known yet. */
  address: string | null
  /** Sent a second time at once, because a socket that was used before had been closed. */
  resent: boolean
}

export interface Answered extends Ended {
  outcome: 'answered'
  status: number
  headers: AnswerHeaders
  /** At most RESPONSE_LIMIT_BYTES. */
  responseBody: Buffer
  /** The answer did not end as it should, or was longer than what is kept; `note` says which. */
  truncated: boolean
  /** What was wrong with the answer, in words; null: nothing. */
  note: string | null
}

export interface Unanswered extends Ended {
  outcome: 'error'
  errorClass: ErrorClass
  /** In words for people: what happened, and what to do. */
  message: string
}

export type SendResult = Answered | Unanswered
