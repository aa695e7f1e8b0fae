/**
 * Writes down what became of a merge, each only while its lease is held: a merge that was taken over, or whose
 * recording was deleted, can write nothing.
 *
 * A merged recording is announced in the same transaction. Anyone who locks both takes the occurrence first, then the
 * recording: so do the making of the summary and the deletion of the meeting, and one waits for the other instead of
 * overlooking it.
 */
import { basename } from 'node:path'
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import type { PartRemark } from '../platform/database/tables.ts'
import { announceRecording } from './announce-recording.ts'
import { failureReason, retryAfterSeconds } from './merge-attempts.ts'
import type { MergeResult } from './merge-parts.ts'
import type { MergeClaim } from './recording-lease.ts'
import { recordingStore } from './recording-store.ts'

/** @returns false where the lease was lost. */
export async function recordMerged(
  context: Context,
  claim: MergeClaim,
  merge: Extract<MergeResult, { result: 'merged' }>,
): Promise<boolean> {
  const { sessionToken: occurrenceId } = claim.place
  return context.database.transaction(async (tx) => {
    await tx.selectFrom('occurrences').select('id').where('id', '=', occurrenceId).forUpdate().execute()
    const { numUpdatedRows } = await held(tx, claim)
      .set({
        ...ENDED,
        state: 'merged',
        reason: null,
        progress: 1,
        file_name: basename(recordingStore(context).mergeTarget(claim.place).outputPath),
        size_bytes: merge.bytes,
        duration_ms: Math.round(merge.durationMs),
        report: reportOf(merge),
        chapters: JSON.stringify(merge.chapters),
        voices: JSON.stringify(merge.voices),
        film_began_at: merge.beganAt,
        has_thumbnail: merge.hasThumbnail,
        strip: merge.strip && JSON.stringify(merge.strip),
        merged_at: context.clock.now(),
      })
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await announceRecording(context, tx, occurrenceId)
    return true
  })
}

/** For good: there is nothing to be had from these parts. @returns false where the lease was lost. */
export async function recordUnusable(
  { database }: Context,
  claim: MergeClaim,
  merge: Extract<MergeResult, { result: 'unusable' }>,
): Promise<boolean> {
  const { numUpdatedRows } = await held(database.queries, claim)
    .set({ ...ENDED, state: 'unusable', reason: merge.reason, progress: 0, report: reportOf(merge) })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** It is tried again later, or given up. @returns false where the lease was lost. */
export async function recordFailure(context: Context, claim: MergeClaim, message: string): Promise<boolean> {
  const retry = retryAfterSeconds(claim.attempt)
  const reason = failureReason(claim.attempt, message)
  const { numUpdatedRows } = await held(context.database.queries, claim)
    .set(
      retry === null
        ? { ...ENDED, state: 'failed', reason }
        : {
            ...RELEASED,
            reason,
            merge_due_at: sql<Date>`${databaseTime(context.clock)} + make_interval(secs => ${retry})`,
          },
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The server stops: another process, or the next start, begins again, and this attempt does not count. */
export async function releaseClaim({ database }: Context, claim: MergeClaim): Promise<void> {
  await held(database.queries, claim)
    .set({ ...RELEASED, merge_attempts: claim.attempt - 1 })
    .execute()
}

/** What was finished of it stays, and so does the progress. */
const RELEASED = { state: 'waiting', lease_token: null, leased_until: null, seconds_left: null } as const
const ENDED = { lease_token: null, leased_until: null, merge_due_at: null, seconds_left: null } as const

function held(queries: Queries, { recordingId, leaseToken }: MergeClaim) {
  return queries.updateTable('recordings').where('id', '=', recordingId).where('lease_token', '=', leaseToken)
}

function reportOf(merge: MergeResult): string {
  const omitted = merge.omitted.map(({ fileName, reason }) => ({ fileName, reason, isUsed: false }))
  const incomplete = merge.result === 'merged' ? merge.incomplete : []
  const remarks: PartRemark[] = [
    ...omitted,
    ...incomplete.map(({ fileName, reason }) => ({ fileName, reason, isUsed: true })),
  ]
  return JSON.stringify(remarks)
}
