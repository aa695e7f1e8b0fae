/**
 * The queue as a whole, for whoever runs the server: how many calls are owed, since when, and how many web hooks are
 * in trouble. A queue of more than `COUNT_LIMIT_ROWS` is shown as that many.
 */
import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'

export interface QueueReading {
  /** Calls that are owed and will go out by themselves. */
  waiting: number
  /** Calls that wait for a person: Catch up, or a web hook that is switched off. */
  kept: number
  /** Since when the oldest call is owed that will go out by itself. */
  oldestPendingAt: Date | null
  /** Web hooks that are switched on and make no calls, because too many failed or the receiver wants none. */
  stoppedWebHooks: number
  /** Web hooks that are switched on and whose latest call failed. */
  failingWebHooks: number
}

const COUNT_LIMIT_ROWS = 1_000_000

export async function readQueue(queries: Queries): Promise<QueueReading> {
  const [calls, hooks] = await Promise.all([readCalls(queries), readTroubles(queries)])
  return { ...calls, ...hooks }
}

async function readCalls(
  queries: Queries,
): Promise<Pick<QueueReading, 'waiting' | 'kept' | 'oldestPendingAt'>> {
  const { rows } = await sql<{ waiting: number; kept: number; oldest_at: Date | null }>`
    select count(*) filter (where not is_kept) as waiting, count(*) filter (where is_kept) as kept,
      min(created_at) filter (where not is_kept) as oldest_at
    from (
      select d.created_at, d.epoch < f.released_from or not w.enabled as is_kept
      from (select web_hook_id, epoch, created_at from deliveries limit ${COUNT_LIMIT_ROWS}) d
      join web_hook_flow f on f.web_hook_id = d.web_hook_id
      join web_hooks w on w.id = d.web_hook_id
    ) calls`.execute(queries)
  const { waiting = 0, kept = 0, oldest_at = null } = rows[0] ?? {}
  return { waiting, kept, oldestPendingAt: oldest_at }
}

async function readTroubles(
  queries: Queries,
): Promise<Pick<QueueReading, 'stoppedWebHooks' | 'failingWebHooks'>> {
  const { rows } = await sql<{ stopped: number; failing: number }>`
    select count(*) filter (where f.breaker <> 'closed') as stopped,
      count(*) filter (where f.breaker = 'closed' and f.last_failed_at is not null
        and (f.last_succeeded_at is null or f.last_failed_at > f.last_succeeded_at)) as failing
    from web_hooks w join web_hook_flow f on f.web_hook_id = w.id
    where w.enabled and w.deleted_at is null`.execute(queries)
  const { stopped = 0, failing = 0 } = rows[0] ?? {}
  return { stoppedWebHooks: stopped, failingWebHooks: failing }
}
