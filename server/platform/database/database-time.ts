/** The time of leases, locks and expiries in statements: the database's, unless a test moves the clock. */
import { sql, type RawBuilder } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Queries } from './database.ts'

export function databaseTime(clock: Clock): RawBuilder<Date> {
  return sql<Date>`coalesce(${clock.databaseNow()}::timestamptz, now())`
}

/** The database's clock at this moment; `databaseTime` is when the transaction began, before it waited for a lock. */
export async function readDatabaseTime(queries: Queries, clock: Clock): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`
    select coalesce(${clock.databaseNow()}::timestamptz, clock_timestamp()) as now`.execute(queries)
  return rows[0]!.now
}
