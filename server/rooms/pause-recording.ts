/**
 * A host pauses the recording, or resumes it. It is stored with the occurrence, so that everybody is shown the same: those
 * who come later, who connect again, and in every process; it holds until a host resumes it, also when all hosts leave.
 */
import { databaseTime } from '../platform/database/database-time.ts'
import { announceOnCommit } from '../platform/database/database.ts'
import type { Context } from '../platform/context.ts'
import type { RoomClaims } from './room-token.ts'

/** Does nothing where it is so already, or the meeting is closed. */
export async function pauseRecording(
  { clock, database }: Context,
  { occurrenceId, meetingId }: RoomClaims,
  isPaused: boolean,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('occurrences')
      .set({ recording_paused_at: isPaused ? databaseTime(clock) : null })
      .where('id', '=', occurrenceId)
      .where('state', '=', 'current')
      .where('recording_paused_at', isPaused ? 'is' : 'is not', null)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) announceOnCommit(tx, 'room-changed', meetingId)
  })
}
