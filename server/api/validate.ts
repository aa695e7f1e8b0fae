/**
 * Checks what comes in against the routes' TypeBox schemas, and says in words what is wrong. Bodies are taken as
 * they are: nothing is converted, filled in or stripped, an unknown field is a fault. Query strings and paths can
 * only be text, so that there `50` counts as a number where one is asked for. Every fault is listed, at its pointer;
 * in the query the pointer is the parameter's name. A path that cannot name anything is 404.
 *
 * The schemas are checked by TypeBox itself and not by Fastify's Ajv, so that requests, settings and web hook
 * payloads are judged by one validator.
 */
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import Format from 'typebox/format'
import { Settings } from 'typebox/system'
import { isDateTime } from '../calendar/instant.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { convertQuery } from './convert-query.ts'
import { describeFaults, onePerPlace } from './describe-faults.ts'
import { screenInput } from './screen-input.ts'

/** Faults that are looked for in one request. */
const FAULTS_LIMIT = 100

Settings.Set({ maxErrors: FAULTS_LIMIT })
Format.Set('date-time', isDateTime)

export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema)
  return (input: unknown) => {
    const screened = screenInput(schema, input)
    const value = httpPart === 'body' ? screened.value : convertQuery(schema, screened.value)
    if (screened.faults.length === 0 && validator.Check(value)) return { value }
    if (httpPart === 'params') {
      return { error: new NotFound('no-such-route', 'There is nothing at this address.') }
    }
    const found = validator.Check(value) ? [] : describeFaults(schema, validator.Errors(value))
    return { error: new InvalidInput(onePerPlace([...screened.faults, ...found]).slice(0, FAULTS_LIMIT)) }
  }
}
