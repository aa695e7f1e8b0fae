/**
 * Brings a database to the current schema: the numbered files of `migrations/`, each once, in order, in one
 * transaction. Several processes may start at once: an advisory lock lets one of them migrate while the others wait.
 * A file that was applied must never change; its hash is kept and compared.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { Pool, PoolClient } from 'pg'
import type { Logger } from '../logger.ts'
import { ADVISORY_LOCKS } from './advisory-locks.ts'
import { createPartitions } from './partitions.ts'

const MIGRATIONS_FOLDER = new URL('../../../migrations/', import.meta.url)
const MIGRATION_FILE = /^\d{4}-.+\.sql$/
const MIGRATION_TIMEOUT_MS = 600_000

export async function migrate(pool: Pool, logger?: Logger): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`set statement_timeout = ${MIGRATION_TIMEOUT_MS}`)
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCKS.migration])
    await applyMissing(client, logger)
    await createPartitions(client)
  } finally {
    // The lock goes with the connection. Unlocking after a failure would fail, too, and hide what went wrong.
    client.release(true)
  }
}

/** Whether every migration of this version was applied. */
export async function isMigrated(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ name: string }>('select name from migrations')
  const applied = new Set(rows.map((row) => row.name))
  return (await migrationFiles()).every((name) => applied.has(name))
}

async function applyMissing(client: PoolClient, logger?: Logger) {
  await client.query(`create table if not exists migrations (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
  await client.query(`comment on table migrations is 'Files of migrations/ that were applied';
    comment on column migrations.name is 'File name';
    comment on column migrations.sha256 is 'Of the file: one that was applied must never change';
    comment on column migrations.applied_at is 'When'`)
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations')
  const applied = new Map(rows.map((row) => [row.name, row.sha256]))
  for (const name of await migrationFiles()) {
    const sql = await readFile(new URL(name, MIGRATIONS_FOLDER), 'utf8')
    const sha256 = createHash('sha256').update(sql).digest('hex')
    const known = applied.get(name)
    if (known === sha256) continue
    if (known)
      throw new Error(
        `Migration ${name} was changed after it had been applied. Restore the file, and put the change into a new one.`,
      )
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
    logger?.info({ migration: name }, 'Applied a database migration')
  }
}

async function migrationFiles(): Promise<string[]> {
  return (await readdir(MIGRATIONS_FOLDER)).filter((name) => MIGRATION_FILE.test(name)).sort()
}
