/**
 * The recording of an occurrence, of which there is one: made by the first part that is uploaded, by the server's recorder,
 * or by the close of a meeting that was to be recorded, whichever comes first.
 */
import type { Transaction } from '../platform/database/database.ts'
import { objectId, secretToken } from '../platform/ids.ts'

interface RecordedOccurrence {
  occurrenceId: string
  meetingId: string
  accountId: string
}

/** Does nothing where there is one. */
export function insertRecording(
  tx: Transaction,
  { occurrenceId, meetingId, accountId }: RecordedOccurrence,
  stage: { state: 'collecting' } | { state: 'waiting'; merge_due_at: Date },
  at: Date,
): Promise<unknown> {
  return tx
    .insertInto('recordings')
    .values({
      id: objectId(at),
      occurrence_id: occurrenceId,
      meeting_id: meetingId,
      account_id: accountId,
      ...stage,
      url_token: secretToken(),
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('occurrence_id').doNothing())
    .execute()
}
