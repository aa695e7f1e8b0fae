/**
 * The token that lets one participant into one media room: LiveKit's, signed with the key of the engine that holds it.
 * It is valid for minutes only, so that who was removed cannot come back with it; a page that needs another one joins
 * again. LiveKit renews the tokens of those who are connected by itself.
 */
import { AccessToken, type TrackSource } from 'livekit-server-sdk'
import type { ParticipantRole } from '../platform/database/tables.ts'
import { ALL_SOURCES } from './sendable-sources.ts'

export interface MediaPerson {
  participantId: string
  /** The occurrence: `meetingToken` of the wire contract. */
  room: string
  name: string
  role: ParticipantRole
  /** What they may send. */
  sources: readonly TrackSource[]
  /** How long the token lets them in. Default: ten minutes. */
  validSeconds?: number
}

/** Tells our participants from those of other products on the same LiveKit server, and pages who is a host. */
export const ROLE_ATTRIBUTE = 'role'

const VALID_SECONDS = 600
/** No id of a participant looks like it. */
const RECORDER_IDENTITY = 'recorder'

export function signMediaToken(
  { apiKey, apiSecret }: { apiKey: string; apiSecret: string },
  { participantId, room, name, role, sources, validSeconds = VALID_SECONDS }: MediaPerson,
): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, {
    identity: participantId,
    name,
    ttl: validSeconds,
    attributes: { [ROLE_ATTRIBUTE]: role },
  })
  const { canUpdateMetadata, ...permission } = mediaPermission(sources)
  token.addGrant({ roomJoin: true, room, ...permission, canUpdateOwnMetadata: canUpdateMetadata })
  return token.toJwt()
}

/** For a server's recorder: it hears and sees everybody, and nobody sees it. A second one in the room ends the first. */
export function signRecorderToken(
  { apiKey, apiSecret }: { apiKey: string; apiSecret: string },
  room: string,
): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { identity: RECORDER_IDENTITY, ttl: VALID_SECONDS })
  token.addGrant({
    roomJoin: true,
    room,
    hidden: true,
    recorder: true,
    canPublish: false,
    canPublishData: false,
    canSubscribe: true,
  })
  return token.toJwt()
}

/** What a participant may do in the media, whole: the engine replaces what it has. */
export function mediaPermission(sources: readonly TrackSource[]) {
  return {
    canPublish: sources.length > 0,
    // An empty list means all of them, to the engine.
    canPublishSources: sources.length === ALL_SOURCES.length ? [] : [...sources],
    canSubscribe: true,
    canPublishData: true,
    canUpdateMetadata: true,
  }
}

/** The other way round: what somebody with this permission may send. */
export function sourcesOf(permission: {
  canPublish: boolean
  canPublishSources: readonly TrackSource[]
}): readonly TrackSource[] {
  if (!permission.canPublish) return []
  return permission.canPublishSources.length === 0 ? ALL_SOURCES : permission.canPublishSources
}
