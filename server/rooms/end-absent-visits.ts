/**
 * Ends the visits of participants of one occurrence who are away (`presence.ts`), each with its last sign of life.
 * The caller holds the occurrence's row lock, so that nobody enters or closes meanwhile.
 *
 * A participant whose row is being written at this moment is skipped: a sign of life is what is written there.
 */
import { sql } from 'kysely'
import type { Transaction } from '../platform/database/database.ts'
import type { AbsenceThresholds } from '../meetings/presence.ts'

/** @returns the participants who have left now. `only` restricts it to one; `present` are known to be inside. */
export async function endAbsentVisits(
  tx: Transaction,
  occurrenceId: string,
  { lostBefore, silentBefore }: AbsenceThresholds,
  { only = null, present = [] }: { only?: string | null; present?: readonly string[] } = {},
): Promise<string[]> {
  const { rows } = await sql<{ participant_id: string }>`
    with absent as (
      select p.id, p.last_seen_at from participants p
      where p.occurrence_id = ${occurrenceId}
        and (${only}::text is null or p.id = ${only})
        and p.id <> all (${present}::text[])
        and p.last_seen_at < case when p.connection_id is null then ${lostBefore}::timestamptz else ${silentBefore} end
        and exists (select from visits v where v.participant_id = p.id and v.left_at is null)
      for update skip locked
    )
    update visits v set left_at = greatest(v.joined_at, absent.last_seen_at)
    from absent where v.participant_id = absent.id and v.left_at is null
    returning v.participant_id`.execute(tx)
  return rows.map((row) => row.participant_id)
}
