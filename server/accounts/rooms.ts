/** Permanent rooms of an account: places with a name, in which meetings are held. */
import type { Selectable } from 'kysely'
import { DatabaseError } from 'pg'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { NotFound, Conflict } from '../platform/errors.ts'
import { objectId } from '../platform/ids.ts'
import { type PageRequest, findAccount } from './accounts.ts'
import { recordAudit } from './audit.ts'
import { confinedTo, maySee, type Caller } from './caller.ts'

export type RoomRow = Selectable<Tables['rooms']>

/** One row more than `limit`, if there is one. */
export function listRooms(
  { database }: Context,
  caller: Caller,
  { accountId }: { accountId?: string | undefined },
  { limit, after }: PageRequest,
): Promise<RoomRow[]> {
  const confined = confinedTo(caller)
  return database.queries
    .selectFrom('rooms')
    .selectAll()
    .$if(confined !== null, (query) => query.where('account_id', '=', confined!))
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId!))
    .$if(after !== null, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** @throws NotFound, also for another tenant's. */
export async function findRoom(queries: Queries, caller: Caller, id: string, lock = false): Promise<RoomRow> {
  let query = queries.selectFrom('rooms').selectAll().where('id', '=', id)
  if (lock) query = query.forNoKeyUpdate()
  const row = await query.executeTakeFirst()
  if (!row || !maySee(caller, row.account_id)) throw new NotFound('room-not-found', `There is no room ${id}.`)
  return row
}

/** Makes a permanent room with a name of its own. */
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

/** Renames a room. An account's own room, whose name is empty, gets a name and is a named room from then on. */
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

const FOREIGN_KEY_VIOLATION = '23503'

/**
 * Removes a room in which no meeting is or was held. The account's own room stays: meetings that name no room are held
 * there.
 */
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
