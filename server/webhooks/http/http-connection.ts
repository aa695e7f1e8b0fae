/**
 * One socket to a receiver, which carries one HTTP/1.1 exchange after the other, never two at a time.
 *
 * States: new → dialling → open (busy or idle) → closed. It is opened for its first call, and closed for good by
 * whatever happens that is not a whole answer: an error, an end, an answer that cannot be read, or a byte that nobody
 * asked for. Whether it may carry another call says `keepAliveMs`.
 *
 * Why no HTTP library: requests are one head and one body that are at hand, answers are read by one parser, and
 * a library's generality costs more time for a call than everything else that is done for it.
 */
import type { Socket } from 'node:net'
import { AnswerParser, ConnectionEnded, type AnswerSink, type HeadReader } from './answer-parser.ts'
import { dial, type Dial, type DialOptions } from './connect.ts'
import type { AnswerHead, AnswerHeaders } from './read-answer-head.ts'

/** A call as its connection sees it: what it needs to be sent, and what it is told. */
export interface Call {
  readonly body: Buffer
  isSettled: boolean
  /** Null while it waits for one. */
  connection: HttpConnection | null
  /** Request line and headers, with the empty line behind them. Throws where they cannot be written. */
  head(): string
  onRequest(): void
  onFirstByte(): void
  /** Before the rest of the head; not called where the head came in one piece. */
  onStatus(status: number): void
  /** @param fault what is wrong with it, as the end of a sentence */
  onHead(status: number, headers: AnswerHeaders, fault: string | null): void
  /** What has come was read, and the answer is not whole. */
  onPieceRead(): void
  onBody(bytes: Buffer): void
  onEnd(): void
  onError(error: Error): void
}

export class HttpConnection implements AnswerSink {
  /** How its socket came about; null before the first call. */
  dial: Dial | null = null
  /** The call that it carries. */
  call: Call | null = null
  /** How long it may wait for another call, after the latest one's answer; 0: none may follow. */
  keepAliveMs = 0

  readonly #options: DialOptions
  readonly #onIdleEnd: (connection: HttpConnection) => void
  readonly #parser: AnswerParser
  #socket: Socket | null = null
  #restTimer: NodeJS.Timeout | null = null
  #restMs = 0
  #isClosed = false

  /** @param onIdleEnd it ended, got bytes, or rested long enough, while it carried no call. */
  constructor(options: DialOptions, heads: HeadReader, onIdleEnd: (connection: HttpConnection) => void) {
    this.#options = options
    this.#onIdleEnd = onIdleEnd
    this.#parser = new AnswerParser(this, heads)
  }

  send(call: Call): void {
    this.call = call
    if (this.#socket !== null) return this.#write(call, this.#socket)
    this.dial = dial(this.#options, (fault, socket) => {
      if (socket === null) return this.#fail(fault ?? new Error('no socket'))
      if (this.#isClosed) return void socket.destroy()
      this.#open(socket)
      this.#write(call, socket)
    })
  }

  /** Carries no call for now. It ends where none comes for `keepAliveMs`. */
  rest(): void {
    if (this.#restTimer !== null && this.#restMs === this.keepAliveMs) return void this.#restTimer.refresh()
    if (this.#restTimer !== null) clearTimeout(this.#restTimer)
    this.#restMs = this.keepAliveMs
    this.#restTimer = setTimeout(() => {
      if (this.call === null) this.#onIdleEnd(this)
    }, this.#restMs)
    this.#restTimer.unref()
  }

  close(): void {
    this.#isClosed = true
    if (this.#restTimer !== null) clearTimeout(this.#restTimer)
    this.#parser.isStopped = true
    this.call = null
    this.dial?.abort()
    this.#socket?.destroy()
  }

  onStatus(status: number): void {
    this.call?.onStatus(status)
  }

  onHead({ status, headers, keepAliveMs, fault }: AnswerHead): void {
    this.keepAliveMs = keepAliveMs
    this.call?.onHead(status, headers, fault)
  }

  onBody(bytes: Buffer): void {
    this.call?.onBody(bytes)
  }

  #open(socket: Socket): void {
    this.#socket = socket
    socket.on('data', (bytes: Buffer) => this.#feed(bytes))
    socket.on('end', () => this.#end())
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(new ConnectionEnded('the other side closed the connection')))
    socket.resume()
  }

  #write(call: Call, socket: Socket): void {
    let head: string
    try {
      head = call.head()
    } catch (error) {
      return this.#fail(error as Error)
    }
    this.#parser.reset()
    call.onRequest()
    // One buffer is one plain write: cheaper than two pieces, whose gathering costs more than copying a body.
    const bytes = Buffer.allocUnsafe(head.length + call.body.length)
    bytes.write(head, 0, 'latin1')
    call.body.copy(bytes, head.length)
    socket.write(bytes)
  }

  #feed(bytes: Buffer): void {
    if (this.call === null) return this.#fail(new Error('bytes that nobody asked for'))
    this.call.onFirstByte()
    try {
      this.#parser.feed(bytes)
    } catch (error) {
      return this.#fail(error as Error)
    }
    if (this.#parser.state === 'done') this.#finish()
    else this.call?.onPieceRead()
  }

  #end(): void {
    if (this.call === null) return this.#fail(new Error('ended while idle'))
    try {
      this.#parser.end()
    } catch (error) {
      return this.#fail(error as Error)
    }
    this.#finish()
  }

  /** The whole answer is here. Where the request is not even written yet, or too much came, nothing may follow. */
  #finish(): void {
    const { call } = this
    if (call === null) return
    if (this.#parser.hasExcess || this.#socket!.writableLength > 0) this.keepAliveMs = 0
    this.call = null
    call.onEnd()
  }

  #fail(error: Error): void {
    if (this.#isClosed) return
    const { call } = this
    if (call === null) this.#onIdleEnd(this)
    else call.onError(error)
  }
}
