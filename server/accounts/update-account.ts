/**
 * Renames an account, lets its hosts share their meetings, or makes it a sandbox. Streams of deliveries that hosts have open end when
 * sharing changes: what they may see is another.
 */
import type { Context } from '../platform/context.ts'
import { announceOnCommit, type Transaction } from '../platform/database/database.ts'
import { requireInstanceLevel, type Caller } from './caller.ts'
import { findAccount, type AccountRow } from './find-accounts.ts'
import { recordAudit } from './record-audit.ts'

export interface AccountChange {
  name?: string | undefined
  sharesMeetings?: boolean | undefined
  isSandbox?: boolean | undefined
}

export async function updateAccount(
  { database }: Context,
  caller: Caller,
  id: string,
  change: AccountChange,
  /** Asked under the account's lock; throws where the caller has seen another one. */
  requireSeen: (account: AccountRow) => void = () => {},
): Promise<AccountRow> {
  requireInstanceLevel(caller)
  return database.transaction(async (tx) => {
    const account = await findAccount(tx, caller, id, true)
    requireSeen(account)
    const {
      name = account.name,
      sharesMeetings = account.shares_meetings,
      isSandbox = account.is_sandbox,
    } = change
    const isShared = sharesMeetings !== account.shares_meetings
    const isOther = isSandbox !== account.is_sandbox
    if (name === account.name && !isShared && !isOther) return account
    await tx
      .updateTable('accounts')
      .set({ name, shares_meetings: sharesMeetings, is_sandbox: isSandbox })
      .where('id', '=', id)
      .execute()
    const details = {
      before: account.name,
      after: name,
      ...(isShared && { sharesMeetings }),
      ...(isOther && { isSandbox }),
    }
    await recordAudit(tx, caller, 'account.updated', id, details, id)
    if (isShared) await announceHosts(tx, id)
    return { ...account, name, shares_meetings: sharesMeetings, is_sandbox: isSandbox }
  })
}

async function announceHosts(tx: Transaction, accountId: string): Promise<void> {
  const hosts = await tx
    .selectFrom('users')
    .select('id')
    .where('account_id', '=', accountId)
    .where('role', '=', 'host')
    .execute()
  for (const { id } of hosts) announceOnCommit(tx, 'callers', id)
}
