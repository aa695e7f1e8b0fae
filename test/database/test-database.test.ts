import { Client } from 'pg'
import { expect, test } from 'vitest'
import { administer, createTestDatabase, withDatabaseName } from '../support/database.ts'

async function tables(connectionString: string): Promise<string[]> {
  const client = new Client({ connectionString })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  )
  await client.end()
  return rows.map(({ name }) => name)
}

test('every database is migrated, and nobody else’s', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()])
  try {
    await administer(first.connectionString, 'create table only_here ()')
    expect(await tables(first.connectionString)).toEqual(expect.arrayContaining(['migrations', 'only_here']))
    expect(await tables(second.connectionString)).toContain('migrations')
    expect(await tables(second.connectionString)).not.toContain('only_here')
  } finally {
    await Promise.all([first.drop(), second.drop()])
  }
})

test('is dropped although somebody is still connected', async () => {
  const database = await createTestDatabase()
  const client = new Client(database.connectionString)
  const ended = new Promise((resolve) => {
    client.on('error', () => undefined).once('end', resolve)
  })
  await client.connect()
  await database.drop()
  await ended
  await expect(tables(database.connectionString)).rejects.toThrow('does not exist')
})

test('the name of a database is replaced in every form of address', () => {
  expect(withDatabaseName('postgresql://me@/mine?host=%2Fa%2Fb&port=1', 'x')).toBe(
    'postgresql://me@/x?host=%2Fa%2Fb&port=1',
  )
  expect(withDatabaseName('postgres://me:secret@db:5432/mine', 'x')).toBe('postgres://me:secret@db:5432/x')
  expect(withDatabaseName('postgres://db', 'x')).toBe('postgres://db/x')
  expect(withDatabaseName('postgres://db?sslmode=require', 'x')).toBe('postgres://db/x?sslmode=require')
})
