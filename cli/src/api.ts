/** Requests to the meeting server's public API. A refusal becomes an error that says what the server said. */
import createClient, { type Client } from 'openapi-fetch'
import type { paths } from './api-description.ts'
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

interface StreamRequest {
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly headers?: Readonly<Record<string, string>>
}

/** Opens a stream, which has no type in the description; any status. Throws where no answer came. */
export async function openStream(
  connection: Connection,
  path: string,
  request: StreamRequest = {},
): Promise<Response> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) query.set(name, String(value))
  }
  const text = query.size > 0 ? `?${query}` : ''
  try {
    return await fetch(`${connection.server}/api/v1${path}${text}`, {
      redirect: 'error',
      headers: { 'x-api-key': connection.apiKey, ...request.headers },
    })
  } catch (error) {
    throw new CliError(`${connection.server} cannot be reached: ${reasonOf(error)}`, EXIT_UNREACHABLE)
  }
}

/**
 * The operations of the API by their addresses, with the types that its description gives them
 * (`api-description.ts`, written by `npm run descriptions`).
 */
export function operationsOf(connection: Connection): Client<paths> {
  return createClient<paths>({
    baseUrl: connection.server,
    headers: { 'x-api-key': connection.apiKey },
    fetch: async (request) => {
      try {
        return await fetch(request, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
      } catch (error) {
        throw new CliError(`${connection.server} cannot be reached: ${reasonOf(error)}`, EXIT_UNREACHABLE)
      }
    },
  })
}

interface Asked<Data> {
  readonly data?: Data
  readonly error?: unknown
  readonly response: Response
}

/** The answer's body; an error where the server refused. */
export async function answerOf<Data>(asked: Promise<Asked<Data>>): Promise<Data> {
  const { data, error, response } = await asked
  if (!response.ok) throw refusal(response.status, error)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an answer without a body has nothing of this type
  return data as Data
}

/** What the server said, field by field. */
export async function refusalOf(response: Response): Promise<CliError> {
  return refusal(response.status, await response.json().catch(() => ({})))
}

function refusal(status: number, problem: Json): CliError {
  const faults: Json[] = problem?.errors ?? []
  const lines = [
    problem?.detail ?? `The server answered ${status}`,
    ...faults.map(({ pointer, detail }) => `  ${pointer} ${detail}`),
  ]
  const isForbidden = status === 401 || status === 403
  return new CliError(lines.join('\n'), isForbidden ? EXIT_FORBIDDEN : EXIT_FAILED)
}

/** All pages of a list, up to `limit` entries. */
export async function* list<Entry>(
  readPage: (page: {
    cursor?: string
    limit: number
  }) => Promise<Asked<{ data: Entry[]; nextCursor: string | null }>>,
  limit: number,
): AsyncGenerator<Entry> {
  const PAGE_LIMIT = 200
  let cursor: string | undefined
  for (let left = limit; left > 0;) {
    const page = await answerOf(readPage({ cursor, limit: Math.min(left, PAGE_LIMIT) }))
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
