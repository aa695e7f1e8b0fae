/**
 * A participant raises or lowers their own hand. It is stored, so that hands keep their order in every process and when
 * somebody connects again; who raises it a second time keeps their place.
 */
import { databaseTime } from '../platform/database/database-time.ts'
import { announceOnCommit } from '../platform/database/database.ts'
import type { Context } from '../platform/context.ts'
import type { RoomClaims } from './room-token.ts'

/** Does nothing where the hand is so already, or the person is not admitted any more. */
export async function raiseHand(
  { clock, database }: Context,
  { participantId, meetingId }: RoomClaims,
  isRaised: boolean,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('participants')
      .set({ hand_raised_at: isRaised ? databaseTime(clock) : null })
      .where('id', '=', participantId)
      .where('admission', '=', 'admitted')
      .where('hand_raised_at', isRaised ? 'is' : 'is not', null)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) announceOnCommit(tx, 'room-changed', meetingId)
  })
}
