/**
 * How participants' browsers exchange picture and sound: directly with each other, with the help of the ICE servers
 * that the operator named. With none they find each other within one network, and often beyond it.
 */
import { Type, type Static } from 'typebox'
import type { Settings } from '../config/settings.ts'

const ICE_URLS_LIMIT = 10
const ICE_FIELD_MAX_LENGTH = 500

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

export interface Media {
  kind: 'peer-to-peer'
  iceServers: IceServer[]
}

export function describeMedia(settings: Settings & { iceServers?: IceServer[] }): Media {
  return { kind: 'peer-to-peer', iceServers: settings.iceServers ?? [] }
}
