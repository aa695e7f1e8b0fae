/**
 * A change may carry the whole object that GET answered with, so that a client can read, change and send back without
 * picking out what can be changed. Only what the body's schema refuses is looked at, and taken out where it changes
 * nothing: a read-only field that equals what is shown now, one that the clock or presence change by themselves, and in
 * a PATCH a field with a value that may not be given but is shown, such as a room without a name. A read-only field that
 * was changed is a fault, by its name; a field that the object does not have stays an unknown field.
 *
 * On the route: `preValidation: acceptWhole(BodySchema, read, changingByThemselves)`. Nothing is read for a body that
 * the schema takes as it is.
 */
import { isDeepStrictEqual } from 'node:util'
import type { FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import type { Caller } from '../accounts/caller.ts'
import { InvalidInput, pointerTo, type InputError } from '../platform/errors.ts'
import { isText } from './screen-input.ts'
import { compileValidator } from './validate.ts'

type Fields = Record<string, unknown>

/** @returns what GET answers now; null where there is nothing yet, and the body creates it */
export type ReadShown<Params> = (caller: Caller, params: Params, body: Fields) => Promise<object | null>

export function acceptWhole<Params = { id: string }>(
  body: TObject,
  read: ReadShown<Params>,
  changingByThemselves: readonly string[] = [],
) {
  const isWritable = (field: string) => Object.hasOwn(body.properties, field)
  const volatile = new Set(changingByThemselves)
  const refusedFields = createRefusedFields(body)
  return async (request: FastifyRequest): Promise<void> => {
    const { body: given, params, maybeCaller: caller } = request
    if (!isObject(given) || !caller || !Object.values(params as object).every(isText)) return
    const refused = refusedFields(given)
    const shownNow = refused.length === 0 ? null : await read(caller, params as Params, given)
    if (!shownNow) return
    const shown = asJson(shownNow)
    const isUnchanged = (field: string) =>
      volatile.has(field) || isDeepStrictEqual(given[field], shown[field])
    const known = refused.filter((field) => Object.hasOwn(shown, field))
    const changed = known.filter((field) => !isWritable(field) && !isUnchanged(field))
    if (changed.length > 0) {
      const detail = 'Cannot be changed. Leave it out, or send it as it was read.'
      throw new InvalidInput(
        changed.map((field) => ({ pointer: pointerTo(field), code: 'read-only' as const, detail })),
      )
    }
    // What a PUT leaves out is set to its default, so that there a field that can be written stays.
    const isTaken = (field: string) =>
      isUnchanged(field) && (!isWritable(field) || request.method === 'PATCH')
    const taken = new Set(known.filter(isTaken))
    request.body = Object.fromEntries(Object.entries(given).filter(([field]) => !taken.has(field)))
  }
}

/** Which of the fields that are given the schema does not take as they are. */
function createRefusedFields(body: TObject): (given: Fields) => string[] {
  const validate = compileValidator({ schema: body, method: '', url: '', httpPart: 'body' })
  return (given) => {
    const { error } = validate(given) as { error?: unknown }
    if (!(error instanceof InvalidInput)) return []
    const faults = error.extensions['errors'] as InputError[]
    const faulted = new Set(faults.map(({ pointer }) => pointer.split('/', 2)[1]))
    return Object.keys(given).filter((field) => faulted.has(pointerTo(field).slice(1)))
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** As a client has it. */
function asJson(shown: object): Fields {
  return JSON.parse(JSON.stringify(shown)) as Fields
}
