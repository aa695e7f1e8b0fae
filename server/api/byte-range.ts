/**
 * Which bytes of a file a GET asks for (RFC 9110, section 14). Pure. One range is served; several at once, which no
 * player asks for, and whatever is no range, get the whole file, as the RFC allows.
 *
 * Own, because @fastify/static gives weak ETags, with which a range must not be resumed, and answers in HTML what is a
 * problem document everywhere else.
 */
export interface ByteRange {
  /** The first byte, from 0. */
  start: number
  /** The last byte, inclusive. */
  end: number
}

export interface RangeHeaders {
  range?: string | undefined
  'if-range'?: string | undefined
}

const SINGLE_RANGE = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i

/** `whole` where the file has changed since the client had the first part of it. */
export function chooseRange(
  { range, 'if-range': ifRange }: RangeHeaders,
  { bytes, etag }: { bytes: number; etag: string },
): ByteRange | 'whole' | 'unsatisfiable' {
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return 'whole'
  const [, first = '', last = ''] = SINGLE_RANGE.exec(range) ?? []
  if (first === '' && last === '') return 'whole'
  if (first === '') return suffix(Number(last), bytes)
  const start = Number(first)
  if (last !== '' && Number(last) < start) return 'whole'
  if (start >= bytes) return 'unsatisfiable'
  return { start, end: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) }
}

function suffix(length: number, bytes: number): ByteRange | 'unsatisfiable' {
  if (length === 0 || bytes === 0) return 'unsatisfiable'
  return { start: Math.max(0, bytes - length), end: bytes - 1 }
}

/** Whether the client has it already (`If-None-Match`). */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  const known = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return known.includes('*') || known.includes(etag)
}
