/**
 * The token that lets one participant into one media room: LiveKit's, signed with the key of the engine that holds it.
 * It is valid for minutes only, so that who was removed cannot come back with it; a page that needs another one joins
 * again. LiveKit renews the tokens of those who are connected by itself.
 */
import { AccessToken, TrackSource } from 'livekit-server-sdk'
import type { ParticipantRole } from '../platform/database/tables.ts'

export interface MediaPerson {
  participantId: string
  /** The occurrence: `meetingToken` of the wire contract. */
  room: string
  name: string
  role: ParticipantRole
  /** A host muted them, and they may not unmute. */
  isMuted: boolean
}

/** Tells our participants from those of other products on the same LiveKit server, and pages who is a host. */
export const ROLE_ATTRIBUTE = 'role'

const VALID_SECONDS = 600

export function signMediaToken(
  { apiKey, apiSecret }: { apiKey: string; apiSecret: string },
  { participantId, room, name, role, isMuted }: MediaPerson,
): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, {
    identity: participantId,
    name,
    ttl: VALID_SECONDS,
    attributes: { [ROLE_ATTRIBUTE]: role },
  })
  const { canUpdateMetadata, ...permission } = mediaPermission(isMuted)
  token.addGrant({ roomJoin: true, room, ...permission, canUpdateOwnMetadata: canUpdateMetadata })
  return token.toJwt()
}

/** What a participant may do in the media, whole: the engine replaces what it has. No sources: all of them. */
export function mediaPermission(isMuted: boolean) {
  return {
    canPublish: true,
    canPublishSources: isMuted ? ALL_BUT_MICROPHONE : [],
    canSubscribe: true,
    canPublishData: true,
    canUpdateMetadata: true,
  }
}

const ALL_BUT_MICROPHONE = [TrackSource.CAMERA, TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO]
