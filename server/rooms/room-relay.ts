/**
 * Carries messages between the rooms of several processes: two people in one meeting need not be connected to the
 * same server. Messages travel through PostgreSQL's NOTIFY, on a channel of their own, because it is there, reaches
 * every process, and needs neither a broker nor a balancer that keeps a meeting's people together.
 *
 * At most once, in order from each sender, nothing stored: a message that is lost (the connection broke) is lost. All
 * that counts is in the database; listeners are told when the connection is back, and then look there. What is
 * carried is small and rare: comings and goings, chat. Media never pass here.
 *
 * A notification holds less than 8 kB, so a message travels in pieces, all in one statement, which PostgreSQL
 * delivers together or not at all.
 */
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { KEEP_ALIVE_AFTER_MS } from '../platform/database/announcements.ts'
import type { Logger } from '../platform/logger.ts'
import { MESSAGE_MAX_BYTES } from './client-messages.ts'

export interface RoomRelay {
  /** To the other processes; never to this one. */
  publish(message: RelayMessage): void
  start(): Promise<void>
  stop(): Promise<void>
}

/** A frame for those of a room; or word that a participant is connected elsewhere now. */
export interface RelayMessage {
  occurrenceId: string
  /** For this participant only. */
  to?: string
  /** For all but this participant. */
  except?: string
  /** Of this participant only the newest connection counts. */
  replaced?: string
  frame?: string
}

export interface RoomRelayOptions {
  connectionString: string
  logger: Logger
  onMessage(message: RelayMessage): void
  /** Messages may have been lost. */
  onReconnect(): void
}

const PG_CHANNEL = 'simplex_meeting_rooms'
const PIECE_MAX_BYTES = 7_600
/** A message as base64, with its envelope. */
const PIECES_LIMIT = Math.ceil((MESSAGE_MAX_BYTES * 3) / PIECE_MAX_BYTES)
const QUEUE_LIMIT_MESSAGES = 1_000
const RECONNECT_MS = 1_000
const CONNECT_TIMEOUT_MS = 10_000

export function createRoomRelay({ connectionString, logger, ...listener }: RoomRelayOptions): RoomRelay {
  const sender = randomUUID()
  const incomplete = new Map<string, string[]>()
  let client: Client | undefined
  let queue: RelayMessage[] = []
  let timer: NodeJS.Timeout | undefined
  let sending = false
  let stopped = true
  let messages = 0

  async function connect(): Promise<void> {
    const connection = new Client({
      connectionString,
      application_name: 'simplex-meeting rooms',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    })
    connection.on('error', () => {})
    connection.on('end', () => {
      if (client !== connection) return
      client = undefined
      reconnectLater()
    })
    connection.on('notification', ({ payload = '' }) => receive(payload))
    await connection.connect()
    await connection.query(`listen ${PG_CHANNEL}`)
    incomplete.clear()
    client = connection
  }

  function reconnectLater() {
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      connect().then(
        () => listener.onReconnect(),
        (error: unknown) => {
          logger.debug({ err: error }, 'The database does not answer yet; rooms are connected again later')
          reconnectLater()
        },
      )
    }, RECONNECT_MS).unref()
  }

  function receive(payload: string) {
    const [from = '', , position = '', piece = ''] = payload.split(' ', 4)
    if (from === sender) return
    const [index, count] = position.split('/').map(Number)
    if (index === undefined || !count || count > PIECES_LIMIT) return
    const pieces = index === 0 ? [] : (incomplete.get(from) ?? [])
    pieces.push(piece)
    incomplete.set(from, pieces)
    if (index + 1 < count) return
    incomplete.delete(from)
    if (pieces.length === count) listener.onMessage(decode(pieces))
  }

  async function flush(): Promise<void> {
    const connection = client
    if (sending || !connection) return
    sending = true
    while (queue.length > 0) {
      const payloads = queue.flatMap((message) => encode(sender, ++messages, message))
      queue = []
      await connection
        .query('select pg_notify($1, payload) from unnest($2::text[]) payload', [PG_CHANNEL, payloads])
        .catch((error: unknown) => logger.debug({ err: error }, 'A message to other processes was lost'))
    }
    sending = false
  }

  return {
    publish(message) {
      if (stopped || !client || queue.length >= QUEUE_LIMIT_MESSAGES) return
      queue.push(message)
      setImmediate(() => void flush())
    },
    async start() {
      stopped = false
      await connect()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}

/**
 * `<sender> <message's number> <piece's index>/<count> <piece>`. The number tells two equal messages apart, of which
 * PostgreSQL would deliver only one.
 */
function encode(sender: string, number: number, message: RelayMessage): string[] {
  const encoded = Buffer.from(JSON.stringify(message)).toString('base64')
  const count = Math.ceil(encoded.length / PIECE_MAX_BYTES)
  return Array.from({ length: count }, (_, index) => {
    const piece = encoded.slice(index * PIECE_MAX_BYTES, (index + 1) * PIECE_MAX_BYTES)
    return `${sender} ${number} ${index}/${count} ${piece}`
  })
}

function decode(pieces: string[]): RelayMessage {
  const message: RelayMessage = JSON.parse(Buffer.from(pieces.join(''), 'base64').toString('utf8'))
  return message
}
