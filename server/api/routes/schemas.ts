/** The JSON Schema of each body that web hooks carry, and their AsyncAPI document, for anybody, at stable addresses. */
import type { FastifyReply } from 'fastify'
import { NotFound } from '../../platform/errors.ts'
import type { Context } from '../../platform/context.ts'
import { VERSION } from '../../platform/product.ts'
import type { Api } from '../api.ts'
import { describeBody, describeWebHooks, SCHEMA_PATH } from '../describe-web-hooks.ts'

/** They change with a new version of the server only. */
const CACHE_CONTROL = 'public, max-age=3600'

export function registerSchemaRoutes(app: Api, { publicUrl }: Context): void {
  const asyncApi = JSON.stringify(describeWebHooks(VERSION, publicUrl))

  app.get<{ Params: { file: string } }>(`${SCHEMA_PATH}:file`, async ({ params: { file } }, reply) => {
    const schema = describeBody(file, publicUrl)
    if (!schema) throw new NotFound('no-such-route', 'There is no such schema.')
    return send(reply, 'application/schema+json', JSON.stringify(schema))
  })

  app.get('/asyncapi.json', async (_request, reply) => send(reply, 'application/json', asyncApi))
}

/** To pages of any origin. */
function send(reply: FastifyReply, mediaType: string, text: string): FastifyReply {
  return reply
    .type(mediaType)
    .headers({ 'cache-control': CACHE_CONTROL, 'access-control-allow-origin': '*' })
    .serializer(String)
    .send(text)
}
