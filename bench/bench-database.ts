/**
 * PostgreSQL for a bench: embedded, in a temporary folder, with the settings of production (fsync on). Each measurement
 * gets a database of its own, so that none finds the leavings of another.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../server/platform/database/database.ts'
import { startEmbeddedPostgres } from '../server/platform/postgres/embedded-postgres.ts'
import { migrate } from '../server/platform/database/migrate.ts'
import { createLogger } from '../server/platform/logger.ts'

export interface BenchDatabase {
  /** Of its main process. */
  readonly pid: number
  /** An empty database, or one with our schema. @returns its connection string. */
  create(kind: 'empty' | 'migrated'): Promise<string>
  drop(connectionString: string): Promise<void>
  version(): Promise<string>
  stop(): Promise<void>
}

export async function startBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'simplex-meeting-bench-'))
  const logger = createLogger('warn', false)
  const server = await startEmbeddedPostgres({ dataDir, logger })
  const { connectionString } = server

  async function administer<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString })
    await client.connect()
    try {
      return (await client.query<Row>(statement)).rows
    } finally {
      await client.end()
    }
  }

  return {
    pid: server.pid,
    async create(kind) {
      const name = `bench_${randomUUID().replaceAll('-', '')}`
      await administer(`create database ${name}`)
      const created = connectionString.replace(/\/[^/?]+\?/, `/${name}?`)
      if (kind === 'migrated') {
        const database = openDatabase(created, logger)
        await migrate(database.pool)
        await database.close()
      }
      return created
    },
    async drop(created) {
      // Not `with (force)`: a worker of autovacuum may be in it, whom only a superuser may end by force.
      await administer(`drop database ${/\/([^/?]+)\?/.exec(created)![1]}`)
    },
    version: async () =>
      (await administer<{ server_version: string }>('show server_version'))[0]!.server_version,
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
