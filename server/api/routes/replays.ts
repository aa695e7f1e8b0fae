/** Replays: telling the events of a time window to one web hook again. */
import type { FastifyReply } from 'fastify'
import type { Context } from '../../platform/context.ts'
import { findWebHook } from '../../webhooks/hooks/find-web-hook.ts'
import {
  cancelReplay,
  countReplay,
  findReplay,
  startReplay,
  type ReplayProgress,
} from '../../webhooks/recovery/replay.ts'
import { API_PREFIX } from '../collect-routes.ts'
import type { Api } from '../api.ts'
import { IdParams } from '../schemas/fields.ts'
import { Replay, ReplayBody, ReplayCount } from '../schemas/web-hook-operations.ts'

const tags = ['web hooks']

export function registerReplayRoutes(api: Api, context: Context): void {
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
