/**
 * One call, from the request to its result: what its connection reports on the way, put together into what the log
 * keeps.
 *
 * States: waiting for a socket → written → answering (status and headers are here) → settled, once and for good. The
 * status line decides: once it has arrived within the limit, the call is `answered`, and whatever becomes of the rest
 * (cut at 16 KiB, stalled, reset, shorter than announced, headers that cannot be read) is a note. The rest has a fixed
 * time, whatever the limit: a receiver that keeps its connection open must not keep later calls waiting. After a 2xx
 * that time is short, because nothing depends on the rest; after any other status it is longer, because the body is
 * what tells the operator what is wrong. Before the status line, every end is an `error`.
 *
 * A socket that was used before may have been closed by the receiver at the very moment when we wrote to it. So a
 * reset before the first byte of an answer, on such a socket, is tried once more at once, on a fresh one; the deadline
 * stays. On a fresh socket a reset is the receiver's word.
 *
 * A class, because ten thousand of these are made per second, and one shape keeps them cheap.
 */
import { authority, type Dial } from './connect.ts'
import type { Expiring } from './deadline-wheel.ts'
import type { Call, HttpConnection } from './http-connection.ts'
import type { AnswerHeaders } from './read-answer-head.ts'
import { requestHead } from './request-head.ts'
import { exchangeFault, isReset, SendFault, timeoutFault } from './send-fault.ts'
import type { Answered, SendRequest, SendResult, Timings } from './send-result.ts'
import type { SocketPool } from './socket-pool.ts'

/** How much of an answer's body is read and kept. */
const RESPONSE_LIMIT_BYTES = 16_384
/** How long the rest of an answer is waited for after its status line. */
const REST_LIMIT_MS = 1_000
const REST_LIMIT_OF_SUCCESS_MS = 200

export interface ExchangeEvents {
  /** It has another deadline from now on. */
  onDeadline(exchange: Exchange, expiresAtMs: number): void
  /** Once, at its end. */
  onDone(exchange: Exchange, result: SendResult): void
}

export class Exchange implements Call, Expiring {
  readonly body: Buffer
  expiresAtMs: number
  bucket = 0
  isSettled = false
  connection: HttpConnection | null = null

  readonly #request: SendRequest
  readonly #pool: SocketPool
  readonly #userAgent: string
  readonly #monotonicNow: () => number
  readonly #events: ExchangeEvents
  readonly #startedAtMs: number
  #dial: Dial | null = null
  #isFirstOnSocket = false
  #wasResent = false
  #writtenAtMs = 0
  #firstByteAtMs = 0
  #status = 0
  #headers: AnswerHeaders = {}
  #fault: string | null = null
  #isRestAwaited = false
  #chunks: Buffer[] = []
  #keptBytes = 0

  constructor(
    request: SendRequest,
    pool: SocketPool,
    userAgent: string,
    monotonicNow: () => number,
    events: ExchangeEvents,
  ) {
    this.#request = request
    this.#pool = pool
    this.#monotonicNow = monotonicNow
    this.#events = events
    this.#startedAtMs = monotonicNow()
    this.expiresAtMs = this.#startedAtMs + request.timeoutMs
    this.#userAgent = userAgent
    this.body = request.body
  }

  head(): string {
    const { target, method, headers, body } = this.#request
    return requestHead({ target, method, headers, userAgent: this.#userAgent, bodyBytes: body.length })
  }

  onRequest(): void {
    const dial = this.connection!.dial!
    this.#dial = dial
    this.#isFirstOnSocket = dial.requestCount === 0
    dial.requestCount += 1
    this.#writtenAtMs = this.#monotonicNow()
  }

  onFirstByte(): void {
    if (this.#firstByteAtMs === 0) this.#firstByteAtMs = this.#monotonicNow()
  }

  onStatus(status: number): void {
    this.#status = status
  }

  onHead(status: number, headers: AnswerHeaders, fault: string | null): void {
    this.#status = status
    this.#headers = headers
    this.#fault = fault
  }

  onPieceRead(): void {
    if (this.#status === 0 || this.#isRestAwaited || this.isSettled) return
    this.#isRestAwaited = true
    this.#events.onDeadline(this, this.#monotonicNow() + this.#restLimitMs())
  }

  onBody(chunk: Buffer): void {
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

  onEnd(): void {
    if (this.isSettled) return
    this.isSettled = true
    this.#pool.release(this.connection!)
    this.#finish(this.#answered(this.#fault && `The answer was read although ${this.#fault}.`, false))
  }

  onError(error: Error): void {
    if (this.isSettled) return
    if (this.#status !== 0)
      return this.#cutOff(`The answer broke off after its status line (${error.message}).`)
    if (this.#mayBeStale() && isReset(error)) return this.#resend()
    this.#fail(exchangeFault(this.#where(), error))
  }

  /** The deadline has passed. */
  expire(): void {
    if (this.isSettled) return
    if (this.#status !== 0)
      return this.#cutOff(`The answer did not end within ${this.#restLimitMs() / 1000} s of its status line.`)
    const { timeoutMs } = this.#request
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

  #restLimitMs(): number {
    return this.#status >= 200 && this.#status < 300 ? REST_LIMIT_OF_SUCCESS_MS : REST_LIMIT_MS
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
    this.#finish(this.#answered(note, true))
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
    this.#events.onDone(this, result)
  }

  #answered(note: string | null, truncated: boolean): Answered {
    const [first] = this.#chunks
    return {
      outcome: 'answered',
      status: this.#status,
      headers: this.#headers,
      responseBody: this.#chunks.length === 1 ? first! : Buffer.concat(this.#chunks),
      truncated,
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
