/** Makes a further account, with a room of its own in which its meetings are held. */
import type { Context } from '../platform/context.ts'
import { objectId } from '../platform/ids.ts'
import { requireInstanceLevel, type Caller } from './caller.ts'
import type { AccountRow } from './find-accounts.ts'
import { recordAudit } from './record-audit.ts'

interface NewAccount {
  name: string
  sharesMeetings?: boolean
  isSandbox?: boolean
}

export async function createAccount(
  { database, clock }: Context,
  caller: Caller,
  { name, sharesMeetings = false, isSandbox = false }: NewAccount,
): Promise<AccountRow> {
  requireInstanceLevel(caller)
  return database.transaction(async (tx) => {
    const id = objectId(clock.now())
    const whiteLabel = await tx.selectFrom('white_labels').select('id').executeTakeFirstOrThrow()
    const account = await tx
      .insertInto('accounts')
      .values({
        id,
        white_label_id: whiteLabel.id,
        name,
        shares_meetings: sharesMeetings,
        is_sandbox: isSandbox,
      })
      .returning(['id', 'name', 'shares_meetings', 'is_sandbox', 'created_at'])
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('rooms')
      .values({ id: objectId(clock.now()), account_id: id })
      .execute()
    await recordAudit(tx, caller, 'account.created', id, { name, sharesMeetings, isSandbox }, id)
    return account
  })
}
