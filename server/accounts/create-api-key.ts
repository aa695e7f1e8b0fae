/**
 * Makes an API key. The key is answered this once; what is stored is its hash, and its first characters so that
 * people can tell keys apart. Nobody gives a key more than they have: scopes and level are bounded by the maker's.
 */
import { hashToken } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'
import { InvalidInput } from '../platform/errors.ts'
import { objectId, secretToken } from '../platform/ids.ts'
import { chosenAccount, hasScope, type Caller, type Scope } from './caller.ts'
import { findAccount } from './find-accounts.ts'
import { findApiKey, type ApiKeyRow } from './find-api-keys.ts'
import { recordAudit } from './record-audit.ts'

const KEY_PREFIX = 'sm_'
const SHOWN_CHARACTERS = 9

export interface NewApiKey {
  name: string
  /** Null: the whole instance. Default: as far as the maker reaches. */
  accountId?: string | null | undefined
  scopes: Scope[]
}

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
