/**
 * The headers that a person adds to a web hook's calls (an `Authorization`, a routing key).
 *
 * Pure. Refused are names that the connection or the contract owns: with them a receiver could no longer trust what a
 * header says, or two servers on the way could read one request as two. Bounded in number and size; no control
 * characters, so no value can start a line of its own.
 */
const HEADERS_LIMIT = 20
const NAME_LIMIT_CHARACTERS = 100
const VALUE_LIMIT_CHARACTERS = 4_096
const TOTAL_LIMIT_CHARACTERS = 8_192

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** Printable ASCII and blanks, none at the ends: what every server reads alike. */
const VALUE = /^[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?$/

const PROTECTED_NAMES = new Set([
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'http2-settings',
  'x-api-key',
  'user-agent',
])
const PROTECTED_PREFIXES = ['content-', 'proxy-', 'webhook-']

export interface CustomHeaderProblem {
  /** The header at fault; null where all of them together are. */
  name: string | null
  detail: string
}

/** What is wrong with these headers, in words; empty where nothing is. */
export function checkCustomHeaders(headers: Readonly<Record<string, string>>): CustomHeaderProblem[] {
  const entries = Object.entries(headers)
  const problems: CustomHeaderProblem[] = []
  if (entries.length > HEADERS_LIMIT) {
    problems.push({ name: null, detail: `At most ${HEADERS_LIMIT} headers; these are ${entries.length}.` })
  }
  const total = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (total > TOTAL_LIMIT_CHARACTERS) {
    problems.push({
      name: null,
      detail: `At most ${TOTAL_LIMIT_CHARACTERS} characters in all; these are ${total}.`,
    })
  }
  const seen = new Set<string>()
  for (const [name, value] of entries) {
    const detail = nameProblem(name, seen) ?? valueProblem(value)
    if (detail !== null) problems.push({ name, detail })
    seen.add(name.toLowerCase())
  }
  return problems
}

function nameProblem(name: string, seen: ReadonlySet<string>): string | null {
  const lower = name.toLowerCase()
  if (!TOKEN.test(name)) return 'A header’s name has letters, digits and dashes only.'
  if (name.length > NAME_LIMIT_CHARACTERS)
    return `A header’s name has at most ${NAME_LIMIT_CHARACTERS} characters.`
  if (PROTECTED_NAMES.has(lower) || PROTECTED_PREFIXES.some((prefix) => lower.startsWith(prefix))) {
    return `${name} is set by the server itself and cannot be changed. Choose another name.`
  }
  return seen.has(lower) ? `${name} is there twice: names differ by more than upper and lower case.` : null
}

function valueProblem(value: string): string | null {
  if (value.length > VALUE_LIMIT_CHARACTERS) {
    return `A header’s value has at most ${VALUE_LIMIT_CHARACTERS} characters; this one has ${value.length}.`
  }
  if (VALUE.test(value)) return null
  return 'A header’s value is not empty, has no line breaks or other control characters, ASCII only, no blanks at its ends.'
}
