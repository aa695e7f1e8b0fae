/**
 * Deletes a recording, parts and merged file; its files are taken off the storage after the commit. The summary shows
 * from then on that there is none. No event: none of the six tells of it. A merge that is under way finds its recording
 * gone and comes to nothing, and one that was not told of yet never will be.
 *
 * While the meeting goes on, it is still being made and cannot be deleted: what came in afterwards would be a recording
 * again. A closed meeting never gets a second one.
 */
import type { Caller } from '../accounts/caller.ts'
import type { Transaction } from '../platform/database/database.ts'
import { Conflict } from '../platform/errors.ts'
import { lockRecording } from './find-recording.ts'
import { sessionPath } from './recording-store.ts'

/** Throws NotFound `recording-not-found`, Conflict `recording-in-progress`. */
export async function deleteRecording(tx: Transaction, caller: Caller, id: string): Promise<void> {
  const row = await lockRecording(tx, caller, id)
  if (row.state === 'collecting') {
    throw new Conflict(
      'recording-in-progress',
      'The meeting is still being recorded. Close it, then delete this.',
    )
  }
  await tx.deleteFrom('recordings').where('id', '=', id).execute()
  await tx
    .insertInto('removed_files')
    .values({ path: sessionPath({ meetingId: row.meeting_id, sessionToken: row.occurrence_id }) })
    .execute()
}
