/**
 * Closes meetings by themselves: those whose time has come, each in a transaction of its own, so that one that cannot
 * be closed does not keep the others open. Any number of processes may do so at once: the process that holds a meeting's lock
 * closes it, the others pass on.
 *
 * The visits are looked at once more under the lock. What was found due may have changed since, and a time that some
 * other process left wrong is put right instead of closing a meeting under its people's feet.
 *
 * Of a series that lay still while the server was down, each lapsed occurrence is closed, one after the other: as
 * soon as one is, the next is due.
 */
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Context } from '../platform/context.ts'
import { createDueWork } from '../platform/due-work.ts'
import { createReconciler, type Reconciler, type RunResult } from '../platform/reconciler.ts'
import { closeOccurrence } from './close-occurrence.ts'
import { reasonOfAutoClose } from './meeting.ts'
import { refreshCloseDue } from './refresh-close-due.ts'

const INTERVAL_MS = 1_000
const BATCH_LIMIT_MEETINGS = 50

export function createAutoClose(context: Context): Reconciler {
  return createReconciler({
    name: 'auto-close',
    intervalMs: INTERVAL_MS,
    logger: context.logger,
    run: closeDueMeetings(context),
  })
}

function closeDueMeetings(context: Context): () => Promise<RunResult> {
  const { clock, database, logger } = context
  return createDueWork({
    failure: 'A meeting could not be closed',
    clock,
    logger,
    read: (without) =>
      database.queries
        .selectFrom('occurrences')
        .select(['id', 'meeting_id'])
        .where('state', '=', 'current')
        .where('close_due_at', '<=', databaseTime(clock))
        .where(sql<boolean>`id <> all(${without}::uuid[])`)
        .orderBy('close_due_at')
        .limit(BATCH_LIMIT_MEETINGS)
        .execute(),
    work: ({ id, meeting_id }) => closeIfDue(context, meeting_id, id),
  })
}

/** @returns whether something was done about it here. */
async function closeIfDue(context: Context, meetingId: string, occurrenceId: string): Promise<boolean> {
  return context.database.transaction(async (tx) => {
    const meeting = await tx
      .selectFrom('meetings')
      .selectAll()
      .where('id', '=', meetingId)
      .forNoKeyUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!meeting) return false
    const occurrence = await refreshCloseDue(context, tx, occurrenceId)
    if (!occurrence) return false
    const { rows } = await sql<{ due: boolean }>`
      select ${occurrence.close_due_at}::timestamptz <= ${databaseTime(context.clock)} as due`.execute(tx)
    if (rows[0]!.due) {
      await closeOccurrence(context, tx, meeting, occurrence, reasonOfAutoClose(occurrence))
    }
    return true
  })
}
