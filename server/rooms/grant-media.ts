/** The media of somebody who is admitted: where the room's picture and sound are, and a token for them alone. */
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { OccurrencePlace } from '../platform/database/tables.ts'
import type { MediaServer } from '../media/media-server.ts'
import type { Media } from '../../shared/room-messages.ts'
import { placeRoom } from '../media/place-room.ts'
import { sendableSources } from '../media/sendable-sources.ts'

export async function grantMedia(
  context: Context,
  tx: Transaction,
  media: MediaServer,
  occurrence: OccurrencePlace,
  participantId: string,
): Promise<Media> {
  const { name, role, type, is_co_host, has_floor, is_muted } = await tx
    .selectFrom('participants as p')
    .innerJoin('occurrences as o', 'o.id', 'p.occurrence_id')
    .innerJoin('meetings as m', 'm.id', 'o.meeting_id')
    .select(['p.name', 'p.role', 'm.type', 'p.is_co_host', 'p.has_floor', 'p.is_muted'])
    .where('p.id', '=', participantId)
    .executeTakeFirstOrThrow()
  const sources = sendableSources({
    meetingType: type,
    isHost: role === 'host' || is_co_host,
    hasFloor: has_floor,
    isMuted: is_muted,
  })
  const url = await placeRoom(context, tx, media, occurrence)
  return media.admit({ participantId, room: occurrence.id, name, role, sources }, url)
}
