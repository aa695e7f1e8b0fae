/**
 * Lets go on what waits behind calls that became paused: a paused call holds nothing. Begun when a web hook is
 * switched off, deleted, or its breaker opens. It only makes things faster: a held call is due again at its hold
 * limit anyway, and is judged anew then.
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
      join deliveries b on b.web_hook_id = f.web_hook_id and b.state <> 'sending'
        and (not h.enabled or h.deleted_at is not null or f.breaker <> 'closed' or b.epoch < f.released_from)
      join deliveries d on d.held_by = b.id
      where f.web_hook_id = ${webHookId}
      limit ${BATCH_ROWS} for update of d skip locked
    )
    update deliveries d set state = 'pending', held_by = null,
      due_at = coalesce(${context.clock.databaseNow()}::timestamptz, now())
    from chosen c where d.id = c.id
    returning d.web_hook_id`.execute(context.database.queries)
  return [...new Set(rows.map((row) => row.web_hook_id))]
}
