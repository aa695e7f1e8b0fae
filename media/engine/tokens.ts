/**
 * Access tokens: JSON web tokens, signed with the engine's secret, that say who somebody is, in which room, and what
 * they may do there. The same as for LiveKit's server.
 */
import { ParticipantPermission, TrackSource } from '@livekit/protocol'
import { jwtVerify, SignJWT } from 'jose'

/** Pages get a new token every few minutes, for the next time that they have to connect. */
const REFRESHED_TOKEN_VALID_S = 600
const ALGORITHM = 'HS256'
const CLOCK_TOLERANCE_S = 10

export class NotAllowed extends Error {}

export interface Grants {
  identity: string
  name: string
  metadata: string
  attributes: Record<string, string>
  /** The room that the token is for; undefined where it is for none, or for all. */
  room: string | undefined
  roomJoin: boolean
  roomAdmin: boolean
  roomCreate: boolean
  roomList: boolean
  permission: ParticipantPermission
}

export interface Tokens {
  /** Throws `NotAllowed`. What it says never quotes the token. */
  verify(token: string): Promise<Grants>
  /** A token for somebody who is in a room, with what they may do by now. */
  renew(grants: Grants): Promise<string>
}

/** What a token says; a stranger's words until its signature was looked at, and of any shape even then. */
interface Claims {
  sub?: string
  name?: string
  metadata?: string
  attributes?: Record<string, string>
  video?: {
    room?: string
    roomJoin?: boolean
    roomAdmin?: boolean
    roomCreate?: boolean
    roomList?: boolean
    canSubscribe?: boolean
    canPublish?: boolean
    canPublishData?: boolean
    canPublishSources?: unknown[]
    canUpdateOwnMetadata?: boolean
    hidden?: boolean
    recorder?: boolean
  }
}

export function createTokens(apiKey: string, apiSecret: string): Tokens {
  const secret = new TextEncoder().encode(apiSecret)
  return {
    async verify(token) {
      const { payload } = await jwtVerify(token, secret, {
        issuer: apiKey,
        algorithms: [ALGORITHM],
        clockTolerance: CLOCK_TOLERANCE_S,
      }).catch(() => {
        throw new NotAllowed('The token is missing, has expired or is not signed with our key')
      })
      return readGrants(payload)
    },
    renew({ identity, name, metadata, attributes, room, permission }) {
      const { canSubscribe, canPublish, canPublishData, hidden, recorder } = permission
      const video: Claims['video'] = {
        room,
        roomJoin: true,
        canSubscribe,
        canPublish,
        canPublishData,
        canPublishSources: permission.canPublishSources.map((source) => TrackSource[source].toLowerCase()),
        canUpdateOwnMetadata: permission.canUpdateMetadata,
        hidden,
        recorder,
      }
      return new SignJWT({ name, metadata, attributes, video })
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(apiKey)
        .setSubject(identity)
        .setNotBefore(0)
        .setExpirationTime(`${REFRESHED_TOKEN_VALID_S}s`)
        .sign(secret)
    },
  }
}

function readGrants(claims: Claims): Grants {
  const video = claims.video ?? {}
  return {
    identity: claims.sub ?? '',
    name: claims.name ?? '',
    metadata: claims.metadata ?? '',
    attributes: { ...claims.attributes },
    room: video.room,
    roomJoin: video.roomJoin === true,
    roomAdmin: video.roomAdmin === true,
    roomCreate: video.roomCreate === true,
    roomList: video.roomList === true,
    permission: new ParticipantPermission({
      canSubscribe: video.canSubscribe ?? true,
      canPublish: video.canPublish ?? true,
      canPublishData: video.canPublishData ?? video.canPublish ?? true,
      canPublishSources: (video.canPublishSources ?? []).map(readSource),
      canUpdateMetadata: video.canUpdateOwnMetadata ?? false,
      hidden: video.hidden ?? false,
      recorder: video.recorder ?? false,
    }),
  }
}

/** In a token sources are words, in the SDK's types numbers. */
function readSource(source: unknown): TrackSource {
  if (typeof source === 'number') return source
  const name = String(source).toUpperCase() as keyof typeof TrackSource
  return TrackSource[name] ?? TrackSource.UNKNOWN
}
