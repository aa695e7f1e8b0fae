/**
 * The HTTP server, before it has routes: how requests are read, checked, answered and logged. What a route has to
 * do is then little.
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
 *   `expectedVersion` of `api/versions.ts` do ETag and If-Match (`config.versioned` describes it). No SQL in here.
 * - An answer that does not end by itself (server-sent events) must end at `preClose`.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { fastify, type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify'
import type { Registry } from 'prom-client'
import type { Scope } from '../accounts/caller.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { timeOrderedUuid } from '../ids.ts'
import { addAuthentication } from './authenticate.ts'
import { collectRoutes } from './collect-routes.ts'
import { addIdempotency } from './idempotency.ts'
import { answerBrokenRequest } from './broken-request.ts'
import { logRequests } from './log-requests.ts'
import { measureRequests } from './metrics.ts'
import { sendProblem } from './problems.ts'
import { readBodies } from './read-bodies.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { compileValidator } from './validate.ts'

export type Api = FastifyInstance<
  Server,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call this route: a scope, whoever has an account or a key, or everybody. */
    scope?: Scope | 'caller' | 'public'
    /** Another proof than a key or a session; true lets the request in without a caller. */
    admit?: (request: FastifyRequest) => Promise<boolean>
    /** False: a POST that takes no Idempotency-Key. */
    idempotency?: boolean
    /** The route heeds If-Match; for the API description. */
    versioned?: boolean
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

export interface HttpServerOptions {
  trustProxy?: boolean
  /** PEM. */
  tls?: { cert: Buffer; key: Buffer } | null
  /** SHA-256 of ADMIN_API_KEY. */
  adminKeyHash?: Buffer | null
  metrics?: Registry
}

const JSON_BODY_LIMIT_BYTES = 1024 * 1024
/** A chunk of 8 MiB over a slow line takes a while; a request that trickles for ever is cut off. */
const REQUEST_TIMEOUT_MS = 300_000
const KEEP_ALIVE_TIMEOUT_MS = 72_000
const PATH_PARAMETER_LIMIT = 1_000
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/

export async function createHttpServer(context: Context, options: HttpServerOptions = {}): Promise<Api> {
  const { trustProxy = false, tls, adminKeyHash = null, metrics } = options
  const app = fastify({
    // Fastify's types know one kind of server only; the other differs in what happens below HTTP.
    https: tls ?? null,
    // The one proxy in front of us; what its client claims to have come through counts for nothing.
    trustProxy: trustProxy && ((_address, hop) => hop === 0),
    bodyLimit: JSON_BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    routerOptions: { maxParamLength: PATH_PARAMETER_LIMIT },
    forceCloseConnections: 'idle',
    // Whoever still gets through while the server stops is answered like the others.
    return503OnClosing: false,
    // Fastify logs whole URLs, in which capability tokens stand; log-requests writes the lines instead.
    logger: false,
    genReqId: ({ headers }) => requestId(trustProxy ? headers['x-request-id'] : undefined),
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => {
      sendProblem(request, reply, error)
    },
  }) as unknown as Api

  app.setValidatorCompiler(compileValidator)
  app.setSerializerCompiler(() => (body) => JSON.stringify(body))
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new NotFound('no-such-route', 'There is nothing at this address.')),
  )
  collectRoutes(app)
  readBodies(app)
  addSecurityHeaders(app, context)
  logRequests(app, context)
  if (metrics) measureRequests(app, metrics)
  await app.register(cookie)
  addAuthentication(app, context, adminKeyHash)
  addIdempotency(app, context)
  return app
}

/** Sends JSON that is already text, byte for byte. */
export function sendJsonText(reply: FastifyReply, json: string | Buffer): FastifyReply {
  return reply.type('application/json; charset=utf-8').serializer(String).send(json)
}

function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : timeOrderedUuid(new Date())
}
