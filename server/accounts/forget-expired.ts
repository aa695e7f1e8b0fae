/**
 * Forgets what has expired: sessions, one-time links, OpenID attempts, wrong guesses, answers kept for Idempotency-Keys.
 * None of it is accepted any more when it goes; this only keeps the tables small. A reconciler: bounded batches, safe
 * to run in several processes.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../platform/context.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import { KEPT_SECONDS } from './idempotency-keys.ts'

const INTERVAL_MS = 600_000
const BATCH_ROWS = 1_000
const FORGOTTEN_AFTER_SECONDS = 86_400

export function createAccountReconcilers(context: Context): Reconciler[] {
  return [
    createReconciler({
      name: 'forget-expired',
      intervalMs: INTERVAL_MS,
      logger: context.logger,
      run: async () => ((await forgetExpired(context)) ? 'more' : 'done'),
    }),
  ]
}

/** @returns whether there may be more */
async function forgetExpired({ database, clock }: Context): Promise<boolean> {
  const now = databaseTime(clock)
  const longAgo = sql<Date>`${now} - make_interval(secs => ${FORGOTTEN_AFTER_SECONDS})`
  const notKept = sql<Date>`${now} - make_interval(secs => ${KEPT_SECONDS})`
  const deletions = [
    deletion('sessions', 'expires_at', now),
    deletion('one_time_links', 'expires_at', longAgo),
    deletion('openid_attempts_used', 'expires_at', longAgo),
    // Written by the system's clock, in milliseconds.
    deletion('rate_limits', 'expire', sql`${Date.now()}`),
    deletion('idempotency_keys', 'created_at', notKept),
  ]
  let more = false
  for (const statement of deletions) {
    const { numAffectedRows = 0n } = await statement.execute(database.queries)
    more ||= numAffectedRows >= BigInt(BATCH_ROWS)
  }
  return more
}

function deletion(table: string, column: string, before: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    delete from ${sql.table(table)} where ctid = any(array(
      select ctid from ${sql.table(table)} where ${sql.ref(column)} < ${before} limit ${BATCH_ROWS}))`
}
