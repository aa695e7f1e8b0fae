/** Renames an account. */
import type { Context } from '../platform/context.ts'
import { requireInstanceLevel, type Caller } from './caller.ts'
import { findAccount, type AccountRow } from './find-accounts.ts'
import { recordAudit } from './record-audit.ts'

export async function updateAccount(
  { database }: Context,
  caller: Caller,
  id: string,
  name: string | undefined,
): Promise<AccountRow> {
  requireInstanceLevel(caller)
  return database.transaction(async (tx) => {
    const account = await findAccount(tx, caller, id)
    if (name === undefined || name === account.name) return account
    await tx.updateTable('accounts').set({ name }).where('id', '=', id).execute()
    await recordAudit(tx, caller, 'account.updated', id, { before: account.name, after: name }, id)
    return { ...account, name }
  })
}
