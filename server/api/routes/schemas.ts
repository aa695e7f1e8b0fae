/** The JSON Schema of each body that web hooks carry, and their AsyncAPI document, for anybody, at stable addresses. */
import { NotFound } from '../../platform/errors.ts'
import type { Context } from '../../platform/context.ts'
import { VERSION } from '../../platform/product.ts'
import type { Api } from '../api.ts'
import { describeBody, describeWebHooks, SCHEMA_PATH } from '../describe-web-hooks.ts'

/** They change with a new version of the server only. */
const CACHE_CONTROL = 'public, max-age=3600'

export function registerSchemaRoutes(app: Api, { publicUrl }: Context): void {
  app.get<{ Params: { file: string } }>(`${SCHEMA_PATH}:file`, async ({ params: { file } }, reply) => {
    const schema = describeBody(file, publicUrl)
    if (!schema) throw new NotFound('no-such-route', 'There is no such schema.')
    return reply
      .type('application/schema+json')
      .header('cache-control', CACHE_CONTROL)
      .header('access-control-allow-origin', '*')
      .serializer(String)
      .send(JSON.stringify(schema))
  })

  app.get('/asyncapi.json', async (_request, reply) =>
    reply
      .type('application/json')
      .header('cache-control', CACHE_CONTROL)
      .header('access-control-allow-origin', '*')
      .serializer(String)
      .send(JSON.stringify(describeWebHooks(VERSION))),
  )
}
