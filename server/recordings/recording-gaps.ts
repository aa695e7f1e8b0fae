/**
 * When an occurrence was not recorded while somebody was inside: because hosts had paused or stopped it, because a
 * recorder or a server ended without warning, or because there was no room. Those who hold leases and those who steer the
 * recording write them down.
 */
import { sql } from 'kysely'
import type { Queries } from '../platform/database/database.ts'
import type { RecordingGapReason } from '../platform/database/tables.ts'

export interface RecordingGap {
  from: Date
  to: Date
  reason: RecordingGapReason
}

/** In order of time. What lasts is as long as the meeting, or until now. */
export async function findGaps(queries: Queries, occurrenceId: string): Promise<RecordingGap[]> {
  const { rows } = await sql<RecordingGap>`
    select g.began_at as "from", greatest(g.began_at, coalesce(g.ended_at, o.closed_at, now())) as "to", g.reason
    from recording_gaps g join occurrences o on o.id = g.occurrence_id
    where g.occurrence_id = ${occurrenceId} order by g.began_at`.execute(queries)
  return rows
}

/** Nobody wanted it. */
export function isLost({ reason }: RecordingGap): boolean {
  return reason !== 'paused' && reason !== 'stopped'
}
