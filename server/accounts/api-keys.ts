/** API keys: made, listed and revoked. What is stored of a key is its hash. */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import { type Queries, announceOnCommit } from '../platform/database/database.ts'
import { NotFound, InvalidInput } from '../platform/errors.ts'
import { objectId, secretToken } from '../platform/ids.ts'
import { hashToken } from '../platform/settings/secrets.ts'
import { type PageRequest, findAccount } from './accounts.ts'
import { recordAudit } from './audit.ts'
import { confinedTo, maySee, type Caller, type Scope, chosenAccount, hasScope } from './caller.ts'

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

const KEY_PREFIX = 'sm_'
const SHOWN_CHARACTERS = 9

export interface NewApiKey {
  name: string
  /** Null: the whole instance. Default: as far as the maker reaches. */
  accountId?: string | null | undefined
  scopes: Scope[]
}

/**
 * Makes an API key. The key is answered this once; what is stored is its hash, and its first characters so that people
 * can tell keys apart. Nobody gives a key more than they have: scopes and level are bounded by the maker's.
 */
export async function createApiKey(
  { database, clock }: Context,
  caller: Caller,
  { name, scopes, accountId: wanted }: NewApiKey,
): Promise<{ row: ApiKeyRow; key: string }> {
  const accountId = chosenAccount(caller, wanted)
  const excess = scopes.flatMap((scope, index) =>
    hasScope(caller, scope)
      ? []
      : [
          {
            pointer: `/scopes/${index}`,
            code: 'scope-missing' as const,
            parameters: { scope },
            detail: `You do not have ${scope} yourself.`,
          },
        ],
  )
  if (excess.length > 0) throw new InvalidInput(excess)
  const key = `${KEY_PREFIX}${secretToken()}`
  return database.transaction(async (tx) => {
    if (accountId !== null) await findAccount(tx, caller, accountId)
    const id = objectId(clock.now())
    await tx
      .insertInto('api_keys')
      .values({
        id,
        user_id: caller.userId,
        account_id: accountId,
        name,
        prefix: key.slice(0, SHOWN_CHARACTERS),
        key_hash: hashToken(key),
        scopes: [...new Set(scopes)],
      })
      .execute()
    await recordAudit(tx, caller, 'api-key.created', id, { name, scopes }, accountId)
    return { row: await findApiKey(tx, caller, id), key }
  })
}

/**
 * The key is refused from the next request on, and streams that it opened end. The row stays, for the audit trail.
 * Once more changes nothing.
 */
export async function revokeApiKey({ database, clock }: Context, caller: Caller, id: string): Promise<void> {
  await database.transaction(async (tx) => {
    const key = await findApiKey(tx, caller, id)
    if (key.revoked_at) return
    await sql`update api_keys set revoked_at = ${databaseTime(clock)} where id = ${id}`.execute(tx)
    announceOnCommit(tx, 'callers', key.user_id)
    await recordAudit(tx, caller, 'api-key.revoked', id, { name: key.name }, key.account_id)
  })
}
