/**
 * What became of the mails to invitees, for the people who invited them: one line for each address, about the latest
 * mail to it. It is written where the mail is queued, and again in the transaction in which a try succeeds or fails; a
 * mail that a newer one has overtaken changes nothing any more.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import type { Queries, Transaction } from '../platform/database/database.ts'
import type { MailFault } from '../platform/mail/mail-fault.ts'
import type { MailOutcome } from '../platform/mail/send-owed-mails.ts'
import type { MailKind } from './mail-words.ts'

/** Mail servers may say a lot. */
const ANSWER_LIMIT_CHARACTERS = 500

export interface InvitationState {
  /** In lower case. */
  email: string
  kind: MailKind
  state: 'waiting' | 'sent' | 'failed'
  /** Why the latest try failed. */
  fault: MailFault | null
  /** What the mail server said then. */
  answer: string | null
  changedAt: Date
}

/** A meeting that is about to be gone has no lines. */
export async function noteQueuedMails(
  { clock }: Context,
  tx: Transaction,
  { meetingId, kind }: { meetingId: string; kind: MailKind },
  mails: readonly { id: number; email: string }[],
): Promise<void> {
  await sql`
    insert into invitation_states (meeting_id, email, mail_id, kind, state, changed_at)
    select ${meetingId}, lower(m.email), max(m.id), ${kind}, 'waiting', ${clock.now()}::timestamptz
    from unnest(${mails.map(({ id }) => id)}::bigint[], ${mails.map(({ email }) => email)}::text[]) m (id, email)
    where exists (select from meetings where id = ${meetingId})
    group by lower(m.email)
    on conflict (meeting_id, email) do update set mail_id = excluded.mail_id, kind = excluded.kind,
      state = excluded.state, fault = null, answer = null, changed_at = excluded.changed_at`.execute(tx)
}

export async function noteInvitationState(
  tx: Transaction,
  { id, meeting_id }: { id: number; meeting_id: string },
  outcome: MailOutcome,
  at: Date,
): Promise<void> {
  const fault = outcome.state === 'sent' ? null : outcome.fault
  const answer = outcome.state === 'sent' ? null : outcome.answer.slice(0, ANSWER_LIMIT_CHARACTERS)
  await sql`
    update invitation_states
    set state = ${outcome.state}, fault = ${fault}, answer = ${answer}, changed_at = ${at}
    where meeting_id = ${meeting_id} and mail_id = ${id}`.execute(tx)
}

export async function readInvitationStates(queries: Queries, meetingId: string): Promise<InvitationState[]> {
  const { rows } = await sql<InvitationState>`
    select email, kind, state, fault, answer, changed_at as "changedAt"
    from invitation_states where meeting_id = ${meetingId}`.execute(queries)
  return rows
}
