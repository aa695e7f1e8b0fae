/**
 * A change may carry the whole object that GET answered with, so that a client can read, change and send back without
 * picking out what can be changed. Read-only fields are taken out of the body before it is checked: those that equal
 * what is shown now, and those that the clock or presence change by themselves. A read-only field that was changed is
 * a fault, by its name; a field that the object does not have stays an unknown field.
 *
 * On the route: `preValidation: acceptWhole(BodySchema, read, changingByThemselves)`. Nothing is read for a body that
 * has no such field.
 */
import { isDeepStrictEqual } from 'node:util'
import type { FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import type { Caller } from '../accounts/caller.ts'
import { InvalidInput } from '../platform/errors.ts'

export type ReadShown = (caller: Caller, params: { id: string }) => Promise<object>

export function acceptWhole(body: TObject, read: ReadShown, changingByThemselves: readonly string[] = []) {
  const writable = new Set(Object.keys(body.properties))
  const volatile = new Set(changingByThemselves)
  return async (request: FastifyRequest): Promise<void> => {
    const { body: given, maybeCaller: caller } = request
    if (!isObject(given) || !caller) return
    const others = Object.keys(given).filter((field) => !writable.has(field))
    if (others.length === 0) return
    const shown = asJson(await read(caller, request.params as { id: string }))
    const readOnly = others.filter((field) => Object.hasOwn(shown, field))
    const changed = readOnly.filter(
      (field) => !volatile.has(field) && !isDeepStrictEqual(given[field], shown[field]),
    )
    if (changed.length > 0) {
      const detail = 'Cannot be changed. Leave it out, or send it as it was read.'
      throw new InvalidInput(
        changed.map((field) => ({ pointer: `/${field}`, code: 'read-only' as const, detail })),
      )
    }
    const taken = new Set(readOnly)
    request.body = Object.fromEntries(Object.entries(given).filter(([field]) => !taken.has(field)))
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** As a client has it. */
function asJson(shown: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(shown)) as Record<string, unknown>
}
