/** The receiver package's SQL deduplicator on the databases that people have: PostgreSQL, and SQLite of Node itself. */
import { DatabaseSync } from 'node:sqlite'
import { Pool, type PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSqlDeduplicator, type Deduplicator } from '../../receiver/src/deduplicate.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const TABLE =
  'create table handled_calls (id text primary key, handled_at timestamp default current_timestamp)'

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase()
  pool = new Pool({ connectionString: database.connectionString })
  // A connection that is closing may still hear that its database is dropped.
  pool.on('connect', (client) => client.on('error', () => {}))
  await pool.query(TABLE)
  await pool.query('create table work (call text)')
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

function onPostgres(): Deduplicator<PoolClient> {
  return createSqlDeduplicator<PoolClient>({
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const result = await work(client)
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    execute: async (client, sql, values) => (await client.query(sql, values)).rowCount ?? 0,
  })
}

test('on PostgreSQL the work and the memory of it are committed together or not at all', async () => {
  const deduplicator = onPostgres()
  const work = async (client: PoolClient) => void (await client.query(`insert into work values ('a')`))
  const failing = deduplicator.once('a', async (client) => {
    await work(client)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await deduplicator.once('a', work)).toBe(true)
  expect(await deduplicator.once('a', work)).toBe(false)
  expect((await pool.query('select call from work')).rows).toEqual([{ call: 'a' }])
})

test('on PostgreSQL of calls at once, also from several processes, one does the work', async () => {
  let done = 0
  const calls = Array.from({ length: 8 }, () => onPostgres().once('b', () => (done += 1)))
  const results = await Promise.all(calls)
  expect(results.filter(Boolean)).toHaveLength(1)
  expect(done).toBe(1)
})

test('on SQLite as well', async () => {
  const sqlite = new DatabaseSync(':memory:')
  sqlite.exec(TABLE)
  const deduplicator = createSqlDeduplicator<DatabaseSync>({
    async transaction(work) {
      sqlite.exec('begin')
      try {
        const result = await work(sqlite)
        sqlite.exec('commit')
        return result
      } catch (error) {
        sqlite.exec('rollback')
        throw error
      }
    },
    insert: 'insert into handled_calls (id) values (?) on conflict do nothing',
    execute: (db, sql, values) => Number(db.prepare(sql).run(...values).changes),
  })
  await expect(deduplicator.once('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await deduplicator.once('a', () => {})).toBe(true)
  expect(await deduplicator.once('a', () => {})).toBe(false)
  sqlite.close()
})
