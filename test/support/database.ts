/** A database of its own for a test file: a copy of the migrated template, on the run's one PostgreSQL. */
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

export interface TestDatabase {
  connectionString: string
  /** Ends whatever is still connected. */
  drop(): Promise<void>
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const { connectionString, copyClause } = inject('testPostgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(connectionString, `create database ${name} ${copyClause}`)
  return {
    connectionString: withDatabaseName(connectionString, name),
    drop: () => administer(connectionString, `drop database if exists ${name} with (force)`),
  }
}

/** The same server and role, another database. By text: the address of a socket has no host, which is no `URL`. */
export function withDatabaseName(connectionString: string, name: string): string {
  return connectionString.replace(/^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${name}`)
}

/** One statement on a connection of its own. */
export async function administer(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
