/**
 * Gives a waiting delivery up because a person said so. A call in flight cannot be called back: it is refused until
 * its outcome is known.
 */
import type { Caller } from '../../accounts/caller.ts'
import { recordAudit } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Delivery } from '../deliveries/describe-deliveries.ts'
import { findDelivery, findOwnDelivery } from '../deliveries/find-delivery.ts'
import { finishInTransaction } from '../deliveries/finish-without-call.ts'

export async function cancelDelivery(
  { clock }: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
): Promise<Delivery> {
  const { row, event } = await findOwnDelivery(tx, caller, id)
  if (row.epoch === null) throw finished(id)
  const locked = await tx
    .selectFrom('deliveries')
    .select('state')
    .where('id', '=', row.id)
    .forUpdate()
    .executeTakeFirst()
  if (!locked) throw finished(id)
  if (locked.state === 'sending') {
    throw new Conflict(
      'delivery-in-flight',
      `Delivery ${id} is being sent right now. Wait until its outcome is known, then cancel what remains.`,
    )
  }
  await finishInTransaction(clock, tx, { deliveryIds: [row.id] }, 'It was cancelled by a person.')
  await recordAudit(
    tx,
    caller,
    'delivery.cancelled',
    id,
    { webHook: row.web_hook_id, event: row.event_id },
    event?.account_id ?? null,
  )
  return findDelivery(tx, caller, id)
}

function finished(id: string): Conflict {
  return new Conflict('delivery-finished', `Delivery ${id} is finished already. There is nothing to cancel.`)
}
