/**
 * A whole server for a test file: its own database, a free port, an administrator and an instance-level key. Requests
 * go over real sockets. Every JSON answer is checked against the schema that its route declares: an answer that does
 * not keep to the published contract, its headers included, becomes a 500 that says where.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import type { TSchema } from 'typebox'
import type { Api } from '../../server/api/api.ts'
import type { CollectedRoute } from '../../server/api/collect-routes.ts'
import { promisedHeaders } from '../../server/api/describe-api.ts'
import { readEnvironment } from '../../server/platform/config/environment.ts'
import { createLogger, type Logger } from '../../server/platform/logger.ts'
import { startServer, type RunningServer } from '../../server/start-server.ts'
import { createTestDatabase } from './database.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'

export const ADMIN_KEY = 'test-admin-key-0123456789'
export const ADMIN_EMAIL = 'admin@example.org'
export const ADMIN_PASSWORD = 'correct horse battery staple'
const START_TIME = new Date('2026-11-24T08:00:00.000Z')

export interface TestServerOptions {
  /** Default: one at a fixed time. Null: the system's, where nothing is moved. */
  clock?: ManualClock | null
  /** Further environment variables; undefined takes away one that is set here. */
  env?: Record<string, string | undefined>
  /** Another server on the same database. */
  database?: string
  logger?: Logger
  /** True: with the embedded media engine. */
  media?: boolean
  /** Adds routes of the test's own. */
  onHttpServer?: (app: Api) => void
}

/** What JSON.parse answers: a test looks into it without saying beforehand what is there. */
export type Json = ReturnType<JSON['parse']>

export interface Answer<Body = unknown> {
  status: number
  headers: Headers
  /** JSON where it is JSON, null where there is none, else text. */
  body: Body
}

export interface TestServer extends RunningServer {
  readonly clock: ManualClock
  readonly connectionString: string
  /** A request with the administrator's key; a body is sent as JSON. */
  api<Body = Json>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>
  /** A request with these headers only. The path counts from the root. */
  request<Body = Json>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>
  /** Moves the clock, and does what is due by then. */
  moveClock(ms: number): Promise<void>
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = options.database === undefined ? await createTestDatabase() : null
  const connectionString = options.database ?? database!.connectionString
  const dataDir = await mkdtemp(join(tmpdir(), 'simplex-meeting-test-'))
  const clock = options.clock === undefined ? createManualClock(START_TIME) : options.clock
  const config = readEnvironment({
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: connectionString,
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    ADMIN_API_KEY: ADMIN_KEY,
    SECRET_KEY: 'a secret key for tests only',
    WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8',
    // Else a merge would wait for everything else that tests do at the same time.
    MERGE_PRIORITY: 'normal',
    MEDIA_PORT: '0',
    MEDIA_PUBLIC_ADDRESS: '127.0.0.1',
    ...options.env,
  })
  const server = await startServer(config, {
    clock: clock ?? undefined,
    media: options.media ?? false,
    logger: options.logger ?? createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent', false),
    onHttpServer(app) {
      checkAnswers(app)
      options.onHttpServer?.(app)
    },
  })
  const request = createRequester(server.url)
  return {
    ...server,
    clock: clock ?? createManualClock(START_TIME),
    connectionString,
    request,
    api: (method, path, body, headers) =>
      request(method, `/api/v1${path}`, body, { 'x-api-key': ADMIN_KEY, ...headers }),
    async moveClock(ms) {
      if (!clock) throw new Error('This server runs on the system clock; it cannot be moved')
      clock.advance(ms)
      await server.runDueWork()
    },
    async stop() {
      await server.stop()
      await database?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function createRequester(url: string): TestServer['request'] {
  return async (method, path, body, headers = {}) => {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: { ...(body !== undefined && !isRaw && { 'content-type': 'application/json' }), ...headers },
      body: isRaw ? (body as BodyInit) : body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : isJson ? JSON.parse(text) : text,
    }
  }
}

/** Holds every answer against the schema that its route publishes for its status. */
function checkAnswers(app: Api): void {
  app.addHook('preSerialization', async (request, reply, payload) => {
    const schemas = request.routeOptions.schema?.response as Record<string, TSchema> | undefined
    const schema = schemas?.[reply.statusCode]
    if (!schema || reply.statusCode >= 400) return payload
    const missing = promisedHeaders(request.routeOptions as CollectedRoute, String(reply.statusCode)).filter(
      (name) => !reply.hasHeader(name),
    )
    if (missing.length > 0)
      throw new Error(`${request.method} ${request.routeOptions.url} answers without ${missing.join(', ')}`)
    const value: unknown = JSON.parse(JSON.stringify(payload))
    if (Value.Check(schema, value)) return payload
    const faults = Value.Errors(schema, value).map(
      ({ instancePath, message }) => `${instancePath} ${message}`,
    )
    throw new Error(`${request.method} ${request.routeOptions.url} breaks its schema: ${faults.join('; ')}`)
  })
}
