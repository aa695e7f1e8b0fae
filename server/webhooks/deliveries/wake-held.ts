/**
 * Lets go on what waits behind calls that became paused and hold nothing any more: their web hook was switched off or
 * deleted, or the receiver is gone. (Behind an open breaker calls wait, up to the hold limit.) It only makes things
 * faster: a held call is due again at its hold limit anyway, and is judged again then.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

const BATCH_ROWS = 1_000

/** @returns the web hooks that have something to send again; empty once nothing is left. */
export async function wakeHeld(context: Context, webHookId: string): Promise<string[]> {
  const { rows } = await sql<{ web_hook_id: string }>`
    with chosen as (
      select d.id from web_hook_flow f
      join web_hooks h on h.id = f.web_hook_id
      cross join lateral (
        select b.id from deliveries b where b.web_hook_id = f.web_hook_id and b.state <> 'sending'
          and (not h.enabled or h.deleted_at is not null or f.breaker = 'gone' or b.epoch < f.released_from)
        offset 0
      ) b
      cross join lateral (
        select d.id from deliveries d where d.held_by = b.id limit ${BATCH_ROWS} for update skip locked
      ) d
      where f.web_hook_id = ${webHookId}
      limit ${BATCH_ROWS}
    )
    update deliveries d set state = 'pending', held_by = null,
      due_at = coalesce(${context.clock.databaseNow()}::timestamptz, now())
    where d.id = any (array(select id from chosen))
    returning d.web_hook_id`.execute(context.database.queries)
  return [...new Set(rows.map((row) => row.web_hook_id))]
}
