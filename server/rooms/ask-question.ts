/**
 * Questions asked inside a meeting, and their answers: kept for the summary, unless the meeting is off the record,
 * where they are passed on to those inside and forgotten.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { objectId } from '../platform/ids.ts'

/** Of one occurrence; further ones are passed on only. */
const QUESTIONS_LIMIT = 500
/** Of one question. */
const ANSWERS_LIMIT = 50

export interface Question {
  occurrenceId: string
  question: string
  askedBy: string
}

/** @returns the id by which the question is answered. */
export async function askQuestion({ database, clock }: Context, asked: Question): Promise<string> {
  const id = objectId(clock.now())
  await sql`
    insert into questions (id, occurrence_id, question, asked_by, created_at)
    select ${id}, o.id, ${asked.question}, ${asked.askedBy}, ${clock.now()}
    from occurrences o join meetings m on m.id = o.meeting_id
    where o.id = ${asked.occurrenceId} and o.state = 'current' and m.type <> 'offTheRecord'
      and (select count(*) from questions q where q.occurrence_id = o.id) < ${QUESTIONS_LIMIT}`.execute(
    database.queries,
  )
  return id
}

export interface Answer {
  occurrenceId: string
  questionId: string
  answer: string
}

export async function answerQuestion({ database }: Context, given: Answer): Promise<void> {
  await sql`
    update questions q set answers = q.answers || to_jsonb(${given.answer}::text)
    from occurrences o
    where q.id = ${given.questionId} and q.occurrence_id = ${given.occurrenceId} and o.id = q.occurrence_id
      and o.state = 'current' and jsonb_array_length(q.answers) < ${ANSWERS_LIMIT}`.execute(database.queries)
}
