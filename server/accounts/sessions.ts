/**
 * Signed-in browsers. The session's token is in the browser's cookie; what is stored is its hash. A session ends by
 * signing out, with a new password, and when its user is disabled; what it holds open (event streams) is told so.
 */
import { sql } from 'kysely'
import { hashToken } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, type Transaction } from '../platform/database/database.ts'
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

/** Ends one browser's session; its token is worth nothing from here on. */
export async function signOut({ database }: Context, token: string): Promise<void> {
  await database.transaction(async (tx) => {
    const ended = await tx
      .deleteFrom('sessions')
      .where('token_hash', '=', hashToken(token))
      .returning('user_id')
      .executeTakeFirst()
    if (ended) announceOnCommit(tx, 'callers', ended.user_id)
  })
}

/** @param exceptToken of the session that stays */
export async function endSessions(tx: Transaction, userId: string, exceptToken?: string): Promise<void> {
  let sessions = tx.deleteFrom('sessions').where('user_id', '=', userId)
  if (exceptToken !== undefined) sessions = sessions.where('token_hash', '<>', hashToken(exceptToken))
  await sessions.execute()
  announceOnCommit(tx, 'callers', userId)
}
