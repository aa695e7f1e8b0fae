/**
 * The head of an answer, by RFC 9112: status, headers, where its body ends, and whether another request may follow on
 * the connection. Pure, and strict: what can be read in two ways is refused, and so is what no request of ours asks for.
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

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/
const NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** @param text without the empty line that ends it, one character for each byte. @throws AnswerInvalid */
export function readAnswerHead(text: string): AnswerHead {
  const [statusLine = '', ...lines] = text.split('\r\n')
  const [, minor, digits] = STATUS_LINE.exec(statusLine) ?? []
  if (digits === undefined) throw new AnswerInvalid('it does not begin like HTTP/1.1')
  const status = Number(digits)
  if (status === SWITCHING_PROTOCOLS) throw new AnswerInvalid('it changes to another protocol (101)')
  const headers = readHeaders(lines)
  const body = BODILESS_STATUSES.has(status) || status < 200 ? 0 : bodyOf(headers)
  const keepsOpen = body !== 'until-close' && allowsNext(headers, minor === '1')
  return { status, headers, body, keepAliveMs: keepsOpen ? keepAliveOf(headers) : 0 }
}

function readHeaders(lines: string[]): AnswerHeaders {
  const headers = Object.create(null) as AnswerHeaders
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon))
    const value = withoutBlanks(line, colon + 1)
    if (!NAME.test(name) || !VALUE.test(value)) throw new AnswerInvalid('one of its headers cannot be read')
    const key = name.toLowerCase()
    const before = headers[key]
    headers[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return headers
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

function bodyOf({
  'transfer-encoding': encoding,
  'content-length': length,
}: AnswerHeaders): AnswerHead['body'] {
  if (encoding !== undefined) {
    if (length !== undefined) throw new AnswerInvalid('it has a length and a transfer encoding')
    if (String(encoding).toLowerCase() !== 'chunked')
      throw new AnswerInvalid('its transfer encoding is not known')
    return 'chunked'
  }
  if (length === undefined) return 'until-close'
  if (Array.isArray(length) || !/^\d+$/.test(length) || length.length > LENGTH_DIGITS_LIMIT)
    throw new AnswerInvalid('its length cannot be read')
  return Number(length)
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
