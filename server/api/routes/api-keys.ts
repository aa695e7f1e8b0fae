/** API keys: how machines prove who they are. */
import {
  createApiKey,
  findApiKey,
  listApiKeys,
  type ApiKeyRow,
  revokeApiKey,
} from '../../accounts/api-keys.ts'
import type { Context } from '../../platform/context.ts'
import type { Api } from '../api.ts'
import { API_PREFIX } from '../collect-routes.ts'
import { ApiKey, ApiKeyList, CreatedApiKey, NewApiKey } from '../schemas/accounts.ts'
import { IdParams, Nothing } from '../schemas/fields.ts'
import { Page, pageOfIds, pageRequest } from '../schemas/page.ts'

const tags = ['administration']

export function registerApiKeyRoutes(api: Api, context: Context): void {
  api.get(
    '/api-keys',
    {
      config: { scope: 'administration:read' },
      schema: {
        operationId: 'listApiKeys',
        tags,
        summary: 'Lists API keys, revoked ones too',
        querystring: ApiKeyList,
        response: { 200: Page(ApiKey) },
      },
    },
    async ({ caller, query }) => {
      const page = pageRequest(query)
      return pageOfIds(await listApiKeys(context, caller, page), page, present)
    },
  )

  api.post(
    '/api-keys',
    {
      config: { scope: 'administration:write' },
      schema: {
        operationId: 'createApiKey',
        tags,
        summary: 'Makes an API key',
        description: 'Answers with the key, this once. It may do at most what its maker may.',
        body: NewApiKey,
        response: { 201: CreatedApiKey },
      },
    },
    async ({ caller, body }, reply) => {
      const { row, key } = await createApiKey(context, caller, body)
      return reply
        .code(201)
        .header('location', `${API_PREFIX}/api-keys/${row.id}`)
        .send({ ...present(row), key })
    },
  )

  registerSingleApiKeyRoutes(api, context)
}

function registerSingleApiKeyRoutes(api: Api, context: Context): void {
  api.get(
    '/api-keys/:id',
    {
      config: { scope: 'administration:read' },
      schema: {
        operationId: 'getApiKey',
        tags,
        summary: 'Reads an API key: what it may do, never the key',
        params: IdParams,
        response: { 200: ApiKey },
      },
    },
    async ({ caller, params }) => present(await findApiKey(context.database.queries, caller, params.id)),
  )

  api.delete(
    '/api-keys/:id',
    {
      config: { scope: 'administration:write' },
      schema: {
        operationId: 'revokeApiKey',
        tags,
        summary: 'Revokes an API key at once',
        params: IdParams,
        response: { 204: Nothing },
      },
    },
    async ({ caller, params }, reply) => {
      await revokeApiKey(context, caller, params.id)
      return reply.code(204).send()
    },
  )
}

function present(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    level: row.account_id === null ? 'instance' : 'account',
    accountId: row.account_id,
    userId: row.user_id,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }
}
