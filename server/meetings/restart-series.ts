/**
 * A series that goes on from its current occurrence by another rule: another start, time zone or rhythm.
 *
 * The current occurrence becomes the first of the new rule; those that were closed keep the starts that their
 * calls named. Of "ten times" those that were held are taken off.
 */
import type { Context } from '../platform/context.ts'
import { sendAlong, type Transaction } from '../platform/database/database.ts'
import { invalid } from '../platform/errors.ts'
import { splitSeries } from '../calendar/split-series.ts'
import type { MeetingRow, OccurrenceRow } from './meeting.ts'
import type { MeetingDraft } from './meeting-draft.ts'
import { requireRecentStart } from './schedule-meeting.ts'
import { lastClosed, seriesOf } from './series.ts'
import { dropRowsFrom, findRowsFrom, putRowsBack } from './shift-occurrences.ts'

/** How many times the series takes place from here on; `isStated`: the change itself says how many. */
export function endsAfterFromHere(
  former: MeetingRow,
  current: OccurrenceRow,
  { recurring }: MeetingDraft,
  isStated: boolean,
): number {
  if (recurring.endsType !== 'after' || former.ends_type !== 'after' || isStated) return recurring.endsAfter
  return splitSeries(seriesOf(former), current.recurrence_start).following?.endsAfter ?? 1
}

/** What was decided about occurrences already: it binds the new rule, or moves along. */
export interface Decided {
  lastHeld: OccurrenceRow | undefined
  ahead: OccurrenceRow[]
}

/** Of a meeting that is locked. */
export async function findDecided(tx: Transaction, meeting: MeetingRow): Promise<Decided> {
  const [lastHeld, ahead] = await Promise.all([
    lastClosed(tx, meeting.id),
    findRowsFrom(tx, meeting.id, meeting.series_start),
  ])
  return { lastHeld, ahead }
}

interface NewRule {
  /** Has the new rule already. */
  meeting: MeetingRow
  former: MeetingRow
  current: OccurrenceRow
  decided: Decided
}

/** The current occurrence's own row is left to the caller, who moves it; its old start must not be in the way. */
export function restartSeries(
  context: Context,
  tx: Transaction,
  { meeting, former, current, decided }: NewRule,
  after: MeetingDraft,
): void {
  const { lastHeld, ahead } = decided
  const latest = lastHeld && Math.max(lastHeld.start_time.getTime(), lastHeld.recurrence_start.getTime())
  if (latest !== undefined && after.startTime.getTime() <= latest) {
    const detail = `Must be after ${new Date(latest).toISOString()}, the last occurrence that was closed.`
    throw invalid('/startTime', detail, 'series-order')
  }
  requireRecentStart(after, context.clock.now())
  dropRowsFrom(tx, meeting.id, former.series_start)
  const first = tx.updateTable('occurrences').set({ recurrence_start: after.startTime })
  sendAlong(tx, first.where('id', '=', current.id).execute())
  putRowsBack(tx, meeting, ahead, { start: current.recurrence_start, timezone: former.timezone })
}
