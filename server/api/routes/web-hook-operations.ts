/** What can be done with a web hook besides configuring it: test, rotate secrets, catch up, replay. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../context.ts'
import type { Services } from '../../services.ts'
import { createTestCalls } from '../../webhooks/call-test.ts'
import { catchUp } from '../../webhooks/catch-up.ts'
import { findWebHook } from '../../webhooks/find-web-hook.ts'
import { showWebHook } from '../../webhooks/list-web-hooks.ts'
import {
  cancelReplay,
  countReplay,
  findReplay,
  startReplay,
  type ReplayProgress,
} from '../../webhooks/replay.ts'
import { rotateApiKey } from '../../webhooks/rotate-api-key.ts'
import { OVERLAP_DEFAULT_SECONDS, rotateSigningSecret } from '../../webhooks/rotate-signing-secret.ts'
import { API_PREFIX } from '../collect-routes.ts'
import { sendJsonText, type Api } from '../http-server.ts'
import { DeliveryDetail } from '../schemas/deliveries.ts'
import { IdParams } from '../schemas/fields.ts'
import {
  Replay,
  ReplayBody,
  ReplayCount,
  RotateApiKeyBody,
  RotatedApiKey,
  RotatedSecret,
  RotateSecretBody,
  TestBody,
  WebHook,
} from '../schemas/web-hooks.ts'
import { etag, expectedVersion } from '../versions.ts'

const tags = ['web hooks']
const TEST_DESCRIPTION =
  'One try through the very path of real calls, with a sample body and `webhook-test: true`; no event, no retry. 200 ' +
  'with the finished delivery, also where the receiver failed.'

export function registerWebHookOperationRoutes(
  api: Api,
  context: Context,
  services: Pick<Services, 'engine'>,
): void {
  registerTests(api, context, services)
  registerRotations(api, context, services)
  registerCatchUp(api, context)
  registerReplays(api, context)
}

function registerTests(api: Api, context: Context, services: Pick<Services, 'engine'>): void {
  const tests = createTestCalls(context)

  api.post(
    '/web-hooks/test',
    {
      config: { scope: 'web-hooks:write' },
      schema: {
        operationId: 'testUnsavedWebHook',
        tags,
        summary: 'Calls a web hook that is not saved',
        description: TEST_DESCRIPTION,
        body: TestBody,
        response: { 200: DeliveryDetail },
      },
    },
    async ({ caller, body: { webHookId, ...given } }, reply) =>
      sendJsonText(reply, await tests.callUnsaved(services.engine, caller, given, webHookId)),
  )

  api.post(
    '/web-hooks/:id/test',
    {
      config: { scope: 'web-hooks:write' },
      schema: {
        operationId: 'testWebHook',
        tags,
        summary: 'Calls a web hook as it is saved',
        description: TEST_DESCRIPTION,
        params: IdParams,
        response: { 200: DeliveryDetail },
      },
    },
    async ({ caller, params }, reply) =>
      sendJsonText(reply, await tests.callSaved(services.engine, caller, params.id)),
  )
}

function registerRotations(api: Api, context: Context, services: Pick<Services, 'engine'>): void {
  api.post(
    '/web-hooks/:id/rotate-secret',
    {
      config: { scope: 'web-hooks:write', versioned: true },
      preValidation: bodyIsOptional,
      schema: {
        operationId: 'rotateSigningSecret',
        tags,
        summary: 'Gives a web hook a new signing secret',
        description: 'Answers with it, this once. Until the overlap is over calls are signed with both.',
        params: IdParams,
        body: RotateSecretBody,
        response: { 200: RotatedSecret },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const { overlapSeconds = OVERLAP_DEFAULT_SECONDS } = body
      const expected = expectedVersion(request, 'web hook')
      const { row, signingSecret } = await context.database.transaction((tx) =>
        rotateSigningSecret(context, tx, caller, params.id, overlapSeconds, expected),
      )
      reply.header('etag', etag(row.version))
      return { signingSecret, oldSecretRetiresAt: row.signing_secret_retires_at?.toISOString() ?? null }
    },
  )

  api.post(
    '/web-hooks/:id/rotate-api-key',
    {
      config: { scope: 'web-hooks:write', versioned: true },
      preValidation: bodyIsOptional,
      schema: {
        operationId: 'rotateApiKey',
        tags,
        summary: 'Gives a web hook another API key, from a time on',
        description: 'Answers with it, this once. Until then the old one is sent.',
        params: IdParams,
        body: RotateApiKeyBody,
        response: { 200: RotatedApiKey },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const rotation = { ...body, from: body.from === undefined ? undefined : new Date(body.from) }
      const expected = expectedVersion(request, 'web hook')
      const { row, apiKey, from } = await context.database.transaction((tx) =>
        rotateApiKey(context, tx, caller, services.engine.policy, params.id, rotation, expected),
      )
      reply.header('etag', etag(row.version))
      return { apiKey, from: from.toISOString() }
    },
  )
}

function registerCatchUp(api: Api, context: Context): void {
  api.post(
    '/web-hooks/:id/catch-up',
    {
      config: { scope: 'web-hooks:write' },
      schema: {
        operationId: 'catchUpWebHook',
        tags,
        summary: 'Lets go on what was kept',
        description:
          'While it was off, its breaker open, or the receiver gone. Oldest first, in order, at its pace. 409 while ' +
          'it is switched off.',
        params: IdParams,
        response: { 200: WebHook },
      },
    },
    async ({ caller, params }, reply) => {
      const row = await context.database.transaction((tx) => catchUp(context, tx, caller, params.id))
      const { view, version } = await showWebHook(context, context.database.queries, row)
      reply.header('etag', etag(version))
      return view
    },
  )
}

function registerReplays(api: Api, context: Context): void {
  api.post(
    '/web-hooks/:id/replay',
    {
      config: { scope: 'web-hooks:write' },
      schema: {
        operationId: 'replayWebHook',
        tags,
        summary: 'Tells the events of a time window again',
        description: 'The stored bytes, under the same `webhook-id`. With dryRun it only counts them.',
        params: IdParams,
        body: ReplayBody,
        response: { 200: ReplayCount, 202: Replay },
      },
    },
    async ({ caller, params, body: { since, until, only, dryRun } }, reply) => {
      const { database, clock } = context
      const window = { since: new Date(since), until: until ? new Date(until) : clock.now(), only }
      if (dryRun) {
        const webHook = await findWebHook(database.queries, caller, params.id)
        return { count: await countReplay(database.queries, webHook, window) }
      }
      const replay = await database.transaction(async (tx) =>
        startReplay(context, tx, caller, await findWebHook(tx, caller, params.id), window),
      )
      return accepted(reply, replay)
    },
  )

  api.get(
    '/replays/:id',
    {
      config: { scope: 'web-hooks:read' },
      schema: {
        operationId: 'getReplay',
        tags,
        summary: 'Reads how far a replay is',
        params: IdParams,
        response: { 200: Replay },
      },
    },
    async ({ caller, params }) => present(await findReplay(context.database.queries, caller, params.id)),
  )

  api.post(
    '/replays/:id/cancel',
    {
      config: { scope: 'web-hooks:write' },
      schema: {
        operationId: 'cancelReplay',
        tags,
        summary: 'Ends a replay',
        description: 'What is in flight is let finish; the rest is not sent.',
        params: IdParams,
        response: { 200: Replay },
      },
    },
    async ({ caller, params }) =>
      present(await context.database.transaction((tx) => cancelReplay(context, tx, caller, params.id))),
  )
}

/** All its fields are optional, so that no body at all means the same as `{}`. */
async function bodyIsOptional(request: FastifyRequest): Promise<void> {
  request.body ??= {}
}

function accepted(reply: FastifyReply, replay: ReplayProgress): FastifyReply {
  return reply.code(202).header('location', `${API_PREFIX}/replays/${replay.id}`).send(present(replay))
}

function present(replay: ReplayProgress): Replay {
  return {
    id: replay.id,
    webHookId: replay.web_hook_id,
    since: replay.since.toISOString(),
    until: replay.until.toISOString(),
    only: replay.only_which,
    total: replay.total,
    done: replay.done,
    state: replay.state,
    createdAt: replay.created_at.toISOString(),
    finishedAt: replay.finished_at?.toISOString() ?? null,
  }
}
