/**
 * How web hooks are doing: whether their calls arrive, why not, and what waits. The size and age of a backlog are
 * counted in the index of what is ready, for several web hooks in one statement; a backlog of more than
 * `COUNT_LIMIT_ROWS` is shown as that many.
 */
import { sql } from 'kysely'
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
  /** Of these, how many wait for Catch up. */
  kept: number
  oldestPendingAt: Date | null
  warnings: Warning[]
}

interface Backlog {
  web_hook_id: string
  backlog: number
  kept: number
  oldest_at: Date | null
  oldest_released_at: Date | null
  first_failed_at: Date | null
  certificate_valid_from: Date | null
  certificate_valid_to: Date | null
  now: Date
}

type HealthFlow = WebHookFlowRow & Backlog

const COUNT_LIMIT_ROWS = 1_000_000
/** Among the longest overdue is the one that failed first. */
const FAILED_LOOK_LIMIT_ROWS = 100

export async function readHealth(
  context: Context,
  queries: Queries,
  hooks: WebHookRow[],
): Promise<Map<string, WebHookHealth>> {
  if (hooks.length === 0) return new Map()
  const ids = hooks.map((hook) => hook.id)
  const { rows } = await sql<HealthFlow>`
    select f.*, b.backlog, b.kept, o.created_at as oldest_at, r.created_at as oldest_released_at,
      t.first_failed_at, g.certificate_valid_from, g.certificate_valid_to, ${databaseTime(context.clock)} as now
    from unnest(${ids}::uuid[]) as w (id)
    join web_hooks h on h.id = w.id
    join origins g on g.id = h.origin_id
    join web_hook_flow f on f.web_hook_id = w.id
    cross join lateral (
      select count(*) as backlog, count(*) filter (where d.epoch < f.released_from) as kept, min(d.id) as oldest,
        min(d.id) filter (where d.epoch >= f.released_from) as oldest_released
      from (select id, epoch from deliveries where web_hook_id = f.web_hook_id
        order by epoch, due_at, id limit ${COUNT_LIMIT_ROWS}) d
    ) b
    cross join lateral (
      select min(d.first_failed_at) as first_failed_at
      from (select first_failed_at from deliveries where web_hook_id = f.web_hook_id
        order by epoch, due_at, id limit ${FAILED_LOOK_LIMIT_ROWS}) d
      where f.last_succeeded_at is null or d.first_failed_at > f.last_succeeded_at
    ) t
    left join deliveries o on o.id = b.oldest
    left join deliveries r on r.id = b.oldest_released`.execute(queries)
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
  const counts = { backlog: flow.backlog, kept: flow.kept, oldestPendingAt: flow.oldest_at }
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
