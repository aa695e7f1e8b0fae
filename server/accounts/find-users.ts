/** Reads users: those that the caller may see, newest first. Never their password or second factor. */
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { NotFound } from '../platform/errors.ts'
import { sql, type Selectable } from 'kysely'
import { confinedTo, maySee, type Caller } from './caller.ts'
import type { PageRequest } from './find-accounts.ts'

export type UserRow = Omit<
  Selectable<Tables['users']>,
  'password_hash' | 'totp_secret' | 'totp_last_step' | 'totp_proposal' | 'totp_proposed_at'
> & {
  has_password: boolean
  has_totp: boolean
}

export interface UserFilter {
  accountId?: string | undefined
  /** Part of the name or the e-mail address, whatever its case. */
  q?: string | undefined
}

function selectUsers(queries: Queries) {
  return queries
    .selectFrom('users')
    .select([
      'id',
      'account_id',
      'email',
      'username',
      'role',
      'language',
      'disabled_at',
      'created_at',
      sql<boolean>`password_hash is not null`.as('has_password'),
      sql<boolean>`totp_secret is not null`.as('has_totp'),
    ])
}

/** One row more than `limit`, if there is one. */
export function listUsers(
  { database }: Context,
  caller: Caller,
  { accountId, q }: UserFilter,
  { limit, after }: PageRequest,
): Promise<UserRow[]> {
  const confined = confinedTo(caller)
  const pattern = `%${(q ?? '').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return selectUsers(database.queries)
    .$if(confined !== null, (query) => query.where('account_id', '=', confined!))
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId!))
    .$if(q !== undefined, (query) =>
      query.where((where) =>
        where.or([where('username', 'ilike', pattern), where('email', 'ilike', pattern)]),
      ),
    )
    .$if(after !== null, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** @throws NotFound, also for another tenant's. */
export async function findUser(queries: Queries, caller: Caller, id: string, lock = false): Promise<UserRow> {
  let query = selectUsers(queries).where('id', '=', id)
  if (lock) query = query.forNoKeyUpdate()
  const row = await query.executeTakeFirst()
  if (!row || !maySee(caller, row.account_id)) throw new NotFound('user-not-found', `There is no user ${id}.`)
  return row
}

/** Whether anybody can sign in by password. */
export async function hasPasswords(queries: Queries): Promise<boolean> {
  const found = await queries
    .selectFrom('users')
    .select('id')
    .where('password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
