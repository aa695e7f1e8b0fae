/**
 * `Idempotency-Key` on POST: a client that does not know whether its request arrived sends it again, and gets the
 * answer of the first one, for 24 hours. Works for every POST of a known caller by itself.
 *
 * Guaranteed: of several requests with one key at most one runs at a time (the others get 409), also over several
 * processes; another request under the same key is 422. Only what was done is kept: a request that was refused, or at
 * which the server failed, has changed nothing, and may be mended and sent again with its key. The answer is stored
 * after the operation committed: where the process dies between the two, the key is released after a while and the
 * request runs again. The first answer may hold a secret that is shown once, so answers are stored encrypted.
 *
 * Requests are the same by what they mean: method, address, `If-Match`, media type and body. Blanks and the order of
 * fields in JSON do not count; other bodies are compared by their bytes. Only a hash is kept.
 */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  releaseIdempotencyKey,
  reserveIdempotencyKey,
  storeAnswer,
  type IdempotencyKey,
  type StoredAnswer,
} from '../accounts/idempotency-keys.ts'
import type { Context } from '../platform/context.ts'
import { invalid } from '../platform/errors.ts'
import type { Api } from './api.ts'

const KEY_FORM = /^[\x21-\x7e]{1,255}$/
const KEPT_HEADERS = ['content-type', 'location', 'etag'] as const
const FIRST_REFUSAL = 400

export function addIdempotency(app: Api, context: Context): void {
  const running = new WeakMap<FastifyRequest, IdempotencyKey>()

  app.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request)
    if (!key) return
    const stored = await reserveIdempotencyKey(context, key)
    if (!stored) running.set(request, key)
    // Only once it was sent may the hook end; the handler would run otherwise.
    else await sendStored(reply, stored)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const key = running.get(request)
    if (!key) return
    running.delete(request)
    try {
      await keepAnswer(context, key, reply, payload ?? '')
    } catch (error) {
      // What was done is done: the client shall hear of it all the same.
      context.logger.warn({ err: error, requestId: request.id }, 'An answer could not be kept for repetition')
    }
  })
}

function keepAnswer(
  context: Context,
  key: IdempotencyKey,
  reply: FastifyReply,
  body: unknown,
): Promise<void> {
  const status = reply.statusCode
  if (status >= FIRST_REFUSAL || typeof body !== 'string') return releaseIdempotencyKey(context, key)
  return storeAnswer(context, key, { status, headers: keptHeaders(reply), body })
}

function sendStored(reply: FastifyReply, { status, headers, body }: StoredAnswer): FastifyReply {
  return reply
    .code(status)
    .headers({ ...headers, 'idempotent-replay': 'true' })
    .serializer(String)
    .send(body)
}

function keyOf(request: FastifyRequest): IdempotencyKey | null {
  const header = request.headers['idempotency-key']
  const { config } = request.routeOptions
  if (header === undefined || request.method !== 'POST' || config.idempotency === false) return null
  if (!request.maybeCaller) return null
  if (typeof header !== 'string' || !KEY_FORM.test(header)) {
    throw invalid('/headers/idempotency-key', 'Must be 1 to 255 visible ASCII characters.', 'header')
  }
  return { owner: request.maybeCaller.actor, key: header, requestHash: hashRequest(request) }
}

function hashRequest({ method, url, headers, body }: FastifyRequest): Buffer {
  const mediaType = headers['content-type']?.split(';', 1)[0]!.trim().toLowerCase() ?? ''
  const head = JSON.stringify([method, url, headers['if-match'] ?? '', mediaType])
  const content = body instanceof Uint8Array ? body : JSON.stringify(body ?? null, inOneOrder)
  return createHash('sha256').update(head).update(content).digest()
}

/** For JSON.stringify: an object's fields in the order of their names. */
function inOneOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function keptHeaders(reply: FastifyReply): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of KEPT_HEADERS) {
    const value = reply.getHeader(name)
    if (value !== undefined) headers[name] = String(value)
  }
  return headers
}
