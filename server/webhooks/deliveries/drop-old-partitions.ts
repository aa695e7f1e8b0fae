/**
 * Retention: drops days of the delivery log and of events as whole partitions, and makes those of the days ahead.
 * Nothing is deleted row by row, so nothing bloats; a partition is detached concurrently first, so that no delivery
 * waits for a lock.
 *
 * Kept are events as long as the longest history, and always those that a live delivery still has to tell: a backlog
 * is never dropped. One process does it at a time; the others find the lock taken and leave it.
 */
import { ADVISORY_LOCKS } from '../../platform/database/advisory-locks.ts'
import type { PoolClient } from 'pg'
import type { Context } from '../../platform/context.ts'
import { createPartitions, partitionDay, PARTITIONED_TABLES } from '../../platform/database/partitions.ts'

const DAY_MS = 86_400_000
const DETACH_TIMEOUT_MS = 600_000
const PARTITION_NAME = /^(.+)_(\d{8})$/

type PartitionedTable = (typeof PARTITIONED_TABLES)[number]

export async function dropOldPartitions(context: Context): Promise<void> {
  const client = await context.database.pool.connect()
  try {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      ADVISORY_LOCKS.retention,
    ])
    if (!rows[0]!.locked) return
    await client.query(`set statement_timeout = ${DETACH_TIMEOUT_MS}`)
    await createPartitions(client)
    for (const name of await expiredPartitions(context, client)) {
      await dropPartition(client, name)
      context.logger.info({ partition: name }, 'Dropped a day of the log that is past its retention')
    }
  } finally {
    // The lock goes with the connection.
    client.release(true)
  }
}

/** Names of partitions all of whose days are past. */
async function expiredPartitions(context: Context, client: PoolClient): Promise<string[]> {
  const { deliveredRetentionDays, failedRetentionDays } = context.settings.current()
  const now = context.clock.now().getTime()
  const logged = Math.max(deliveredRetentionDays, failedRetentionDays)
  const eventsBefore = Math.min(now - logged * DAY_MS, (await oldestLiveEvent(client)) ?? Infinity)
  const before: Record<PartitionedTable, number> = {
    delivery_log_success: now - deliveredRetentionDays * DAY_MS,
    delivery_log_failure: now - failedRetentionDays * DAY_MS,
    events: eventsBefore,
    event_meetings: eventsBefore,
  }
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = any ($1::text[]::regclass[]) order by 1`,
    [PARTITIONED_TABLES],
  )
  return rows
    .map((row) => row.name)
    .filter((name) => {
      const [, table, suffix] = PARTITION_NAME.exec(name) ?? []
      return table !== undefined && suffix! < partitionDay(before[table as PartitionedTable]).suffix
    })
}

/** When the oldest event that is still owed to somebody was recorded, epoch milliseconds; null: none is. */
async function oldestLiveEvent(client: PoolClient): Promise<number | null> {
  const { rows } = await client.query<{ id: string | null }>(
    `select least((select event_id from deliveries where kind = 'original' order by event_id limit 1),
      (select event_id from deliveries where kind <> 'original' order by event_id limit 1)) as id`,
  )
  const id = rows[0]!.id
  return id === null ? null : Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}

async function dropPartition(client: PoolClient, name: string): Promise<void> {
  const table = PARTITION_NAME.exec(name)![1]!
  if (table === 'events') {
    await client.query(
      `update feed_state set oldest_ordinal = greatest(oldest_ordinal, coalesce((select max(ordinal) from ${name}), 0))`,
    )
  }
  await client.query(`alter table ${table} detach partition ${name} concurrently`)
  await client.query(`drop table ${name}`)
}
