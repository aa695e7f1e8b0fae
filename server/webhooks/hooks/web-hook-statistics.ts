/**
 * How many calls of a web hook succeeded and failed in each of the last 24 hours: what a small chart shows. One
 * statement over the days that the hours lie in, which reads the newest lines and at most `LINES_LIMIT` of them; of a
 * web hook with more, the hours before are left out and it says so.
 */
import { sql } from 'kysely'
import { databaseTime } from '../../platform/database/database-time.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Context } from '../../platform/context.ts'
import { lowestUuid } from '../../platform/database/partitions.ts'
import { findWebHook } from './find-web-hook.ts'

export interface WebHookStatistics {
  hours: { start: Date; delivered: number; failed: number }[]
  /** False: there were more calls than are counted; the earliest hours are left out. */
  isComplete: boolean
}

const HOURS = 24
const HOUR_MS = 3_600_000
const LINES_LIMIT = 100_000
/** Lines carry the clock of the process that wrote them. */
const CLOCK_SKEW_MARGIN_MS = HOUR_MS

interface CountRow {
  start: Date
  delivered: number
  failed: number
  lines: number
}

export async function readStatistics(
  context: Context,
  caller: Caller,
  id: string,
): Promise<WebHookStatistics> {
  const { queries } = context.database
  await findWebHook(queries, caller, id)
  // Partitions are by real time, whatever the clock of the operation says.
  const earliestLine = lowestUuid(Date.now() - (HOURS + 1) * HOUR_MS - CLOCK_SKEW_MARGIN_MS)
  const { rows } = await sql<CountRow>`
    with clock as (select date_trunc('hour', ${databaseTime(context.clock)}, 'UTC') as hour),
    lines as (
      select l.outcome, l.logged_at from delivery_log l
      where l.web_hook_id = ${id} and l.id >= ${earliestLine} and l.kind <> 'test' and l.started_at is not null
      order by l.delivery_id desc limit ${LINES_LIMIT}
    ), counted as (
      select date_trunc('hour', l.logged_at, 'UTC') as start,
        count(*) filter (where l.outcome = 'success') as delivered,
        count(*) filter (where l.outcome = 'failure') as failed
      from lines l group by 1
    )
    select h.start, coalesce(n.delivered, 0) as delivered, coalesce(n.failed, 0) as failed,
      (select count(*) from lines) as lines
    from clock c
    cross join lateral generate_series(c.hour - ${`${HOURS - 1} hours`}::interval, c.hour, interval '1 hour') as h (start)
    left join counted n on n.start = h.start
    order by h.start`.execute(queries)
  return {
    hours: rows.map(({ start, delivered, failed }) => ({ start, delivered, failed })),
    isComplete: rows[0]!.lines < LINES_LIMIT,
  }
}
