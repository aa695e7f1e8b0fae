/**
 * One answer after the other, from the bytes of a socket in whatever pieces they come: head → body (by length, in
 * chunks, or until the connection closes) → done. Interim answers (1xx) are passed over. Every part that is gathered is
 * bounded by `HEAD_LIMIT_BYTES`; the body is handed on as it comes. The status is handed on as soon as its line is
 * whole, since it decides.
 *
 * Answers of one receiver mostly have the same head, so the last one that was read is kept and compared.
 *
 * A class, because ten thousand answers are read per second, and one shape keeps that cheap.
 */
import { type AnswerHead, AnswerInvalid, readAnswerHead, readStatusLine } from './read-answer-head.ts'

const HEAD_LIMIT_BYTES = 16_384
/** A server that speaks another protocol is noticed at once, not when the time is up. */
const BEGINNING = 'HTTP/1.'
/** Lines should end with a carriage return and a line feed; a line feed alone is read, too. */
const LINE_END = '\n'
const HEAD_END = /\n\r?\n/g
const TERMINATOR_LIMIT_BYTES = 4
/** Up to 13 hexadecimal digits stay exact; what a chunk says besides is passed over. */
const CHUNK_SIZE = /^[\t ]*([\da-fA-F]{1,13})[\t ]*(?:;.*)?$/s

export class AnswerHeadTooLong extends Error {
  readonly code = 'ANSWER_HEAD_TOO_LONG'
}

/** The other side ended the connection in the middle. */
export class ConnectionEnded extends Error {
  readonly code = 'CONNECTION_ENDED'
}

export interface AnswerSink {
  /** The status line is here, and more of the head is to come; not called where the head came in one piece. */
  onStatus(status: number): void
  onHead(head: AnswerHead): void
  onBody(bytes: Buffer): void
}

/** The heads of one receiver. */
export class HeadReader {
  #text = ''
  #head: AnswerHead | null = null

  read(text: string): AnswerHead {
    if (this.#head === null || text !== this.#text) {
      this.#head = readAnswerHead(text)
      this.#text = text
    }
    return this.#head
  }
}

type State = 'head' | 'body' | 'until-close' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailer' | 'done'

export class AnswerParser {
  state: State = 'head'
  /** More came than belongs to the answer. */
  hasExcess = false
  /** Nothing more is wanted. */
  isStopped = false

  readonly #sink: AnswerSink
  readonly #heads: HeadReader
  /** The beginning of a head or line whose end has not come. */
  #text = ''
  #gatheredBytes = 0
  /** Of the body or chunk. */
  #remainingBytes = 0

  constructor(sink: AnswerSink, heads: HeadReader) {
    this.#sink = sink
    this.#heads = heads
  }

  /** Ready for the answer to the next request. */
  reset(): void {
    this.state = 'head'
    this.#gatheredBytes = 0
  }

  /** @throws AnswerInvalid, AnswerHeadTooLong */
  feed(bytes: Buffer): void {
    let at = 0
    while (at < bytes.length && !this.isStopped) {
      if (this.state === 'done') {
        this.hasExcess = true
        return
      }
      at = this.#step(bytes, at)
    }
  }

  /** The other side says that nothing more comes. @throws ConnectionEnded */
  end(): void {
    if (this.state !== 'until-close') throw new ConnectionEnded('the other side closed the connection')
    this.state = 'done'
  }

  /** @returns where the next step begins */
  #step(bytes: Buffer, at: number): number {
    switch (this.state) {
      case 'body':
      case 'chunk':
        return this.#pass(bytes, at)
      case 'until-close':
        this.#sink.onBody(at === 0 ? bytes : bytes.subarray(at))
        return bytes.length
      default:
        return this.#gather(bytes, at)
    }
  }

  #pass(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#remainingBytes)
    this.#remainingBytes -= end - at
    if (this.#remainingBytes === 0) this.state = this.state === 'body' ? 'done' : 'chunk-end'
    this.#sink.onBody(bytes.subarray(at, end))
    return end
  }

  #gather(bytes: Buffer, at: number): number {
    const before = this.#text.length
    const room = HEAD_LIMIT_BYTES - this.#gatheredBytes + TERMINATOR_LIMIT_BYTES - before
    const text = this.#text + bytes.toString('latin1', at, Math.min(bytes.length, at + room))
    const found = this.state === 'head' ? findHeadEnd(text, before) : findLineEnd(text, before)
    if (found === null) {
      if (this.state === 'head') this.#readStatus(text)
      if (at + room <= bytes.length) throw new AnswerHeadTooLong('more than 16 KiB of headers')
      this.#text = text
      return bytes.length
    }
    this.#text = ''
    this.#gatheredBytes += found.end
    this.#read(text.slice(0, text[found.end - 1] === '\r' ? found.end - 1 : found.end))
    return at + found.next - before
  }

  /** Of a head that is not whole yet. */
  #readStatus(text: string): void {
    if (!text.startsWith(BEGINNING.slice(0, text.length)))
      throw new AnswerInvalid('it does not begin like HTTP/1.1')
    const end = text.indexOf(LINE_END)
    if (end === -1) return
    const status = readStatusLine(text.slice(0, text[end - 1] === '\r' ? end - 1 : end))
    if (status >= 200) this.#sink.onStatus(status)
  }

  #read(text: string): void {
    switch (this.state) {
      case 'head':
        return this.#readHead(text)
      case 'chunk-size':
        return this.#readChunkSize(text)
      case 'chunk-end':
        if (text !== '') throw new AnswerInvalid('a part of its body is longer than announced')
        this.state = 'chunk-size'
        this.#gatheredBytes = 0
        return
      default:
        if (text === '') this.state = 'done'
    }
  }

  #readHead(text: string): void {
    const head = this.#heads.read(text)
    if (head.status < 200) return
    this.#gatheredBytes = 0
    if (head.body === 'chunked') this.state = 'chunk-size'
    else if (head.body === 'until-close') this.state = 'until-close'
    else {
      this.#remainingBytes = head.body
      this.state = head.body === 0 ? 'done' : 'body'
    }
    this.#sink.onHead(head)
  }

  #readChunkSize(text: string): void {
    const digits = CHUNK_SIZE.exec(text)?.[1]
    if (digits === undefined) throw new AnswerInvalid('the length of a part of its body cannot be read')
    this.#remainingBytes = parseInt(digits, 16)
    this.state = this.#remainingBytes === 0 ? 'trailer' : 'chunk'
  }
}

/** Where a part ends, and where the next one begins. */
interface Found {
  end: number
  next: number
}

/** @param before how much of it was looked at already */
function findHeadEnd(text: string, before: number): Found | null {
  HEAD_END.lastIndex = Math.max(0, before - 2)
  const found = HEAD_END.exec(text)
  return found && { end: found.index, next: HEAD_END.lastIndex }
}

function findLineEnd(text: string, before: number): Found | null {
  const end = text.indexOf(LINE_END, before)
  return end === -1 ? null : { end, next: end + 1 }
}
