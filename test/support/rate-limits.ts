/**
 * The limits of wrong guesses in a test: the library that counts them knows the system's clock only, so what moves is
 * what it has written.
 */
import { sql } from 'kysely'
import type { TestServer } from './server.ts'

export async function passTime({ context }: TestServer, ms: number): Promise<void> {
  await sql`update rate_limits set expire = expire - ${ms}::bigint`.execute(context.database.queries)
}

/** All limits are as at the beginning. */
export async function forgetGuesses({ context }: TestServer): Promise<void> {
  await sql`delete from rate_limits`.execute(context.database.queries)
}
