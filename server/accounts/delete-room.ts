/**
 * Removes a room in which no meeting is or was held. The account's own room stays: meetings that name no room are
 * held there.
 */
import { DatabaseError } from 'pg'
import type { Context } from '../platform/context.ts'
import { Conflict } from '../platform/errors.ts'
import type { Caller } from './caller.ts'
import { findRoom } from './find-rooms.ts'
import { recordAudit } from './record-audit.ts'

const FOREIGN_KEY_VIOLATION = '23503'

export async function deleteRoom({ database }: Context, caller: Caller, id: string): Promise<void> {
  await database.transaction(async (tx) => {
    const room = await findRoom(tx, caller, id)
    if (room.name === '') throw inUse('This is the own room of its account; it stays.')
    try {
      await tx.deleteFrom('rooms').where('id', '=', id).execute()
    } catch (error) {
      if (error instanceof DatabaseError && error.code === FOREIGN_KEY_VIOLATION) {
        throw inUse(`Meetings are held in ${room.name}. Delete them first, or move them to another room.`)
      }
      throw error
    }
    await recordAudit(tx, caller, 'room.deleted', id, { name: room.name }, room.account_id)
  })
}

function inUse(message: string): Conflict {
  return new Conflict('room-in-use', message)
}
