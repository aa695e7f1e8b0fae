/**
 * The sockets to one receiver (origin, TLS identity, proxy), each carrying one call at a time.
 *
 * The connection used last is used next, so that few stay open and the others fall idle and close: after 4 s, or
 * earlier where the receiver says so. No socket is used once it is 60 s old: then the name is resolved and vetted again.
 * A connection that failed in any way is thrown away, never used again.
 */
import { HeadReader } from './answer-parser.ts'
import type { DialOptions } from './connect.ts'
import { type Call, HttpConnection } from './http-connection.ts'

const SOCKET_AGE_LIMIT_MS = 60_000

export interface SocketPool {
  /** Sends the call on an idle socket, or on a new one while fewer than `maxSockets` exist, or once one is free. */
  start(call: Call, maxSockets: number): void
  /** Sends the call on a socket that nothing was sent on before. */
  startFresh(call: Call): void
  /** The call on this connection got its whole answer: the next one may have it. */
  release(connection: HttpConnection): void
  /** Closes a connection whose state is unknown. */
  discard(connection: HttpConnection): void
  /** Idle connections close now, the others once their calls end; a call that waits gets a new one. */
  retire(): void
  /** Whether no call uses it or waits for it. */
  readonly isIdle: boolean
}

export function createSocketPool(options: DialOptions): SocketPool {
  const { monotonicNow } = options
  const heads = new HeadReader()
  const connections = new Set<HttpConnection>()
  const idle: HttpConnection[] = []
  const waiting: Call[] = []
  let isRetired = false
  let socketsLimit = 1

  function connect(): HttpConnection {
    const connection = new HttpConnection(options, heads, discard)
    connections.add(connection)
    return connection
  }

  function run(call: Call, connection: HttpConnection): void {
    call.connection = connection
    connection.send(call)
  }

  function start(call: Call, maxSockets: number): void {
    socketsLimit = Math.max(socketsLimit, maxSockets)
    for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
      if (!isWornOut(connection)) return run(call, connection)
      discard(connection)
    }
    if (connections.size < maxSockets) run(call, connect())
    else waiting.push(call)
  }

  function isWornOut(connection: HttpConnection): boolean {
    const openedAtMs = connection.dial?.openedAtMs
    return openedAtMs !== undefined && monotonicNow() - openedAtMs > SOCKET_AGE_LIMIT_MS
  }

  function release(connection: HttpConnection): void {
    if (isRetired || connection.keepAliveMs === 0 || isWornOut(connection)) return discard(connection)
    const next = nextWaiting()
    if (next) return run(next, connection)
    idle.push(connection)
    connection.rest()
  }

  function nextWaiting(): Call | undefined {
    let next = waiting.shift()
    while (next?.isSettled) next = waiting.shift()
    return next
  }

  function discard(connection: HttpConnection): void {
    if (!connections.delete(connection)) return
    const position = idle.indexOf(connection)
    if (position !== -1) idle.splice(position, 1)
    connection.close()
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
