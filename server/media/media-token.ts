/**
 * The token that lets one participant into one media room: LiveKit's, signed with the key of the engine that holds it.
 * It is valid for minutes only, so that who was removed cannot come back with it; a page that needs another one joins
 * again. LiveKit renews the tokens of those who are connected by itself.
 */
import { AccessToken } from 'livekit-server-sdk'
import type { ParticipantRole } from '../platform/database/tables.ts'

export interface MediaPerson {
  participantId: string
  /** The occurrence: `meetingToken` of the wire contract. */
  room: string
  name: string
  role: ParticipantRole
}

/** Tells our participants from those of other products on the same LiveKit server, and pages who is a host. */
export const ROLE_ATTRIBUTE = 'role'

const VALID_SECONDS = 600

export function signMediaToken(
  { apiKey, apiSecret }: { apiKey: string; apiSecret: string },
  { participantId, room, name, role }: MediaPerson,
): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, {
    identity: participantId,
    name,
    ttl: VALID_SECONDS,
    attributes: { [ROLE_ATTRIBUTE]: role },
  })
  token.addGrant({
    roomJoin: true,
    room,
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
    canUpdateOwnMetadata: true,
  })
  return token.toJwt()
}
