/**
 * Deletes a web hook. From the commit on no event makes a delivery for it and no call goes out; what is pending is
 * ended as failed, with that reason, by a reconciler in batches, because a backlog may be large. What is in flight is
 * let finish. Its log stays readable until retention takes it, so the row stays, too.
 */
import type { Caller } from '../../accounts/caller.ts'
import { recordAudit } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Transaction } from '../../platform/database/database.ts'
import { requireVersion, type ExpectedVersions } from '../../platform/expected-versions.ts'
import { findWebHook } from './find-web-hook.ts'

export async function deleteWebHook(
  context: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
  expectedVersions: ExpectedVersions,
): Promise<void> {
  const row = await findWebHook(tx, caller, id, true)
  requireVersion('web hook', row.version, expectedVersions)
  const now = context.clock.now()
  await tx
    .updateTable('web_hooks')
    .set({ deleted_at: now, updated_at: now, version: row.version + 1 })
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('web_hook_warnings').where('web_hook_id', '=', id).execute()
  await recordAudit(
    tx,
    caller,
    'web-hook.deleted',
    id,
    { event: row.event, url: row.url, name: row.name },
    row.account_id,
  )
  announceOnCommit(tx, 'web-hooks', id)
}
