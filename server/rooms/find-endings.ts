/**
 * Which connections have to end, and why: the meeting closed, it was deleted, a host refused or removed the participant,
 * or a newer connection counts.
 */
import { sql } from 'kysely'
import type { Queries } from '../platform/database/database.ts'
import { endingOf, ENDINGS, type Ending } from './close-codes.ts'

export interface ConnectionKey {
  participantId: string
  connectionId: string
}

/** @returns the endings by connection; connections that still count are not among them. */
export async function findEndings(
  queries: Queries,
  connections: ConnectionKey[],
): Promise<Map<string, Ending>> {
  if (connections.length === 0) return new Map()
  const { rows } = await sql<{
    connection_id: string
    state: string | null
    is_newest: boolean | null
    admission: string | null
    refusal_word: string | null
  }>`
    select c.connection_id, o.state, p.admission, p.refusal_word,
      p.connection_id is null or p.connection_id = c.connection_id as is_newest
    from unnest(
      ${connections.map(({ participantId }) => participantId)}::text[],
      ${connections.map(({ connectionId }) => connectionId)}::uuid[]
    ) as c (participant_id, connection_id)
    left join participants p on p.id = c.participant_id
    left join occurrences o on o.id = p.occurrence_id`.execute(queries)
  const endings = new Map<string, Ending>()
  for (const { connection_id, state, is_newest, admission, refusal_word } of rows) {
    if (state === null || state === 'cancelled') endings.set(connection_id, ENDINGS.meetingDeleted)
    else if (state === 'closed') endings.set(connection_id, ENDINGS.meetingClosed)
    else {
      const ending = endingOf(admission, refusal_word) ?? (is_newest ? null : ENDINGS.replaced)
      if (ending) endings.set(connection_id, ending)
    }
  }
  return endings
}
