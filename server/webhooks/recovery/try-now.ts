/**
 * Has what waits for a retry tried now, because a person said so: the receiver was mended, and nobody wants to wait
 * for the schedule. It counts as a try. Lanes, limits and the breaker hold as ever; a wait that the receiver asked
 * for (`Retry-After`) ends. While the breaker is open the call becomes the next probe, and its outcome decides.
 *
 * A single delivery goes to the front of its web hook's queue, or it would wait behind the backlog.
 */
import { sql } from 'kysely'
import type { Caller } from '../../accounts/caller.ts'
import { recordAudit } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import { databaseTime } from '../../platform/database/database-time.ts'
import { announceOnCommit, type Transaction } from '../../platform/database/database.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Delivery } from '../deliveries/describe-deliveries.ts'
import { findDelivery, findOwnDelivery } from '../deliveries/find-delivery.ts'
import { holdersOf } from '../deliveries/lane-judgement.ts'
import { findWebHook, type WebHookFlowRow, type WebHookRow } from '../hooks/find-web-hook.ts'

/** Of one request. More are asked for by another request. */
const TRY_NOW_LIMIT_ROWS = 10_000

/**
 * @throws Conflict `delivery-finished`, `delivery-in-flight`, `delivery-kept` (it waits for Catch up), `delivery-held`
 * (an earlier call of its meeting is not done), `probe-in-flight`, `web-hook-off`, `web-hook-gone`
 */
export async function tryDeliveryNow(
  context: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
): Promise<Delivery> {
  const { row, event } = await findOwnDelivery(tx, caller, id)
  if (row.epoch === null) throw finished(id)
  const flow = await lockFlow(tx, row.web_hook_id)
  const locked = await tx
    .selectFrom('deliveries')
    .select(['state', 'epoch'])
    .where('id', '=', row.id)
    .forUpdate()
    .executeTakeFirst()
  if (!locked) throw finished(id)
  if (locked.state === 'sending') {
    throw new Conflict('delivery-in-flight', `Delivery ${id} is being sent right now.`)
  }
  assertCalls(flow)
  if (locked.epoch < flow.released_from) {
    throw new Conflict(
      'delivery-kept',
      `Delivery ${id} was kept back and waits for Catch up. Let its web hook catch up.`,
    )
  }
  await assertNotHeld(context, tx, row.id)
  const now = databaseTime(context.clock)
  await sql`
    update deliveries set state = 'pending', held_by = null, epoch = ${flow.released_from},
      due_at = least(${now}, (
        select f.due_at - interval '1 ms' from deliveries f
        where f.web_hook_id = ${row.web_hook_id} and f.epoch = ${flow.released_from}
        order by f.due_at, f.id limit 1))
    where id = ${row.id}`.execute(tx)
  await letGo(context, tx, flow)
  await recordAudit(
    tx,
    caller,
    'delivery.tried-now',
    id,
    { webHook: row.web_hook_id, event: row.event_id },
    event?.account_id ?? null,
  )
  return findDelivery(tx, caller, id)
}

/**
 * Those of a web hook that wait for a retry, the ones due first; with an open breaker its next probe goes out at once.
 * @returns how many are due now. @throws Conflict `web-hook-off`, `web-hook-gone`, `probe-in-flight`
 */
export async function tryWebHookNow(
  context: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
): Promise<{ count: number; isMore: boolean }> {
  const { account_id } = await findWebHook(tx, caller, id, true)
  const flow = await lockFlow(tx, id)
  assertCalls(flow)
  const now = databaseTime(context.clock)
  const { rows } = await sql<{ id: number }>`
    update deliveries d set due_at = ${now}
    where d.id = any (array(
      select w.id from generate_series(${flow.released_from}::integer, ${flow.epoch}::integer) as e (epoch)
      cross join lateral (
        select d.id from deliveries d
        where d.web_hook_id = ${id} and d.epoch = e.epoch and d.due_at > ${now} and d.state = 'pending'
        order by d.due_at, d.id limit ${TRY_NOW_LIMIT_ROWS}
      ) w
      limit ${TRY_NOW_LIMIT_ROWS}))
    returning d.id`.execute(tx)
  await letGo(context, tx, flow)
  const { length: count } = rows
  await recordAudit(tx, caller, 'web-hook.tried-now', id, { count, breaker: flow.breaker }, account_id)
  return { count, isMore: count === TRY_NOW_LIMIT_ROWS }
}

function finished(id: string): Conflict {
  return new Conflict(
    'delivery-finished',
    `Delivery ${id} is finished already. A resend makes a new delivery of the same event.`,
  )
}

type Flow = WebHookFlowRow & Pick<WebHookRow, 'enabled' | 'deleted_at'>

async function lockFlow(tx: Transaction, webHookId: string): Promise<Flow> {
  return tx
    .selectFrom('web_hook_flow as f')
    .innerJoin('web_hooks as h', 'h.id', 'f.web_hook_id')
    .selectAll('f')
    .select(['h.enabled', 'h.deleted_at'])
    .where('f.web_hook_id', '=', webHookId)
    .forUpdate('f')
    .executeTakeFirstOrThrow()
}

function assertCalls({ enabled, deleted_at, breaker, in_flight }: Flow): void {
  if (deleted_at)
    throw new Conflict('web-hook-deleted', 'The web hook was deleted. Nothing can be sent to it.')
  if (!enabled) {
    throw new Conflict('web-hook-off', 'This web hook is switched off. Switch it on; its calls then go out.')
  }
  if (breaker === 'gone') {
    throw new Conflict(
      'web-hook-gone',
      'The receiver answered 410 (Gone). Correct the URL if need be, then let the web hook catch up.',
    )
  }
  if (breaker === 'open' && in_flight > 0) {
    throw new Conflict(
      'probe-in-flight',
      'A call is being tried right now, and its outcome decides whether the others go on. Wait for it.',
    )
  }
}

async function assertNotHeld(context: Context, tx: Transaction, id: number): Promise<void> {
  const [holder] = await holdersOf(context, tx, id)
  if (holder === undefined) return
  throw new Conflict(
    'delivery-held',
    `Delivery ${id} waits for delivery ${holder}, an earlier call of the same meeting to the same receiver. Have that one tried now, or cancel it.`,
    { heldBy: String(holder) },
  )
}

async function letGo(context: Context, tx: Transaction, { web_hook_id, breaker }: Flow): Promise<void> {
  await tx
    .updateTable('web_hook_flow')
    .set({
      gated_until: sql<Date>`'-infinity'`,
      ...(breaker === 'open' && { probe_at: databaseTime(context.clock) }),
    })
    .where('web_hook_id', '=', web_hook_id)
    .execute()
  announceOnCommit(tx, 'deliveries', web_hook_id)
}
