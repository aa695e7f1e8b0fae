/**
 * The sockets to one receiver (origin, TLS identity, proxy), each carrying one call at a time.
 *
 * A connection is one `undici.Client`, which is one socket after the other. Undici's own `Pool` is not used, because
 * it does not tell on which socket a call went out, and the log wants that socket's address and timings; nor can it
 * hand out a socket that is certainly fresh, or end one by its age.
 *
 * The connection used last is used next, so that few stay open and the others fall idle and close: after 4 s, before
 * the 5 s after which Node's listeners close theirs. No socket is used once it is 60 s old: then the name is resolved
 * and vetted anew. A connection that failed in any way is thrown away, never used again.
 */
import type { Socket } from 'node:net'
import { Client, type Dispatcher } from 'undici'
import { dial, type Dial, type DialOptions } from './connect.ts'

const KEEP_ALIVE_MS = 4_000
/** A receiver that announces when it closes idle connections is believed, less this. */
const KEEP_ALIVE_MARGIN_MS = 1_000
const SOCKET_AGE_LIMIT_MS = 60_000
const HEAD_LIMIT_BYTES = 16_384

/** A call as the pool sees it: what undici tells about it, and what it needs to be sent. */
export interface PooledCall extends Dispatcher.DispatchHandler {
  readonly dispatchOptions: Dispatcher.DispatchOptions
  isSettled: boolean
  /** Null while it waits for one. */
  connection: Connection | null
}

export interface Connection {
  readonly pool: SocketPool
  readonly client: Client
  /** How its present socket came about; null before the first. */
  dial: Dial | null
  call: PooledCall | null
}

export interface SocketPool {
  /** Sends the call on an idle socket, or on a new one while fewer than `maxSockets` exist, or once one is free. */
  start(call: PooledCall, maxSockets: number): void
  /** Sends the call on a socket that nothing was sent on before. */
  startFresh(call: PooledCall): void
  /** The call on this connection got its whole answer: the next one may have it. */
  release(connection: Connection): void
  /** Closes a connection whose state is unknown. */
  discard(connection: Connection): void
  /** Idle connections close now, the others once their calls end; whoever waits gets a new one. */
  retire(): void
  /** Whether no call uses it or waits for it. */
  readonly isIdle: boolean
}

export function createSocketPool(options: DialOptions): SocketPool {
  const { target, monotonicNow } = options
  const connections = new Set<Connection>()
  const idle: Connection[] = []
  const waiting: PooledCall[] = []
  let isRetired = false
  let socketsLimit = 1

  function connect(): Connection {
    const connection: Connection = { pool, dial: null, call: null, client: createClient() }
    connections.add(connection)
    return connection

    function createClient(): Client {
      return new Client(target.origin, {
        connect: (_options, callback) => {
          connection.dial = dial(options, (fault, socket) => {
            if (socket === null) return callback(fault ?? new Error('no socket'), null)
            watch(connection, socket)
            callback(null, socket)
          })
        },
        pipelining: 1,
        allowH2: false,
        keepAliveTimeout: KEEP_ALIVE_MS,
        keepAliveMaxTimeout: KEEP_ALIVE_MS,
        keepAliveTimeoutThreshold: KEEP_ALIVE_MARGIN_MS,
        headersTimeout: 0,
        bodyTimeout: 0,
        maxHeaderSize: HEAD_LIMIT_BYTES,
      })
    }
  }

  /** A socket that closes while idle takes its connection with it, so that an unused pool holds nothing. */
  function watch(connection: Connection, socket: Socket): void {
    const opened = connection.dial
    socket.once('close', () => {
      if (connection.call === null && connection.dial === opened) discard(connection)
    })
  }

  function run(call: PooledCall, connection: Connection): void {
    connection.call = call
    call.connection = connection
    connection.client.dispatch(call.dispatchOptions, call)
  }

  function start(call: PooledCall, maxSockets: number): void {
    socketsLimit = Math.max(socketsLimit, maxSockets)
    for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
      if (!isWornOut(connection)) return run(call, connection)
      discard(connection)
    }
    if (connections.size < maxSockets) run(call, connect())
    else waiting.push(call)
  }

  function isWornOut(connection: Connection): boolean {
    const openedAtMs = connection.dial?.openedAtMs
    return openedAtMs !== undefined && monotonicNow() - openedAtMs > SOCKET_AGE_LIMIT_MS
  }

  function release(connection: Connection): void {
    connection.call = null
    if (isRetired || isWornOut(connection)) return discard(connection)
    const next = nextWaiting()
    if (next) run(next, connection)
    else idle.push(connection)
  }

  function nextWaiting(): PooledCall | undefined {
    let next = waiting.shift()
    while (next?.isSettled) next = waiting.shift()
    return next
  }

  function discard(connection: Connection): void {
    if (!connections.delete(connection)) return
    const position = idle.indexOf(connection)
    if (position !== -1) idle.splice(position, 1)
    connection.dial?.abort()
    connection.client.destroy(null, () => {})
    if (connections.size >= socketsLimit) return
    const next = nextWaiting()
    if (next) run(next, connect())
  }

  const pool: SocketPool = {
    start,
    startFresh: (call) => run(call, connect()),
    release,
    discard,
    retire: () => {
      isRetired = true
      for (const connection of idle.splice(0)) discard(connection)
    },
    get isIdle() {
      return connections.size === idle.length && waiting.every((call) => call.isSettled)
    },
  }
  return pool
}
