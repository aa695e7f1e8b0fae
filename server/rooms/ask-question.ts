/**
 * Questions asked inside a meeting, and their answers: kept for the summary, unless the meeting is off the record,
 * where they are passed on to those inside and forgotten.
 *
 * What is kept goes into one web hook's body, so it is bounded: for each participant, however often they connect
 * again, and for the meeting. What is beyond is passed on, and not kept.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../platform/context.ts'
import { objectId } from '../platform/ids.ts'

const KEPT_OF_PARTICIPANT_LIMIT_BYTES = 128 * 1024
const KEPT_OF_OCCURRENCE_LIMIT_BYTES = 1024 * 1024
/** What a question or answer takes beside its text: names of fields, quotes, an id. */
const ENVELOPE_BYTES = 100

interface Said {
  occurrenceId: string
  person: { id: string; name: string }
}

/** @returns the id by which the question is answered. */
export async function askQuestion(
  { database, clock }: Context,
  { occurrenceId, person, question }: Said & { question: string },
): Promise<string> {
  const id = objectId(clock.now())
  await sql`
    with kept as (${takeShare(occurrenceId, person, question + person.name, sql`true`)})
    insert into questions (id, occurrence_id, question, asked_by, created_at)
    select ${id}, kept.occurrence_id, ${question}, ${person.name}, ${clock.now()} from kept`.execute(
    database.queries,
  )
  return id
}

export async function answerQuestion(
  { database }: Context,
  { occurrenceId, person, questionId, answer }: Said & { questionId: string; answer: string },
): Promise<void> {
  const isAsked = sql`exists (select from questions q where q.id = ${questionId} and q.occurrence_id = ${occurrenceId})`
  await sql`
    with kept as (${takeShare(occurrenceId, person, answer, isAsked)})
    update questions q set answers = q.answers || to_jsonb(${answer}::text)
    from kept where q.id = ${questionId} and q.occurrence_id = kept.occurrence_id`.execute(database.queries)
}

/** Nothing is returned where the share of the participant or of the meeting is used up. */
function takeShare(
  occurrenceId: string,
  { id }: Said['person'],
  text: string,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const bytes = Buffer.byteLength(JSON.stringify(text)) + ENVELOPE_BYTES
  return sql`
    update participants p set kept_text_bytes = p.kept_text_bytes + ${bytes}
    from occurrences o join meetings m on m.id = o.meeting_id
    where p.id = ${id} and o.id = ${occurrenceId} and p.occurrence_id = o.id
      and o.state = 'current' and m.type <> 'offTheRecord'
      and p.kept_text_bytes + ${bytes} <= ${KEPT_OF_PARTICIPANT_LIMIT_BYTES}
      and (select sum(a.kept_text_bytes) from participants a where a.occurrence_id = o.id) + ${bytes}
        <= ${KEPT_OF_OCCURRENCE_LIMIT_BYTES}
      and ${condition}
    returning p.occurrence_id`
}
