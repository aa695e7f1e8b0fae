/**
 * Tells the web hooks that a recording was merged: once, and never before the summary's event, whose id it carries.
 * Two operations call it, in their own transactions: the merge when it is done, and the making of the summary. The
 * later of the two finds both there; the earlier finds that something is missing, and does nothing.
 *
 * That holds because neither can overlook the other's work: both hold the recording's row lock from before they look
 * until they commit. The merge has it by its own update, the summary takes it when it reads whether there is a merged
 * recording. The second one has waited for the first, and looks with a statement that began after the wait.
 */
import { sql, type Selectable } from 'kysely'
import type { MeetingRecordingPrepared } from '../../receiver/src/contract/payload-types.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { oneOccurrence } from '../meetings/series.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { recordingUrl } from './recording-url.ts'

type RecordingRow = Selectable<Tables['recordings']>

/** @returns whether the event was recorded now. */
export async function announceRecording(
  context: Context,
  tx: Transaction,
  occurrenceId: string,
): Promise<boolean> {
  const recording = await tx
    .selectFrom('recordings')
    .selectAll()
    .where('occurrence_id', '=', occurrenceId)
    .where('state', '=', 'merged')
    .where('announced_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!recording) return false
  // Not joined above: after waiting for the lock, a join would still see the summaries of before the wait.
  const summary = await tx
    .selectFrom('summaries')
    .select('id')
    .where('occurrence_id', '=', occurrenceId)
    .executeTakeFirst()
  if (!summary) return false
  await tx
    .updateTable('recordings')
    .set({ announced_at: context.clock.now() })
    .where('id', '=', recording.id)
    .execute()
  const held = await tx
    .selectFrom('occurrences as o')
    .innerJoin('meetings as m', 'm.id', 'o.meeting_id')
    .select(['m.frequency_type', 'o.recurrence_start'])
    .where('o.id', '=', occurrenceId)
    .executeTakeFirstOrThrow()
  await recordEvent(tx, context.clock, {
    ...oneOccurrence(held, held),
    hook: 'onMeetingRecordingCreated',
    accountId: recording.account_id,
    meetingIds: [recording.meeting_id],
    payload: await present(context, tx, recording, summary.id),
  })
  return true
}

async function present(
  context: Context,
  tx: Transaction,
  recording: RecordingRow,
  summaryId: string,
): Promise<MeetingRecordingPrepared> {
  return {
    meetingId: recording.meeting_id,
    meetingSummaryId: summaryId,
    meetingToken: recording.occurrence_id,
    mergedRecordingUrl: recordingUrl(context, { id: recording.id, urlToken: recording.url_token }),
    recordingUrls: await mergedParts(tx, recording.id),
  }
}

/** Bare file names of the parts that are in the merged file, in the order in which they began. */
async function mergedParts(tx: Transaction, recordingId: string): Promise<string[]> {
  const { rows } = await sql<{ file_name: string }>`
    select p.file_name
    from recording_parts p join recordings r on r.id = p.recording_id
    where r.id = ${recordingId} and not exists (
      select from json_array_elements(r.report) remark
      where remark->>'fileName' = p.file_name and remark->>'isUsed' is distinct from 'true')
    order by p.started_at, p.id`.execute(tx)
  return rows.map((row) => row.file_name)
}
