/**
 * Compares a parsed body with its shape: the documented keys have to be there, with values of their types. A further
 * key, another word where words are listed or an id of another form is no misfit: it is what a newer server may send,
 * and a listener that refused it would refuse every call from then on.
 */
import type { Problem } from './find-problems.ts'
import type { Shape } from './hook-shapes.ts'

/** Everything in which `value` departs from `shape`; nothing where it fits. */
export function findMisfits(shape: Shape, value: unknown, pointer = ''): Problem[] {
  if (typeof shape === 'string') {
    return shape.split('|').some((type) => isOfType(type, value)) ? [] : [misfit(pointer, shape)]
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) return [misfit(pointer, 'array')]
    return value.flatMap((item, index) => findMisfits(shape[0], item, `${pointer}/${index}`))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [misfit(pointer, 'object')]
  return Object.entries(shape).flatMap(([key, part]) =>
    Object.hasOwn(value, key)
      ? findMisfits(part, (value as Record<string, unknown>)[key], `${pointer}/${key}`)
      : [{ pointer, detail: `must have the key "${key}"` }],
  )
}

function misfit(pointer: string, type: string): Problem {
  return { pointer, detail: `must be of type ${type}` }
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  return type === (value === null ? 'null' : typeof value)
}

/** `Array.isArray` does not narrow read-only lists. */
function isList(shape: object): shape is readonly [Shape] {
  return Array.isArray(shape)
}
