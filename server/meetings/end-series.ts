/**
 * Ends a series before one of its occurrences: that one and all that follow are taken away. Something of the series
 * must be left: an occurrence that is to come, or one that was closed, which it then shows.
 */
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { Recurring } from '../calendar/recurring.ts'
import { shownOccurrence } from './find-meeting.ts'
import type { MeetingRow, OccurrenceRow } from './meeting.ts'
import { recurringColumns } from './series.ts'
import { showMeeting, type ShownMeeting } from './show-meeting.ts'
import { changeMeeting } from './store-meeting.ts'
import { tellAll } from './tell-invitees.ts'

export async function endSeriesBefore(
  context: Context,
  tx: Transaction,
  former: MeetingRow,
  { recurrence_start: start }: OccurrenceRow,
  kept: Recurring,
): Promise<{ shown: ShownMeeting; removed: OccurrenceRow[] }> {
  const removed = await tx
    .deleteFrom('occurrences')
    .where('meeting_id', '=', former.id)
    .where('recurrence_start', '>=', start)
    .where('state', '<>', 'closed')
    .returningAll()
    .execute()
  const meeting = changeMeeting(tx, former, { ...recurringColumns(kept), newSequence: true })
  const occurrence = await shownOccurrence(tx, meeting.id)
  await tellAll(context, tx, 'update', { meeting, occurrence })
  return { shown: await showMeeting(context, tx, meeting, occurrence), removed }
}
