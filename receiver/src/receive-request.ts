/**
 * `receiveHookCall` for requests as frameworks hand them over: of node:http and Express, and of Fetch (Hono,
 * Next.js and others). All that they add is reading the body, in full and no further than a limit.
 *
 * The parameters ask only for what is used, so that neither Node's nor the browser's types are needed to compile.
 */
import { bodyAlreadyRead, readBody } from './read-body.ts'
import type { HeadersLike } from './read-header.ts'
import { BODY_LIMIT_BYTES, type HookCall, receiveHookCall, type ReceiveOptions } from './receive.ts'

/** What is used of an `IncomingMessage`, and of what Express makes of it. */
export interface NodeRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Set by `express.raw()` or `express.text()`; whatever another body parser leaves here is of no use. */
  readonly body?: unknown
  readonly readableDidRead: boolean
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array>
}

/** What is used of a Fetch `Request`. */
export interface FetchRequest {
  readonly headers: HeadersLike
  readonly bodyUsed: boolean
  readonly body: { getReader(): BodyReader } | null
}

interface BodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
  cancel(): Promise<unknown>
}

/** Reads and verifies a request of node:http or Express. Throws a `HookCallError`. */
export async function receiveNodeRequest(request: NodeRequest, options: ReceiveOptions): Promise<HookCall> {
  const { headers, body } = request
  if (body instanceof Uint8Array || typeof body === 'string') {
    return receiveHookCall({ ...options, headers, body })
  }
  if (request.readableDidRead) throw bodyAlreadyRead()
  // Not `for await`: leaving that loop at the limit destroys the request and takes its socket from the code that answers.
  const chunks = request[Symbol.asyncIterator]()
  const read = await readBody(() => chunks.next(), options.bodyLimitBytes ?? BODY_LIMIT_BYTES)
  return receiveHookCall({ ...options, headers, body: read })
}

/** Reads and verifies a Fetch request. Throws a `HookCallError`. */
export async function receiveFetchRequest(request: FetchRequest, options: ReceiveOptions): Promise<HookCall> {
  if (request.bodyUsed) throw bodyAlreadyRead()
  const reader = request.body?.getReader()
  try {
    const body = reader ? await readBody(() => reader.read(), options.bodyLimitBytes ?? BODY_LIMIT_BYTES) : ''
    return await receiveHookCall({ ...options, headers: request.headers, body })
  } finally {
    await reader?.cancel()
  }
}
