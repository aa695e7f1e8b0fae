/** The API description, served by the API itself. Made from this server's own routes when first asked for. */
import { Type } from 'typebox'
import { describeApi } from '../describe-api.ts'
import { sendJsonText, type Api } from '../api.ts'
import type { Context } from '../../platform/context.ts'
import { VERSION } from '../../platform/product.ts'

export function registerOpenApiRoute(api: Api, { publicUrl }: Context): void {
  let text: string | undefined

  api.get(
    '/openapi.json',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'getApiDescription',
        tags: ['system'],
        summary: 'Reads this description',
        description: 'OpenAPI 3.1, made from the routes of this very server.',
        response: { 200: Type.Unsafe<object>({ type: 'object', description: 'OpenAPI 3.1' }) },
      },
    },
    async (_request, reply) => {
      text ??= JSON.stringify(describeApi(api.collectedRoutes, VERSION, publicUrl))
      return sendJsonText(reply, text)
    },
  )
}
