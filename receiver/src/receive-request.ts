/**
 * `receiveHookCall` for requests as frameworks hand them over: of node:http and Express, and of Fetch (Hono,
 * Next.js and others). All that they add is reading the body, in full and no further than a limit.
 *
 * The parameters ask only for what is used, so that neither Node's nor the browser's types are needed to compile.
 */
import { Buffer } from 'node:buffer'
import { HookCallError } from './hook-call-error.ts'
import type { HeadersLike } from './read-header.ts'
import { type HookCall, receiveHookCall, type ReceiveOptions } from './receive.ts'

/** The longest body that is read, unless told otherwise. 200 meetings like the golden one take 0.3 MiB. */
export const BODY_LIMIT_BYTES = 16 * 1024 * 1024

export interface ReceiveRequestOptions extends ReceiveOptions {
  /** Longer bodies are refused. Default 16 MiB. */
  readonly bodyLimitBytes?: number | undefined
}

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
export async function receiveNodeRequest(
  request: NodeRequest,
  options: ReceiveRequestOptions,
): Promise<HookCall> {
  if (request.body instanceof Uint8Array || typeof request.body === 'string') {
    return receiveHookCall({ ...options, headers: request.headers, body: request.body })
  }
  if (request.readableDidRead) throw bodyAlreadyRead()
  // Not `for await`: leaving that loop at the limit destroys the request and takes its socket from whoever answers.
  const chunks = request[Symbol.asyncIterator]()
  const body = await readBody(() => chunks.next(), options)
  return receiveHookCall({ ...options, headers: request.headers, body })
}

/** Reads and verifies a Fetch request. Throws a `HookCallError`. */
export async function receiveFetchRequest(
  request: FetchRequest,
  options: ReceiveRequestOptions,
): Promise<HookCall> {
  if (request.bodyUsed) throw bodyAlreadyRead()
  const reader = request.body?.getReader()
  try {
    const body = reader ? await readBody(() => reader.read(), options) : new Uint8Array()
    return receiveHookCall({ ...options, headers: request.headers, body })
  } finally {
    await reader?.cancel()
  }
}

type NextChunk = () => Promise<{
  readonly done?: boolean | undefined
  readonly value?: Uint8Array | undefined
}>

async function readBody(next: NextChunk, { bodyLimitBytes = BODY_LIMIT_BYTES }: ReceiveRequestOptions) {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for (let chunk = await next(); !chunk.done; chunk = await next()) {
    if (!chunk.value) continue
    sizeBytes += chunk.value.length
    if (sizeBytes > bodyLimitBytes) throw bodyTooLarge(bodyLimitBytes)
    chunks.push(chunk.value)
  }
  return Buffer.concat(chunks, sizeBytes)
}

function bodyTooLarge(limitBytes: number): HookCallError {
  return new HookCallError(
    'body-too-large',
    `The body is longer than ${limitBytes} bytes. Raise bodyLimitBytes if such calls are meant to arrive.`,
  )
}

function bodyAlreadyRead(): HookCallError {
  return new HookCallError(
    'body-already-read',
    'The body was read before, and with it went the bytes that were signed. Put the route before express.json() and ' +
      "other parsers, or give it express.raw({ type: '*/*' }).",
  )
}
