/**
 * The queue as a whole, for anyone who runs the server: how many calls are owed, since when, and how many web hooks are
 * in trouble. Counted are the oldest `COUNT_LIMIT_ROWS`, and it says whether there are more: what is asked every few
 * seconds must not cost more where a million calls wait.
 */
import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'

export interface QueueReading {
  /** Calls that are owed and will go out by themselves. */
  waiting: number
  /** Calls that wait for a person: Catch up, or a web hook that is switched off. */
  kept: number
  /** There are more than were counted. */
  backlogIsMore: boolean
  /** Since when the oldest call is owed that will go out by itself. */
  oldestPendingAt: Date | null
  /** Web hooks that are switched on and make no calls, because too many failed or the receiver wants none. */
  stoppedWebHooks: number
  /** Web hooks that are switched on and whose latest call failed. */
  failingWebHooks: number
}

const COUNT_LIMIT_ROWS = 10_000
/** Retries are due out of order: the oldest of a web hook is looked for among so many. */
const OLDEST_LOOK_LIMIT_ROWS = 100

export async function readQueue(queries: Queries): Promise<QueueReading> {
  const [calls, hooks] = await Promise.all([readCalls(queries), readTroubles(queries)])
  return { ...calls, ...hooks }
}

type Calls = Pick<QueueReading, 'waiting' | 'kept' | 'backlogIsMore' | 'oldestPendingAt'>

/** Oldest first, by the primary key; the oldest of each web hook is found where it is claimed from. */
async function readCalls(queries: Queries): Promise<Calls> {
  const { rows } = await sql<{ waiting: number; kept: number; looked: number; oldest_at: Date | null }>`
    select n.waiting, n.kept, n.looked, o.oldest_at
    from (
      select count(*) as looked, count(*) filter (where not p.is_kept) as waiting,
        count(*) filter (where p.is_kept) as kept
      from (select web_hook_id, epoch from deliveries order by id limit ${COUNT_LIMIT_ROWS + 1}) d
      cross join lateral (
        select d.epoch < f.released_from or not w.enabled as is_kept
        from web_hook_flow f join web_hooks w on w.id = f.web_hook_id
        where f.web_hook_id = d.web_hook_id limit 1
      ) p
    ) n
    cross join (
      select min(d.created_at) as oldest_at
      from web_hook_flow f
      join web_hooks w on w.id = f.web_hook_id and w.enabled
      cross join lateral (
        select created_at from deliveries where web_hook_id = f.web_hook_id and epoch >= f.released_from
        order by epoch, due_at, id limit ${OLDEST_LOOK_LIMIT_ROWS}
      ) d
    ) o`.execute(queries)
  const { waiting, kept, looked, oldest_at } = rows[0]!
  return {
    waiting: Math.min(waiting, COUNT_LIMIT_ROWS),
    kept: Math.min(kept, COUNT_LIMIT_ROWS),
    backlogIsMore: looked > COUNT_LIMIT_ROWS,
    oldestPendingAt: oldest_at,
  }
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
