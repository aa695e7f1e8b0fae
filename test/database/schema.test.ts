import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeSchema } from '../../scripts/describe-schema.ts'
import { migrate } from '../../server/platform/database/migrate.ts'
import { createTestDatabase, type TestDatabase, withDatabaseName } from '../support/database.ts'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.connectionString })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

test('migrations/schema.sql is what the migrations make', async () => {
  const written = await readFile(new URL('../../migrations/schema.sql', import.meta.url), 'utf8')
  expect(written, 'run "npm run schema"').toBe(await describeSchema(client))
})

test('every table and every column says what it means', async () => {
  const { rows } = await client.query<{ place: string }>(`
    select c.relname || coalesce('.' || a.attname, '') as place
    from pg_class c
    cross join lateral (select 0 as attnum, null as attname union all
      select attnum, attname from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) a
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and (case when a.attnum = 0 then obj_description(c.oid) else col_description(c.oid, a.attnum) end) is null`)
  expect(rows.map((row) => row.place)).toEqual([])
})

test('a migration that fails says why, and lets the next start try again', async () => {
  const name = 'half_made'
  await client.query(`create database ${name} template template0`)
  const pool = new pg.Pool({ connectionString: withDatabaseName(database.connectionString, name), max: 2 })
  // A connection that still ends when its database is dropped.
  pool.on('error', () => {}).on('connect', (connection) => connection.on('error', () => {}))
  try {
    await pool.query('create table accounts (whatever text)')
    await expect(migrate(pool)).rejects.toThrow('relation "accounts" already exists')
    await pool.query('drop table accounts')
    await migrate(pool)
  } finally {
    await pool.end()
    await client.query(`drop database ${name} with (force)`)
  }
})
