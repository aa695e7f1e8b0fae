/**
 * Makes the summaries whose time has come: a while after the close, 5 minutes by default, also where the server was
 * down at that time. Each in a transaction of its own, so that one that cannot be made does not keep the others back.
 * Any number of processes may do so at once: the process that holds an occurrence makes its summary, the others pass on.
 */
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Context } from '../platform/context.ts'
import { createDueWork } from '../platform/due-work.ts'
import { createReconciler, type Reconciler, type RunResult } from '../platform/reconciler.ts'
import { createSummary } from './create-summary.ts'

const INTERVAL_MS = 1_000
const BATCH_LIMIT_SUMMARIES = 50

export function createSummaryMaker(context: Context): Reconciler {
  return createReconciler({
    name: 'summaries',
    intervalMs: INTERVAL_MS,
    logger: context.logger,
    run: createDueSummaries(context),
  })
}

export function createDueSummaries(context: Context): () => Promise<RunResult> {
  const { clock, database, logger } = context
  return createDueWork({
    failure: 'A summary could not be made',
    clock,
    logger,
    read: (without) =>
      database.queries
        .selectFrom('occurrences')
        .select('id')
        .where('summary_due_at', '<=', databaseTime(clock))
        .where(sql<boolean>`id <> all(${without}::uuid[])`)
        .orderBy('summary_due_at')
        .limit(BATCH_LIMIT_SUMMARIES)
        .execute(),
    work: ({ id }) => createIfDue(context, id),
  })
}

/** @returns false where somebody else makes it, made it, or deleted the meeting. */
async function createIfDue(context: Context, occurrenceId: string): Promise<boolean> {
  return context.database.transaction(async (tx) => {
    const occurrence = await tx
      .selectFrom('occurrences')
      .selectAll()
      .where('id', '=', occurrenceId)
      .where('summary_due_at', 'is not', null)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!occurrence) return false
    const meeting = await tx
      .selectFrom('meetings')
      .selectAll()
      .where('id', '=', occurrence.meeting_id)
      .forKeyShare()
      .skipLocked()
      .executeTakeFirst()
    if (!meeting) return false
    await createSummary(context, tx, meeting, occurrence)
    return true
  })
}
