/** Who is inside an occurrence, in the order in which they came; whoever is within the grace time still is. */
import type { Queries } from '../platform/database/database.ts'
import type { RosterEntry } from './room-messages.ts'

/** Nobody draws more people than this; further ones hear and are heard, but are not listed. */
const ROSTER_LIMIT = 1_000

export async function listInside(queries: Queries, occurrenceId: string): Promise<RosterEntry[]> {
  return queries
    .selectFrom('participants as p')
    .innerJoin('visits as v', (join) =>
      join.onRef('v.participant_id', '=', 'p.id').on('v.left_at', 'is', null),
    )
    .select(['p.id', 'p.name', 'p.role'])
    .where('p.occurrence_id', '=', occurrenceId)
    .orderBy('v.joined_at')
    .orderBy('p.id')
    .limit(ROSTER_LIMIT)
    .execute()
}
