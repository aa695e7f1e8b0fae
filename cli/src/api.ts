/** Requests to the meeting server's public API. A refusal becomes an error that says what the server said. */
import { CliError, EXIT_FAILED, EXIT_FORBIDDEN, EXIT_UNREACHABLE, EXIT_USAGE } from './cli-error.ts'
import { readProfile } from './profile.ts'

const ANSWER_LIMIT_MS = 60_000

/** What JSON.parse answers: the API's description says what is in it. */
export type Json = ReturnType<typeof JSON.parse>

export interface Connection {
  readonly server: string
  readonly apiKey: string
}

export interface ServerOption {
  readonly server?: string
}

/** Where and with which key. */
export function connect({ server }: ServerOption): Connection {
  const profile = readProfile()
  const url = server ?? process.env['SIMPLEX_MEETING_URL'] ?? profile.server
  // A key of the profile belongs to the profile's server and goes to no other.
  const ownKey = url === profile.server ? profile.apiKey : undefined
  const apiKey = process.env['SIMPLEX_MEETING_API_KEY'] ?? ownKey
  if (!url) {
    throw new CliError(
      'Which server? Set SIMPLEX_MEETING_URL, give --server, or run: simplex-meeting login URL',
      EXIT_USAGE,
    )
  }
  if (!apiKey) {
    throw new CliError(
      `No API key for ${url}. Set SIMPLEX_MEETING_API_KEY, or run: simplex-meeting login ${url}`,
      EXIT_USAGE,
    )
  }
  return { server: url.replace(/\/+$/, ''), apiKey }
}

export interface ApiRequest {
  readonly method?: string
  readonly body?: unknown
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly signal?: AbortSignal
  readonly headers?: Readonly<Record<string, string>>
}

/** The answer, whatever its status. Throws where none came. */
export async function send(
  connection: Connection,
  path: string,
  request: ApiRequest = {},
): Promise<Response> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) query.set(name, String(value))
  }
  const text = query.size > 0 ? `?${query}` : ''
  try {
    return await fetch(`${connection.server}/api/v1${path}${text}`, {
      method: request.method ?? 'GET',
      redirect: 'error',
      signal: request.signal ?? AbortSignal.timeout(ANSWER_LIMIT_MS),
      headers: {
        'x-api-key': connection.apiKey,
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    })
  } catch (error) {
    throw new CliError(`${connection.server} cannot be reached: ${reasonOf(error)}`, EXIT_UNREACHABLE)
  }
}

/** The answer's body; an error where the server refused. */
export async function ask(connection: Connection, path: string, request: ApiRequest = {}): Promise<Json> {
  const response = await send(connection, path, request)
  if (!response.ok) throw await refusalOf(response)
  return response.status === 204 ? null : response.json()
}

/** What the server said, field by field. */
export async function refusalOf(response: Response): Promise<CliError> {
  const problem: Json = await response.json().catch(() => ({}))
  const faults: Json[] = problem?.errors ?? []
  const lines = [
    problem?.detail ?? `The server answered ${response.status}`,
    ...faults.map(({ pointer, detail }) => `  ${pointer} ${detail}`),
  ]
  const isForbidden = response.status === 401 || response.status === 403
  return new CliError(lines.join('\n'), isForbidden ? EXIT_FORBIDDEN : EXIT_FAILED)
}

/** All pages of a list, up to `limit` entries. */
export async function* list(
  connection: Connection,
  path: string,
  query: ApiRequest['query'],
  limit: number,
): AsyncGenerator<Json> {
  const PAGE_LIMIT = 200
  let cursor: string | undefined
  for (let left = limit; left > 0;) {
    const page = await ask(connection, path, {
      query: { ...query, cursor, limit: Math.min(left, PAGE_LIMIT) },
    })
    yield* page.data
    left -= page.data.length
    cursor = page.nextCursor ?? undefined
    if (!cursor) return
  }
}

/** Why `fetch` failed: what is below its own "fetch failed". */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return cause.errors[0].message
  if (cause instanceof Error) return cause.message
  return error instanceof Error ? error.message : String(error)
}
