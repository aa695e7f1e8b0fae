/** What deliveries leave behind: bytes of the write-ahead log, of the events and of the delivery log. */
import type { Pool } from 'pg'

/** Bytes of write-ahead log so far, over all databases. */
export async function walBytes(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(
    `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as bytes`,
  )
  return Number(rows[0]!.bytes)
}

export interface Stored {
  /** With its body, its part of the indexes, and what finds it by its meeting. */
  bytesPerEvent: number
  /** A line of the delivery log, with its part of the indexes. */
  bytesPerTry: number
}

export async function readStored(pool: Pool): Promise<Stored> {
  const { rows } = await pool.query<{ bytes_per_event: string; bytes_per_try: string }>(`
    select
      (select sum(pg_total_relation_size(relid)) from (
        select relid from pg_partition_tree('events') union all select relid from pg_partition_tree('event_meetings')) p)
        / greatest((select count(*) from events), 1) as bytes_per_event,
      (select sum(pg_total_relation_size(relid)) from pg_partition_tree('delivery_log'))
        / greatest((select count(*) from delivery_log), 1) as bytes_per_try`)
  return { bytesPerEvent: Number(rows[0]!.bytes_per_event), bytesPerTry: Number(rows[0]!.bytes_per_try) }
}
