/**
 * One call, from the request to its result: what undici reports on the way, put together into what the log keeps.
 *
 * States: waiting for a socket → written → answering (status and headers are here) → settled, once and for good. The
 * status line decides: once it has arrived within the limit, the call is `answered`, and whatever becomes of the body
 * after it (cut at 16 KiB, stalled, reset, shorter than announced) is a note. Before it, every end is an `error`.
 *
 * A socket that was used before may have been closed by the receiver at the very moment when we wrote to it. So a
 * reset before the first byte of an answer, on such a socket, is tried once more at once, on a fresh one; the deadline
 * stays. On a fresh socket a reset is the receiver's word.
 *
 * A class, because ten thousand of these are made per second, and one shape keeps them cheap.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import { authority, type Dial, type TlsIdentity } from './connect.ts'
import type { Expiring } from './deadline-wheel.ts'
import type { Target } from './parse-target.ts'
import { type ErrorClass, exchangeFault, isReset, SendFault, timeoutFault } from './send-fault.ts'
import type { Connection, PooledCall, SocketPool } from './socket-pool.ts'

/** How much of an answer's body is read and kept. */
const RESPONSE_LIMIT_BYTES = 16_384

export interface SendRequest {
  target: Target
  method: 'POST' | 'PUT'
  /** Name, value, name, value …, without `host`, `content-length`, `connection` and `user-agent`. */
  headers: string[]
  body: Buffer
  /** For the whole exchange, from DNS to the last byte of the answer. Up to 100 ms may be added. */
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
  headers: IncomingHttpHeaders
  /** At most RESPONSE_LIMIT_BYTES. */
  responseBody: Buffer
  /** The body did not end as it should, or was longer than what is kept; `note` says which. */
  truncated: boolean
  note: string | null
}

export interface Unanswered extends Ended {
  outcome: 'error'
  errorClass: ErrorClass
  /** In words for people: what happened, and what to do. */
  message: string
}

export type SendResult = Answered | Unanswered

export class Exchange implements PooledCall, Expiring {
  readonly dispatchOptions: Dispatcher.DispatchOptions
  readonly expiresAtMs: number
  bucket = 0
  isSettled = false
  connection: Connection | null = null

  readonly #request: SendRequest
  readonly #pool: SocketPool
  readonly #monotonicNow: () => number
  readonly #done: (exchange: Exchange, result: SendResult) => void
  readonly #startedAtMs: number
  #dial: Dial | null = null
  #isFirstOnSocket = false
  #wasResent = false
  #writtenAtMs = 0
  #firstByteAtMs = 0
  #status = 0
  #headers: IncomingHttpHeaders = {}
  #chunks: Buffer[] = []
  #keptBytes = 0

  constructor(
    request: SendRequest,
    pool: SocketPool,
    userAgent: string,
    monotonicNow: () => number,
    done: (exchange: Exchange, result: SendResult) => void,
  ) {
    this.#request = request
    this.#pool = pool
    this.#monotonicNow = monotonicNow
    this.#done = done
    this.#startedAtMs = monotonicNow()
    this.expiresAtMs = this.#startedAtMs + request.timeoutMs
    this.dispatchOptions = {
      method: request.method,
      path: request.target.path,
      headers: request.headers.concat('user-agent', userAgent),
      body: request.body,
      blocking: false,
    }
  }

  onRequestStart(): void {
    const dial = this.connection!.dial!
    this.#dial = dial
    this.#isFirstOnSocket = dial.requestCount === 0
    dial.requestCount += 1
    this.#writtenAtMs = this.#monotonicNow()
  }

  onResponseStarted(): void {
    if (this.#firstByteAtMs === 0) this.#firstByteAtMs = this.#monotonicNow()
  }

  onResponseStart(_controller: unknown, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    if (this.isSettled) return
    const room = RESPONSE_LIMIT_BYTES - this.#keptBytes
    if (chunk.length <= room) {
      this.#chunks.push(chunk)
      this.#keptBytes += chunk.length
      return
    }
    this.#chunks.push(Buffer.from(chunk.subarray(0, room)))
    this.#keptBytes = RESPONSE_LIMIT_BYTES
    this.#cutOff('The answer was longer than 16 KiB; the rest was not read.')
  }

  onResponseEnd(): void {
    if (this.isSettled) return
    this.isSettled = true
    this.#pool.release(this.connection!)
    this.#finish(this.#answered(null))
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.isSettled) return
    if (this.#status !== 0) return this.#cutOff(`The answer’s body broke off (${error.message}).`)
    if (this.#mayBeStale() && isReset(error)) return this.#resend()
    this.#fail(exchangeFault(this.#where(), error))
  }

  /** The deadline has passed. */
  expire(): void {
    if (this.isSettled) return
    const { timeoutMs } = this.#request
    if (this.#status !== 0) return this.#cutOff(`The answer’s body did not end within ${timeoutMs / 1000} s.`)
    const phase = this.connection === null ? null : (this.connection.dial?.phase ?? 'lookup')
    this.#fail(timeoutFault(this.#where(), timeoutMs, phase))
  }

  /** Breaks the call off, for a reason of our own. */
  abort(reason: string): void {
    if (this.isSettled) return
    if (this.#status !== 0) return this.#cutOff(`The answer’s body was not read to its end: ${reason}.`)
    const wasWritten = this.#dial !== null || this.#wasResent
    const doubt = wasWritten
      ? 'The receiver may have taken the call all the same.'
      : 'It had not been sent yet.'
    this.#fail(new SendFault('aborted', `Broken off: ${reason}. ${doubt}`))
  }

  /** Nothing came back from a socket that was open before this call: it was not written, or written too late. */
  #mayBeStale(): boolean {
    const isOpen = this.connection?.dial?.phase === 'open'
    return isOpen && !this.#isFirstOnSocket && this.#firstByteAtMs === 0 && !this.#wasResent
  }

  #resend(): void {
    this.#wasResent = true
    const stale = this.connection!
    this.#dial = null
    this.#pool.startFresh(this)
    this.#pool.discard(stale)
  }

  #cutOff(note: string): void {
    this.isSettled = true
    this.#pool.discard(this.connection!)
    this.#finish(this.#answered(note))
  }

  #fail(fault: SendFault): void {
    this.isSettled = true
    const { connection } = this
    const dial = this.#dial ?? connection?.dial ?? null
    const result: SendResult = {
      outcome: 'error',
      errorClass: fault.errorClass,
      message: fault.message,
      durationMs: this.#since(this.#startedAtMs),
      timings: this.#timings(dial),
      address: dial?.address ?? null,
      resent: this.#wasResent,
    }
    if (connection !== null) this.#pool.discard(connection)
    this.#finish(result)
  }

  #finish(result: SendResult): void {
    this.#done(this, result)
  }

  #answered(note: string | null): Answered {
    const [first] = this.#chunks
    return {
      outcome: 'answered',
      status: this.#status,
      headers: this.#headers,
      responseBody: this.#chunks.length === 1 ? first! : Buffer.concat(this.#chunks),
      truncated: note !== null,
      note,
      durationMs: this.#since(this.#startedAtMs),
      timings: this.#timings(this.#dial),
      address: this.#dial?.address ?? null,
      resent: this.#wasResent,
    }
  }

  #timings(dial: Dial | null): Timings {
    const isOwn = dial !== null && (this.#isFirstOnSocket || this.#dial === null)
    return {
      dnsMs: isOwn ? rounded(dial.dnsMs) : null,
      connectMs: isOwn ? rounded(dial.connectMs) : null,
      tlsMs: isOwn ? rounded(dial.tlsMs) : null,
      firstByteMs: this.#firstByteAtMs === 0 ? null : rounded(this.#firstByteAtMs - this.#writtenAtMs),
    }
  }

  #since(startMs: number): number {
    return rounded(this.#monotonicNow() - startMs)!
  }

  #where(): string {
    const { hostname, port } = this.#request.target
    return authority(hostname, port)
  }
}

/** To a hundredth of a millisecond. */
function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 100) / 100
}
