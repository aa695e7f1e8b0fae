/**
 * Sends a finished delivery again: a new delivery of the same event, with the same bytes and the same `webhook-id`,
 * to the same web hook as it is configured now. It names the one that it repeats, and holds no original back.
 */
import { sql } from 'kysely'
import type { Caller } from '../../accounts/caller.ts'
import { databaseTime } from '../../platform/database/database-time.ts'
import { recordAudit } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Transaction } from '../../platform/database/database.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Delivery } from '../deliveries/describe-deliveries.ts'
import { findDelivery, findOwnDelivery } from '../deliveries/find-delivery.ts'

/** @returns the new delivery. */
export async function resendDelivery(
  context: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
): Promise<Delivery> {
  const { row, event, hook } = await findOwnDelivery(tx, caller, id)
  if (row.epoch !== null) {
    throw new Conflict(
      'delivery-not-finished',
      `Delivery ${id} is still under way, and is tried again by itself. Wait for it, or cancel it.`,
    )
  }
  if (row.kind === 'test') {
    throw new Conflict('test-call', 'A test call is not sent again. Make another one.')
  }
  if (!hook || hook.deleted_at) {
    throw new Conflict(
      'web-hook-deleted',
      'The web hook of this delivery was deleted. Nothing can be sent to it.',
    )
  }
  if (!event || event.erased_at) {
    throw new Conflict(
      'event-erased',
      'The event of this delivery was erased. There is nothing left to send.',
    )
  }
  const repeated = await insertResend(context, tx, row.id, event.id, hook.id)
  await recordAudit(
    tx,
    caller,
    'delivery.resent',
    id,
    { delivery: String(repeated), webHook: hook.id, event: event.id },
    event.account_id,
  )
  announceOnCommit(tx, 'deliveries', hook.id)
  return findDelivery(tx, caller, String(repeated))
}

async function insertResend(
  { clock }: Context,
  tx: Transaction,
  repeats: number,
  eventId: string,
  webHookId: string,
): Promise<number> {
  const now = databaseTime(clock)
  const { rows } = await sql<{ id: number }>`
    insert into deliveries (event_id, web_hook_id, epoch, meeting_id, origin_id, sequence, other_meeting_ids,
      other_sequences, kind, lane_class, repeats, due_at, created_at)
    select e.id, h.id, f.epoch, e.meeting_ids[1], h.origin_id, e.sequences[1],
      case when cardinality(e.meeting_ids) > 1 then e.meeting_ids[2:] end,
      case when cardinality(e.meeting_ids) > 1 then e.sequences[2:] end,
      'resend', 1, ${repeats}, ${now}, ${now}
    from events e, web_hooks h join web_hook_flow f on f.web_hook_id = h.id
    where e.id = ${eventId} and h.id = ${webHookId}
    returning id`.execute(tx)
  return rows[0]!.id
}
