/**
 * How bodies are read: JSON, merge patches included, and bytes for uploads; everything else is 415. An empty body is
 * no body. A route that takes no body refuses fields all the same: nothing that a client says is silently ignored.
 */
import { InvalidInput } from '../platform/errors.ts'
import type { Api } from './api.ts'

const JSON_MEDIA_TYPE = /^application\/(merge-patch\+)?json(;|$)/i

export function readBodies(app: Api): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(JSON_MEDIA_TYPE, { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined)
    else void parseJson(request, String(body), done)
  })
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.addHook('preValidation', async ({ body, routeOptions }) => {
    if (routeOptions.schema?.body || typeof body !== 'object' || body === null || Buffer.isBuffer(body))
      return
    const errors = Object.keys(body).map((field) => ({
      pointer: `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      detail: 'This request takes no fields.',
    }))
    if (errors.length > 0) throw new InvalidInput(errors)
  })
}
