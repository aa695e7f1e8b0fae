/**
 * Ends deliveries that no call will be made for any more: their web hook was deleted, their event erased, their
 * replay cancelled, or a person gave them up. They leave the live table for the log as `failed`, with the reason.
 *
 * A call in flight (`sending`) is never touched: the process that has its lease stores its outcome. One transaction, two
 * statements: the first moves a bounded batch, the second, with a fresh snapshot, lets go on what was held behind
 * it. Rows that another process has locked are skipped (it is just claiming, finishing or parking behind them), so
 * callers come again until nothing is left.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { databaseTime } from '../../platform/database/database-time.ts'
import { announceOnCommit, assertTransaction, type Transaction } from '../../platform/database/database.ts'
import { timeOrderedUuid } from '../../platform/ids.ts'
import type { RunResult } from '../../platform/reconciler.ts'

export const FINISH_BATCH_ROWS = 500

export type WhichDeliveries = { webHookId: string } | { eventId: string } | { deliveryIds: number[] }

/** One batch, in a transaction of its own. @returns how many were ended. */
export async function finishWithoutCall(
  context: Context,
  which: WhichDeliveries,
  reason: string,
): Promise<number> {
  const ended = await context.database.transaction((tx) =>
    finishInTransaction(context.clock, tx, which, reason),
  )
  return ended.length
}

/** One batch, in the transaction of its cause. @returns the deliveries that were ended. */
export async function finishInTransaction(
  clock: Clock,
  tx: Transaction,
  which: WhichDeliveries,
  reason: string,
): Promise<number[]> {
  assertTransaction(tx)
  const now = databaseTime(clock)
  const ended = await moveToLog(tx, now, which, reason)
  if (ended.length > 0) await release(tx, now, ended)
  return ended
}

async function moveToLog(
  tx: Transaction,
  now: RawBuilder<Date>,
  which: WhichDeliveries,
  reason: string,
): Promise<number[]> {
  // Partitions are by real time, whatever the clock of the operation says.
  const logIds = Array.from({ length: FINISH_BATCH_ROWS }, () => timeOrderedUuid(new Date()))
  const { rows } = await sql<{ delivery_id: number }>`
    with chosen as (${chosenBy(which)} limit ${FINISH_BATCH_ROWS} for update skip locked),
    ended as (delete from deliveries d where d.id = any (array(select id from chosen)) returning d.*),
    numbered as (select e.*, row_number() over (order by e.id) as number from ended e)
    insert into delivery_log (id, outcome, delivery_id, event_id, web_hook_id, hook, kind, repeats, replay_id, attempt,
      final_state, reason, error_class, delivery_created_at, logged_at)
    select l.id, 'failure', n.id, n.event_id, n.web_hook_id, h.event, n.kind, n.repeats, n.replay_id, n.attempts,
      'failed', ${reason}, 'given-up', n.created_at, ${now}
    from numbered n
    join unnest(${logIds}::uuid[]) with ordinality as l (id, number) on l.number = n.number
    join web_hooks h on h.id = n.web_hook_id
    returning delivery_id`.execute(tx)
  return rows.map((row) => row.delivery_id)
}

function chosenBy(which: WhichDeliveries): RawBuilder<unknown> {
  if ('webHookId' in which) {
    return sql`select d.id from deliveries d where d.web_hook_id = ${which.webHookId} and d.state <> 'sending'`
  }
  if ('deliveryIds' in which) {
    return sql`select d.id from deliveries d where d.id = any (${which.deliveryIds}::bigint[]) and d.state <> 'sending'`
  }
  // One probe for each of the two partial indexes by event.
  return sql`select d.id from deliveries d where d.state <> 'sending' and d.id in (
    select o.id from deliveries o where o.event_id = ${which.eventId} and o.kind = 'original'
    union all select r.id from deliveries r where r.event_id = ${which.eventId} and r.kind <> 'original')`
}

async function release(tx: Transaction, now: RawBuilder<Date>, ended: number[]): Promise<void> {
  const { rows } = await sql<{ web_hook_id: string }>`
    update deliveries set state = 'pending', held_by = null, due_at = ${now}
    where held_by = any (${ended}::bigint[]) returning web_hook_id`.execute(tx)
  for (const webHookId of new Set(rows.map((row) => row.web_hook_id))) {
    announceOnCommit(tx, 'deliveries', webHookId)
  }
}

/** Ends what is still owed to web hooks that were deleted: failed, with that reason, batch by batch. */
export async function finishDeleted(context: Context): Promise<RunResult> {
  const owed = await context.database.queries
    .selectFrom('web_hooks as h')
    .select('h.id')
    .where('h.deleted_at', 'is not', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('deliveries as d')
          .select('d.id')
          .whereRef('d.web_hook_id', '=', 'h.id')
          .where('d.state', '<>', 'sending'),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  if (!owed) return 'done'
  await finishWithoutCall(context, { webHookId: owed.id }, 'The web hook was deleted.')
  return 'more'
}
