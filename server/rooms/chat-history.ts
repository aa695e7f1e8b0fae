/**
 * What was written in a meeting that is on, for those who come later. Passing it on does not wait for it: it is stored
 * after it (`room-writes`), the newest `CHAT_KEPT_LIMIT` of each meeting, never off the record. The close deletes it
 * (`close-occurrence`).
 */
import { sql } from 'kysely'
import { recordAudit } from '../accounts/audit.ts'
import { meetingClosed } from '../meetings/close-meeting.ts'
import { lockCurrent } from '../meetings/series.ts'
import type { ChatEntry } from '../../shared/room-messages.ts'
import type { Context } from '../platform/context.ts'
import type { Queries, Transaction } from '../platform/database/database.ts'
import type { RoomHost } from './room-host.ts'

export const CHAT_KEPT_LIMIT = 300
/** Of one history; what is older is left out, so that a slow reader can take it. */
const HISTORY_LIMIT_CHARACTERS = 200_000

/**
 * Stores nothing off the record, nor for a meeting that is closed, nor what a host has hidden. The lock puts it before the
 * close, or the hiding, or after it; it is a statement of its own, so that the next one sees what was done before it.
 *
 * @param entries oldest first, at most `CHAT_KEPT_LIMIT`
 */
export async function keepChat(
  { database }: Pick<Context, 'database'>,
  occurrenceId: string,
  entries: readonly ChatEntry[],
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.selectFrom('occurrences').select('id').where('id', '=', occurrenceId).forShare().execute()
    await sql`
      with kept as (
        insert into chat_messages (occurrence_id, message_id, participant_id, name, text, sent_at)
        select o.id, said.id, said."from", said.name, said.text, said."sentAt"
        from occurrences o join meetings m on m.id = o.meeting_id,
          rows from (jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
            as (id text, "from" text, name text, text text, "sentAt" timestamptz)) with ordinality
            as said (id, "from", name, text, "sentAt", number)
        where o.id = ${occurrenceId} and o.state = 'current' and m.type <> 'offTheRecord'
          and not exists (select from hidden_messages h where h.occurrence_id = o.id and h.message_id = said.id)
        order by said.number
      )
      delete from chat_messages where occurrence_id = ${occurrenceId} and id <= (
        select id from chat_messages where occurrence_id = ${occurrenceId}
        order by id desc offset ${CHAT_KEPT_LIMIT - entries.length} limit 1)`.execute(tx)
  })
}

/** Oldest first, by the time at which the server took them. */
export async function readChat(queries: Queries, occurrenceId: string): Promise<ChatEntry[]> {
  const rows = await queries
    .selectFrom('chat_messages')
    .select(['message_id', 'participant_id', 'name', 'text', 'sent_at'])
    .where('occurrence_id', '=', occurrenceId)
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(CHAT_KEPT_LIMIT)
    .execute()
  let characters = 0
  const newest = rows.filter(({ text }) => (characters += text.length) <= HISTORY_LIMIT_CHARACTERS)
  return newest.toReversed().map(({ message_id, participant_id, name, text, sent_at }) => ({
    id: message_id,
    from: participant_id,
    name,
    text,
    sentAt: sent_at.toISOString(),
  }))
}

/**
 * A host takes a message away: people who come later do not see it, also where it was not stored yet. The occurrence's
 * lock puts this before or after a batch that is being stored. Throws Gone `meeting-closed`.
 *
 * @returns the occurrence, whose people are told after the commit
 */
export async function hideMessage(
  tx: Transaction,
  { actor, meeting }: RoomHost,
  messageId: string,
): Promise<{ occurrenceId: string }> {
  const occurrence = await lockCurrent(tx, meeting.id)
  if (!occurrence) throw meetingClosed()
  const message = { occurrence_id: occurrence.id, message_id: messageId }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('hidden_messages')
    .values(message)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return { occurrenceId: occurrence.id }
  const stored = await tx
    .deleteFrom('chat_messages')
    .where('occurrence_id', '=', occurrence.id)
    .where('message_id', '=', messageId)
    .returning(['participant_id', 'name'])
    .executeTakeFirst()
  const details = { messageId, ...(stored && { participantId: stored.participant_id, name: stored.name }) }
  await recordAudit(tx, { actor }, 'room.message-hidden', meeting.id, details, meeting.account_id)
  return { occurrenceId: occurrence.id }
}
