/**
 * Calls of the server's API, the same one that machines use. A write carries the session's CSRF token. Where the
 * session has ended meanwhile (401), the call waits until the person has signed in again, in a dialog above the page
 * that keeps what they typed, and is then made once more. A failed call throws a `Problem`.
 */
import { Problem, type ProblemDocument, unanswered } from './problem.ts'

export const API = '/api/v1'

export type QueryValues = Record<string, string | number | boolean | null | undefined>

export interface CallOptions {
  query?: QueryValues
  /** A file goes as it is, anything else as JSON. */
  body?: unknown
  /** The version that is being changed: an ETag. */
  ifMatch?: string | null
  signal?: AbortSignal
  /** False: a 401 is the answer, and nobody is asked to sign in. */
  renewSession?: boolean
  /** The page may go away before the answer is there. */
  keepalive?: boolean
}

export interface Answer<Data> {
  data: Data
  etag: string | null
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Credentials {
  csrfToken: string | null
  /** Resolves once somebody has signed in again; rejects where they did not. */
  renew: () => Promise<void>
}

const credentials: Credentials = { csrfToken: null, renew: () => Promise.reject(new Error('Not signed in')) }

export function keepCsrfToken(csrfToken: string | null): void {
  credentials.csrfToken = csrfToken
}

export function onSessionEnded(renew: () => Promise<void>): void {
  credentials.renew = renew
}

export async function call<Data>(method: Method, path: string, options: CallOptions = {}): Promise<Data> {
  const { data } = await callForAnswer<Data>(method, path, options)
  return data
}

/** With the version of what was answered. */
export async function callForAnswer<Data>(
  method: Method,
  path: string,
  options: CallOptions = {},
): Promise<Answer<Data>> {
  try {
    return await send<Data>(method, path, options)
  } catch (error) {
    if (!(error instanceof Problem) || !hasLostSession(error) || options.renewSession === false) throw error
    try {
      await credentials.renew()
    } catch {
      throw error
    }
    return send<Data>(method, path, options)
  }
}

/** The address of a call, for links and streams. */
export function addressOf(path: string, query: QueryValues = {}): string {
  const values = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  )
  const search = new URLSearchParams(values).toString()
  return `${API}${path}${search && `?${search}`}`
}

function hasLostSession({ status, code }: Problem): boolean {
  return (status === 401 && code === 'not-authenticated') || code === 'csrf-token-wrong'
}

async function send<Data>(method: Method, path: string, options: CallOptions): Promise<Answer<Data>> {
  const { query, body, ifMatch, signal, keepalive = false } = options
  const headers = new Headers({ accept: 'application/json' })
  if (body instanceof Blob) headers.set('content-type', body.type || 'application/octet-stream')
  else if (body !== undefined) headers.set('content-type', 'application/json')
  if (ifMatch) headers.set('if-match', ifMatch)
  if (method !== 'GET' && credentials.csrfToken) headers.set('x-csrf-token', credentials.csrfToken)
  const response = await fetch(addressOf(path, query), {
    method,
    headers,
    body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
    signal,
    keepalive,
    credentials: 'same-origin',
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : unanswered()
  })
  if (!response.ok) throw await problemOf(response)
  const data = (response.status === 204 ? undefined : await response.json()) as Data
  return { data, etag: response.headers.get('etag') }
}

async function problemOf(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json')
  const document: ProblemDocument | null = isProblem ? await response.json().catch(() => null) : null
  if (!document) return unanswered()
  return new Problem(document, Number.isFinite(retryAfter) ? retryAfter : null)
}
