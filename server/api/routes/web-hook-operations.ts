/** What can be done with a web hook besides configuring it: test, rotate secrets, catch up, try now. */
import type { Context } from '../../platform/context.ts'
import type { Services } from '../../services.ts'
import { createTestCalls } from '../../webhooks/deliveries/call-test.ts'
import { catchUp } from '../../webhooks/recovery/catch-up.ts'
import { showWebHook } from '../../webhooks/hooks/list-web-hooks.ts'
import { tryWebHookNow } from '../../webhooks/recovery/try-now.ts'
import { rotateApiKey } from '../../webhooks/hooks/rotate-api-key.ts'
import { OVERLAP_DEFAULT_SECONDS, rotateSigningSecret } from '../../webhooks/hooks/rotate-signing-secret.ts'
import { sendJsonText, type Api } from '../api.ts'
import { bodyIsOptional } from '../read-bodies.ts'
import { DeliveryDetail } from '../schemas/deliveries.ts'
import { IdParams } from '../schemas/fields.ts'
import {
  RotateApiKeyBody,
  RotatedApiKey,
  RotatedSecret,
  RotateSecretBody,
  TestBody,
  TriedNow,
} from '../schemas/web-hook-operations.ts'
import { WebHook } from '../schemas/web-hooks.ts'
import { etag, expectedVersions } from '../versions.ts'

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
  registerTryNow(api, context)
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
        description:
          'Answers with it, this once. Until the overlap is over calls are signed with both; secrets of earlier rotations stay until their own time.',
        params: IdParams,
        body: RotateSecretBody,
        response: { 200: RotatedSecret },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const { overlapSeconds = OVERLAP_DEFAULT_SECONDS } = body
      const expected = expectedVersions(request)
      const { row, signingSecret, oldSecretRetiresAt } = await context.database.transaction((tx) =>
        rotateSigningSecret(context, tx, caller, params.id, overlapSeconds, expected),
      )
      reply.header('etag', etag(row.version))
      return { signingSecret, oldSecretRetiresAt: oldSecretRetiresAt?.toISOString() ?? null }
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
      const expected = expectedVersions(request)
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

function registerTryNow(api: Api, context: Context): void {
  api.post(
    '/web-hooks/:id/try-now',
    {
      config: { scope: 'web-hooks:write' },
      schema: {
        operationId: 'tryWebHookNow',
        tags,
        summary: 'Has everything tried now that waits for a retry',
        description:
          'Each counts as a try. While the breaker is open one call goes out as the next probe, and its outcome decides. ' +
          '409 `web-hook-off`, `web-hook-gone`, `probe-in-flight`.',
        params: IdParams,
        response: { 200: TriedNow },
      },
    },
    ({ caller, params }) =>
      context.database.transaction((tx) => tryWebHookNow(context, tx, caller, params.id)),
  )
}
