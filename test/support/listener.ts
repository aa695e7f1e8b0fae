/**
 * A receiver for tests, benches and demonstrations: a real HTTP(S) server that keeps a journal of what it was sent and
 * answers as told, also badly.
 *
 * What it answers is decided per call by `answer`, or by the queue that `respondWith` fills; else 200 with no body.
 * Tests wait for its journal (`waitFor`) instead of sleeping. The journal is complete: a call is in it before it is
 * answered, whatever becomes of the answer. Plain `node:http` and nothing on the fast path but one object per call.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Server, Socket } from 'node:net'
import { type Answer, respond } from './answer.ts'

export type { Answer }

export interface ListenerCall {
  /** 0 for the first. */
  index: number
  method: string
  /** Path and query. */
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
  /** Epoch milliseconds of the moment when its body was complete. */
  receivedAt: number
  /** 0 for the first socket that was opened to the listener; equal for calls on the same one. */
  socketIndex: number
  /** Whether the client asked by TLS for a name, and which. */
  servername: string | null
  /** Bytes written to the socket so far, the answer's headers included. */
  bytesAnswered(): number
  /** Resolves when the socket that carried the call is closed. */
  closed: Promise<void>
}

export interface ListenerOptions {
  answer?: (call: ListenerCall) => Answer | Promise<Answer>
  /** 0, or nothing: a free one. */
  port?: number
  host?: string
  /** PEM texts; with them it speaks https. With `ca` it insists on a client certificate from that CA. */
  tls?: { key: string; cert: string; ca?: string; maxVersion?: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3' }
  /** After how many milliseconds an idle socket is closed; Node's own 5,000 by default. */
  keepAliveMs?: number
  /** False: calls are counted, their bodies dropped; for benches. */
  keepJournal?: boolean
}

export interface Listener {
  /** `http://127.0.0.1:40123` */
  origin: string
  port: number
  calls: ListenerCall[]
  /** How many calls came in, also without a journal. */
  callCount(): number
  socketCount(): number
  /** Adds to the queue of answers; it goes before `answer`. */
  respondWith(...answers: Answer[]): void
  /** Resolves once that many calls have come in, or once the journal satisfies the predicate. */
  waitFor(wanted: number | ((calls: ListenerCall[]) => boolean)): Promise<ListenerCall[]>
  /** Ends every open socket, as a receiver that restarts does; it goes on listening. */
  dropSockets(): void
  close(): Promise<void>
}

interface Waiter {
  isSatisfied(): boolean
  resolve(): void
}

const HEAD_LIMIT_BYTES = 65_536

export async function startListener(options: ListenerOptions = {}): Promise<Listener> {
  const { answer = () => 200, host = '127.0.0.1', keepJournal = true, tls } = options
  const calls: ListenerCall[] = []
  const queue: Answer[] = []
  const sockets = new Map<Socket, number>()
  let waiters: Waiter[] = []
  let callCount = 0
  let socketCount = 0

  const server = tls
    ? createTlsServer({
        ...tls,
        minVersion: tls.maxVersion === 'TLSv1.1' ? 'TLSv1' : 'TLSv1.2',
        ...(tls.maxVersion === 'TLSv1.1' ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
        requestCert: tls.ca !== undefined,
        maxHeaderSize: HEAD_LIMIT_BYTES,
      })
    : createServer({ maxHeaderSize: HEAD_LIMIT_BYTES })
  server.keepAliveTimeout = options.keepAliveMs ?? server.keepAliveTimeout
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.set(socket, socketCount++)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => {
      if (keepJournal) chunks.push(chunk)
    })
    request.on('end', () => take(request, response, chunks))
  })

  function take(request: IncomingMessage, response: ServerResponse, chunks: Buffer[]): void {
    const call = journalEntry(request, chunks, callCount, sockets.get(request.socket) ?? -1)
    callCount += 1
    if (keepJournal) calls.push(call)
    const chosen = queue.shift() ?? answer(call)
    if (chosen instanceof Promise) void chosen.then((later) => respond(response, later))
    else respond(response, chosen)
    if (waiters.length > 0) tellWaiters()
  }

  function tellWaiters(): void {
    const satisfied = waiters.filter((waiter) => waiter.isSatisfied())
    waiters = waiters.filter((waiter) => !satisfied.includes(waiter))
    for (const waiter of satisfied) waiter.resolve()
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const port = portOf(server)

  return {
    origin: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    calls,
    callCount: () => callCount,
    socketCount: () => socketCount,
    respondWith: (...answers) => void queue.push(...answers),
    waitFor: (wanted) =>
      new Promise((resolve) => {
        const isSatisfied = typeof wanted === 'number' ? () => callCount >= wanted : () => wanted(calls)
        waiters.push({ isSatisfied, resolve: () => resolve(calls) })
        tellWaiters()
      }),
    dropSockets: () => {
      for (const socket of sockets.keys()) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets.keys()) socket.destroy()
      }),
  }
}

/** The port that a server which listens was given. */
export function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  return address.port
}

function journalEntry(
  request: IncomingMessage,
  chunks: Buffer[],
  index: number,
  socketIndex: number,
): ListenerCall {
  const socket = request.socket as Socket & { servername?: string | false }
  let closed: Promise<void> | null = null
  return {
    index,
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks),
    receivedAt: Date.now(),
    socketIndex,
    servername: socket.servername || null,
    bytesAnswered: () => socket.bytesWritten,
    get closed() {
      return (closed ??= socket.destroyed
        ? Promise.resolve()
        : new Promise<void>((resolve) => socket.once('close', () => resolve())))
    },
  }
}
