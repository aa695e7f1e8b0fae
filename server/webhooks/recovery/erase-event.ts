/**
 * Erases what an event said, for good: its bytes are gone, what waits for it is given up, a resend is refused. That it
 * happened, when, and to whom it was told stays in the log.
 *
 * A call that is in flight at this moment has left already. If it fails it is not made again: anyone who would make it
 * finds no bytes.
 */
import { sql, type Selectable } from 'kysely'
import { maySee, type Caller } from '../../accounts/caller.ts'
import { databaseTime } from '../../platform/database/database-time.ts'
import { recordAudit } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { NotFound } from '../../platform/errors.ts'
import { isUuid } from '../hooks/find-web-hook.ts'
import { FINISH_BATCH_ROWS, finishInTransaction } from '../deliveries/finish-without-call.ts'

export const EVENT_ERASED_REASON = 'The event was erased.'

/** Web hooks, resends and replays of one event stay far below. */
const BATCHES_LIMIT = 20

export type ErasedEvent = Pick<Selectable<Tables['events']>, 'id' | 'hook' | 'account_id'> & {
  erased_at: Date
}

/** Idempotent: erasing again changes nothing. @throws NotFound `event-not-found` */
export async function eraseEvent(
  { clock }: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
): Promise<ErasedEvent> {
  const found = isUuid(id)
    ? await tx
        .selectFrom('events')
        .select(['id', 'hook', 'account_id', 'erased_at'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!found || !maySee(caller, found.account_id)) {
    throw new NotFound('event-not-found', `There is no event ${id}, or its time in the log is over.`)
  }
  if (found.erased_at) return { ...found, erased_at: found.erased_at }
  const { rows } = await sql<{ erased_at: Date }>`
    update events set body = null, erased_at = ${databaseTime(clock)} where id = ${id} returning erased_at`.execute(
    tx,
  )
  await finishAll(clock, tx, id)
  await recordAudit(tx, caller, 'event.erased', id, { hook: found.hook }, found.account_id)
  return { ...found, erased_at: rows[0]!.erased_at }
}

async function finishAll(clock: Context['clock'], tx: Transaction, eventId: string): Promise<void> {
  for (let batch = 0; batch < BATCHES_LIMIT; batch++) {
    const ended = await finishInTransaction(clock, tx, { eventId }, EVENT_ERASED_REASON)
    if (ended.length < FINISH_BATCH_ROWS) return
  }
}
