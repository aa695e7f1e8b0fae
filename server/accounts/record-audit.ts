/**
 * The audit trail: who changed what in administration, and what the server decided by itself. A line is written in
 * the transaction of its cause, so that neither is there without the other. Details never hold a secret: say that a
 * password was set, not which.
 */
import { assertTransaction, sendAlong, type Transaction } from '../platform/database/database.ts'
import type { Caller } from './caller.ts'

/**
 * @param action resource.verb, such as `web-hook.updated`
 * @param subject id of the thing concerned
 * @param accountId the account concerned, if it is one; null: the instance
 */
export async function recordAudit(
  tx: Transaction,
  by: Pick<Caller, 'actor'> | 'server',
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
  accountId: string | null = null,
): Promise<void> {
  assertTransaction(tx)
  const values = {
    actor: by === 'server' ? by : by.actor,
    action,
    subject,
    details: JSON.stringify(details),
    account_id: accountId,
  }
  sendAlong(tx, tx.insertInto('audit_events').values(values).execute())
}
