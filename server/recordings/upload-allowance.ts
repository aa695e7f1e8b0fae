/**
 * How much one participant may send: in proportion to the time that they were inside, so that a guest who stays for a
 * minute can neither fill the disk nor use up the parts of the others. A little more than any recorder makes is free
 * from the beginning, for reconnects and for what is sent late.
 */
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Clock } from '../platform/clock.ts'
import type { Queries } from '../platform/database/database.ts'

/** Twice what HD with sound and a shared screen needs. */
const BYTES_PER_SECOND = 1_000_000
const BYTES_AT_ONCE = 64 * 1024 ** 2
const PARTS_PER_MINUTE = 2
const PARTS_AT_ONCE = 10
/** Of all the parts that a merge looks at. */
const PARTS_LIMIT = 200
/** Recorders send one every second or less often. */
const CHUNKS_PER_SECOND = 4
const CHUNKS_AT_ONCE = 300

export interface Allowance {
  parts: number
  chunks: number
  bytes: number
}

/** @param insideSeconds how long the participant was inside, all stays together */
export function uploadAllowance(insideSeconds: number): Allowance {
  return {
    parts: Math.min(PARTS_LIMIT, PARTS_AT_ONCE + Math.floor((insideSeconds / 60) * PARTS_PER_MINUTE)),
    chunks: CHUNKS_AT_ONCE + Math.floor(insideSeconds * CHUNKS_PER_SECOND),
    bytes: BYTES_AT_ONCE + Math.floor(insideSeconds * BYTES_PER_SECOND),
  }
}

export interface Uploads extends Allowance {
  /** Null: the participant was never inside. */
  insideSeconds: number | null
  firstJoinedAt: Date | null
}

/** What a participant has sent so far, and the time that it is measured by. */
export async function readUploads(queries: Queries, clock: Clock, participantId: string): Promise<Uploads> {
  const { rows } = await sql<Uploads>`
    select v.seconds as "insideSeconds", v.first as "firstJoinedAt", p.parts, p.chunks, p.bytes
    from (
      select extract(epoch from sum(greatest(coalesce(left_at, ${databaseTime(clock)}) - joined_at, interval '0')))::float8
        as seconds, min(joined_at) as first
      from visits where participant_id = ${participantId}
    ) v, (
      select count(*) as parts, coalesce(sum(received_chunks), 0)::bigint as chunks,
        coalesce(sum(received_bytes), 0)::bigint as bytes
      from recording_parts where participant_id = ${participantId} and recorded_by = 'upload'
    ) p`.execute(queries)
  return rows[0]!
}
