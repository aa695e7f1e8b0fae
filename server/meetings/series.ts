/**
 * The series of a meeting, as its row stores it and as `recurrence` expands it, and the occurrences that have rows.
 */
import type { Queries, Transaction } from '../platform/database/database.ts'
import type { Recurring, Series } from '../calendar/recurring.ts'
import type { SeriesChange } from '../platform/database/web-hook-tables.ts'
import type { EventSubject } from '../webhooks/record-event.ts'
import type { MeetingRow, OccurrenceRow } from './meeting.ts'

type RecurringColumns = Pick<
  MeetingRow,
  'frequency_type' | 'frequency' | 'monthly_pattern' | 'ends_type' | 'ends_on' | 'ends_after'
>

export function isRecurring(meeting: Pick<MeetingRow, 'frequency_type'>): boolean {
  return meeting.frequency_type !== ''
}

export function recurringOf(meeting: RecurringColumns): Recurring {
  return {
    frequencyType: meeting.frequency_type,
    frequency: meeting.frequency,
    monthlyPattern: meeting.monthly_pattern,
    endsType: meeting.ends_type,
    endsOn: meeting.ends_on.toISOString(),
    endsAfter: meeting.ends_after,
  }
}

export function recurringColumns(recurring: Recurring): RecurringColumns {
  return {
    frequency_type: recurring.frequencyType,
    frequency: recurring.frequency,
    monthly_pattern: recurring.monthlyPattern,
    ends_type: recurring.endsType,
    ends_on: new Date(recurring.endsOn),
    ends_after: recurring.endsAfter,
  }
}

export function seriesOf(meeting: MeetingRow, excluded: readonly Date[] = []): Series {
  return {
    startTime: meeting.series_start,
    timezone: meeting.timezone,
    recurring: recurringOf(meeting),
    excluded,
  }
}

/** What an event about all of the meeting says of it. */
export function wholeSeries(meeting: MeetingRow): EventSubject {
  return isRecurring(meeting) ? { changes: ['series'] } : {}
}

/** What an event about one occurrence says of it. */
export function oneOccurrence(
  meeting: Pick<MeetingRow, 'frequency_type'>,
  { recurrence_start }: Pick<OccurrenceRow, 'recurrence_start'>,
  change: Exclude<SeriesChange, 'series'> = 'occurrence',
): EventSubject {
  return isRecurring(meeting) ? { changes: [change], occurrence: recurrence_start } : {}
}

/** Starts, by the rule of the series, of the occurrences that were deleted. */
export async function deletedStarts(queries: Queries, meetingId: string): Promise<Date[]> {
  const rows = await queries
    .selectFrom('occurrences')
    .select('recurrence_start')
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'cancelled')
    .orderBy('recurrence_start')
    .execute()
  return rows.map((row) => row.recurrence_start)
}

/** The occurrence that people join next, locked; undefined where none is left. */
export async function lockCurrent(tx: Transaction, meetingId: string): Promise<OccurrenceRow | undefined> {
  return tx
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'current')
    .forUpdate()
    .executeTakeFirst()
}

/** The current one without its lock; undefined: all are closed. */
export async function findCurrent(queries: Queries, meetingId: string): Promise<OccurrenceRow | undefined> {
  return queries
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'current')
    .executeTakeFirst()
}

/** The one that was closed last, which the meeting shows when none is left. */
export async function lastClosed(queries: Queries, meetingId: string): Promise<OccurrenceRow | undefined> {
  return queries
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'closed')
    .orderBy('recurrence_start', 'desc')
    .limit(1)
    .executeTakeFirst()
}
