/** Makes a permanent room with a name of its own. */
import type { Context } from '../platform/context.ts'
import { objectId } from '../platform/ids.ts'
import type { Caller } from './caller.ts'
import { findAccount } from './find-accounts.ts'
import type { RoomRow } from './find-rooms.ts'
import { recordAudit } from './record-audit.ts'

export async function createRoom(
  { database, clock }: Context,
  caller: Caller,
  { name, accountId = caller.accountId }: { name: string; accountId?: string | undefined },
): Promise<RoomRow> {
  return database.transaction(async (tx) => {
    await findAccount(tx, caller, accountId)
    const id = objectId(clock.now())
    const room = await tx
      .insertInto('rooms')
      .values({ id, account_id: accountId, name })
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(tx, caller, 'room.created', id, { name }, accountId)
    return room
  })
}
