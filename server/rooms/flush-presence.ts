/**
 * Writes down the signs of life that one process gathered from its sockets: one statement for many of them. It also
 * is the safety net for everything that is announced between processes: a connection that was replaced, or whose
 * meeting ended, is no longer found here, whether or not word of it arrived.
 *
 * A replaced connection changes nothing, because the row names the newest one. `last_seen_at` never goes back, and is
 * by the database's clock alone: a process says how long ago it heard of somebody, not when. Processes whose clocks
 * differ would count each other's participants out.
 */
import { sql } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Queries } from '../platform/database/database.ts'

/** Rows in one statement. */
const FLUSH_BATCH_LIMIT = 1_000

export interface SignOfLife {
  participantId: string
  connectionId: string
  /** By this process's clock. */
  lastSeenAt: Date
  /** Null: not measured. */
  clockDifferenceMs: number | null
  /** The connection's end was noticed. */
  isLost: boolean
}

/** @returns the connections that still count; false: their participant has been counted out, or let in, and has to enter. */
export async function flushPresence(
  queries: Queries,
  clock: Clock,
  signs: SignOfLife[],
): Promise<Map<string, boolean>> {
  const held = new Map<string, boolean>()
  for (let from = 0; from < signs.length; from += FLUSH_BATCH_LIMIT) {
    const batch = signs.slice(from, from + FLUSH_BATCH_LIMIT)
    const now = clock.now().getTime()
    const { rows } = await sql<{ connection_id: string; inside: boolean }>`
      update participants p
      set last_seen_at = greatest(p.last_seen_at, ${databaseTime(clock)} - s.age_ms * interval '1 millisecond'),
        clock_difference_ms = coalesce(s.clock_difference_ms, p.clock_difference_ms),
        connection_id = case when s.is_lost then null else s.connection_id end
      from unnest(
        ${batch.map((sign) => sign.participantId)}::text[],
        ${batch.map((sign) => sign.connectionId)}::uuid[],
        ${batch.map((sign) => Math.max(0, now - sign.lastSeenAt.getTime()))}::bigint[],
        ${batch.map((sign) => sign.clockDifferenceMs)}::bigint[],
        ${batch.map((sign) => sign.isLost)}::boolean[]
      ) as s (participant_id, connection_id, age_ms, clock_difference_ms, is_lost), occurrences o
      where p.id = s.participant_id and p.connection_id = s.connection_id
        and o.id = p.occurrence_id and o.state = 'current'
      returning s.connection_id,
        p.admission = 'waiting' or exists (select from visits v where v.participant_id = p.id and v.left_at is null)
          as inside`.execute(queries)
    for (const { connection_id, inside } of rows) held.set(connection_id, inside)
  }
  return held
}
