/**
 * PostgreSQL to be ill-treated: one of its own in a temporary folder, with fsync on. It can lose a connection's
 * process (PostgreSQL then recovers by itself), be killed as a whole (our supervisor starts it again), or be restarted
 * in order. The address stays the same.
 */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { openDatabase } from '../../server/platform/database/database.ts'
import { startEmbeddedPostgres } from '../../server/platform/postgres/embedded-postgres.ts'
import { migrate } from '../../server/platform/database/migrate.ts'
import { createLogger } from '../../server/platform/logger.ts'

export interface ChaosDatabase {
  readonly connectionString: string
  /** The process behind one connection, chosen by `choose`; all connections end. */
  killConnection(choose: (pids: number[]) => number): Promise<void>
  kill(): void
  restart(): Promise<void>
  /** Whether the supervisor would start it again once more. */
  readonly mayBeKilled: boolean
  /** Resolves as soon as it takes connections and answers. */
  answers(): Promise<void>
  /** Asks again while PostgreSQL is away; for reading only. */
  query<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]>
  stop(): Promise<void>
}

/** The supervisor gives up after five restarts within a minute. */
const KILLS_LIMIT = 4
const ASK_AGAIN_MS = 20
const ASK_AGAIN_LIMIT = 3_000

export async function startChaosDatabase(): Promise<ChaosDatabase> {
  const dataDir = join(tmpdir(), `simplex-meeting-chaos-${randomUUID()}`)
  const logger = createLogger('fatal', false)
  const start = () => startEmbeddedPostgres({ dataDir, logger })
  let server = await start()
  let kills = 0
  const { connectionString } = server
  const database = openDatabase(connectionString, logger)
  await migrate(database.pool)
  await database.close()

  async function ask<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query<Row>(statement)).rows
    } finally {
      await client.end().catch(() => {})
    }
  }

  async function query<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
    for (let asked = 0; ; asked++) {
      try {
        return await ask<Row>(statement)
      } catch (error) {
        if (asked === ASK_AGAIN_LIMIT) throw error
        await delay(ASK_AGAIN_MS)
      }
    }
  }

  return {
    connectionString,
    query,
    async killConnection(choose) {
      const rows = await query<{ pid: number }>(
        `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by pid`,
      )
      if (rows.length > 0) killIfThere(choose(rows.map((row) => row.pid)))
    },
    kill() {
      kills += 1
      killIfThere(server.pid)
    },
    async restart() {
      await server.stop()
      server = await start()
      kills = 0
    },
    get mayBeKilled() {
      return kills < KILLS_LIMIT
    },
    answers: async () => void (await query('select 1')),
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** It may have ended a moment ago, for an earlier kill. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
