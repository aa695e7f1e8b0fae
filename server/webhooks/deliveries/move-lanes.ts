/**
 * Rewrites what waits for a web hook whose URL now names another receiver: the receiver is part of a delivery's lane.
 * While that runs the web hook is `moving` and nothing of it is claimed, so that no call goes out in a lane that is
 * half there. In batches, because a backlog may be large and a transaction must not be long.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit } from '../../platform/database/database.ts'
import type { RunResult } from '../../platform/reconciler.ts'

const BATCH_ROWS = 5_000

export async function moveLanes(context: Context): Promise<RunResult> {
  return context.database.transaction(async (tx) => {
    const flow = await tx
      .selectFrom('web_hook_flow')
      .select('web_hook_id')
      .where('moving', '=', true)
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!flow) return 'done'
    const { numAffectedRows } = await sql`
      update deliveries d set origin_id = h.origin_id
      from web_hooks h
      where h.id = ${flow.web_hook_id} and d.id = any (array(
        select m.id from deliveries m
        where m.web_hook_id = ${flow.web_hook_id}
          and m.origin_id <> (select origin_id from web_hooks where id = ${flow.web_hook_id})
        limit ${BATCH_ROWS}))`.execute(tx)
    if (Number(numAffectedRows) < BATCH_ROWS) {
      await tx
        .updateTable('web_hook_flow')
        .set({ moving: false })
        .where('web_hook_id', '=', flow.web_hook_id)
        .execute()
      announceOnCommit(tx, 'deliveries', flow.web_hook_id)
    }
    return 'more'
  })
}
