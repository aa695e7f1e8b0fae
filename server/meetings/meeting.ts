/**
 * The rules of a meeting. Pure: rows, settings and the time come in, decisions come out.
 *
 * A meeting is a row of its own and one row for each time that it takes place, its occurrences. An occurrence that is
 * not recurring has one; of a series only those have a row that are closed, deleted, changed by themselves, or the
 * `current` one, which people join next. It is open from a while before its start until it is closed, by hand or by
 * itself. The current occurrence is always the earliest that is not closed; when it is closed, the next takes over.
 */
import type { Selectable } from 'kysely'
import type { Settings } from '../platform/config/settings.ts'
import type { CloseReason, Tables } from '../platform/database/tables.ts'

export type MeetingRow = Selectable<Tables['meetings']>
export type OccurrenceRow = Selectable<Tables['occurrences']>

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

/** By how much the clock is ahead for an occurrence: of a sandbox alone. */
type Advance = Partial<Pick<OccurrenceRow, 'advanced_seconds'>>

/** People may enter from here on. */
export function opensAt(
  { start_time, advanced_seconds = 0 }: Pick<OccurrenceRow, 'start_time'> & Advance,
  settings: Settings,
): Date {
  return new Date(start_time.getTime() - (settings.openBeforeSeconds + advanced_seconds) * SECOND_MS)
}

/** Whether people may enter now. Only the current occurrence can be entered, however many lie ahead. */
export function isOpen(
  occurrence: Pick<OccurrenceRow, 'state' | 'start_time'> & Advance,
  settings: Settings,
  now: Date,
): boolean {
  return occurrence.state === 'current' && now.getTime() >= opensAt(occurrence, settings).getTime()
}

/** Whether somebody is or has been inside: from then on start, time zone, type and room stay as they are. */
export function hasBeenUsed(occurrence: Pick<OccurrenceRow, 'first_joined_at'>): boolean {
  return occurrence.first_joined_at !== null
}

export type Occupancy = Pick<OccurrenceRow, 'start_time' | 'end_time' | 'first_joined_at' | 'last_left_at'> &
  Advance

/**
 * When the occurrence closes by itself if nobody comes or goes any more: the earliest of
 * - the hard maximum after the start, even with people inside;
 * - with nobody inside: the grace time, past the end and past the last person's leaving;
 * - after having been used: the empty time, past the start and past the last person's leaving, so that a host who
 *   looked in early and left does not close it for everybody.
 */
export function closeDueAt(occurrence: Occupancy, settings: Settings): Date {
  const { first_joined_at, last_left_at, advanced_seconds = 0 } = occurrence
  const start = occurrence.start_time.getTime()
  const end = occurrence.end_time.getTime()
  const due = [start + settings.closeHardMaxSeconds * SECOND_MS]
  if (first_joined_at === null) due.push(end + settings.closeGraceSeconds * SECOND_MS)
  if (last_left_at !== null) {
    const left = last_left_at.getTime()
    due.push(Math.max(end, left) + settings.closeGraceSeconds * SECOND_MS)
    due.push(Math.max(start, left) + settings.closeEmptySeconds * SECOND_MS)
  }
  return new Date(Math.min(...due) - advanced_seconds * SECOND_MS)
}

/** Why an occurrence that is due closes. */
export function reasonOfAutoClose(
  occurrence: Pick<OccurrenceRow, 'first_joined_at' | 'last_left_at'>,
): CloseReason {
  if (occurrence.first_joined_at === null) return 'nobody-came'
  return occurrence.last_left_at === null ? 'too-long' : 'everybody-left'
}

export function minutesAfter(start: Date, minutes: number): Date {
  return new Date(start.getTime() + minutes * MINUTE_MS)
}

/** Minutes from start to end; not whole where the two do not fit. */
export function minutesBetween(start: Date, end: Date): number {
  return (end.getTime() - start.getTime()) / MINUTE_MS
}

/** Whether an occurrence of a series differs from what the series says of it. */
export function hasOwnTimesOrWords(meeting: MeetingRow, row: OccurrenceRow): boolean {
  const isMoved = row.start_time.getTime() !== row.recurrence_start.getTime()
  const isLonger = minutesBetween(row.start_time, row.end_time) !== meeting.duration_minutes
  return isMoved || isLonger || row.topic !== null || row.agenda !== null
}

/** By what people know it, for the audit trail. */
export function named({ topic, number }: Pick<MeetingRow, 'topic' | 'number'>) {
  return { topic, meetingId: number }
}

export function topicOf(meeting: MeetingRow, occurrence: OccurrenceRow): string {
  return occurrence.topic ?? meeting.topic
}

export function agendaOf(meeting: MeetingRow, occurrence: OccurrenceRow): string {
  return occurrence.agenda ?? meeting.agenda
}
