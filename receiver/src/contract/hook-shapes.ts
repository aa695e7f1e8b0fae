/**
 * What a listener relies on in each body: the documented keys and the types of their values, as short as it can be
 * written. In the published package this file is replaced by its result, so that a listener carries neither the
 * schemas nor the library that they are written with.
 */
import type { JsonSchema } from './find-problems.ts'
import { type HookName, hookNames } from './hook-names.ts'
import { hookSchemas } from './hook-schemas.ts'

/** A type's name, or several with `|` between them; of a list in brackets the shape of its elements; else by key. */
export type Shape = string | readonly [Shape] | { readonly [key: string]: Shape }

export const hookShapes: Readonly<Record<HookName, Shape>> = Object.fromEntries(
  hookNames.map((hook) => [hook, shapeOf(hookSchemas[hook])]),
) as Record<HookName, Shape>

function shapeOf(schema: JsonSchema): Shape {
  const { type, anyOf, items, properties } = schema as {
    type?: string
    anyOf?: { type?: string }[]
    items?: JsonSchema
    properties?: Record<string, JsonSchema>
  }
  if (items) return [shapeOf(items)]
  if (properties) {
    return Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, shapeOf(part)]))
  }
  const types = (anyOf ?? [{ type }]).map((choice) => choice.type)
  if (types.includes(undefined)) throw new Error(`${JSON.stringify(schema)} says no type`)
  return types.join('|')
}
