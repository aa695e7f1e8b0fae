/**
 * The HTTP server, before it has routes: how requests are read, checked, answered and logged. What a route has to
 * do is then little.
 */
import cookie from '@fastify/cookie'
import { fastify } from 'fastify'
import type { Registry } from 'prom-client'
import type { MediaServer } from '../media/media-server.ts'
import type { Context } from '../platform/context.ts'
import { NotFound } from '../platform/errors.ts'
import { timeOrderedUuid } from '../platform/ids.ts'
import type { Api } from './api.ts'
import { addAuthentication } from './authenticate.ts'
import { BODY_LIMIT_LEAST_BYTES } from './body-limits.ts'
import { collectRoutes } from './collect-routes.ts'
import { addIdempotency } from './idempotency.ts'
import { answerBrokenRequest, answerExpectation } from './broken-request.ts'
import { logRequests } from './log-requests.ts'
import { measureRequests } from './metrics.ts'
import { sendProblem } from './problems.ts'
import { answerNotModified } from './versions.ts'
import { readBodies } from './read-bodies.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { compileValidator } from './validate.ts'

export interface HttpServerOptions {
  trustProxy?: boolean
  /** PEM. */
  tls?: { cert: Buffer; key: Buffer } | null
  /** SHA-256 of ADMIN_API_KEY. */
  adminKeyHash?: Buffer | null
  metrics?: Registry
  /** Takes the requests that are for the embedded media engine. */
  media?: Pick<MediaServer, 'handleRequest'>
}

/** A chunk of 8 MiB over a slow line takes a while; a request that trickles for ever is cut off. */
const REQUEST_TIMEOUT_MS = 300_000
const KEEP_ALIVE_TIMEOUT_MS = 72_000
const PATH_PARAMETER_LIMIT = 1_000
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/

export async function createHttpServer(context: Context, options: HttpServerOptions = {}): Promise<Api> {
  const { trustProxy = false, tls, adminKeyHash = null, metrics, media } = options
  const app = fastify({
    // Fastify's types know one kind of server only; the other differs in what happens below HTTP.
    https: tls ?? null,
    // The one proxy in front of us; what its client claims to have come through counts for nothing.
    trustProxy: trustProxy && ((_address, hop) => hop === 0),
    bodyLimit: BODY_LIMIT_LEAST_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    routerOptions: { maxParamLength: PATH_PARAMETER_LIMIT },
    forceCloseConnections: 'idle',
    // Anyone who still gets through while the server stops is answered like the others.
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
  if (media) {
    // First of all hooks: these requests are the engine's as they are, with its own tokens.
    app.addHook('onRequest', async (request, reply) => {
      if (media.handleRequest(request.raw, reply.raw)) reply.hijack()
    })
  }
  app.server.on('checkExpectation', answerExpectation)
  collectRoutes(app)
  readBodies(app)
  addSecurityHeaders(app, context)
  logRequests(app, context)
  if (metrics) measureRequests(app, metrics)
  await app.register(cookie)
  if (!trustProxy) noticeProxies(app, context)
  addAuthentication(app, context, adminKeyHash)
  addIdempotency(app, context)
  answerNotModified(app)
  return app
}

/** Without TRUST_PROXY everybody who comes through a proxy is one client to the limits of wrong guesses. Said once. */
function noticeProxies(app: Api, { logger }: Context): void {
  let isSaid = false
  app.addHook('onRequest', async ({ headers }) => {
    if (isSaid || headers['x-forwarded-for'] === undefined) return
    isSaid = true
    logger.warn(
      'Requests come through a proxy, and TRUST_PROXY is not set: all clients behind it are counted as one. ' +
        'Set TRUST_PROXY=true if nobody reaches this server without the proxy.',
    )
  })
}

function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : timeOrderedUuid(new Date())
}
