/**
 * Runs once, before all test files (Vitest's globalSetup): one real PostgreSQL in a temporary folder, or the one that
 * TEST_DATABASE_URL names, and in it a template database that has all migrations. Test files clone it by
 * `createTestDatabase`, which costs a copy of files instead of migrations.
 *
 * A run that was killed leaves its folder; PostgreSQL itself stops then. Later runs remove such folders.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import type { TestProject } from 'vitest/node'
import { lockDataFolder } from '../../server/platform/postgres/data-folder-lock.ts'
import { startEmbeddedPostgres } from '../../server/platform/postgres/embedded-postgres.ts'
import { migrate } from '../../server/platform/database/migrate.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { administer, withDatabaseName } from './database.ts'

const FOLDERS = join(tmpdir(), 'simplex-meeting-tests')
const ABANDONED_AFTER_MS = 3_600_000

/** Nothing here must survive a power cut, and every test file has pools of its own. */
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '300',
  // Its workers are a superuser's, whom `drop database … with (force)` may not end.
  autovacuum: 'off',
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where databases are made from, and the clause that makes one a copy of the migrated template. */
    testPostgres: { connectionString: string; copyClause: string }
  }
}

export default async function startPostgres({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startServer()
  const template = `template_${randomUUID().replaceAll('-', '')}`
  const tearDown = async () => {
    await administer(server.connectionString, `drop database if exists ${template} with (force)`)
    await server.stop()
  }
  try {
    const copyClause = await makeTemplate(server.connectionString, template)
    provide('testPostgres', { connectionString: server.connectionString, copyClause })
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}

/** The migrated database that is copied, and the clause that copies it. */
async function makeTemplate(connectionString: string, name: string): Promise<string> {
  await administer(connectionString, `create database ${name}`)
  const pool = new Pool({ connectionString: withDatabaseName(connectionString, name), max: 2 })
  try {
    await migrate(pool)
    // As files: several times faster than through the log, which is what PostgreSQL does by itself since 15.
    const { rows } = await pool.query(`select current_setting('server_version_num')::int >= 150000 as choice`)
    return `template ${name}${rows[0].choice ? ' strategy file_copy' : ''}`
  } finally {
    await pool.end()
  }
}

async function startServer(): Promise<{ connectionString: string; stop(): Promise<void> }> {
  const connectionString = process.env['TEST_DATABASE_URL']
  if (connectionString) return { connectionString, stop: () => Promise.resolve() }
  await removeAbandonedFolders()
  const dataDir = join(FOLDERS, randomUUID())
  const logger = createLogger('warn', process.stderr.isTTY)
  const server = await startEmbeddedPostgres({ dataDir, logger, settings: SETTINGS })
  // The system copies the files (50 instead of 240 ms for a database of 13 MB), where this build can ask it to.
  const copyBySystem = `alter role current_user set file_copy_method = 'clone'`
  await administer(server.connectionString, copyBySystem).catch(() => undefined)
  return {
    connectionString: server.connectionString,
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Those that nobody holds any more. Young ones are left alone: their run may be about to take its lock. */
async function removeAbandonedFolders(): Promise<void> {
  await mkdir(FOLDERS, { recursive: true })
  for (const name of await readdir(FOLDERS)) {
    const folder = join(FOLDERS, name)
    try {
      if ((await stat(folder)).mtimeMs > Date.now() - ABANDONED_AFTER_MS) continue
      const lock = await lockDataFolder(folder, 0)
      await rm(folder, { recursive: true, force: true })
      lock.release()
    } catch {
      // In use, somebody else's, or removed by another run just now.
    }
  }
}
