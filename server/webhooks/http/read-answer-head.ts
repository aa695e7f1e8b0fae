/**
 * The head of an answer: status, headers, where its body ends, and whether another request may follow on the
 * connection. Pure.
 *
 * The status line decides what becomes of a call, so it is read strictly. What follows it is read as curl reads it, so
 * that a receiver that did its work is not called again for a fault in its answer: each such fault is named, and costs
 * the connection, since nobody knows for sure where the answer ends.
 */
export type AnswerHeaders = Record<string, string | string[]>

export interface AnswerHead {
  readonly status: number
  /** Names in small letters; a header that came more than once is an array. */
  readonly headers: AnswerHeaders
  /** Its body's length in bytes, or how else its end is known. */
  readonly body: number | 'chunked' | 'until-close'
  /** How long the connection may wait for another request; 0: none may follow. */
  readonly keepAliveMs: number
  /** What is wrong with it, as the end of a sentence; null: nothing. */
  readonly fault: string | null
}

/** What came is no answer to a request of ours. */
export class AnswerInvalid extends Error {
  readonly code = 'ANSWER_INVALID'
}

/** Idle sockets are closed before the 5 s after which Node's listeners close theirs. */
export const KEEP_ALIVE_MS = 4_000
/** A receiver that announces when it closes idle connections is believed, less this. */
const KEEP_ALIVE_MARGIN_MS = 1_000
const SWITCHING_PROTOCOLS = 101
const BODILESS_STATUSES = new Set([204, 304])
const LENGTH_DIGITS_LIMIT = 15

const STATUS_LINE = /^HTTP\/1\.\d +([1-9]\d\d)(?:[\t ].*)?$/s
const NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/
/** PostgreSQL stores no NUL, and a log no escape sequence. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/g

/** @param line without its end. @throws AnswerInvalid */
export function readStatusLine(line: string): number {
  const digits = STATUS_LINE.exec(line)?.[1]
  if (digits === undefined) throw new AnswerInvalid('it does not begin like HTTP/1.1')
  const status = Number(digits)
  if (status === SWITCHING_PROTOCOLS) throw new AnswerInvalid('it changes to another protocol (101)')
  return status
}

/** @param text without the empty line that ends it, one character for each byte. @throws AnswerInvalid */
export function readAnswerHead(text: string): AnswerHead {
  const [statusLine = '', ...lines] = text.split('\n').map(withoutReturn)
  const status = readStatusLine(statusLine)
  const faults = new Set<string>()
  if (/(?:^|[^\r])\n/.test(text)) faults.add('lines end with a line feed alone')
  const headers = readHeaders(lines, faults)
  const body = BODILESS_STATUSES.has(status) || status < 200 ? 0 : bodyOf(headers, faults)
  const isPersistent = !statusLine.startsWith('HTTP/1.0')
  const keepsOpen = faults.size === 0 && body !== 'until-close' && allowsNext(headers, isPersistent)
  const fault = faults.size === 0 ? null : [...faults].join(', and ')
  return { status, headers, body, keepAliveMs: keepsOpen ? keepAliveOf(headers) : 0, fault }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

function readHeaders(lines: string[], faults: Set<string>): AnswerHeaders {
  const headers = Object.create(null) as AnswerHeaders
  for (const line of unfolded(lines, faults)) {
    const colon = line.indexOf(':')
    const written = line.slice(0, Math.max(0, colon))
    const name = withoutBlanks(written, 0)
    if (!NAME.test(name)) {
      faults.add(colon === -1 ? 'a header has no colon' : 'a header has no proper name')
      continue
    }
    if (name !== written) faults.add('a header has a blank before its colon')
    const raw = withoutBlanks(line, colon + 1)
    const value = raw.replaceAll(CONTROL, '\ufffd')
    if (value !== raw) faults.add('a header has a control character')
    const key = name.toLowerCase()
    const before = headers[key]
    headers[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return headers
}

/** A line that begins with a blank goes on with the one before. */
function unfolded(lines: string[], faults: Set<string>): string[] {
  if (!lines.some((line) => isBlank(line.charCodeAt(0)))) return lines
  faults.add('a header goes on in the next line')
  const whole: string[] = []
  for (const line of lines) {
    if (!isBlank(line.charCodeAt(0))) whole.push(line)
    else if (whole.length > 0) whole.push(`${whole.pop()!} ${withoutBlanks(line, 0)}`)
  }
  return whole
}

/** From `start` on, without spaces and tabs at either end. */
function withoutBlanks(line: string, start: number): string {
  let from = start
  let to = line.length
  while (from < to && isBlank(line.charCodeAt(from))) from += 1
  while (to > from && isBlank(line.charCodeAt(to - 1))) to -= 1
  return line.slice(from, to)
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09
}

/** Chunks go before a length; a length that cannot be told is none: then the body ends with the connection. */
function bodyOf(headers: AnswerHeaders, faults: Set<string>): AnswerHead['body'] {
  const codings = elementsOf(headers['transfer-encoding']).map((coding) => coding.toLowerCase())
  const lengths = elementsOf(headers['content-length'])
  const isChunked = codings.includes('chunked')
  if (codings.length > 1 || (codings.length === 1 && !isChunked)) {
    faults.add(`its transfer encoding is ${codings.join(', ').slice(0, 100)}`)
  }
  if (isChunked) {
    if (lengths.length > 0) faults.add('it has a length and comes in chunks')
    return 'chunked'
  }
  if (codings.some((coding) => coding !== 'identity') || lengths.length === 0) return 'until-close'
  if (lengths.length > 1) faults.add('it says its length more than once')
  const [length = ''] = lengths
  if (
    /^\d+$/.test(length) &&
    length.length <= LENGTH_DIGITS_LIMIT &&
    lengths.every((other) => other === length)
  ) {
    return Number(length)
  }
  faults.add('its length cannot be read')
  return 'until-close'
}

function elementsOf(header: string | string[] | undefined): string[] {
  if (header === undefined) return []
  return String(header)
    .split(',')
    .map((element) => withoutBlanks(element, 0))
}

function allowsNext({ connection }: AnswerHeaders, isPersistent: boolean): boolean {
  const options = String(connection ?? '')
    .toLowerCase()
    .split(/[\t ,]+/)
  return !options.includes('close') && (isPersistent || options.includes('keep-alive'))
}

function keepAliveOf({ 'keep-alive': announced }: AnswerHeaders): number {
  const seconds = /(?:^|[\t ,;])timeout=(\d{1,9})/i.exec(String(announced ?? ''))?.[1]
  if (seconds === undefined) return KEEP_ALIVE_MS
  return Math.max(0, Math.min(KEEP_ALIVE_MS, Number(seconds) * 1_000 - KEEP_ALIVE_MARGIN_MS))
}
