/**
 * The one place where errors become HTTP: problem documents of RFC 9457. The class of a domain error decides the
 * status, its code the `type`, `/problems/<code>`: a reference relative to the server, so that it is the same on
 * every instance, and there is a page at it.
 *
 * Whatever is not an error of the domain is the server's fault. Its text is for the log only; the caller gets the
 * request's id to name when asking.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotAuthenticated, TooManyRequests } from '../accounts/authentication-errors.ts'
import {
  Conflict,
  DomainError,
  Forbidden,
  Gone,
  InvalidInput,
  NotFound,
  PreconditionFailed,
} from '../platform/errors.ts'
import { problemTitles } from './problem-titles.ts'

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8'
export const PROBLEM_PATH = '/problems/'

export interface Problem {
  status: number
  headers: Record<string, string>
  body: { type: string; title: string; status: number; detail: string; [extension: string]: unknown }
}

/** What Fastify, Node and PostgreSQL put on their errors. */
interface FailedRequest extends Error {
  statusCode?: number
  code?: string
  syscall?: string
}

const RETRY_UNAVAILABLE_SECONDS = 2

/** Not now; the same request may succeed later, here or at another server. */
export class Unavailable extends DomainError {
  override readonly name = 'Unavailable'
}

/** The request cannot be read at all. */
export class MalformedRequest extends DomainError {
  override readonly name = 'MalformedRequest'

  constructor(message: string) {
    super('malformed-request', message)
  }
}

/** The body is written in a way that is not read here. */
export class UnsupportedMediaType extends DomainError {
  override readonly name = 'UnsupportedMediaType'
  readonly headers: Record<string, string>

  constructor(message: string, headers: Record<string, string> = {}) {
    super('unsupported-media-type', message)
    this.headers = headers
  }
}

/** There is something at this address, but nothing that this method could do to it. */
export class MethodNotAllowed extends DomainError {
  override readonly name = 'MethodNotAllowed'
  readonly allow: string

  constructor(allow: string) {
    super('method-not-allowed', `This address takes ${allow}.`)
    this.allow = allow
  }
}

export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof DomainError) return domainProblem(error)
  const { statusCode = 500, code = '', syscall = '', message } = error as FailedRequest
  if (statusCode === 413)
    return problem(413, 'request-too-large', 'The body is larger than is accepted here.')
  if (statusCode === 415)
    return problem(415, 'unsupported-media-type', 'Send the body as Content-Type: application/json.')
  if (statusCode >= 400 && statusCode < 500)
    return problem(400, 'malformed-request', `The request could not be read: ${message}`)
  if (isDatabaseDown(code, syscall, message))
    return domainProblem(
      new Unavailable('database-unreachable', 'The database does not answer at the moment. Try again soon.'),
    )
  return problem(
    500,
    'internal-error',
    `Something went wrong in the server. The log has more under the request id ${requestId}.`,
    { requestId },
  )
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const { status, headers, body } = problemOf(error, request.id)
  return reply
    .code(status)
    .headers(headers)
    .type(PROBLEM_MEDIA_TYPE)
    .serializer((document: unknown) => JSON.stringify(document))
    .send(body)
}

export function problem(
  status: number,
  code: string,
  detail: string,
  extensions: Record<string, unknown> = {},
): Problem {
  const title = problemTitles[code] ?? 'The request cannot be fulfilled'
  return {
    status,
    headers: {},
    body: { type: `${PROBLEM_PATH}${code}`, title, status, detail, ...extensions },
  }
}

function domainProblem(error: DomainError): Problem {
  const answer = problem(statusOf(error), error.code, error.message, error.extensions)
  if (error instanceof Unavailable) answer.headers['retry-after'] = String(RETRY_UNAVAILABLE_SECONDS)
  if (error instanceof TooManyRequests) Object.assign(answer.headers, limitHeaders(error))
  if (error instanceof NotAuthenticated) answer.headers['www-authenticate'] = 'Bearer'
  if (error instanceof MethodNotAllowed) answer.headers['allow'] = error.allow
  if (error instanceof UnsupportedMediaType) Object.assign(answer.headers, error.headers)
  return answer
}

/** `RateLimit-*` as @fastify/rate-limit writes them on answers within a limit. */
function limitHeaders({ limit, retryAfterSeconds }: TooManyRequests): Record<string, string> {
  return {
    'retry-after': String(retryAfterSeconds),
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': '0',
    'ratelimit-reset': String(retryAfterSeconds),
  }
}

function statusOf(error: DomainError): number {
  if (error instanceof NotAuthenticated) return 401
  if (error instanceof Forbidden) return 403
  if (error instanceof NotFound) return 404
  if (error instanceof MethodNotAllowed) return 405
  if (error instanceof Conflict) return 409
  if (error instanceof Gone) return 410
  if (error instanceof PreconditionFailed) return 412
  if (error instanceof UnsupportedMediaType) return 415
  if (error instanceof InvalidInput) return 422
  if (error instanceof TooManyRequests) return 429
  if (error instanceof Unavailable) return 503
  return 400
}

/** Said by the network, by PostgreSQL while it starts, stops or has no connection left, or by the pool. */
function isDatabaseDown(code: string, syscall: string, message: string): boolean {
  if (code === 'ENOENT') return syscall === 'connect'
  if (/^(ECONNREFUSED|ECONNRESET|57P0[123]|53300|08\w{3})$/.test(code)) return true
  return /Connection terminated|timeout exceeded when trying to connect/.test(message)
}
