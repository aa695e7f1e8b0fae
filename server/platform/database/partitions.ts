/**
 * Daily partitions of what is append-only: events, their meetings, and the delivery log. They are made ahead, at
 * every start and by retention once a day, so that no insert ever waits for one, and there is no default partition,
 * which would block a later detach. A partition is created alone and attached afterwards: attaching takes only a
 * lock that reads and writes get along with.
 *
 * Partitions are by the real clock, whatever a test's clock says: ids are UUIDv7, and their time is the real one.
 */
import type { ClientBase } from 'pg'

export const PARTITIONED_TABLES = [
  'events',
  'event_meetings',
  'delivery_log_success',
  'delivery_log_failure',
] as const

const DAYS_BEHIND = 1
const DAYS_AHEAD = 14
const DAY_MS = 86_400_000

export interface PartitionDay {
  suffix: string
  from: string
  to: string
}

/** The UTC day that contains `time`, with its bounds as the smallest UUIDv7 of that millisecond. */
export function partitionDay(time: number): PartitionDay {
  const start = Math.floor(time / DAY_MS) * DAY_MS
  return {
    suffix: new Date(start).toISOString().slice(0, 10).replaceAll('-', ''),
    from: lowestUuid(start),
    to: lowestUuid(start + DAY_MS),
  }
}

/** The smallest UUID whose first 48 bits are `time`: a bound for ids made at or after it. */
export function lowestUuid(time: number): string {
  const hex = Math.max(0, Math.floor(time)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

export async function createPartitions(client: ClientBase, now = Date.now()): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = any ($1::text[]::regclass[])`,
    [PARTITIONED_TABLES],
  )
  const existing = new Set(rows.map((row) => row.name))
  for (let day = -DAYS_BEHIND; day <= DAYS_AHEAD; day++) {
    const { suffix, from, to } = partitionDay(now + day * DAY_MS)
    for (const table of PARTITIONED_TABLES) {
      const name = `${table}_${suffix}`
      if (existing.has(name)) continue
      await client.query(`create table ${name} (like ${table} including defaults including constraints)`)
      await client.query(
        `alter table ${table} attach partition ${name} for values from ('${from}') to ('${to}')`,
      )
    }
  }
}
