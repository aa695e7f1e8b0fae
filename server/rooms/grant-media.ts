/** The media of somebody who is admitted: where the room's picture and sound are, and a token for them alone. */
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { OccurrencePlace } from '../platform/database/tables.ts'
import type { Media, MediaServer } from '../media/media-server.ts'
import { placeRoom } from '../media/place-room.ts'

export async function grantMedia(
  context: Context,
  tx: Transaction,
  media: MediaServer,
  occurrence: OccurrencePlace,
  participantId: string,
): Promise<Media> {
  const { name, role, is_muted } = await tx
    .selectFrom('participants')
    .select(['name', 'role', 'is_muted'])
    .where('id', '=', participantId)
    .executeTakeFirstOrThrow()
  const url = await placeRoom(context, tx, media, occurrence)
  return media.admit({ participantId, room: occurrence.id, name, role, isMuted: is_muted }, url)
}
