/**
 * The judgement of a lane: is there an earlier call of the same meeting to the same receiver that still holds this one?
 *
 * A call in flight always holds. A waiting one holds until its first failure, or the wait of the one behind it, is
 * older than the hold limit of the one behind it. One whose breaker is open holds in the same way until the breaker
 * has been open for longer than that limit: a receiver that was away for a minute must not get a meeting's second call
 * before its first. One that is paused because its web hook is off or gone, or that waits for Catch up, holds nothing.
 *
 * Each step is a probe of its own (`lateral … limit`), so that the order of the steps does not depend on statistics.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { databaseTime } from '../../platform/database/database-time.ts'
import type { Transaction } from '../../platform/database/database.ts'

/** One earlier call that holds `ch`, which has the columns of a delivery and `hold`, at `c.now`. */
export const HOLDER = `
  select b.id, b.first_failed_at, b.breaker_since
  from (select ch.meeting_id, ch.sequence
    union all select * from unnest(ch.other_meeting_ids, ch.other_sequences)) as lane (meeting_id, sequence)
  cross join lateral (
    select b.id, b.first_failed_at, h.breaker_since
    from deliveries b
    cross join lateral (
      select f.breaker_since,
        w.enabled and w.deleted_at is null and b.epoch >= f.released_from
          and (f.breaker = 'closed' or (f.breaker = 'open' and f.breaker_since > c.now - ch.hold)) as holds
      from web_hook_flow f
      cross join lateral (select w.enabled, w.deleted_at from web_hooks w where w.id = f.web_hook_id limit 1) w
      where f.web_hook_id = b.web_hook_id limit 1
    ) h
    where b.meeting_id = lane.meeting_id and b.origin_id = ch.origin_id and b.lane_class = ch.lane_class
      and (b.sequence, b.id) < (lane.sequence, ch.id)
      and (b.state = 'sending' or (h.holds
        and (ch.held_since is null or ch.held_since > c.now - ch.hold)
        and (b.first_failed_at is null or b.first_failed_at > c.now - ch.hold)))
    order by b.sequence desc, b.id desc limit 1
  ) b
  limit 1`

/** The earlier calls that hold a delivery now: none, or one of them. */
export async function holdersOf({ clock }: Context, tx: Transaction, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select b.id
    from (select ${databaseTime(clock)} as now) c
    cross join lateral (
      select d.*, make_interval(secs => h.hold_seconds) as hold
      from deliveries d join web_hooks h on h.id = d.web_hook_id where d.id = ${id} limit 1
    ) ch
    cross join lateral (${sql.raw(HOLDER)}) b`.execute(tx)
  return rows.map((row) => row.id)
}
