/**
 * Who uploads: a participant's browser, known by its room token, which uploads what it recorded itself and nothing
 * else; or a media engine with a key, which uploads for any participant of the meetings that the key may see.
 */
import type { Caller } from '../accounts/caller.ts'
import { maySeeMeeting } from '../accounts/visible-meetings.ts'
import type { Queries } from '../platform/database/database.ts'
import type { RoomClaims } from '../rooms/room-token.ts'

export type Uploader = { claims: RoomClaims } | { caller: Caller }

/** Where not, the meeting does not exist for them. */
export async function mayUploadTo(
  queries: Queries,
  uploader: Uploader,
  meeting: { id: string; accountId: string },
): Promise<boolean> {
  if ('claims' in uploader) return uploader.claims.meetingId === meeting.id
  return maySeeMeeting(queries, uploader.caller, meeting)
}

export function mayUploadFor(uploader: Uploader, participantId: string): boolean {
  return !('claims' in uploader) || uploader.claims.participantId === participantId
}
