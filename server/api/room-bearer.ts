/** The room token of a participant, as a bearer: on routes that take it beside users and keys. */
import type { FastifyRequest } from 'fastify'
import type { Context } from '../platform/context.ts'
import type { RoomCaller } from '../rooms/room-host.ts'
import { bearerToken } from './authenticate.ts'
import { readRoomToken, type RoomClaims } from '../rooms/room-token.ts'

function roomClaims({ vault, clock }: Context, { headers }: FastifyRequest): RoomClaims | null {
  const token = bearerToken(headers)
  return token === null ? null : readRoomToken(vault, token, clock.now())
}

/** For `admit` of a route: the request is let in where it shows one that is valid. */
export function hasRoomToken(context: Context) {
  return async (request: FastifyRequest): Promise<boolean> => roomClaims(context, request) !== null
}

export function roomCaller(context: Context, request: FastifyRequest): RoomCaller {
  const claims = request.maybeCaller ? null : roomClaims(context, request)
  return claims ? { claims } : { caller: request.caller }
}
