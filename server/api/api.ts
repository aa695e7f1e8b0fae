/**
 * What every route is registered on, and what a route may say about itself.
 *
 * How to write routes. A file `api/routes/<area>.ts` exports `register<Area>Routes(api: Api, context: Context): void`
 * and is called from `api/register-routes.ts`. It registers routes and nothing else: it must not use the
 * context before a request comes (the API description is made from routes without any database). Where a route needs
 * more than the context, it takes that from `services` (services.ts) as a third argument. Paths are relative to
 * `/api/v1`.
 *
 *   api.patch('/meetings/:id', {
 *     config: { scope: 'meetings:write' },
 *     schema: {
 *       operationId: 'updateMeeting', tags: ['meetings'], summary: 'Updates a meeting', description: '…',
 *       params: Type.Object({ id: Type.String() }), querystring: …, body: …, response: { 200: MeetingView },
 *     },
 *   }, async (request, reply) => { … request.caller … request.params.id … request.body … })
 *
 * - `config.scope` is who may call: a scope; `'caller'`: anyone who is signed in or has a key; `'public'`: anyone,
 *   `request.maybeCaller` says who it is if they said so. Without it the server does not start. `config.admit` may let in
 *   somebody who has another proof, such as a room token, before credentials are looked at.
 * - Schemas stand in `api/schemas/`, closed (`additionalProperties: false`), bodies and queries alike; see
 *   `api/validate.ts` for what is checked and `api/schemas/page.ts` for lists.
 * - Responses are never reshaped by their schema (no key is dropped or moved); it is type and documentation, and
 *   tests check answers against it. A schema with a `title` becomes a component of the API description. An answer that
 *   is no JSON is a string with `contentMediaType`. A body that is stored as text is sent as that text: `sendJsonText`.
 * - Errors are thrown, as errors of the domain; `api/problems.ts` is the only place that knows their status. A new
 *   code gets its title in `api/problem-titles.ts`.
 * - `Idempotency-Key` on POST works by itself, except where `config.idempotency` is false; `etag` and
 *   `expectedVersions` of `api/versions.ts` do ETag and If-Match (`config.versioned` describes it). No SQL in here.
 * - An answer that does not end by itself (server-sent events) must end at `preClose`.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply } from 'fastify'
import type { Scope } from '../accounts/caller.ts'

export type Api = FastifyInstance<
  Server,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call this route: a scope, anyone who has an account or a key, or everybody. */
    scope?: Scope | 'caller' | 'public'
    /** Another proof than a key or a session; true lets the request in without a caller. */
    admit?: (request: FastifyRequest) => Promise<boolean>
    /** False: a POST that takes no Idempotency-Key. */
    idempotency?: boolean
    /** The route heeds If-Match; for the API description. */
    versioned?: boolean
    /** The route only says that its method is not for this address: 405. */
    refusesMethod?: boolean
    /** The media type of a body that has no schema because it is bytes; for the API description. */
    bodyMediaType?: string
  }
  interface FastifySchema {
    operationId?: string
    summary?: string
    description?: string
    tags?: string[]
  }
}

/** Sends JSON that is already text, byte for byte. */
export function sendJsonText(reply: FastifyReply, json: string | Buffer): FastifyReply {
  return reply.type('application/json; charset=utf-8').serializer(String).send(json)
}
