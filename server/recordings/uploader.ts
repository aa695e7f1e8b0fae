/**
 * Who uploads: a participant's browser, known by its room token, which uploads what it recorded itself and nothing
 * else; or a media engine with a key, which uploads for any participant of the meetings that the key may see. Pure.
 */
import { maySee, type Caller } from '../accounts/caller.ts'
import type { RoomClaims } from '../rooms/room-token.ts'

export type Uploader = { claims: RoomClaims } | { caller: Caller }

/** Where not, the meeting does not exist for them. */
export function mayUploadTo(uploader: Uploader, meeting: { id: string; accountId: string }): boolean {
  if ('claims' in uploader) return uploader.claims.meetingId === meeting.id
  return maySee(uploader.caller, meeting.accountId)
}

export function mayUploadFor(uploader: Uploader, participantId: string): boolean {
  return !('claims' in uploader) || uploader.claims.participantId === participantId
}
