/**
 * Values that a careful client never sends and an attacker does, and values that a schema takes, made from the schema
 * alone: so that tests of all routes need no list of their fields.
 */
import { Value } from 'typebox/value'
import type { TSchema } from 'typebox'

/** What is read of JSON Schema here. */
export interface Shape {
  type?: string
  enum?: unknown[]
  const?: unknown
  minimum?: number
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  anyOf?: Shape[]
  patternProperties?: Record<string, Shape>
  minItems?: number
}

/** A place in a body, and a body that has only this place and what is required. */
export interface Place {
  pointer: string
  shape: Shape
  bodyWith(value: unknown): unknown
}

const LONG_LENGTH = 160_000
const DEPTH = 32_000
const DEPTH_LIMIT = 6

/** In JSON: a value that JSON.stringify would follow until the stack ends. */
export const DEEP_LIST_JSON = '['.repeat(DEPTH) + ']'.repeat(DEPTH)
export const DEEP_OBJECT_JSON = `${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`

export const HOSTILE_TEXTS = [
  '',
  ' ',
  'a\0b',
  '\ud800',
  '\udc00x',
  'é\u202e😀',
  '../../etc/passwd',
  `'"><%s$1\\`,
  '0000-01-01T00:00:00Z',
  '2016-12-31T23:59:60Z',
  '9999-12-31T23:59:59.999Z',
  '-000001-01-01T00:00:00Z',
  'x'.repeat(LONG_LENGTH),
] as const

export const HOSTILE_NUMBERS = [
  -1, 0, 1.5, 1e-46, 1e308, 9_223_372_036_854_775_808, -9e15, 2_147_483_648,
] as const

export const HOSTILE_OTHERS = [null, true, {}, [], [null], { '': { a: '\0' } }, ['\ud800']] as const

/** As text, which is all that a path or a query has. Shorter than what Node takes as the head of a request. */
export const HOSTILE_WORDS = [
  '',
  'a\0b',
  'é😀',
  '.',
  '%',
  '/',
  'null',
  'true',
  '1.5',
  '0x1',
  '1e3',
  '1.0',
  '+1',
  '-1',
  '007',
  '1e308',
  '9223372036854775808',
  '99999999999999999999999999999999',
  'Infinity',
  '2016-12-31T23:59:60Z',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  'x'.repeat(900),
  'x'.repeat(12_000),
] as const

/** Bytes of a path or query that no client's library writes. */
export const HOSTILE_ESCAPES = ['%ED%A0%80', '%FF', '%00', '%C0%80', '%zz', '%'] as const

/** What headers may carry over the wire and no client sends. */
export const HOSTILE_HEADERS: Readonly<Record<string, readonly string[]>> = {
  'if-match': [
    '',
    '"',
    '*',
    '"9223372036854775808"',
    'W/"1"',
    '"1", "2"',
    '\u00ff',
    `"${'1'.repeat(5_000)}"`,
  ],
  'if-none-match': ['*', '"x"', '\u00ff'],
  'idempotency-key': ['', '\u00e9', 'x'.repeat(5_000), 'a b'],
  'content-type': ['', 'x', 'application/json; charset=utf-16', 'multipart/form-data', '\u00ff/\u00ff'],
  'content-encoding': ['gzip', 'x'],
  accept: ['\u00ff', 'application/nothing'],
  range: ['bytes=9999999999999999999999-', 'bytes=-0', 'bytes=1-0', 'bytes=a-b', 'x'],
  'last-event-id': ['', '\u00ff', '1e308', '9223372036854775808', 'x'.repeat(5_000)],
  cookie: ['session=', 'session=\u00ff', '='.repeat(5_000), 'session=%00'],
  'x-csrf-token': ['', '\u00ff'],
  'accept-language': ['\u00ff', ','.repeat(5_000), 'x'.repeat(5_000)],
  'user-agent': ['', '\u00ff', '('.repeat(5_000)],
}

/** Positions as a cursor could have them, if it were made by somebody else. */
const HOSTILE_POSITIONS = [
  '1e308',
  '1e400',
  '9223372036854775808',
  '-1',
  '0',
  '1.5',
  'null',
  '{}',
  '[]',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"0000-01-01T00:00:00.000Z"',
  '"-000001-01-01T00:00:00.000Z"',
  '"+275760-09-13T00:00:00.000Z"',
  '"2016-12-31T23:59:60.000Z"',
  '"2026-02-30T00:00:00.000Z"',
  '"99999999999999999999"',
  '"infinity"',
  `"${'f'.repeat(24)}"`,
  `"${'-'.repeat(36)}"`,
] as const

/** A real cursor with each part of its position replaced by each hostile one. */
export function hostileCursors(real: string): string[] {
  const position: unknown = JSON.parse(Buffer.from(real, 'base64url').toString('utf8'))
  const parts = typeof position === 'object' && position !== null ? Object.keys(position) : []
  const written = HOSTILE_POSITIONS.flatMap((hostile) => [
    hostile,
    ...parts.map((part) => {
      const others: Record<string, unknown> = { ...(position as object), [part]: '\u0001' }
      const json = JSON.stringify(Array.isArray(position) ? Object.values(others) : others)
      return json.replace('"\\u0001"', () => hostile)
    }),
  ])
  return [...written, DEEP_LIST_JSON.slice(0, 300), '', '{'].map((json) =>
    Buffer.from(json).toString('base64url'),
  )
}

export function hostileFor({ type }: Shape): readonly unknown[] {
  const texts = HOSTILE_TEXTS
  if (type === 'string') return [...texts, 0, ...HOSTILE_OTHERS]
  if (type === 'integer' || type === 'number') return [...HOSTILE_NUMBERS, '1', texts[2], ...HOSTILE_OTHERS]
  return [texts[2], texts[3], 1e308, ...HOSTILE_OTHERS]
}

/** What requests are full of; the first that a schema takes is used. */
function candidates(origin: string): unknown[] {
  return [
    'a'.repeat(24),
    'Name',
    'ada@example.org',
    '2026-11-25T09:00:00.000Z',
    'Europe/Zurich',
    'de',
    '#1f6feb',
    `${origin}/listener`,
    'video/webm',
    '123456',
    'stun:127.0.0.1',
    'correct horse battery staple',
    '0b9e2b35-8f5c-4f1e-9d3a-6f0c8e1d2a3b',
    '',
    false,
    null,
    1,
    60,
    1_000,
  ]
}

/** A value that the schema takes, with required fields only. */
export function sampleOf(shape: Shape, origin: string): unknown {
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.anyOf) return sampleOf(shape.anyOf[0]!, origin)
  if (shape.type === 'object') {
    const { properties = {}, required = [] } = shape
    return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {}, origin)]))
  }
  if (shape.type === 'array') {
    return Array.from({ length: shape.minItems ?? 0 }, () => sampleOf(shape.items ?? {}, origin))
  }
  const found = [...candidates(origin), shape.minimum].find(
    (each) => each !== undefined && Value.Check(shape as TSchema, each),
  )
  if (found === undefined) {
    throw new Error(`Add a value to the candidates that this schema takes: ${JSON.stringify(shape)}`)
  }
  return found
}

/** Every place of a body: each field, each field of nested objects, an element of each list. */
export function placesIn(body: Shape, origin: string): Place[] {
  const found: Place[] = []

  function walk(shape: Shape, pointer: string, bodyWith: Place['bodyWith'], depth: number): void {
    if (depth > DEPTH_LIMIT) throw new Error(`${pointer} is nested deeper than was expected`)
    found.push({ pointer, shape, bodyWith })
    for (const each of shape.anyOf ?? []) if (each.type !== 'null') walk(each, pointer, bodyWith, depth + 1)
    for (const [name, field] of Object.entries(shape.properties ?? {})) {
      const rest = sampleOf({ ...shape, properties: shape.properties ?? {} }, origin) as object
      walk(field, `${pointer}/${name}`, (value) => bodyWith({ ...rest, [name]: value }), depth + 1)
    }
    const [valueOfRecord] = Object.values(shape.patternProperties ?? {})
    if (valueOfRecord) {
      walk(valueOfRecord, `${pointer}/any`, (value) => bodyWith({ any: value }), depth + 1)
      walk({ type: 'string' }, `${pointer}/(name)`, (value) => bodyWith({ [String(value)]: 'x' }), depth + 1)
    }
    if (shape.items) walk(shape.items, `${pointer}/0`, (value) => bodyWith([value]), depth + 1)
  }

  walk(body, '', (value) => value, 0)
  return found
}
