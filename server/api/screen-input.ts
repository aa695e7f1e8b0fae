/**
 * What is looked at before a schema is: whether text is text, and whether anything is larger than the schema allows.
 * Two reasons. PostgreSQL stores no NUL, and a lone surrogate makes an answer that strict parsers refuse, wherever in
 * a body either stands. And what is too large must not be looked at more closely: what is found too long is cut to one
 * more than it may have, so that no pattern, comparison or list of faults ever sees the rest. Pure.
 *
 * The schema then judges what is left; its faults stand beside those that are found here.
 */
import type { InputError } from '../platform/errors.ts'
import { pointerTo } from '../platform/errors.ts'

/** Nothing in the API is deeper than six. */
const DEPTH_LIMIT = 16
const FAULTS_LIMIT = 100

/** The keywords of JSON Schema that are heeded here. */
export interface Bounds {
  type?: unknown
  maxLength?: number
  maxItems?: number
  maxProperties?: number
  properties?: Record<string, Bounds>
  additionalProperties?: unknown
  patternProperties?: Record<string, Bounds>
  items?: Bounds
  anyOf?: Bounds[]
}

export interface Screened {
  /** The input without what no schema should look at. */
  value: unknown
  faults: InputError[]
}

export function screenInput(schema: Bounds, input: unknown): Screened {
  const faults: InputError[] = []
  const note = (fault: InputError) => {
    if (faults.length < FAULTS_LIMIT) faults.push(fault)
  }

  function screen(bounds: Bounds[], value: unknown, pointer: string, depth: number): unknown {
    if (typeof value === 'string') return screenText(bounds, value, pointer)
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value
    if (depth >= DEPTH_LIMIT) {
      note({ pointer, code: 'too-deep', detail: 'This is nested too deep.' })
      return null
    }
    return Array.isArray(value)
      ? screenList(bounds, value, pointer, depth)
      : screenObject(bounds, value as Record<string, unknown>, pointer, depth)
  }

  function screenText(bounds: Bounds[], text: string, pointer: string): string {
    if (!isText(text)) {
      const detail = 'Must be text: without NUL characters, and without halves of a surrogate pair.'
      note({ pointer, code: 'text', detail })
      return ''
    }
    const limit = largest(bounds, 'maxLength')
    if (!isLonger(text, limit)) return text
    note(tooLong(pointer, limit, 'characters', 'too-long'))
    return text.slice(0, limit + 1)
  }

  function screenList(bounds: Bounds[], list: unknown[], pointer: string, depth: number): unknown[] {
    const limit = largest(bounds, 'maxItems')
    if (list.length > limit) note(tooLong(pointer, limit, 'elements', 'too-many'))
    const items = bounds.flatMap(({ items: each }) => alternatives(each))
    return list
      .slice(0, limit + 1)
      .map((each, index) => screen(items, each, `${pointer}/${index}`, depth + 1))
  }

  function screenObject(
    bounds: Bounds[],
    object: Record<string, unknown>,
    pointer: string,
    depth: number,
  ): Record<string, unknown> {
    const limit = largest(bounds, 'maxProperties')
    const fields = Object.entries(object)
    if (fields.length > limit) note(tooLong(pointer, limit, 'fields', 'too-many'))
    const screened = fields.slice(0, limit + 1).map(([field, value]): [string, unknown] => {
      const at = pointer + pointerTo(field.toWellFormed())
      if (!isText(field)) {
        note({ pointer: at, code: 'text', detail: 'The name of this field is no text.' })
        return [field.toWellFormed().replaceAll('\0', ''), null]
      }
      return [field, screen(fieldBounds(bounds, field), value, at, depth + 1)]
    })
    return Object.fromEntries(screened)
  }

  return { value: screen(alternatives(schema), input, '', 0), faults }
}

/** Text that can be stored and sent. */
export function isText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function tooLong(pointer: string, limit: number, unit: string, code: 'too-long' | 'too-many'): InputError {
  return { pointer, code, parameters: { limit }, detail: `Must have ${limit} ${unit} or fewer.` }
}

/** In code points, as JSON Schema counts; counted only where it may matter. */
function isLonger(text: string, limit: number): boolean {
  if (text.length <= limit) return false
  return text.length > 2 * limit || Array.from(text).length > limit
}

function alternatives(schema: Bounds | undefined): Bounds[] {
  if (!schema) return []
  return schema.anyOf ? schema.anyOf.flatMap(alternatives) : [schema]
}

function fieldBounds(bounds: Bounds[], field: string): Bounds[] {
  return bounds.flatMap(({ properties, patternProperties, additionalProperties }) => {
    if (properties && Object.hasOwn(properties, field)) return alternatives(properties[field])
    if (patternProperties) return Object.values(patternProperties).flatMap(alternatives)
    return typeof additionalProperties === 'object' ? alternatives(additionalProperties as Bounds) : []
  })
}

const TYPE_OF = { maxLength: 'string', maxItems: 'array', maxProperties: 'object' }

/** What the most generous of the alternatives allows. */
function largest(bounds: Bounds[], keyword: 'maxLength' | 'maxItems' | 'maxProperties'): number {
  const limits = bounds.flatMap((each) =>
    each.type === TYPE_OF[keyword] ? [each[keyword] ?? Number.POSITIVE_INFINITY] : [],
  )
  return limits.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...limits)
}
