/**
 * Releases what a web hook kept back: deliveries from before it was switched on again, or everything, where the
 * receiver had said that it is gone (410) or its breaker is open. They go out oldest first, at the web hook's pace, in
 * lane order. Nothing but the web hook's one row is written, however large the backlog.
 */
import type { Caller } from '../../accounts/caller.ts'
import { databaseTime } from '../../platform/database/database-time.ts'
import { recordAudit } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Transaction } from '../../platform/database/database.ts'
import { Conflict } from '../../platform/errors.ts'
import { findWebHook, type WebHookFlowRow, type WebHookRow } from '../hooks/find-web-hook.ts'
import { noteWarningsIn } from '../hooks/note-warnings.ts'
import { close } from '../hooks/web-hook-flow.ts'

/** @throws Conflict `web-hook-off` while it is switched off */
export async function catchUp(
  context: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
): Promise<WebHookRow> {
  const row = await findWebHook(tx, caller, id, true)
  if (!row.enabled) {
    throw new Conflict(
      'web-hook-off',
      'This web hook is switched off. Switch it on first, then let it catch up.',
    )
  }
  const flow = await tx
    .selectFrom('web_hook_flow')
    .selectAll()
    .where('web_hook_id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('web_hook_flow')
    .set({
      ...resumed(context, flow),
      released_from: Math.min(flow.epoch, await oldestEpoch(tx, flow)),
    })
    .where('web_hook_id', '=', id)
    .execute()
  if (flow.breaker === 'gone') {
    await noteWarningsIn(tx, context.clock, { raised: [], ended: [{ webHookId: id, code: 'gone' }] })
  }
  await recordAudit(tx, caller, 'web-hook.caught-up', id, { breaker: flow.breaker }, row.account_id)
  announceOnCommit(tx, 'web-hooks', id)
  announceOnCommit(tx, 'deliveries', id)
  return row
}

function resumed(context: Context, flow: WebHookFlowRow) {
  if (flow.breaker === 'open') return { probe_at: databaseTime(context.clock) }
  if (flow.breaker === 'closed') return {}
  const closed = close(flow, context.clock.now())
  return {
    breaker: closed.breaker,
    breaker_since: closed.breaker_since,
    breaker_reason: closed.breaker_reason,
    probe_at: closed.probe_at,
    probes_failed: closed.probes_failed,
    in_flight_limit: closed.in_flight_limit,
    window_started_at: closed.window_started_at,
    window_succeeded: closed.window_succeeded,
    window_failed: closed.window_failed,
  }
}

/** One index probe. */
async function oldestEpoch(tx: Transaction, { web_hook_id, epoch }: WebHookFlowRow): Promise<number> {
  const oldest = await tx
    .selectFrom('deliveries')
    .select('epoch')
    .where('web_hook_id', '=', web_hook_id)
    .orderBy('epoch')
    .limit(1)
    .executeTakeFirst()
  return oldest?.epoch ?? epoch
}
