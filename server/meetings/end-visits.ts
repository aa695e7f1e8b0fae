/**
 * Ends the stays of everybody who is in an occurrence that closes now; called by the closing, in its transaction,
 * with the occurrence's row locked.
 *
 * Anyone who is inside at the close leaves at the close. Whose connection is known to be lost, or has been silent for
 * longer than a live one can be, was not inside any more: they left with their last sign of life, although the grace
 * time, in which they might have come back, had not run out.
 */
import { sql } from 'kysely'
import { assertTransaction, sendAlong, type Transaction } from '../platform/database/database.ts'
import { SILENCE_MS } from './presence.ts'

export function endVisits(tx: Transaction, occurrenceId: string, closedAt: Date): void {
  assertTransaction(tx)
  const silentBefore = new Date(closedAt.getTime() - SILENCE_MS)
  const ended = sql`
    update visits v
    set left_at = greatest(v.joined_at, least(${closedAt}, case
      when p.connection_id is not null and p.last_seen_at > ${silentBefore} then ${closedAt}
      else p.last_seen_at end))
    from participants p
    where p.occurrence_id = ${occurrenceId} and v.participant_id = p.id and v.left_at is null`.execute(tx)
  sendAlong(tx, ended)
  const last = sql`
    update occurrences o
    set last_left_at = (
      select max(v.left_at) from visits v join participants p on p.id = v.participant_id
      where p.occurrence_id = o.id)
    where o.id = ${occurrenceId} and o.first_joined_at is not null`.execute(tx)
  sendAlong(tx, last)
}
