/** Web hooks: create, list, read, change, delete; and as code, by name. */
import type { FastifyReply } from 'fastify'
import type { Caller } from '../../accounts/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Services } from '../../services.ts'
import { createWebHook, createWebHookSet } from '../../webhooks/hooks/create-web-hooks.ts'
import { deleteWebHook } from '../../webhooks/hooks/delete-web-hook.ts'
import { webHookNotFound, type WebHookRow } from '../../webhooks/hooks/find-web-hook.ts'
import {
  listWebHooks,
  readWebHook,
  showWebHook,
  showWebHooks,
  type ShownWebHook,
} from '../../webhooks/hooks/list-web-hooks.ts'
import { findWebHookByName, putWebHookByName } from '../../webhooks/hooks/put-web-hook-by-name.ts'
import { updateWebHook } from '../../webhooks/hooks/update-web-hook.ts'
import { readStatistics } from '../../webhooks/hooks/web-hook-statistics.ts'
import { API_PREFIX } from '../collect-routes.ts'
import { acceptWhole } from '../accept-whole.ts'
import type { Api } from '../api.ts'
import { IdParams, Nothing } from '../schemas/fields.ts'
import { decodeCursor, Page, PAGE_LIMIT_DEFAULT, pageOf } from '../schemas/page.ts'
import {
  CreatedWebHook,
  CreatedWebHookSet,
  isAccountId,
  NamedWebHookBody,
  NamedWebHookQuery,
  NameParams,
  NewWebHookBody,
  WebHook,
  WebHookListQuery,
  WebHookPatchBody,
  WebHookPosition,
  WebHookSetBody,
} from '../schemas/web-hooks.ts'
import { Statistics } from '../schemas/web-hook-operations.ts'
import { etag, expectedVersions, mustExist } from '../versions.ts'

const tags = ['web hooks']
const CHANGING_BY_THEMSELVES = ['health', 'warnings', 'apiKeyRotation', 'oldSecretRetiresAt']

export function registerWebHookRoutes(api: Api, context: Context, services: Pick<Services, 'engine'>): void {
  registerReading(api, context)
  registerCreating(api, context, services)
  registerByName(api, context, services)
  registerChanging(api, context, services)
}

function registerReading(api: Api, context: Context): void {
  api.get(
    '/web-hooks',
    {
      config: { scope: 'web-hooks:read' },
      schema: {
        operationId: 'listWebHooks',
        tags,
        summary: 'Lists web hooks with their health, newest first',
        querystring: WebHookListQuery,
        response: { 200: Page(WebHook) },
      },
    },
    async ({ caller, query: { limit = PAGE_LIMIT_DEFAULT, cursor, event } }) => {
      const after = decodeCursor(cursor, WebHookPosition)
      const webHooks = await listWebHooks(context, caller, { event, after, limit })
      return pageOf(
        webHooks,
        limit,
        ({ id }) => id,
        (webHook) => webHook,
      )
    },
  )

  api.get(
    '/web-hooks/:id',
    {
      config: { scope: 'web-hooks:read', versioned: true },
      schema: {
        operationId: 'getWebHook',
        tags,
        summary: 'Reads a web hook',
        description: 'Secrets are never shown. The ETag is for If-Match on changes.',
        params: IdParams,
        response: { 200: WebHook },
      },
    },
    async ({ caller, params }, reply) => answer(reply, await readWebHook(context, caller, params.id)),
  )

  api.get(
    '/web-hooks/:id/statistics',
    {
      config: { scope: 'web-hooks:read' },
      schema: {
        operationId: 'getWebHookStatistics',
        tags,
        summary: 'Calls of the last 24 hours, by hour',
        params: IdParams,
        response: { 200: Statistics },
      },
    },
    async ({ caller, params }) => {
      const { hours, isComplete } = await readStatistics(context, caller, params.id)
      return { hours: hours.map((hour) => ({ ...hour, start: hour.start.toISOString() })), isComplete }
    },
  )
}

function registerCreating(api: Api, context: Context, services: Pick<Services, 'engine'>): void {
  api.post(
    '/web-hooks',
    {
      config: { scope: 'web-hooks:write' },
      schema: {
        operationId: 'createWebHook',
        tags,
        summary: 'Creates a web hook',
        description:
          'Answers with its signing secret, this once. From now on every event of its kind is told to it.',
        body: NewWebHookBody,
        response: { 201: CreatedWebHook },
      },
    },
    async ({ caller, body }, reply) => {
      const { row, signingSecret } = await context.database.transaction((tx) =>
        createWebHook(context, tx, caller, services.engine.policy, body),
      )
      return created(context, reply, row, signingSecret)
    },
  )

  api.post(
    '/web-hooks/set',
    {
      config: { scope: 'web-hooks:write' },
      schema: {
        operationId: 'createWebHookSet',
        tags,
        summary: 'Creates the web hooks of one listener: all six, or some',
        description:
          'All or none. They share a signing secret, answered this once; each can be changed by itself afterwards. 409 ' +
          '`web-hook-exists` where the account has a web hook of one of the events and its URL.',
        body: WebHookSetBody,
        response: { 201: CreatedWebHookSet },
      },
    },
    async ({ caller, body }, reply) => {
      const { rows, signingSecret } = await context.database.transaction((tx) =>
        createWebHookSet(context, tx, caller, services.engine.policy, body),
      )
      const data = await showWebHooks(context, context.database.queries, rows)
      return reply.code(201).send({ data, signingSecret })
    },
  )
}

/** Web hooks as code. */
function registerByName(api: Api, context: Context, services: Pick<Services, 'engine'>): void {
  const { queries } = context.database
  const findShown = async (caller: Caller, name: string, accountId: string | null | undefined) => {
    const row = await findWebHookByName(queries, caller, name, accountId)
    return row ? showWebHook(context, queries, row) : null
  }

  api.get(
    '/web-hooks/by-name/:name',
    {
      config: { scope: 'web-hooks:read', versioned: true },
      schema: {
        operationId: 'getWebHookByName',
        tags,
        summary: 'Reads the web hook of a name',
        description: 'Without accountId, the one of that name of all accounts, or of the account of the key.',
        params: NameParams,
        querystring: NamedWebHookQuery,
        response: { 200: WebHook },
      },
    },
    async ({ caller, params: { name }, query: { accountId } }, reply) => {
      const shown = await findShown(caller, name, accountId)
      if (!shown) throw webHookNotFound(name)
      return answer(reply, shown)
    },
  )

  api.put(
    '/web-hooks/by-name/:name',
    {
      config: { scope: 'web-hooks:write', versioned: true },
      preValidation: acceptWhole<{ name: string }>(
        NamedWebHookBody,
        async (caller, { name }, { accountId }) =>
          isAccountId(accountId) ? ((await findShown(caller, name, accountId))?.view ?? null) : null,
        CHANGING_BY_THEMSELVES,
      ),
      schema: {
        operationId: 'putWebHookByName',
        tags,
        summary: 'Creates or changes the web hook of a name: web hooks as code',
        description:
          'Idempotent. What is not given is set to its default, but for what cannot be read back: apiKey, headers, ' +
          'clientCertificate and clientKey stay. A name belongs to an account; without accountId, to all of them. ' +
          'The first time 201 with the signing secret, this once; then 200. The whole web hook as it was read is taken, too.',
        params: NameParams,
        body: NamedWebHookBody,
        response: { 200: WebHook, 201: CreatedWebHook },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const precondition = { exists: mustExist(request), versions: expectedVersions(request) }
      const { row, signingSecret } = await context.database.transaction((tx) =>
        putWebHookByName(context, tx, caller, services.engine.policy, params.name, body, precondition),
      )
      if (signingSecret !== null) return created(context, reply, row, signingSecret)
      return answer(reply, await showWebHook(context, context.database.queries, row))
    },
  )
}

function registerChanging(api: Api, context: Context, services: Pick<Services, 'engine'>): void {
  api.patch(
    '/web-hooks/:id',
    {
      config: { scope: 'web-hooks:write', versioned: true },
      preValidation: acceptWhole(
        WebHookPatchBody,
        async (caller, { id }) => (await readWebHook(context, caller, id)).view,
        CHANGING_BY_THEMSELVES,
      ),
      schema: {
        operationId: 'updateWebHook',
        tags,
        summary: 'Changes a web hook',
        description:
          'A merge patch; the whole web hook as it was read is one, too. Secrets that are not given stay. The event cannot be changed. Switched on again, what was ' +
          'kept goes out at once, or waits for Catch up where catchUpAutomatically is false.',
        params: IdParams,
        body: WebHookPatchBody,
        response: { 200: WebHook },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const expected = expectedVersions(request)
      const row = await context.database.transaction((tx) =>
        updateWebHook(context, tx, caller, services.engine.policy, params.id, body, expected),
      )
      return answer(reply, await showWebHook(context, context.database.queries, row))
    },
  )

  api.delete(
    '/web-hooks/:id',
    {
      config: { scope: 'web-hooks:write', versioned: true },
      schema: {
        operationId: 'deleteWebHook',
        tags,
        summary: 'Deletes a web hook',
        description:
          'What is pending for it fails, with that reason. Its log stays until retention takes it.',
        params: IdParams,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const expected = expectedVersions(request)
      await context.database.transaction((tx) =>
        deleteWebHook(context, tx, request.caller, request.params.id, expected),
      )
      return reply.code(204).send()
    },
  )
}

function answer(reply: FastifyReply, { view, version }: ShownWebHook): ShownWebHook['view'] {
  reply.header('etag', etag(version))
  return view
}

async function created(context: Context, reply: FastifyReply, row: WebHookRow, signingSecret: string) {
  const shown = await showWebHook(context, context.database.queries, row)
  return reply
    .code(201)
    .header('location', `${API_PREFIX}/web-hooks/${row.id}`)
    .send({ ...answer(reply, shown), signingSecret })
}
