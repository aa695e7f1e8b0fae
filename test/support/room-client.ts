/**
 * A participant's browser as far as the room is concerned: joins over HTTP, connects over a real socket, answers pings
 * unless told not to, and lets a test await what it is told.
 */
import { WebSocket } from 'ws'
import type { ServerMessage } from '../../shared/room-messages.ts'
import type { Joined } from '../../server/rooms/join-meeting.ts'
import type { TestServer } from './server.ts'

const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_6) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/82.0.4062.0 Safari/537.36'

type MessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>

export interface RoomClient {
  readonly socket: WebSocket
  /** The next message of this type that was not taken yet. */
  next<Type extends ServerMessage['type']>(type: Type): Promise<MessageOf<Type>>
  /** Those that came and were not taken. */
  untaken(type: ServerMessage['type']): ServerMessage[]
  send(message: unknown): void
  readonly closed: Promise<{ code: number; reason: string }>
}

export async function join(
  server: TestServer,
  meeting: { meetingId: string },
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Joined> {
  const answer = await server.request<Joined>('POST', `/api/v1/join/${meeting.meetingId}`, body, {
    'user-agent': BROWSER,
    ...headers,
  })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

export interface RoomClientOptions {
  answersPings?: boolean
  /** The participant's own; not given: it tells no time. */
  clock?: () => Date
}

/** Opens the socket, and does not wait for anything. */
export function open(roomUrl: string, { answersPings = true, clock }: RoomClientOptions = {}): RoomClient {
  const socket = new WebSocket(roomUrl)
  const untaken: ServerMessage[] = []
  const waiting = new Set<() => void>()
  let ended: { code: number; reason: string } | undefined

  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      ended = { code, reason: reason.toString() }
      resolve(ended)
      for (const look of waiting) look()
    })
  })
  const answer = (n: number) =>
    socket.send(JSON.stringify({ type: 'pong', n, ...(clock && { at: clock().getTime() }) }))
  socket.on('error', () => {})
  socket.on('message', (data: Buffer) => {
    const message: ServerMessage = JSON.parse(data.toString())
    if (message.type === 'ping' && answersPings) answer(message.n)
    untaken.push(message)
    for (const look of waiting) look()
  })

  return {
    socket,
    closed,
    next(type) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const index = untaken.findIndex((message) => message.type === type)
          if (index < 0 && !ended) return
          waiting.delete(look)
          if (index < 0) reject(new Error(`No ${type} came before the end: ${JSON.stringify(ended)}`))
          else resolve(untaken.splice(index, 1)[0] as never)
        }
        waiting.add(look)
        look()
      })
    },
    untaken: (type) => untaken.filter((message) => message.type === type),
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
  }
}

/** Opens the socket, and is inside. */
export async function connect(roomUrl: string, options?: RoomClientOptions): Promise<RoomClient> {
  const client = open(roomUrl, options)
  await client.next('welcome')
  return client
}
