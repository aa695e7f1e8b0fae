/**
 * Word of what was committed: to this process at once, to the others through LISTEN/NOTIFY.
 *
 * An announcement is a hint that something is worth looking at, never the thing itself: the process that hears it reads the
 * database, and a process that misses it looks by a timer. NOTIFY takes a lock over the whole cluster at commit, so it is
 * never part of the transaction: it goes out afterwards, from a connection of its own, gathered, at most once in
 * `NOTIFY_INTERVAL_MS`. The listening connection is opened again when it breaks, and listeners are then told to look
 * at everything.
 */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { Logger } from '../logger.ts'

/**
 * What is announced: web hooks with new deliveries, settings, replays, meetings that changed or ended, rooms (by
 * meeting) in which a host decided something, and users who
 * may have lost a session, a key or a role.
 */
export type Channel =
  | 'deliveries'
  | 'web-hooks'
  | 'settings'
  | 'meeting-ended'
  | 'meeting-changed'
  | 'room-changed'
  | 'replays'
  | 'callers'

/** Ids of what changed; null: unknown, look at everything. */
export type Listener = (ids: ReadonlySet<string> | null) => void

export interface Announcements {
  on(channel: Channel, listener: Listener): () => void
  publish(channel: Channel, id: string): void
  /** Begins to hear other processes, and to be heard by them. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** From when on the system asks whether a silent connection still lives; by default, after two hours. */
export const KEEP_ALIVE_AFTER_MS = 10_000
const NOTIFY_INTERVAL_MS = 5
const RECONNECT_MS = 1_000
const PAYLOAD_MAX_BYTES = 7_900
const PG_CHANNEL = 'simplex_meeting'

export function createAnnouncements(connectionString: string, logger: Logger): Announcements {
  const sender = randomUUID()
  const emitter = new EventEmitter().setMaxListeners(0)
  const waiting = new Map<Channel, Set<string>>()
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let sending = false
  let stopped = true

  function emit(channel: Channel, ids: ReadonlySet<string> | null) {
    emitter.emit(channel, ids)
  }

  async function connect(): Promise<void> {
    const connection = new pg.Client({
      connectionString,
      application_name: 'simplex-meeting announcements',
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    })
    let ended = false
    connection.on('error', () => {})
    connection.on('end', () => {
      ended = true
      // One that never came up is the affair of anyone who was opening it: two that try again become four.
      if (client !== connection) return
      client = undefined
      reconnectLater()
    })
    connection.on('notification', ({ payload = '' }) => receive(payload))
    await connection.connect()
    await connection.query(`listen ${PG_CHANNEL}`)
    if (ended) throw new Error('The connection broke as soon as it was open')
    client = connection
  }

  function reconnectLater(): void {
    if (!stopped) setTimeout(() => void reconnect(), RECONNECT_MS).unref()
  }

  async function reconnect(): Promise<void> {
    if (stopped) return
    try {
      await connect()
      for (const channel of emitter.eventNames()) emit(channel as Channel, null)
    } catch (error) {
      logger.debug({ err: error }, 'The database does not answer yet; listening is tried again')
      reconnectLater()
    }
  }

  function receive(payload: string) {
    const [from, channel, ids = ''] = payload.split(' ', 3)
    if (from === sender || !channel) return
    emit(channel as Channel, ids === '*' ? null : new Set(ids.split(',')))
  }

  async function flush(): Promise<void> {
    timer = undefined
    if (sending || !client) return
    sending = true
    const payloads = [...waiting].map(([channel, ids]) => {
      const list = [...ids].join(',')
      return `${sender} ${channel} ${list.length < PAYLOAD_MAX_BYTES ? list : '*'}`
    })
    waiting.clear()
    await client
      .query('select pg_notify($1, payload) from unnest($2::text[]) payload', [PG_CHANNEL, payloads])
      .catch((error: unknown) =>
        logger.debug({ err: error }, 'Other processes could not be told; they look by themselves'),
      )
    sending = false
    if (waiting.size > 0) timer ??= setTimeout(() => void flush(), NOTIFY_INTERVAL_MS).unref()
  }

  return {
    on(channel, listener) {
      emitter.on(channel, listener)
      return () => void emitter.off(channel, listener)
    },
    publish(channel, id) {
      emit(channel, new Set([id]))
      if (stopped) return
      const ids = waiting.get(channel)
      if (ids) ids.add(id)
      else waiting.set(channel, new Set([id]))
      timer ??= setTimeout(() => void flush(), NOTIFY_INTERVAL_MS).unref()
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
