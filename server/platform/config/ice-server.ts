/**
 * STUN and TURN servers, by which participants' browsers find each other across networks: the shape that browsers
 * take (RTCIceServer). What stands here is told to everybody who joins, credentials included; it is no secret, and a
 * TURN server that is open to the world should give out credentials of its own for meetings.
 */
import { Type, type Static } from 'typebox'

const ICE_URLS_LIMIT = 10
const ICE_FIELD_MAX_LENGTH = 500
const ICE_SERVERS_LIMIT = 20

export const IceServer = Type.Object(
  {
    urls: Type.Array(
      Type.String({ pattern: '^(stun|stuns|turn|turns):\\S+$', maxLength: ICE_FIELD_MAX_LENGTH }),
      {
        minItems: 1,
        maxItems: ICE_URLS_LIMIT,
        description: 'Addresses of the server, such as `turn:turn.example.com:3478`',
      },
    ),
    username: Type.Optional(Type.String({ maxLength: ICE_FIELD_MAX_LENGTH })),
    credential: Type.Optional(Type.String({ maxLength: ICE_FIELD_MAX_LENGTH })),
  },
  { additionalProperties: false, description: 'A STUN or TURN server, as browsers take it (RTCIceServer)' },
)
export type IceServer = Static<typeof IceServer>

export const IceServers = Type.Array(IceServer, {
  maxItems: ICE_SERVERS_LIMIT,
  default: [],
  description:
    'STUN and TURN servers by which participants reach each other across networks; told to everybody who joins',
})
