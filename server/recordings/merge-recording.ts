/**
 * Merges one recording under a lease, and writes down what became of it.
 *
 * Parts that nobody completed are closed first, with what has come in of them: a browser that crashed or lost its
 * line costs its last seconds, not its recording. From then on they take nothing more.
 *
 * - Merged, or nothing usable in it: that is final.
 * - Failed: tried again later, with what is then there; what was finished is not made again. After a few times it is
 *   given up, until somebody asks for it again.
 * - The server stops: ffmpeg is killed and the lease given back at once.
 * - The lease was lost: nothing is written. Where that is because the meeting or the recording was deleted, what the
 *   merge may still have put into its place is removed.
 */
import type { Context } from '../platform/context.ts'
import { findGaps, isLost } from './recording-gaps.ts'
import { recordFailure, recordMerged, recordUnusable, releaseClaim } from './end-merge.ts'
import { MERGE_ATTEMPTS_LIMIT } from './merge-attempts.ts'
import { mergeParts, type MergeResult } from './merge-parts.ts'
import type { MergeProgress } from './merge-progress.ts'
import { PartGoneError } from './part-errors.ts'
import type { PartPlace, SessionPlace } from './part-places.ts'
import type { PartStore } from './part-store.ts'
import type { RecordedPart } from './plan-merge.ts'
import { holdLease, type MergeClaim } from './recording-lease.ts'
import { recordingStore } from './recording-store.ts'

const RECORDER_STOPS_WITHIN_MS = 60_000
const UNFINISHED = 'each server that began it was gone before it was done'

/** Rejects only where the database fails; the lease then runs out by itself. */
export async function mergeRecording(
  context: Context,
  claim: MergeClaim,
  stopping: AbortSignal,
): Promise<void> {
  const { recordingId, attempt } = claim
  const { logger } = context
  const lease = holdLease(context, claim)
  let isHeld: boolean
  try {
    // Whatever kills the server that merges it must not do so for ever.
    if (attempt > MERGE_ATTEMPTS_LIMIT) throw new Error(UNFINISHED)
    const signal = AbortSignal.any([stopping, lease.lost])
    const merge = await mergeClosedParts(context, claim, signal, lease.setProgress)
    await lease.stopRenewing()
    isHeld = await recordResult(context, claim, merge)
    if (isHeld) logger.info({ recordingId, result: merge.result }, 'A recording was merged')
  } catch (error) {
    await lease.stopRenewing()
    if (stopping.aborted) return releaseClaim(context, claim)
    isHeld = !lease.lost.aborted && (await recordFailure(context, claim, describe(context, error)))
    if (isHeld) logger.warn({ err: error, recordingId, attempt }, 'A recording could not be merged')
  }
  if (!isHeld) await abandon(context, claim)
}

async function mergeClosedParts(
  context: Context,
  { recordingId, place }: MergeClaim,
  signal: AbortSignal,
  onProgress: (progress: MergeProgress) => void,
): Promise<MergeResult> {
  const { database, logger, settings } = context
  const { video_resolution: resolution, recording_layout } = await database.queries
    .selectFrom('meetings as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['m.video_resolution', 'a.recording_layout'])
    .where('m.id', '=', place.meetingId)
    .executeTakeFirstOrThrow()
  return mergeParts({
    parts: await closeParts(context, recordingId, place),
    ...recordingStore(context).mergeTarget(place),
    resolution,
    layout: recording_layout ?? settings.current().recordingLayout,
    lost: (await findGaps(database.queries, place.sessionToken)).filter(isLost),
    signal,
    onProgress,
    priority: context.mergePriority,
    logger: logger.child({ recordingId }),
  })
}

async function closeParts(
  context: Context,
  recordingId: string,
  place: SessionPlace,
): Promise<RecordedPart[]> {
  const store = recordingStore(context)
  const rows = await context.database.queries
    .selectFrom('recording_parts as p')
    .innerJoin('participants', 'participants.id', 'p.participant_id')
    .selectAll('p')
    .select('participants.name')
    .select((eb) =>
      eb
        .selectFrom('visits as v')
        .whereRef('v.participant_id', '=', 'p.participant_id')
        .select(({ fn }) => fn.max('v.left_at').as('left_at'))
        .as('left_at'),
    )
    .where('p.recording_id', '=', recordingId)
    .orderBy('p.started_at')
    .orderBy('p.participant_id')
    .orderBy('p.part_index')
    .execute()
  const parts: RecordedPart[] = []
  for (const row of rows) {
    const part = { ...place, partId: row.id }
    if (row.chunk_count === null) await salvage(store, part)
    parts.push({
      fileName: row.file_name,
      path: await store.partFile(part),
      participantId: row.participant_id,
      participantName: row.name,
      index: row.part_index,
      pictureKind: row.picture,
      startedAt: row.started_at,
      lengthLimitMs: longestStay(row.started_at, row.left_at),
    })
  }
  return parts
}

/** A part is as long as its participant stayed; recorders stop a moment later than people leave. */
function longestStay(startedAt: Date, leftAt: Date | null): number {
  const stayMs = leftAt === null ? 0 : leftAt.getTime() - startedAt.getTime()
  return Math.max(0, stayMs) + RECORDER_STOPS_WITHIN_MS
}

/** Of a part that has no folder nothing ever came in; the merge says that its file is missing. */
async function salvage(store: PartStore, part: PartPlace): Promise<void> {
  try {
    await store.salvagePart(part)
  } catch (error) {
    if (!(error instanceof PartGoneError)) throw error
  }
}

function recordResult(context: Context, claim: MergeClaim, merge: MergeResult): Promise<boolean> {
  return merge.result === 'merged'
    ? recordMerged(context, claim, merge)
    : recordUnusable(context, claim, merge)
}

async function abandon(context: Context, { recordingId, place }: MergeClaim): Promise<void> {
  const { database, logger } = context
  const recording = await database.queries
    .selectFrom('recordings')
    .select('id')
    .where('id', '=', recordingId)
    .executeTakeFirst()
  if (!recording) await recordingStore(context).removeSession(place)
  logger.info({ recordingId }, 'A merge came to nothing: its recording was deleted, or taken over')
}

/** For people: without the paths of this machine. */
function describe({ dataDir }: Context, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replaceAll(`${dataDir}/`, '').replace(/\.$/, '')
}
