/**
 * Writes down the signs of life that one process gathered from its sockets: one statement for many of them. It also
 * is the safety net for everything that is announced between processes: a connection that was replaced, or whose
 * meeting ended, is no longer found here, whether or not word of it arrived.
 *
 * A replaced connection changes nothing, because the row names the newest one. `last_seen_at` never goes back.
 */
import { sql } from 'kysely'
import type { Queries } from '../platform/database/database.ts'

/** Rows in one statement. */
const FLUSH_BATCH_LIMIT = 1_000

export interface SignOfLife {
  participantId: string
  connectionId: string
  lastSeenAt: Date
  /** The connection's end was noticed. */
  isLost: boolean
}

/** @returns the connections that still count; false: their participant has been counted out, and has to enter anew. */
export async function flushPresence(queries: Queries, signs: SignOfLife[]): Promise<Map<string, boolean>> {
  const held = new Map<string, boolean>()
  for (let from = 0; from < signs.length; from += FLUSH_BATCH_LIMIT) {
    const batch = signs.slice(from, from + FLUSH_BATCH_LIMIT)
    const { rows } = await sql<{ connection_id: string; inside: boolean }>`
      update participants p
      set last_seen_at = greatest(p.last_seen_at, s.last_seen_at),
        connection_id = case when s.is_lost then null else s.connection_id end
      from unnest(
        ${batch.map((sign) => sign.participantId)}::text[],
        ${batch.map((sign) => sign.connectionId)}::uuid[],
        ${batch.map((sign) => sign.lastSeenAt.toISOString())}::timestamptz[],
        ${batch.map((sign) => sign.isLost)}::boolean[]
      ) as s (participant_id, connection_id, last_seen_at, is_lost), occurrences o
      where p.id = s.participant_id and p.connection_id = s.connection_id
        and o.id = p.occurrence_id and o.state = 'current'
      returning s.connection_id,
        exists (select from visits v where v.participant_id = p.id and v.left_at is null) as inside`.execute(
      queries,
    )
    for (const { connection_id, inside } of rows) held.set(connection_id, inside)
  }
  return held
}
