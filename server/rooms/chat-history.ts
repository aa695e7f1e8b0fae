/**
 * What was written in a meeting that is on, for those who come later. Passing it on does not wait for it: it is stored
 * after it (`room-writes`), the newest `CHAT_KEPT_LIMIT` of each meeting, never off the record. The close deletes it
 * (`close-occurrence`).
 */
import { sql } from 'kysely'
import type { ChatEntry } from '../../shared/room-messages.ts'
import type { Queries } from '../platform/database/database.ts'

export const CHAT_KEPT_LIMIT = 300
/** Of one history; what is older is left out, so that a slow reader can take it. */
const HISTORY_LIMIT_CHARACTERS = 200_000

/**
 * Stores nothing off the record, nor for a meeting that is closed: the lock puts it before the close, or after it.
 *
 * @param entries oldest first, at most `CHAT_KEPT_LIMIT`
 */
export async function keepChat(
  queries: Queries,
  occurrenceId: string,
  entries: readonly ChatEntry[],
): Promise<void> {
  await sql`
    with kept as (
      insert into chat_messages (occurrence_id, participant_id, name, text, sent_at)
      select o.id, said."from", said.name, said.text, said."sentAt"
      from occurrences o join meetings m on m.id = o.meeting_id,
        rows from (jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
          as ("from" text, name text, text text, "sentAt" timestamptz)) with ordinality
          as said ("from", name, text, "sentAt", number)
      where o.id = ${occurrenceId} and o.state = 'current' and m.type <> 'offTheRecord'
      order by said.number
      for share of o
    )
    delete from chat_messages where occurrence_id = ${occurrenceId} and id <= (
      select id from chat_messages where occurrence_id = ${occurrenceId}
      order by id desc offset ${CHAT_KEPT_LIMIT - entries.length} limit 1)`.execute(queries)
}

/** Oldest first, by the time at which the server took them. */
export async function readChat(queries: Queries, occurrenceId: string): Promise<ChatEntry[]> {
  const rows = await queries
    .selectFrom('chat_messages')
    .select(['participant_id', 'name', 'text', 'sent_at'])
    .where('occurrence_id', '=', occurrenceId)
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(CHAT_KEPT_LIMIT)
    .execute()
  let characters = 0
  const newest = rows.filter(({ text }) => (characters += text.length) <= HISTORY_LIMIT_CHARACTERS)
  return newest.toReversed().map(({ participant_id, name, text, sent_at }) => ({
    from: participant_id,
    name,
    text,
    sentAt: sent_at.toISOString(),
  }))
}
