/**
 * How bodies are read: JSON in UTF-8, merge patches included; everything else is 415, but for the uploads, which say
 * themselves what they take. An empty body is no body, whatever its type is called. A route that takes no body refuses
 * fields all the same: nothing that a client says is silently ignored.
 *
 * A body is never repaired: what is not UTF-8 is 400, since a changed name or minute would be stored as if it had been
 * meant. Compressed bodies are refused, since their size is only known once they are unpacked.
 */
import type { FastifyRequest, RouteOptions } from 'fastify'
import { InvalidInput, pointerTo } from '../platform/errors.ts'
import type { Api } from './api.ts'
import { bodyLimit } from './body-limits.ts'
import { MalformedRequest, UnsupportedMediaType } from './problems.ts'

const JSON_MEDIA_TYPE = /^application\/(merge-patch\+)?json *(;|$)/i
const CHARSET = /; *charset *= *"?([^";\s]*)/i
const UTF_8 = /^utf-?8$/i

export function readBodies(app: Api): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addHook('onRoute', (route: RouteOptions) => {
    route.bodyLimit ??= bodyLimit(route.schema?.body)
  })
  app.addHook('onRequest', async ({ headers }) => {
    const encoding = headers['content-encoding']
    if (encoding !== undefined && encoding !== 'identity') {
      throw new UnsupportedMediaType('Send the body as it is, without Content-Encoding.', {
        'accept-encoding': 'identity',
      })
    }
    const isEmpty = headers['content-length'] === '0' || headers['content-length'] === undefined
    if (isEmpty && headers['transfer-encoding'] === undefined) delete headers['content-type']
  })
  app.addContentTypeParser<Buffer>(JSON_MEDIA_TYPE, { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    try {
      requireUtf8(request.headers['content-type'])
      void parseJson(request, decode(body), done)
    } catch (error) {
      done(error as Error)
    }
  })
  app.addHook('preValidation', async ({ body, routeOptions }) => {
    if (routeOptions.schema?.body || typeof body !== 'object' || body === null || Buffer.isBuffer(body))
      return
    const errors = Object.keys(body).map((field) => ({
      pointer: pointerTo(field),
      code: 'unknown-field' as const,
      detail: 'This request takes no fields.',
    }))
    if (errors.length > 0) throw new InvalidInput(errors)
  })
}

/** For routes whose fields are all optional: no body at all means the same as `{}`. */
export async function bodyIsOptional(request: FastifyRequest): Promise<void> {
  request.body ??= {}
}

function requireUtf8(contentType = ''): void {
  const charset = CHARSET.exec(contentType)?.[1]
  if (charset === undefined || UTF_8.test(charset)) return
  throw new UnsupportedMediaType('Send JSON in UTF-8, which is what it is without a charset.')
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new MalformedRequest('The body is not UTF-8.')
  }
}
