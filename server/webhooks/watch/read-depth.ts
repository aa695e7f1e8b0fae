/**
 * How deep the queue is, by state, cheaply enough to be asked every few seconds: of each web hook the first
 * `LOOK_LIMIT_ROWS` deliveries are looked at, in the index by which they are claimed. Where there are more, the rest is
 * PostgreSQL's own estimate of the table, which autovacuum keeps fresh.
 */
import { sql } from 'kysely'
import { databaseTime } from '../../platform/database/database-time.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Queries } from '../../platform/database/database.ts'

export interface QueueDepth {
  /** Owed calls as people see them. */
  deliveries: Record<'pending' | 'sending' | 'held' | 'paused', number>
  /** Age of the oldest call that is not paused. */
  oldestAgeSeconds: number
  webHooks: Record<'delivering' | 'failing' | 'open' | 'off', number>
}

interface HookDepth {
  enabled: boolean
  breaker: 'closed' | 'open' | 'gone'
  is_failing: boolean
  pending: number
  sending: number
  held: number
  paused: number
  oldest_seconds: number | null
}

const LOOK_LIMIT_ROWS = 1_000

export async function readDepth(queries: Queries, clock: Clock): Promise<QueueDepth> {
  const [hooks, estimate] = await Promise.all([readHooks(queries, clock), readEstimate(queries)])
  const sum = (read: (hook: HookDepth) => number) => hooks.reduce((total, hook) => total + read(hook), 0)
  const deliveries = {
    pending: sum(({ pending }) => pending),
    sending: sum(({ sending }) => sending),
    held: sum(({ held }) => held),
    paused: sum(({ paused }) => paused),
  }
  addUnseen(deliveries, hooks, estimate)
  return {
    deliveries,
    oldestAgeSeconds: Math.max(0, ...hooks.map((hook) => hook.oldest_seconds ?? 0)),
    webHooks: countStates(hooks),
  }
}

/** Of deleted web hooks only what is still owed counts; that ends soon. */
async function readHooks(queries: Queries, clock: Clock): Promise<HookDepth[]> {
  const { rows } = await sql<HookDepth>`
    select h.enabled, f.breaker, d.*,
      f.last_failed_at is not null and (f.last_succeeded_at is null or f.last_failed_at > f.last_succeeded_at)
        as is_failing
    from web_hooks h
    join web_hook_flow f on f.web_hook_id = h.id
    cross join lateral (
      select count(*) filter (where d.state = 'sending') as sending,
        count(*) filter (where d.state = 'pending' and not p.is_paused) as pending,
        count(*) filter (where d.state = 'held' and not p.is_paused) as held,
        count(*) filter (where d.state <> 'sending' and p.is_paused) as paused,
        extract(epoch from ${databaseTime(clock)} - min(d.created_at) filter (where not p.is_paused))::float8
          as oldest_seconds
      from (select epoch, state, created_at from deliveries where web_hook_id = h.id
        order by epoch, due_at, id limit ${LOOK_LIMIT_ROWS}) d
      cross join lateral (
        select not h.enabled or f.breaker <> 'closed' or d.epoch < f.released_from as is_paused
      ) p
    ) d
    where h.deleted_at is null or exists (select from deliveries where web_hook_id = h.id)`.execute(queries)
  return rows
}

async function readEstimate(queries: Queries): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select reltuples::float8 as count from pg_class where oid = 'deliveries'::regclass`.execute(queries)
  return rows[0]!.count
}

/** What is estimated beyond what was looked at waits as the rest of the longest queues does. */
function addUnseen(deliveries: QueueDepth['deliveries'], hooks: HookDepth[], estimate: number): void {
  const seenOf = ({ pending, sending, held, paused }: HookDepth) => pending + sending + held + paused
  const longest = hooks.filter((hook) => seenOf(hook) >= LOOK_LIMIT_ROWS)
  const seen = hooks.reduce((total, hook) => total + seenOf(hook), 0)
  if (longest.length === 0 || estimate <= seen) return
  const paused = longest.filter((hook) => hook.paused > hook.pending).length / longest.length
  deliveries.paused += Math.round((estimate - seen) * paused)
  deliveries.pending += Math.round((estimate - seen) * (1 - paused))
}

function countStates(hooks: HookDepth[]): QueueDepth['webHooks'] {
  const counts = { delivering: 0, failing: 0, open: 0, off: 0 }
  for (const { enabled, breaker, is_failing } of hooks) {
    if (!enabled) counts.off += 1
    else if (breaker !== 'closed') counts.open += 1
    else if (is_failing) counts.failing += 1
    else counts.delivering += 1
  }
  return counts
}
