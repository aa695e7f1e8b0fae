/** Reads accounts: those that the caller may see, newest first. */
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { NotFound } from '../platform/errors.ts'
import { confinedTo, maySee, type Caller } from './caller.ts'

export interface AccountRow {
  id: string
  name: string
  shares_meetings: boolean
  is_sandbox: boolean
  created_at: Date
}

/** A page of a list: what the routes ask for. `after` is the id of the last row seen. */
export interface PageRequest {
  limit: number
  after: string | null
}

/** One row more than `limit`, if there is one. */
export function listAccounts(
  { database }: Context,
  caller: Caller,
  { limit, after }: PageRequest,
): Promise<AccountRow[]> {
  const confined = confinedTo(caller)
  return database.queries
    .selectFrom('accounts')
    .select(['id', 'name', 'shares_meetings', 'is_sandbox', 'created_at'])
    .$if(confined !== null, (query) => query.where('id', '=', confined!))
    .$if(after !== null, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** @throws NotFound, also for another tenant's. */
export async function findAccount(
  queries: Queries,
  caller: Caller,
  id: string,
  lock = false,
): Promise<AccountRow> {
  let query = queries
    .selectFrom('accounts')
    .select(['id', 'name', 'shares_meetings', 'is_sandbox', 'created_at'])
    .where('id', '=', id)
  if (lock) query = query.forNoKeyUpdate()
  const row = maySee(caller, id) ? await query.executeTakeFirst() : undefined
  if (!row) throw new NotFound('account-not-found', `There is no account ${id}.`)
  return row
}

/** Whether the account is for trying things out: nothing is mailed for it. */
export async function isSandbox(queries: Queries, accountId: string): Promise<boolean> {
  const { is_sandbox } = await queries
    .selectFrom('accounts')
    .select('is_sandbox')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return is_sandbox
}
