/**
 * Whole listeners, for whichever framework stands around them: verify, leave out what was handled before, hand over,
 * answer. Each adapter only turns its framework's request and answer into ours.
 *
 * The answer is 204 once the work is done, also for a test call (which is handed to nobody), for an event that was
 * handled before and for a hook without a handler. A refused call is answered with its reason in words, which the
 * sender's log shows; what a handler throws is answered with 500 and without words, since they may be private. Either
 * way the call is made again later.
 *
 * A handler has to be done before the answer goes out, and the sender waits 15 seconds: store what takes longer, and
 * do it afterwards.
 */
import type { HookName } from './contract/hook-names.ts'
import type { Deduplicator } from './deduplicate.ts'
import { HookCallError } from './hook-call-error.ts'
import type { HookBody } from './read-body.ts'
import {
  type FetchRequest,
  type NodeRequest,
  receiveFetchRequest,
  receiveNodeRequest,
} from './receive-request.ts'
import {
  BODY_LIMIT_BYTES,
  type HookCall,
  type HookCallOf,
  receiveHookCall,
  type ReceiveOptions,
} from './receive.ts'
import type { Runtime } from './runtime.ts'
import { decodeBase64 } from './verify-signature.ts'

/** What is to be done on which hook. A `tx` is what the deduplicator's transaction gives. */
export type Handlers<Tx = void> = {
  readonly [Event in HookName]?: (call: HookCallOf<Event>, tx: Tx) => unknown
}

export interface ListenerOptions<Tx = void> extends ReceiveOptions {
  /** Has each event handed over once, however often it is called. */
  readonly deduplicator?: Deduplicator<Tx> | undefined
  /** Is told why a call was refused, or what a handler threw. Default: `console.error`. */
  readonly onError?: ((error: unknown) => void) | undefined
}

interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly text: string
}

/** For Hono, Next.js, Bun, Deno and Workers: whatever gives a `Request` and takes a `Response`. */
export function createFetchListener<Tx = void>(handlers: Handlers<Tx>, options: ListenerOptions<Tx>) {
  return async (request: FetchRequest): Promise<Runtime<'Response'>> => {
    const { status, headers, text } = await answer(
      () => receiveFetchRequest(request, options),
      handlers,
      options,
    )
    return new Response(text || null, { status, headers })
  }
}

/** For `createServer` of node:http, and for Express, before any body parser. */
export function createNodeListener<Tx = void>(handlers: Handlers<Tx>, options: ListenerOptions<Tx>) {
  const respond = async (request: NodeRequest, response: NodeResponse) => {
    const { status, headers, text } = await answer(
      () => receiveNodeRequest(request, options),
      handlers,
      options,
    )
    response.writeHead(status, headers)
    response.end(text)
  }
  // Neither node:http nor Express waits for a promise.
  return (request: NodeRequest, response: NodeResponse): void => void respond(request, response)
}

/** What is used of a `ServerResponse`. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown
  end(text: string): unknown
}

/** A Fastify plugin: `app.register(createFastifyListener(…), { prefix: '/hooks' })`. Parsers elsewhere stay as they are. */
export function createFastifyListener<Tx = void>(handlers: Handlers<Tx>, options: ListenerOptions<Tx>) {
  return async (scope: FastifyScope): Promise<void> => {
    scope.removeAllContentTypeParsers()
    const limits = { parseAs: 'buffer', bodyLimit: options.bodyLimitBytes ?? BODY_LIMIT_BYTES } as const
    scope.addContentTypeParser('*', limits, takeBytes)
    scope.route({
      method: ['POST', 'PUT'],
      url: '/',
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const receive = () =>
          receiveHookCall({ ...options, headers: request.headers, body: request.body ?? '' })
        const { status, headers, text } = await answer(receive, handlers, options)
        return reply.code(status).headers(headers).send(text)
      },
    })
  }
}

function takeBytes(_request: unknown, body: Uint8Array, done: (error: null, body: Uint8Array) => void): void {
  done(null, body)
}

interface FastifyRequest {
  readonly headers: NodeRequest['headers']
  readonly body: Uint8Array | undefined
}

interface FastifyReply {
  code(status: number): FastifyReply
  headers(values: Record<string, string>): FastifyReply
  send(text: string): unknown
}

/** What is used of a `FastifyInstance`. */
export interface FastifyScope {
  removeAllContentTypeParsers(): unknown
  // oxlint-disable-next-line typescript/no-explicit-any -- Fastify's own types depend on a dozen type parameters
  addContentTypeParser(...parser: any[]): unknown
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  route(route: any): unknown
}

/** For AWS Lambda behind an API Gateway, a function URL or a load balancer: `export const handler = …`. */
export function createLambdaListener<Tx = void>(handlers: Handlers<Tx>, options: ListenerOptions<Tx>) {
  return async (event: LambdaEvent): Promise<LambdaAnswer> => {
    const text = event.body ?? ''
    const body: HookBody = event.isBase64Encoded ? (decodeBase64(text) ?? '') : text
    const receive = () =>
      receiveHookCall({ ...options, headers: event.headers ?? event.multiValueHeaders ?? {}, body })
    const answered = await answer(receive, handlers, options)
    return { statusCode: answered.status, headers: answered.headers, body: answered.text }
  }
}

/** What is used of the event that Lambda hands over. */
export interface LambdaEvent {
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined
  readonly body?: string | null | undefined
  readonly isBase64Encoded?: boolean | undefined
}

export interface LambdaAnswer {
  statusCode: number
  headers: Record<string, string>
  body: string
}

async function answer<Tx>(
  receive: () => Promise<HookCall>,
  handlers: Handlers<Tx>,
  options: ListenerOptions<Tx>,
): Promise<Answer> {
  // oxlint-disable-next-line no-console -- where a listener's faults are looked for, unless it says otherwise
  const { deduplicator, onError = (error) => console.error(error) } = options
  try {
    const call = await receive()
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a handler is kept under the event that it takes
    const handler = handlers[call.event] as ((call: HookCall, tx: Tx) => unknown) | undefined
    if (handler && !call.isTest) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without a deduplicator Tx is void
      if (!deduplicator) await handler(call, undefined as Tx)
      else await deduplicator.once(call.id, (tx) => handler(call, tx))
    }
    return { status: 204, headers: {}, text: '' }
  } catch (error) {
    onError(error)
    if (!(error instanceof HookCallError)) return { status: 500, headers: {}, text: '' }
    const { status, code, message } = error
    return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, text: `${code}: ${message}\n` }
  }
}
