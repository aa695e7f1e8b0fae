/**
 * Merges the recordings whose time has come: a while after the close, when the last parts have arrived. One at a time
 * in each process, since a merge takes all the processor that it is given; several processes share the work by leases.
 * A merge takes minutes, and holds nobody else up: this reconciler is awake on its own.
 *
 * Without ffmpeg, recordings wait and say why. It is looked for each time, so that installing it is all there is to do.
 */
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Context } from '../platform/context.ts'
import { createReconciler, type Reconciler, type RunResult } from '../platform/reconciler.ts'
import { ffmpegAvailable } from './ffmpeg-available.ts'
import { mergeRecording } from './merge-recording.ts'
import { claimDueRecording, isDue } from './recording-lease.ts'

const INTERVAL_MS = 1_000
const FFMPEG_RETRY_SECONDS = 120

export function createRecordingMerger(context: Context): Reconciler {
  return createReconciler({
    name: 'merges',
    intervalMs: INTERVAL_MS,
    logger: context.logger,
    run: (signal) => mergeNext(context, signal),
  })
}

async function mergeNext(context: Context, stopping: AbortSignal): Promise<RunResult> {
  const due = await context.database.queries
    .selectFrom('recordings')
    .select('id')
    .where(isDue(context))
    .limit(1)
    .executeTakeFirst()
  if (!due) return 'done'
  const ffmpeg = await ffmpegAvailable(stopping)
  if (!ffmpeg.available) {
    await postpone(context, ffmpeg.howTo)
    return 'done'
  }
  const claim = await claimDueRecording(context)
  if (!claim) return 'done'
  await mergeRecording(context, claim, stopping)
  return 'more'
}

/** All that are due: the next one would wait for the same. */
async function postpone(context: Context, reason: string): Promise<void> {
  const { database, clock, logger } = context
  const { rows } = await sql<{ id: string; is_news: boolean }>`
    with due as (
      select id, reason is distinct from ${reason} as is_news from recordings
      where ${isDue(context)} for update skip locked)
    update recordings r
    set state = 'waiting', reason = ${reason}, lease_token = null, leased_until = null, seconds_left = null,
      merge_due_at = ${databaseTime(clock)} + make_interval(secs => ${FFMPEG_RETRY_SECONDS})
    from due where r.id = due.id
    returning r.id, due.is_news`.execute(database.queries)
  for (const { id } of rows.filter(({ is_news }) => is_news)) {
    logger.warn({ recordingId: id, reason }, 'A recording waits for ffmpeg')
  }
}
