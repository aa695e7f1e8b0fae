/**
 * Writes the minutes of a meeting that is over into its summary. No event: what was told of the summary stays told;
 * anyone who wants the minutes reads them here. Off the record there are none.
 */
import type { Caller } from '../accounts/caller.ts'
import { maySeeMeeting } from '../accounts/visible-meetings.ts'
import { assertTransaction, type Transaction } from '../platform/database/database.ts'
import { Conflict } from '../platform/errors.ts'
import { requireVersion, type ExpectedVersions } from '../platform/expected-versions.ts'
import { contentOf, findSummary, summaryNotFound, type ShownSummary } from './find-summary.ts'

/** Writing what is there already changes nothing. */
export async function writeMinutes(
  tx: Transaction,
  caller: Caller,
  id: string,
  /** None: they stay as they are. */
  minutes: string | undefined,
  expectedVersions: ExpectedVersions = null,
): Promise<ShownSummary> {
  assertTransaction(tx)
  const row = await tx.selectFrom('summaries').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  const isTheirs = row && (await maySeeMeeting(tx, caller, { id: row.meeting_id, accountId: row.account_id }))
  if (!isTheirs) throw summaryNotFound()
  const content = contentOf(row.content)
  requireVersion('summary', row.version, expectedVersions)
  if (minutes !== undefined && content.minutes !== minutes) {
    if (content.meetingType === 'offTheRecord') {
      throw new Conflict('off-the-record', 'This meeting was off the record: it has no minutes.')
    }
    await tx
      .updateTable('summaries')
      .set({ content: JSON.stringify({ ...content, minutes }), version: row.version + 1 })
      .where('id', '=', id)
      .execute()
  }
  return findSummary(tx, caller, id)
}
