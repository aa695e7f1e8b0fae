/** The time of leases, locks and expiries in statements: the database's, unless a test moves the clock. */
import { sql, type RawBuilder } from 'kysely'
import type { Clock } from '../clock.ts'

export function databaseTime(clock: Clock): RawBuilder<Date> {
  return sql<Date>`coalesce(${clock.databaseNow()}::timestamptz, now())`
}
