/**
 * How large the body of a request may be: as large as its schema allows, with each character escaped (`\u0041`, and
 * twice that where it is a surrogate pair). What the schema promises is then never 413, and what it does not promise is never
 * read. A route that takes bytes says its limit itself.
 */
import type { Bounds } from './screen-input.ts'

/** For what a client writes besides: blanks, line breaks, an unknown field that is to be named in the answer. */
export const BODY_LIMIT_LEAST_BYTES = 64 * 1024
/** Of a schema without bounds. There is none; a test makes sure. */
const UNBOUNDED_BYTES = 1024 * 1024
/** A character outside the Basic Multilingual Plane, escaped. */
const CHARACTER_BYTES = 12
/** Quotes, a comma, a colon. */
const PUNCTUATION_BYTES = 4
/** The longest number or word that a schema asks for. */
const SCALAR_BYTES = 30

export function bodyLimit(schema: unknown): number {
  const bytes = largest(schema as Bounds | undefined)
  return Math.max(BODY_LIMIT_LEAST_BYTES, Number.isFinite(bytes) ? bytes : UNBOUNDED_BYTES)
}

function largest(schema: Bounds | undefined): number {
  if (!schema) return 0
  if (schema.anyOf) return Math.max(...schema.anyOf.map(largest))
  if (schema.type === 'string') {
    return (schema.maxLength ?? SCALAR_BYTES) * CHARACTER_BYTES + PUNCTUATION_BYTES
  }
  if (schema.type === 'array') {
    return (schema.maxItems ?? Number.POSITIVE_INFINITY) * (largest(schema.items) + PUNCTUATION_BYTES)
  }
  if (schema.type !== 'object') return SCALAR_BYTES
  const named = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => name.length + PUNCTUATION_BYTES + largest(field),
  )
  const [value] = Object.values(schema.patternProperties ?? {})
  const others = value
    ? (schema.maxProperties ?? Number.POSITIVE_INFINITY) * (largest(value) + PUNCTUATION_BYTES)
    : 0
  return named.reduce((sum, bytes) => sum + bytes, others)
}
