/**
 * Finds the occurrence of a series that a client names by its start: the start that it has, or, where it was moved,
 * the one that the rule gave it. Most occurrences that lie ahead have no row; what they would be is made up here.
 */
import { randomUUID } from 'node:crypto'
import type { Transaction } from '../platform/database/database.ts'
import { NotFound, invalid } from '../platform/errors.ts'
import { isOccurrence } from '../calendar/occurrences.ts'
import { parseInstant } from '../calendar/instant.ts'
import { minutesAfter, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { seriesOf } from './series.ts'

export interface Target {
  occurrence: OccurrenceRow
  /** Whether it has a row. */
  stored: boolean
}

/** Throws NotFound `occurrence-not-found`. With the meeting locked. */
export async function findTarget(
  tx: Transaction,
  meeting: MeetingRow,
  start: string | undefined,
): Promise<Target> {
  if (start === undefined)
    throw invalid('/start', 'Is needed with this scope: the startTime of the occurrence.', 'required')
  const instant = parseInstant(start)
  if (!instant)
    throw invalid(
      '/start',
      'Must be the startTime of an occurrence, in ISO 8601 with an offset.',
      'date-time',
    )
  const rows = await tx
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .where((eb) => eb.or([eb('start_time', '=', instant), eb('recurrence_start', '=', instant)]))
    .forUpdate()
    .execute()
  const live = rows.filter((row) => row.state !== 'cancelled')
  const stored = live.find((row) => row.start_time.getTime() === instant.getTime()) ?? live[0]
  if (stored) return { occurrence: stored, stored: true }
  if (rows.length > 0 || !isOccurrence(seriesOf(meeting), instant)) throw occurrenceNotFound()
  return { occurrence: unstoredOccurrence(meeting, instant), stored: false }
}

function occurrenceNotFound(): NotFound {
  return new NotFound(
    'occurrence-not-found',
    'No occurrence of this meeting starts then. Name one by the startTime that it was shown with.',
  )
}

/** What the rule puts at `start`, as a row that is not stored. */
export function unstoredOccurrence(meeting: MeetingRow, start: Date): OccurrenceRow {
  return {
    id: randomUUID(),
    meeting_id: meeting.id,
    recurrence_start: start,
    start_time: start,
    end_time: minutesAfter(start, meeting.duration_minutes),
    topic: null,
    agenda: null,
    minutes: '',
    state: 'planned',
    first_joined_at: null,
    last_left_at: null,
    close_due_at: null,
    closed_at: null,
    close_reason: null,
    summary_due_at: null,
    media_node_id: null,
    media_url: null,
    lobby: null,
    entry_before_host: null,
    muted_on_entry: null,
    may_unmute: null,
    is_locked: false,
    recording_paused_at: null,
    recording_stopped_at: null,
    recording_stop_reason: null,
    strangers_wait: false,
    advanced_seconds: 0,
  }
}
