/**
 * Compares a parsed body with its JSON Schema and says what does not fit, and where: strictly, for the sender's and for
 * a listener's tests. What a listener demands in production is less; see `find-misfits.ts`.
 *
 * Why not a validation library: bundling TypeBox's or Ajv's would make this package some hundred kilobytes, and
 * validators compiled ahead need `eval` or generated code that nobody reads. The payloads use thirteen keywords, so
 * each is one line here. A keyword that is not in the table is an error, never silently true, and a test holds this
 * file against TypeBox's own validator on thousands of damaged payloads.
 */

/** A JSON Schema, restricted to the keywords below. */
export type JsonSchema = object

/** One thing that does not fit. */
export interface Problem {
  /** Where, as a JSON Pointer (RFC 6901); `""` is the body itself. */
  readonly pointer: string
  /** What, to follow the pointer in a sentence: `must be an integer`. */
  readonly detail: string
}

export interface FindProblemsOptions {
  /** Also demand the keys of each object in the order of its schema. Off by default: receivers need no order. */
  readonly keyOrder?: boolean
}

interface Place extends FindProblemsOptions {
  readonly pointer: string
}

type Check = (expected: never, value: unknown, place: Place, schema: { properties?: object }) => Problem[]

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: Number.isFinite,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
}

const annotation: Check = () => []

/** Each check leaves values of another type alone, as JSON Schema has it: `type` alone judges the type. */
const checks: Readonly<Record<string, Check>> = {
  title: annotation,
  description: annotation,
  type: (name: string, value, { pointer }) =>
    unless(types[name]!(value), pointer, `must be ${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`),
  const: (only: unknown, value, { pointer }) =>
    unless(value === only, pointer, `must be ${JSON.stringify(only)}`),
  enum: (allowed: unknown[], value, { pointer }) =>
    unless(allowed.includes(value), pointer, `must be one of ${JSON.stringify(allowed)}`),
  anyOf: (choices: JsonSchema[], value, place) => {
    const found = choices.map((choice) => problemsAt(choice, value, place))
    return found.some((problems) => problems.length === 0) ? [] : found[0]!
  },
  pattern: (pattern: string, value, { pointer }) =>
    unless(
      typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
      pointer,
      `must match ${pattern}`,
    ),
  format: (format: string, value, { pointer }) => {
    if (format !== 'date-time') throw new Error(`The format ${format} cannot be checked`)
    return unless(
      typeof value !== 'string' || isExactUtcTime(value),
      pointer,
      'must be a date and time that exists',
    )
  },
  minLength: (least: number, value, { pointer }) =>
    unless(
      typeof value !== 'string' || value.length >= least,
      pointer,
      `must have ${least} characters or more`,
    ),
  minimum: (least: number, value, { pointer }) =>
    unless(typeof value !== 'number' || value >= least, pointer, `must be ${least} or more`),
  minItems: (least: number, value, { pointer }) =>
    unless(!Array.isArray(value) || value.length >= least, pointer, `must have ${least} elements or more`),
  items: (schema: JsonSchema, value, place) =>
    Array.isArray(value) ? value.flatMap((item, index) => problemsAt(schema, item, below(place, index))) : [],
  required: (keys: string[], value, { pointer }) =>
    isRecord(value)
      ? keys.flatMap((key) => unless(Object.hasOwn(value, key), pointer, `must have the key "${key}"`))
      : [],
  additionalProperties: (allowed: boolean, value, { pointer }, { properties = {} }) =>
    isRecord(value) && !allowed
      ? Object.keys(value).flatMap((key) =>
          unless(Object.hasOwn(properties, key), pointer, `must not have the key ${JSON.stringify(key)}`),
        )
      : [],
  properties: (properties: Record<string, JsonSchema>, value, place) => {
    if (!isRecord(value)) return []
    const documented = Object.keys(properties).filter((key) => Object.hasOwn(value, key))
    const present = Object.keys(value).filter((key) => Object.hasOwn(properties, key))
    const inOrder = !place.keyOrder || present.every((key, index) => key === documented[index])
    return [
      ...unless(inOrder, place.pointer, `must have its keys in the order ${documented.join(', ')}`),
      ...documented.flatMap((key) => problemsAt(properties[key]!, value[key], below(place, key))),
    ]
  },
}

/** Everything in which `value` departs from `schema`; nothing where it fits. Throws on a keyword it cannot check. */
export function findProblems(
  schema: JsonSchema,
  value: unknown,
  options: FindProblemsOptions = {},
): Problem[] {
  return problemsAt(schema, value, { ...options, pointer: '' })
}

function problemsAt(schema: JsonSchema, value: unknown, place: Place): Problem[] {
  return Object.entries(schema).flatMap(([keyword, expected]) => {
    const check = checks[keyword]
    if (!check) throw new Error(`The JSON Schema keyword ${keyword} cannot be checked`)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what each keyword expects is JSON Schema's to say
    return check(expected as never, value, place, schema)
  })
}

function unless(fits: boolean, pointer: string, detail: string): Problem[] {
  return fits ? [] : [{ pointer, detail }]
}

function below(place: Place, step: string | number): Place {
  return { ...place, pointer: `${place.pointer}/${step}` }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return types['object']!(value)
}

/** `Date` accepts 30 February and moves on to March; only an existing time comes back as it was written. */
function isExactUtcTime(value: string): boolean {
  const time = new Date(value)
  return !Number.isNaN(time.getTime()) && time.toISOString() === value
}
