/**
 * Deletes recordings that are older than System Configuration keeps them: parts and merged file, counted from the
 * close of the meeting. Where nothing is said, they are kept. A reconciler: bounded batches, safe to run in several
 * processes; what is still being made is left alone until it is finished.
 */
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import { recordAudit } from '../accounts/audit.ts'
import type { Context } from '../platform/context.ts'
import { createReconciler, type Reconciler, type RunResult } from '../platform/reconciler.ts'
import { sessionPath } from './recording-store.ts'

const INTERVAL_MS = 600_000
const BATCH_LIMIT_RECORDINGS = 100

export function createRecordingRetention(context: Context): Reconciler {
  return createReconciler({
    name: 'delete-old-recordings',
    intervalMs: INTERVAL_MS,
    logger: context.logger,
    run: () => deleteOldRecordings(context),
  })
}

async function deleteOldRecordings({ database, settings, clock }: Context): Promise<RunResult> {
  const days = settings.current().recordingRetentionDays
  if (days === null) return 'done'
  const count = await database.transaction(async (tx) => {
    const { rows } = await sql<{ id: string; meeting_id: string; occurrence_id: string; account_id: string }>`
      delete from recordings where id in (
        select r.id from recordings r join occurrences o on o.id = r.occurrence_id
        where r.state in ('merged', 'failed', 'unusable')
          and o.closed_at < ${databaseTime(clock)} - make_interval(days => ${days})
        order by r.id limit ${BATCH_LIMIT_RECORDINGS} for update of r skip locked)
      returning id, meeting_id, occurrence_id, account_id`.execute(tx)
    for (const row of rows) {
      const path = sessionPath({ meetingId: row.meeting_id, sessionToken: row.occurrence_id })
      await tx.insertInto('removed_files').values({ path }).execute()
      await recordAudit(tx, 'server', 'recording.expired', row.id, { days }, row.account_id)
    }
    return rows.length
  })
  return count === BATCH_LIMIT_RECORDINGS ? 'more' : 'done'
}
