/** Renames a room. An account's own room, whose name is empty, gets a name and is a named room from then on. */
import type { Context } from '../platform/context.ts'
import type { Caller } from './caller.ts'
import { findRoom, type RoomRow } from './find-rooms.ts'
import { recordAudit } from './record-audit.ts'

export async function updateRoom(
  { database }: Context,
  caller: Caller,
  id: string,
  name: string | undefined,
  /** Asked under the room's lock; throws where the caller has seen another one. */
  requireSeen: (room: RoomRow) => void = () => {},
): Promise<RoomRow> {
  return database.transaction(async (tx) => {
    const room = await findRoom(tx, caller, id, true)
    requireSeen(room)
    if (name === undefined || name === room.name) return room
    await tx.updateTable('rooms').set({ name }).where('id', '=', id).execute()
    await recordAudit(tx, caller, 'room.updated', id, { before: room.name, after: name }, room.account_id)
    return { ...room, name }
  })
}
