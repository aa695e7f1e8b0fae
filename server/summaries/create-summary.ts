/**
 * Makes the summary of one closed occurrence, and tells the web hooks, in the caller's transaction and with the
 * occurrence locked. Where the recording is merged already, its event follows at once: it waited for this one.
 *
 * Never twice: the due time is cleared in the same transaction, and an occurrence cannot have two summaries.
 */
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { objectId, secretToken } from '../platform/ids.ts'
import type { MeetingRow, OccurrenceRow } from '../meetings/meeting.ts'
import { oneOccurrence } from '../meetings/series.ts'
import { announceRecording } from '../recordings/announce-recording.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { buildSummary, redactSummary } from './build-summary.ts'
import { loadSummarySource } from './load-summary-source.ts'

/** @returns the summary's id. */
export async function createSummary(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  occurrence: OccurrenceRow,
): Promise<string> {
  const { clock, settings, publicUrl } = context
  const id = objectId(clock.now())
  const pdfToken = meeting.type === 'offTheRecord' ? null : secretToken()
  const summary = buildSummary({
    ...(await loadSummarySource(context, tx, meeting, occurrence)),
    id,
    pdf: pdfToken && `${publicUrl}/api/v1/summaries/${id}/pdf?token=${pdfToken}`,
  })
  await tx
    .insertInto('summaries')
    .values({
      id,
      occurrence_id: occurrence.id,
      meeting_id: meeting.id,
      account_id: meeting.account_id,
      content: JSON.stringify(summary),
      pdf_token: pdfToken,
      created_at: clock.now(),
    })
    .execute()
  await tx.updateTable('occurrences').set({ summary_due_at: null }).where('id', '=', occurrence.id).execute()
  const data = settings.current().privateDataVisible ? summary : redactSummary(summary)
  await recordEvent(tx, clock, {
    hook: 'onMeetingSummaryCreated',
    accountId: meeting.account_id,
    meetingIds: [meeting.id],
    ...oneOccurrence(meeting, occurrence),
    payload: { responseCode: 0, data },
  })
  await announceRecording(context, tx, occurrence.id)
  return id
}
