/**
 * What the way to the database guarantees although nobody waits for each statement: order, all or nothing, the error
 * that came first, and that a migration beside a running server is not noticed.
 */
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  DrawnTwice,
  openDatabase,
  sendAlong,
  type Database,
} from '../../server/platform/database/database.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let created: TestDatabase
let database: Database

beforeAll(async () => {
  created = await createTestDatabase()
  database = openDatabase(created.connectionString, pino({ level: 'silent' }))
  await database.pool.query('create table steps (n integer primary key check (n >= 0))')
})

afterAll(async () => {
  await database.close()
  await created.drop()
})

beforeEach(async () => {
  await database.pool.query('delete from steps')
})

async function steps(): Promise<number[]> {
  const { rows } = await database.pool.query<{ n: number }>('select n from steps order by n')
  return rows.map(({ n }) => n)
}

test('statements that nobody waited for are carried out in their order, and committed', async () => {
  await database.transaction(async (tx) => {
    for (let n = 0; n < 20; n++) sendAlong(tx, sql`insert into steps values (${n})`.execute(tx))
    sendAlong(tx, sql`update steps set n = n + 100 where n < 10`.execute(tx))
  })
  expect(await steps()).toHaveLength(20)
  expect((await steps()).at(-1)).toBe(109)
})

test('what was sent along and failed fails the transaction with its own error, and nothing stays', async () => {
  const run = database.transaction(async (tx) => {
    sendAlong(tx, sql`insert into steps values (1)`.execute(tx))
    sendAlong(tx, sql`insert into steps values (-1)`.execute(tx))
    await sql`select n from steps`.execute(tx)
  })
  await expect(run).rejects.toThrow('steps_n_check')
  expect(await steps()).toEqual([])
})

test('an operation that throws leaves nothing of what it sent', async () => {
  const run = database.transaction(async (tx) => {
    sendAlong(tx, sql`insert into steps values (1)`.execute(tx))
    throw new Error('changed its mind')
  })
  await expect(run).rejects.toThrow('changed its mind')
  expect(await steps()).toEqual([])
})

test('a statement after the end of its transaction is refused', async () => {
  let late: (() => Promise<unknown>) | undefined
  await database.transaction(async (tx) => {
    late = () => sql`insert into steps values (1)`.execute(tx)
    await sql`select 1`.execute(tx)
  })
  await expect(late!()).rejects.toThrow('has ended')
  expect(await steps()).toEqual([])
})

test('a value that cannot be written fails all of the transaction', async () => {
  const unwritable = {
    toPostgres() {
      throw new Error('no value')
    },
  }
  const run = database.transaction(async (tx) => {
    await sql`select 1`.execute(tx)
    sendAlong(tx, sql`insert into steps values (1)`.execute(tx))
    sendAlong(tx, sql`insert into steps values (${unwritable})`.execute(tx))
  })
  await expect(run).rejects.toThrow('no value')
  expect(await steps()).toEqual([])
})

test('a random value that was taken is drawn again', async () => {
  let tries = 0
  await database.transaction(async (tx) => {
    tries++
    sendAlong(tx, sql`insert into steps values (${tries})`.execute(tx))
    if (tries < 3) sendAlong(tx, Promise.reject(new DrawnTwice()))
  })
  expect(tries).toBe(3)
  expect(await steps()).toEqual([3])
})

test('prepared statements outlive a migration, inside a transaction and outside', async () => {
  const read = () => database.queries.selectFrom('accounts').selectAll().execute()
  const readInside = () => database.transaction((tx) => tx.selectFrom('accounts').selectAll().execute())
  for (let use = 0; use < 5; use++) {
    await read()
    await readInside()
  }
  for (const [column, again] of [
    ['added_1', read],
    ['added_2', readInside],
  ] as const) {
    await database.pool.query(`alter table accounts add column ${column} integer`)
    await expect(again()).resolves.toBeInstanceOf(Array)
    await expect(again()).resolves.toBeInstanceOf(Array)
  }
})
