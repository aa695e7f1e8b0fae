/**
 * Finds out who is behind a credential. A credential is looked up by its hash, never by itself. Anyone who was disabled,
 * signed out, revoked or demoted is so from the next request on: nothing here is kept in memory.
 *
 * A key is never allowed more than its owner: scopes and level are those that both have, and the key of a host for an
 * account that is not the host's (they were an administrator when they made it) is not accepted.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { scopesOf, type Caller, type Scope } from './caller.ts'
import { databaseTime } from '../platform/database/database-time.ts'

interface Owner {
  user_id: string
  username: string
  email: string
  role: 'administrator' | 'host'
  account_id: string
  shares_meetings: boolean
}

/** A signed-in browser stays signed in while it is used, for this long after the last use … */
export const SESSION_IDLE_SECONDS = 12 * 3600
/** … and this long at most. */
export const SESSION_MAX_SECONDS = 14 * 86_400
const SESSION_RENEWAL_SECONDS = 3600

export async function findKeyCaller({ database, clock }: Context, keyHash: Buffer): Promise<Caller | null> {
  const now = databaseTime(clock)
  const { rows } = await sql<
    Owner & { key_id: string; key_account_id: string | null; scopes: Scope[]; stale: boolean }
  >`
    select k.id as key_id, k.account_id as key_account_id, k.scopes, u.id as user_id, u.username, u.email, u.role,
      u.account_id, a.shares_meetings, coalesce(k.last_used_at < date_trunc('minute', ${now}), true) as stale
    from api_keys k join users u on u.id = k.user_id join accounts a on a.id = u.account_id
    where k.key_hash = ${keyHash} and k.revoked_at is null and u.disabled_at is null
      and (u.role = 'administrator' or coalesce(k.account_id, u.account_id) = u.account_id)`.execute(
    database.queries,
  )
  const [row] = rows
  if (!row) return null
  if (row.stale) {
    await sql`update api_keys set last_used_at = date_trunc('minute', ${now}) where id = ${row.key_id}`.execute(
      database.queries,
    )
  }
  const allowed = scopesOf(row.role)
  return {
    ...callerOf(row),
    kind: 'api-key',
    actor: `api-key:${row.key_id}`,
    accountId: row.key_account_id ?? row.account_id,
    level: row.key_account_id === null && row.role === 'administrator' ? 'instance' : 'account',
    scopes: new Set(row.scopes.filter((scope) => allowed.includes(scope))),
  }
}

/** Whom `ADMIN_API_KEY` acts for: the seeded administrator, set up or not. */
export async function findAdministratorCaller({ database }: Context): Promise<Caller | null> {
  const { rows } = await sql<Owner>`
    select u.id as user_id, u.username, u.email, u.role, u.account_id, a.shares_meetings
    from users u join accounts a on a.id = u.account_id
    where u.role = 'administrator' order by u.created_at, u.id limit 1`.execute(database.queries)
  const [row] = rows
  return row ? { ...callerOf(row), kind: 'api-key', actor: 'api-key:admin' } : null
}

export interface SessionCaller {
  caller: Caller
  csrfToken: string
}

export async function findSessionCaller(
  { database, clock }: Context,
  tokenHash: Buffer,
): Promise<SessionCaller | null> {
  const now = databaseTime(clock)
  const { rows } = await sql<Owner & { csrf_token: string; stale: boolean }>`
    select s.csrf_token, u.id as user_id, u.username, u.email, u.role, u.account_id,
      a.shares_meetings, s.expires_at < ${now} + make_interval(secs => ${SESSION_IDLE_SECONDS - SESSION_RENEWAL_SECONDS}) as stale
    from sessions s join users u on u.id = s.user_id join accounts a on a.id = u.account_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and u.disabled_at is null`.execute(
    database.queries,
  )
  const [row] = rows
  if (!row) return null
  if (row.stale) {
    await sql`
      update sessions set expires_at = least(${now} + make_interval(secs => ${SESSION_IDLE_SECONDS}),
        created_at + make_interval(secs => ${SESSION_MAX_SECONDS}))
      where token_hash = ${tokenHash}`.execute(database.queries)
  }
  return { caller: callerOf(row), csrfToken: row.csrf_token }
}

/** The user as a caller of their own. */
export async function callerOfUser(queries: Queries, userId: string): Promise<Caller> {
  const owner = await queries
    .selectFrom('users as u')
    .innerJoin('accounts as a', 'a.id', 'u.account_id')
    .select(['u.id as user_id', 'u.username', 'u.email', 'u.role', 'u.account_id', 'a.shares_meetings'])
    .where('u.id', '=', userId)
    .executeTakeFirstOrThrow()
  return callerOf(owner)
}

function callerOf(owner: Owner): Caller {
  return {
    kind: 'user',
    actor: `user:${owner.user_id}`,
    userId: owner.user_id,
    username: owner.username,
    email: owner.email,
    accountId: owner.account_id,
    level: owner.role === 'administrator' ? 'instance' : 'account',
    role: owner.role,
    ownMeetingsOnly: owner.role === 'host' && !owner.shares_meetings,
    scopes: new Set(scopesOf(owner.role)),
  }
}
