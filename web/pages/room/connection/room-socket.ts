/**
 * The connection to the room. It answers the server's pings, and where it is lost connects again by itself, waiting a
 * little longer each time, at once where the browser says that the network is back. A connection on which nothing has
 * come for a while is lost, too, even if nobody said so.
 *
 * It is over when the server says for good why, or when it is closed here; then nothing is told any more.
 */
import { backOffMs } from './back-off.ts'
import type { ClientMessage, ServerMessage } from '../../../../shared/room-messages.ts'
import { type CloseStep, stepAfterClose } from './close-step.ts'

/** The server pings every five seconds. */
const SILENCE_MS = 15_000
/** Nobody waits longer for a connection. */
const CONNECT_LIMIT_MS = 10_000

export interface RoomSocketOptions {
  url: string
  onMessage: (message: Exclude<ServerMessage, { type: 'ping' }>) => void
  onLost: () => void
  /** It does not connect again by itself any more. */
  onEnd: (step: Exclude<CloseStep, 'connect-again'>) => void
}

export interface RoomSocket {
  /** @returns false where there is no connection: nothing was sent */
  send: (message: ClientMessage) => boolean
  close: () => void
}

export function openRoomSocket({ url, onMessage, onLost, onEnd }: RoomSocketOptions): RoomSocket {
  let socket: WebSocket | null = null
  let attempt = 0
  let isOver = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined

  function connect(): void {
    clearTimeout(retry)
    const opened = new WebSocket(url)
    socket = opened
    listenFor(CONNECT_LIMIT_MS)
    opened.addEventListener('message', ({ data }: MessageEvent<string>) => {
      if (socket === opened) take(JSON.parse(data) as ServerMessage)
    })
    opened.addEventListener('close', ({ code }) => {
      if (socket === opened) end(code)
    })
  }

  function take(message: ServerMessage): void {
    listenFor(SILENCE_MS)
    if (message.type === 'ping') send({ type: 'pong', n: message.n, at: Date.now() })
    else {
      if (message.type === 'welcome') attempt = 0
      onMessage(message)
    }
  }

  function listenFor(ms: number): void {
    clearTimeout(silence)
    silence = setTimeout(() => {
      const silent = socket
      end(0)
      silent?.close()
    }, ms)
  }

  function end(code: number): void {
    clearTimeout(silence)
    socket = null
    if (isOver) return
    const step = stepAfterClose(code)
    if (step === 'connect-again') {
      onLost()
      retry = setTimeout(connect, backOffMs(attempt++, Math.random()))
    } else {
      stop()
      onEnd(step)
    }
  }

  function send(message: ClientMessage): boolean {
    if (socket?.readyState !== WebSocket.OPEN) return false
    socket.send(JSON.stringify(message))
    return true
  }

  function tryNow(): void {
    if (!socket) connect()
  }

  function stop(): void {
    isOver = true
    clearTimeout(retry)
    clearTimeout(silence)
    removeEventListener('online', tryNow)
  }

  addEventListener('online', tryNow)
  connect()
  return {
    send,
    close() {
      stop()
      socket?.close()
      socket = null
    },
  }
}
