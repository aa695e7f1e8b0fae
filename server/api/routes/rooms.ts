/** Rooms: where meetings are held. Anyone who schedules meetings may list them; administrators make them. */
import {
  createRoom,
  deleteRoom,
  findRoom,
  listRooms,
  type RoomRow,
  updateRoom,
} from '../../accounts/rooms.ts'
import type { Context } from '../../platform/context.ts'
import { acceptWhole } from '../accept-whole.ts'
import type { Api } from '../api.ts'
import { API_PREFIX } from '../collect-routes.ts'
import { NewRoom, Room, RoomList, RoomPatch } from '../schemas/accounts.ts'
import { IdParams, Nothing } from '../schemas/fields.ts'
import { Page, pageOfIds, pageRequest } from '../schemas/page.ts'
import { requireShown, withEtag } from '../versions.ts'

const tags = ['administration']

export function registerRoomRoutes(api: Api, context: Context): void {
  api.get(
    '/rooms',
    {
      config: { scope: 'meetings:read' },
      schema: {
        operationId: 'listRooms',
        tags,
        summary: 'Lists rooms',
        querystring: RoomList,
        response: { 200: Page(Room) },
      },
    },
    async ({ caller, query }) => {
      const page = pageRequest(query)
      return pageOfIds(await listRooms(context, caller, query, page), page, present)
    },
  )

  api.post(
    '/rooms',
    {
      config: { scope: 'administration:write' },
      schema: {
        operationId: 'createRoom',
        tags,
        summary: 'Makes a permanent room with a name of its own',
        body: NewRoom,
        response: { 201: Room },
      },
    },
    async ({ caller, body }, reply) => {
      const room = await createRoom(context, caller, body)
      return reply
        .code(201)
        .header('location', `${API_PREFIX}/rooms/${room.id}`)
        .send(withEtag(reply, present(room)))
    },
  )

  registerSingleRoomRoutes(api, context)
}

function registerSingleRoomRoutes(api: Api, context: Context): void {
  api.get(
    '/rooms/:id',
    {
      config: { scope: 'meetings:read', versioned: true },
      schema: {
        operationId: 'getRoom',
        tags,
        summary: 'Reads a room',
        params: IdParams,
        response: { 200: Room },
      },
    },
    async ({ caller, params }, reply) =>
      withEtag(reply, present(await findRoom(context.database.queries, caller, params.id))),
  )

  api.patch(
    '/rooms/:id',
    {
      config: { scope: 'administration:write', versioned: true },
      preValidation: acceptWhole(RoomPatch, async (caller, { id }) =>
        present(await findRoom(context.database.queries, caller, id)),
      ),
      schema: {
        operationId: 'updateRoom',
        tags,
        summary: 'Renames a room',
        description: 'The whole room as it was read is taken, too.',
        params: IdParams,
        body: RoomPatch,
        response: { 200: Room },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const requireSeen = (row: RoomRow) => requireShown(request, 'room', present(row))
      return withEtag(reply, present(await updateRoom(context, caller, params.id, body.name, requireSeen)))
    },
  )

  api.delete(
    '/rooms/:id',
    {
      config: { scope: 'administration:write' },
      schema: {
        operationId: 'deleteRoom',
        tags,
        summary: 'Removes a room in which no meeting is or was held',
        params: IdParams,
        response: { 204: Nothing },
      },
    },
    async ({ caller, params }, reply) => {
      await deleteRoom(context, caller, params.id)
      return reply.code(204).send()
    },
  )
}

function present({ id, account_id, name, created_at }: RoomRow): Room {
  return { id, accountId: account_id, name, createdAt: created_at.toISOString() }
}
