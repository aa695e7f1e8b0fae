/** Signs a browser in: makes the session whose token its cookie will hold. Only the token's hash is stored. */
import { sql } from 'kysely'
import { hashToken } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { secretToken } from '../platform/ids.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import { SESSION_IDLE_SECONDS } from './find-caller.ts'

/** @returns the token for the cookie */
export async function startSession({ clock }: Context, tx: Transaction, userId: string): Promise<string> {
  const token = secretToken()
  const now = databaseTime(clock)
  await sql`insert into sessions (token_hash, user_id, csrf_token, created_at, expires_at)
    values (${hashToken(token)}, ${userId}, ${secretToken()}, ${now},
      ${now} + make_interval(secs => ${SESSION_IDLE_SECONDS}))`.execute(tx)
  return token
}
