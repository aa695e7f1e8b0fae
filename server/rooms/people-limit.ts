/**
 * How many people a meeting takes: by its type, as the operator set it, and no more than its account may have. The
 * limit is kept twice, when somebody joins, so that the door can say it, and when they enter, under the occurrence's
 * lock, so that it holds anyone who comes at the same moment.
 */
import { sql } from 'kysely'
import type { Settings } from '../platform/config/settings.ts'
import type { Queries } from '../platform/database/database.ts'
import type { MeetingType } from '../platform/database/tables.ts'

const LIMITS = {
  standard: 'standardPeopleLimit',
  boardroom: 'boardroomPeopleLimit',
  classroom: 'classroomPeopleLimit',
  offTheRecord: 'offTheRecordPeopleLimit',
} as const satisfies Record<MeetingType, keyof Settings>

/** @returns the limit where it is reached without this participant; null: there is room. */
export async function fullAt(
  queries: Queries,
  settings: Settings,
  occurrenceId: string,
  participantId: string,
): Promise<number | null> {
  const { rows } = await sql<{ type: MeetingType; inside: number; account_limit: number | null }>`
    select m.type, a.people_limit as account_limit,
      (select count(*) from participants p join visits v on v.participant_id = p.id and v.left_at is null
        where p.occurrence_id = o.id and p.id <> ${participantId})::int as inside
    from occurrences o join meetings m on m.id = o.meeting_id join accounts a on a.id = m.account_id
    where o.id = ${occurrenceId}`.execute(queries)
  const { type, inside, account_limit } = rows[0]!
  const limit = Math.min(settings[LIMITS[type]], account_limit ?? Infinity)
  return inside >= limit ? limit : null
}
