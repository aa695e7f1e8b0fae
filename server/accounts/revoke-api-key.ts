/** Revokes an API key: it is refused from the next request on, and streams that it opened end. The row stays, for the audit trail. */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { announceOnCommit } from '../platform/database/database.ts'
import type { Caller } from './caller.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import { findApiKey } from './find-api-keys.ts'
import { recordAudit } from './record-audit.ts'

/** Once more changes nothing. */
export async function revokeApiKey({ database, clock }: Context, caller: Caller, id: string): Promise<void> {
  await database.transaction(async (tx) => {
    const key = await findApiKey(tx, caller, id)
    if (key.revoked_at) return
    await sql`update api_keys set revoked_at = ${databaseTime(clock)} where id = ${id}`.execute(tx)
    announceOnCommit(tx, 'callers', key.user_id)
    await recordAudit(tx, caller, 'api-key.revoked', id, { name: key.name }, key.account_id)
  })
}
