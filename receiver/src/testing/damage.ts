/**
 * For tests: a body with one thing wrong, drawn by fast-check. Every kind of damage here but one must be refused,
 * whatever it hits. Not part of the published package.
 */
import * as fc from 'fast-check'

export type Json = fc.JsonValue

type Step = string | number
type JsonObject = { [key: string]: Json }

/** The body without one key of one of its objects. */
export function withoutOneKey(body: Json): fc.Arbitrary<Json> {
  const keys = places(body).filter((place) => typeof place.at(-1) === 'string')
  return fc.constantFrom(...keys).map((place) => {
    const key = String(place.at(-1))
    return changedObject(body, place.slice(0, -1), (entries) => entries.filter(([name]) => name !== key))
  })
}

/** The body with one more key, of any name, in one of its objects. */
export function withOneMoreKey(body: Json): fc.Arbitrary<Json> {
  const names = fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'Topic', 'addedByMail'),
  )
  return fc.tuple(fc.constantFrom(...objects(body, 0)), names, fc.jsonValue()).map(([place, name, value]) =>
    changedObject(body, place, (entries) => {
      let free = name
      while (entries.some(([taken]) => taken === free)) free += '_'
      return [...entries, [free, value]]
    }),
  )
}

/** The body with one value, however deep, replaced by one of a type that is documented nowhere for its place. */
export function withOneOtherType(body: Json): fc.Arbitrary<Json> {
  return fc
    .tuple(fc.constantFrom(...places(body)), fc.boolean())
    .map(([place, alike]) => changed(body, place, (value) => otherType(value, alike)))
}

/** The body with one value replaced by any JSON, or with one string spoilt a little. It may still be right. */
export function withOneOtherValue(body: Json): fc.Arbitrary<Json> {
  const pieces = fc.constantFrom('', '0', '9', 'a', ' ', '-', '\n')
  return fc
    .tuple(fc.constantFrom(...places(body)), fc.jsonValue(), fc.nat(), pieces)
    .map(([place, other, position, piece]) =>
      changed(body, place, (value) => {
        if (typeof value !== 'string') return other
        const cut = position % (value.length + 1)
        return value.slice(0, cut) + piece + value.slice(cut + 1)
      }),
    )
}

/** The body with one key of one of its objects at another place in it. */
export function withOtherKeyOrder(body: Json): fc.Arbitrary<Json> {
  return fc.tuple(fc.constantFrom(...objects(body, 2)), fc.nat(), fc.nat()).map(([place, first, second]) =>
    changedObject(body, place, (entries) => {
      const from = first % entries.length
      const to = (from + 1 + (second % (entries.length - 1))) % entries.length
      return entries.toSpliced(from, 1).toSpliced(to, 0, entries[from]!)
    }),
  )
}

function otherType(value: Json, alike: boolean): Json {
  if (Array.isArray(value)) return {}
  if (isObject(value)) return []
  if (!alike) return {}
  if (value === null) return false
  return typeof value === 'string' ? Number(value) || 0 : JSON.stringify(value)
}

/** The path to every value of the body, the body itself included. */
function places(body: Json): Step[][] {
  const steps: Step[] = Array.isArray(body) ? [...body.keys()] : isObject(body) ? Object.keys(body) : []
  return [[], ...steps.flatMap((step) => places(child(body, step)).map((rest) => [step, ...rest]))]
}

/** The path to every object with at least so many keys. */
function objects(body: Json, leastKeys: number): Step[][] {
  return places(body).filter((place) => {
    const value = place.reduce(child, body)
    return isObject(value) && Object.keys(value).length >= leastKeys
  })
}

function child(value: Json, step: Step): Json {
  if (Array.isArray(value)) return value[Number(step)]!
  if (isObject(value)) return value[step]!
  throw new Error(`${JSON.stringify(value)} has nothing at ${step}`)
}

/** A copy of the body in which the value at `place` is what `change` makes of it. */
function changed(body: Json, [step, ...rest]: readonly Step[], change: (value: Json) => Json): Json {
  if (step === undefined) return change(body)
  const value = changed(child(body, step), rest, change)
  if (Array.isArray(body)) return body.with(Number(step), value)
  return changedObject(body, [], (entries) => entries.map(([key, old]) => [key, key === step ? value : old]))
}

/** A copy of the body in which the object at `place` has the entries that `change` returns. */
function changedObject(
  body: Json,
  place: readonly Step[],
  change: (entries: [string, Json][]) => [string, Json][],
): Json {
  return changed(body, place, (value) => {
    if (!isObject(value)) throw new Error(`${JSON.stringify(value)} is not an object`)
    return Object.fromEntries(change(Object.entries(value)))
  })
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
