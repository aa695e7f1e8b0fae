/**
 * Stands between an engine and its PostgreSQL, byte for byte, so that a test can take the database away at a chosen
 * moment: at once, or when a certain statement is on its way. While it is cut, connections are accepted and ended, as
 * by a server that is just restarting.
 */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import pg from 'pg'
import { portOf } from '../support/listener.ts'

export interface DatabaseProxy {
  /** For the engine: the same database, through the proxy. */
  connectionString: string
  /** How many connections were tried so far. */
  attempts(): number
  /** Resolves at the next one. */
  nextAttempt(): Promise<void>
  cut(): void
  /** Cuts when a client sends something with this text in it, before the server gets it; resolves then. */
  cutAt(text: string): Promise<void>
  restore(): void
  close(): Promise<void>
}

export async function startDatabaseProxy(upstream: string): Promise<DatabaseProxy> {
  const { host, port: upstreamPort, user, password, database } = new pg.Client({ connectionString: upstream })
  const sockets = new Set<Socket>()
  let isCut = false
  let attempts = 0
  let trap: { text: string; sprung: () => void } | null = null
  let waiting: (() => void)[] = []

  const server = createServer((client) => {
    attempts += 1
    for (const resolve of waiting.splice(0)) resolve()
    client.on('error', () => {})
    if (isCut) {
      client.destroy()
      return
    }
    const postgres = host.startsWith('/')
      ? connect(`${host}/.s.PGSQL.${upstreamPort}`)
      : connect(upstreamPort, host)
    for (const [from, to] of [
      [client, postgres],
      [postgres, client],
    ] as const) {
      sockets.add(from)
      from
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(from)
          to.destroy()
        })
    }
    postgres.on('data', (chunk) => client.write(chunk))
    client.on('data', (chunk) => {
      if (trap && chunk.includes(trap.text)) spring()
      else postgres.write(chunk)
    })
  })

  function cut(): void {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }

  function spring(): void {
    const { sprung } = trap!
    trap = null
    cut()
    sprung()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    connectionString: `postgresql://${user}:${password ?? ''}@127.0.0.1:${portOf(server)}/${database}`,
    attempts: () => attempts,
    nextAttempt: () => new Promise((resolve) => waiting.push(resolve)),
    cut,
    cutAt: (text) => new Promise((sprung) => (trap = { text, sprung })),
    restore: () => void (isCut = false),
    close: () =>
      new Promise((resolve) => {
        waiting = []
        server.close(() => resolve())
        cut()
      }),
  }
}
