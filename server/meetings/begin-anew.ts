/**
 * A series that goes on from its current occurrence by another rule: another start, time zone or rhythm.
 *
 * The current occurrence becomes the first of the new rule; those that were closed keep the starts under which they
 * were told of. Of "ten times" those that were held are taken off.
 */
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { invalid } from '../platform/errors.ts'
import { splitSeries } from '../calendar/split-series.ts'
import type { MeetingRow, OccurrenceRow } from './meeting.ts'
import type { MeetingDraft } from './meeting-draft.ts'
import { requireRecentStart } from './schedule-meeting.ts'
import { lastClosed, seriesOf } from './series.ts'
import { putRowsBack, takeRowsFrom } from './shift-occurrences.ts'

/** How many times the series takes place from here on; `statedAnew`: the change itself says how many. */
export function endsAfterFromHere(
  former: MeetingRow,
  current: OccurrenceRow,
  { recurring }: MeetingDraft,
  statedAnew: boolean,
): number {
  if (recurring.endsType !== 'after' || former.ends_type !== 'after' || statedAnew) return recurring.endsAfter
  return splitSeries(seriesOf(former), current.recurrence_start).following?.endsAfter ?? 1
}

/** `meeting` has the new rule already, `former` had the old one. */
export async function beginAnew(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  former: MeetingRow,
  current: OccurrenceRow,
  after: MeetingDraft,
): Promise<void> {
  const held = await lastClosed(tx, meeting.id)
  const latest = held && Math.max(held.start_time.getTime(), held.recurrence_start.getTime())
  if (latest !== undefined && after.startTime.getTime() <= latest) {
    const detail = `Must be after ${new Date(latest).toISOString()}, the last occurrence that was closed.`
    throw invalid('/startTime', detail, 'series-order')
  }
  requireRecentStart(after, context.clock.now())
  const rows = await takeRowsFrom(tx, meeting.id, former.series_start)
  await tx
    .updateTable('occurrences')
    .set({ recurrence_start: after.startTime })
    .where('id', '=', current.id)
    .execute()
  await putRowsBack(tx, meeting, rows, { start: current.recurrence_start, timezone: former.timezone })
}
