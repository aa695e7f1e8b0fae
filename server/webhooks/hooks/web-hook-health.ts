/**
 * How web hooks are doing: whether their calls arrive, why not, and what waits. The size and age of a backlog are
 * counted in the index of what is ready, for several web hooks in one statement: exactly up to `COUNT_LIMIT_ROWS`, then
 * as that many and more, because pages ask again and again.
 */
import { sql, type RawBuilder } from 'kysely'
import { databaseTime } from '../../platform/database/database-time.ts'
import type { Context } from '../../platform/context.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { WebHookFlowRow, WebHookRow } from './find-web-hook.ts'
import { groundsOf, judgeWarnings, type Warning } from './judge-warnings.ts'

export type HealthState = 'delivering' | 'failing' | 'open' | 'off'

export interface WebHookHealth {
  state: HealthState
  /** In words; `gone` where the receiver answered 410. */
  reason: string | null
  /** Since when it is so; null while it delivers. */
  since: Date | null
  /** Deliveries that are owed, whatever their state. */
  backlog: number
  /** There are more than `backlog` says. */
  backlogIsMore: boolean
  /** Of these, how many wait for Catch up. */
  kept: number
  oldestPendingAt: Date | null
  /** While it is `open` and makes one call at a time: when the next one is. */
  nextTryAt: Date | null
  warnings: Warning[]
}

interface Backlog {
  web_hook_id: string
  backlog: number
  kept: number
  oldest_at: Date | null
  oldest_released_at: Date | null
  first_failed_at: Date | null
  last_try_at: Date | null
  certificate_valid_from: Date | null
  certificate_valid_to: Date | null
  now: Date
}

type HealthFlow = WebHookFlowRow & Backlog

const COUNT_LIMIT_ROWS = 10_000
/** Among the longest overdue is the oldest. */
const OLDEST_LOOK_LIMIT_ROWS = 1_000
/** Among the longest overdue is the one that failed first. */
const FAILED_LOOK_LIMIT_ROWS = 100

/** Of those due first and of those due last: the latter are in their longest waits. */
const LAST_TRY_LOOK_LIMIT_ROWS = 500
/** With a short schedule everything is about to get its last try; that is no news. */
const LAST_TRY_FAILING_SECONDS = 3_600

/**
 * A lateral subquery of web hook `h` and its flow `f`: `last_try_at`, when the first of its calls that keep failing
 * gets its last try, if every try until then fails as well.
 */
export function lastTryOf({ clock, settings }: Context): RawBuilder<unknown> {
  const rows = sql`select state, due_at, failures, first_failed_at from deliveries where web_hook_id = h.id`
  return sql`
    select min(d.due_at + coalesce(seconds_in_all(s.waits[d.failures + 1:]), 0) * interval '1 s') as last_try_at
    from (select coalesce(h.retry_schedule, ${settings.current().retrySchedule}::integer[]) as waits) s
    cross join (
      (${rows} order by epoch, due_at, id limit ${LAST_TRY_LOOK_LIMIT_ROWS})
      union all
      (${rows} order by epoch desc, due_at desc, id desc limit ${LAST_TRY_LOOK_LIMIT_ROWS})
    ) d
    where d.state <> 'sending'
      and d.first_failed_at < ${databaseTime(clock)} - make_interval(secs => ${LAST_TRY_FAILING_SECONDS})`
}

export async function readHealth(
  context: Context,
  queries: Queries,
  hooks: WebHookRow[],
): Promise<Map<string, WebHookHealth>> {
  if (hooks.length === 0) return new Map()
  const ids = hooks.map((hook) => hook.id)
  const { rows } = await sql<HealthFlow>`
    select f.*, b.backlog, b.kept, o.created_at as oldest_at, r.created_at as oldest_released_at,
      t.first_failed_at, l.last_try_at, g.certificate_valid_from, g.certificate_valid_to, ${databaseTime(context.clock)} as now
    from unnest(${ids}::uuid[]) as w (id)
    join web_hooks h on h.id = w.id
    join origins g on g.id = h.origin_id
    join web_hook_flow f on f.web_hook_id = w.id
    cross join lateral (
      select count(*) as backlog, count(*) filter (where d.epoch < f.released_from) as kept, min(d.id) as oldest
      from (select id, epoch from deliveries where web_hook_id = f.web_hook_id
        order by epoch, due_at, id limit ${COUNT_LIMIT_ROWS + 1}) d
    ) b
    cross join lateral (
      select min(d.id) as oldest_released
      from (select id from deliveries where web_hook_id = f.web_hook_id and epoch >= f.released_from
        order by epoch, due_at, id limit ${OLDEST_LOOK_LIMIT_ROWS}) d
    ) q
    cross join lateral (
      select min(d.first_failed_at) as first_failed_at
      from (select first_failed_at from deliveries where web_hook_id = f.web_hook_id
        order by epoch, due_at, id limit ${FAILED_LOOK_LIMIT_ROWS}) d
      where f.last_succeeded_at is null or d.first_failed_at > f.last_succeeded_at
    ) t
    cross join lateral (${lastTryOf(context)}) l
    left join deliveries o on o.id = b.oldest
    left join deliveries r on r.id = q.oldest_released`.execute(queries)
  const flows = new Map(rows.map((row) => [row.web_hook_id, row]))
  const now = context.clock.now()
  return new Map(
    hooks.map((hook) => {
      const flow = flows.get(hook.id)!
      return [hook.id, { ...judgeHealth(hook, flow), warnings: judgeWarnings(groundsOf(hook, flow), now) }]
    }),
  )
}

/** Pure. */
export function judgeHealth(
  hook: Pick<WebHookRow, 'enabled' | 'switched_off_at'>,
  flow: HealthFlow,
): Omit<WebHookHealth, 'warnings'> {
  const counts = {
    backlog: Math.min(flow.backlog, COUNT_LIMIT_ROWS),
    backlogIsMore: flow.backlog > COUNT_LIMIT_ROWS,
    kept: Math.min(flow.kept, COUNT_LIMIT_ROWS),
    oldestPendingAt: flow.oldest_at,
    nextTryAt: hook.enabled && flow.breaker === 'open' ? flow.probe_at : null,
  }
  if (!hook.enabled) {
    return { state: 'off', reason: 'It is switched off.', since: hook.switched_off_at, ...counts }
  }
  if (flow.breaker === 'gone') return { state: 'open', reason: 'gone', since: flow.breaker_since, ...counts }
  if (flow.breaker === 'open') {
    return { state: 'open', reason: flow.breaker_reason, since: flow.breaker_since, ...counts }
  }
  if (!isFailing(flow)) return { state: 'delivering', reason: null, since: null, ...counts }
  const asked =
    Number(flow.gated_until) > flow.now.getTime()
      ? ` The receiver asked for no calls before ${flow.gated_until.toISOString()}.`
      : ''
  const since = flow.first_failed_at ?? flow.last_failed_at
  return { state: 'failing', reason: `${flow.last_error ?? 'Calls fail.'}${asked}`, since, ...counts }
}

/** The latest that is known of it is a failure. */
function isFailing({ last_failed_at, last_succeeded_at }: WebHookFlowRow): boolean {
  return last_failed_at !== null && (last_succeeded_at === null || last_failed_at > last_succeeded_at)
}
