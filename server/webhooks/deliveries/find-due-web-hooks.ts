/**
 * Which web hooks have something due that nobody told this process about: retries whose time has come, what a
 * crashed process had recorded, what was released. One index probe for each web hook and epoch, whatever the backlog.
 */
import type { EngineConnection } from '../../platform/database/engine-connection.ts'

export const DUE = `
with clock as (select coalesce($1::timestamptz, now()) as now)
select f.web_hook_id
from clock c, web_hook_flow f
join web_hooks h on h.id = f.web_hook_id
where h.enabled and h.deleted_at is null and not f.moving and f.gated_until <= c.now
  and (f.breaker = 'closed' or (f.breaker = 'open' and f.probe_at <= c.now))
  and exists (
    select 1 from generate_series(f.released_from, f.epoch) as e (epoch)
    cross join lateral (
      select 1 from deliveries d
      where d.web_hook_id = f.web_hook_id and d.epoch = e.epoch and d.due_at <= c.now and d.state <> 'sending'
      order by d.due_at, d.id limit 1
    ) d
  )`

export async function findDueWebHooks(connection: EngineConnection, now: Date | null): Promise<string[]> {
  const rows = await connection.query<{ web_hook_id: string }>({
    name: 'due-web-hooks',
    text: DUE,
    values: [now],
  })
  return rows.map((row) => row.web_hook_id)
}
