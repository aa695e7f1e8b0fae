/** Reads API keys: those of the accounts that the caller may see, newest first. Never the keys themselves. */
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { NotFound } from '../platform/errors.ts'
import { confinedTo, maySee, type Caller, type Scope } from './caller.ts'
import type { PageRequest } from './find-accounts.ts'

export interface ApiKeyRow {
  id: string
  name: string
  prefix: string
  account_id: string | null
  user_id: string
  scopes: Scope[]
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}

function selectApiKeys(queries: Queries) {
  return queries
    .selectFrom('api_keys')
    .select([
      'id',
      'name',
      'prefix',
      'account_id',
      'user_id',
      'scopes',
      'created_at',
      'last_used_at',
      'revoked_at',
    ])
    .$narrowType<{ scopes: Scope[] }>()
}

/** One row more than `limit`, if there is one. */
export function listApiKeys(
  { database }: Context,
  caller: Caller,
  { limit, after }: PageRequest,
): Promise<ApiKeyRow[]> {
  const confined = confinedTo(caller)
  return selectApiKeys(database.queries)
    .$if(confined !== null, (query) => query.where('account_id', '=', confined!))
    .$if(after !== null, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** @throws NotFound, also for another tenant's and, for account-level callers, for keys of the whole instance. */
export async function findApiKey(queries: Queries, caller: Caller, id: string): Promise<ApiKeyRow> {
  const row = await selectApiKeys(queries).where('id', '=', id).executeTakeFirst()
  if (!row || !maySee(caller, row.account_id)) {
    throw new NotFound('api-key-not-found', `There is no API key ${id}.`)
  }
  return row
}
