/** Reads rooms: those that the caller may see, newest first. */
import type { Selectable } from 'kysely'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { NotFound } from '../platform/errors.ts'
import { confinedTo, maySee, type Caller } from './caller.ts'
import type { PageRequest } from './find-accounts.ts'

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
