/**
 * The WebSockets and requests of pages, in the server's process: each has a number, under which its frames go to the
 * child and come back. Nothing of what is in them is looked at.
 *
 * While a new child starts, anyone who comes waits for it, for a few seconds at most: pages that were told to connect
 * again do so at once.
 */
import { once } from 'node:events'
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { DisconnectReason, LeaveRequest, LeaveRequest_Action, SignalResponse } from '@livekit/protocol'
import { WebSocketServer, type WebSocket } from 'ws'
import type { PassedIceServer, ToChild, ToParent } from './channel.ts'

const FRAME_BYTES_MAX = 1024 * 1024
const BODY_BYTES_MAX = 512 * 1024
const BODY_TIMEOUT_MS = 10_000
const ANSWER_TIMEOUT_MS = 10_000
const WAIT_FOR_CHILD_MS = 5_000
const CLOSE_AFTER_LEAVE_MS = 200
/** Without a code LiveKit's client takes the end of a socket for trouble of the network. */
const NORMAL_CLOSURE = 1000
const WAITING_MAX = 1_000
/** What waits for a page that does not read. */
const UNSENT_BYTES_MAX = 8 * 1024 * 1024
const PATHS = /^\/(rtc|twirp\/livekit\.[^/]*)(\/|$)/

export interface ChildSide {
  /** False: there is no child. */
  send(message: ToChild): boolean
  /** Resolves to whether there is a child, after a wait if one is starting. */
  ready(timeoutMs: number): Promise<boolean>
  iceServers(): PassedIceServer[]
}

interface Waiting {
  upgrade?: (accepted: { status: number; message: string } | 'accepted') => void
  response?: (message: Extract<ToParent, { kind: 'response' }>) => void
  lost(): void
}

export class Sockets {
  #child: ChildSide
  #server = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES_MAX, perMessageDeflate: false })
  #open = new Map<number, WebSocket>()
  #waiting = new Map<number, Waiting>()
  #lastId = 0

  constructor(child: ChildSide) {
    this.#child = child
  }

  isOurs(request: IncomingMessage): boolean {
    return PATHS.test(pathOf(request))
  }

  /** What the child says of a socket or a request. */
  take(message: ToParent): void {
    if (message.kind === 'frame') this.#sendFrame(message.id, message.data)
    else if (message.kind === 'close') this.#open.get(message.id)?.close(NORMAL_CLOSURE)
    else if (message.kind === 'accept') this.#waiting.get(message.id)?.upgrade?.('accepted')
    else if (message.kind === 'refuse') this.#waiting.get(message.id)?.upgrade?.(message)
    else if (message.kind === 'response') this.#waiting.get(message.id)?.response?.(message)
  }

  #sendFrame(id: number, data: Uint8Array): void {
    const socket = this.#open.get(id)
    if (!socket || socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > UNSENT_BYTES_MAX) socket.terminate()
    else socket.send(data)
  }

  /** Lets a page in, or refuses it with what the child says. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy())
    if (this.#waiting.size >= WAITING_MAX || !(await this.#child.ready(WAIT_FOR_CHILD_MS))) {
      return refuse(socket, 503, 'The media engine is not available')
    }
    const id = ++this.#lastId
    const answer = await this.#ask<{ status: number; message: string } | 'accepted'>(
      id,
      {
        kind: 'upgrade',
        id,
        url: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        userAgent: request.headers['user-agent'] ?? '',
        iceServers: this.#child.iceServers(),
      },
      // In the same turn in which the child's answer came: its first frames follow at once.
      (settle) => ({
        upgrade: (result) => {
          if (result === 'accepted') this.#openSocket(id, request, socket, head)
          settle(result)
        },
      }),
    )
    if (answer === undefined) return refuse(socket, 503, 'The media engine did not answer')
    if (answer !== 'accepted') refuse(socket, answer.status, answer.message)
  }

  #openSocket(id: number, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    let isOpen = false
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      isOpen = true
      this.#open.set(id, webSocket)
      webSocket.on('message', (data: Buffer) => this.#child.send({ kind: 'frame', id, data }))
      webSocket.on('error', () => webSocket.terminate())
      webSocket.on('close', () => {
        this.#open.delete(id)
        this.#child.send({ kind: 'closed', id })
      })
    })
    if (!isOpen) this.#child.send({ kind: 'closed', id })
  }

  async request(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Pages of other origins may ask why they were refused.
    response.setHeader('access-control-allow-origin', '*')
    const body = await readBody(request)
    if (body === undefined) return answerText(response, 413, 'The body is too large or came too slowly')
    if (this.#waiting.size >= WAITING_MAX || !(await this.#child.ready(WAIT_FOR_CHILD_MS))) {
      return answerText(response, 503, 'The media engine is not available')
    }
    const id = ++this.#lastId
    const { method = 'GET', url = '/', headers } = request
    const { authorization = '' } = headers
    const contentType = headers['content-type'] ?? ''
    const answer = await this.#ask<Extract<ToParent, { kind: 'response' }>>(
      id,
      { kind: 'request', id, method, url, authorization, contentType, body },
      (settle) => ({ response: settle }),
    )
    if (!answer) return answerText(response, 503, 'The media engine did not answer')
    response.writeHead(answer.status, { 'content-type': answer.contentType })
    response.end(answer.body)
  }

  /** Undefined: the child went away or took too long. */
  #ask<T>(
    id: number,
    message: ToChild,
    handlers: (settle: (value: T) => void) => Omit<Waiting, 'lost'>,
  ): Promise<T | undefined> {
    return new Promise((resolve) => {
      const settle = (value: T | undefined): void => {
        clearTimeout(timeout)
        this.#waiting.delete(id)
        resolve(value)
      }
      const timeout = setTimeout(() => settle(undefined), ANSWER_TIMEOUT_MS)
      this.#waiting.set(id, { ...handlers(settle), lost: () => settle(undefined) })
      if (!this.#child.send(message)) settle(undefined)
    })
  }

  /** Every page is told to connect again from the start (`isComingBack`), or that it is over. */
  dismiss(isComingBack: boolean): void {
    const leave = new LeaveRequest({
      reason: DisconnectReason.SERVER_SHUTDOWN,
      action: isComingBack ? LeaveRequest_Action.RECONNECT : LeaveRequest_Action.DISCONNECT,
      canReconnect: isComingBack,
    })
    const bytes = new SignalResponse({ message: { case: 'leave', value: leave } }).toBinary()
    for (const waiting of this.#waiting.values()) waiting.lost()
    for (const [id, socket] of this.#open) {
      this.#open.delete(id)
      socket.send(bytes, () => undefined)
      setTimeout(() => socket.close(NORMAL_CLOSURE), CLOSE_AFTER_LEAVE_MS).unref()
    }
  }

  async close(): Promise<void> {
    const sockets = [...this.#open.values()]
    this.dismiss(false)
    await Promise.all(
      sockets.map(async (socket) => {
        const timeout = setTimeout(() => socket.terminate(), CLOSE_AFTER_LEAVE_MS * 2)
        if (socket.readyState !== socket.CLOSED) await once(socket, 'close')
        clearTimeout(timeout)
      }),
    )
    this.#server.close()
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0]!
}

function refuse(socket: Duplex, status: number, message: string): void {
  const body = Buffer.from(message)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-type: text/plain\r\n` +
      `content-length: ${body.length}\r\n\r\n${message}`,
  )
}

function answerText(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(text)
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let bytes = 0
  const timeout = setTimeout(() => request.destroy(), BODY_TIMEOUT_MS)
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length
      if (bytes > BODY_BYTES_MAX) return undefined
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch {
    return undefined
  } finally {
    clearTimeout(timeout)
  }
}
