/**
 * Merges a recording again at somebody's wish: one that was given up, or that waits for its next attempt by itself,
 * perhaps for hours. It is due at once, and has all its attempts before it again. One that was not tried yet waits for
 * parts that may still come in, so that it cannot be hurried.
 */
import type { Caller } from '../accounts/caller.ts'
import { recordAudit } from '../accounts/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { Conflict } from '../platform/errors.ts'
import { lockRecording } from './find-recording.ts'

/** Throws NotFound `recording-not-found`, Conflict `recording-not-failed`. */
export async function mergeAgain(
  { clock }: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
): Promise<void> {
  const row = await lockRecording(tx, caller, id)
  const isRetrying = row.state === 'waiting' && row.merge_attempts > 0
  if (row.state !== 'failed' && !isRetrying) {
    throw new Conflict(
      'recording-not-failed',
      `Only a recording whose merge failed can be merged again. This one is ${row.state}.`,
    )
  }
  await tx
    .updateTable('recordings')
    .set({ state: 'waiting', merge_due_at: clock.now(), merge_attempts: 0 })
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, caller, 'recording.merged-again', id, {}, row.account_id)
}
