/**
 * Sends what invitees are owed. How, and what happens where it cannot be done, is in `send-owed-mails`; a mail that
 * goes out twice is known to calendars by its UID and SEQUENCE.
 */
import { sql, type Selectable } from 'kysely'
import { recordAudit } from '../accounts/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import { mailBranding } from '../branding/mail-branding.ts'
import { noteInvitationState } from './invitation-states.ts'
import { composeInvitation } from './mail-invitation.ts'
import type { Mail } from '../platform/mail/mail.ts'
import { sendOwedMails, type Outbox } from '../platform/mail/send-owed-mails.ts'

const INTERVAL_MS = 2_000

type OwedInvitation = Selectable<Tables['mails']> & Omit<Selectable<Tables['mailings']>, 'id'>

const INVITATIONS: Outbox<OwedInvitation> = {
  table: 'mails',
  read,
  compose,
  about: (mail) => ({ meetingId: mail.meeting_id }),
  note: noteInvitationState,
  async giveUp(tx, mail, tries) {
    const details = { kind: mail.kind, tries }
    await recordAudit(tx, 'server', 'mail.given-up', mail.meeting_id, details, mail.account_id)
  },
  tidy: forgetSentMailings,
}

export function createMailSender(context: Context): Reconciler {
  return createReconciler({
    name: 'send-due-mails',
    intervalMs: INTERVAL_MS,
    logger: context.logger,
    run: () => sendOwedMails(context, INVITATIONS),
  })
}

async function read(queries: Queries, ids: number[]): Promise<OwedInvitation[]> {
  const { rows } = await sql<OwedInvitation>`
    select g.*, m.* from mails m join mailings g on g.id = m.mailing_id
    where m.id = any (${ids}::bigint[])
      and not exists (select from accounts where id = g.account_id and is_sandbox)
    order by m.id`.execute(queries)
  return rows
}

function compose(context: Context, mail: OwedInvitation): Mail {
  return composeInvitation({
    kind: mail.kind,
    meeting: {
      topic: mail.topic,
      agenda: mail.agenda,
      startTime: mail.start_time,
      endTime: mail.end_time,
      timezone: mail.timezone,
      meetingId: mail.meeting_number,
      joinUrl: mail.join_url,
      isRecurring: mail.is_recurring,
      organizer: { name: mail.organizer_name, email: mail.organizer_email },
    },
    recipient: { name: mail.name, email: mail.email, language: mail.language },
    branding: mailBranding(context),
    calendar: mail.calendar,
  })
}

async function forgetSentMailings(queries: Queries, mails: OwedInvitation[]): Promise<void> {
  const ids = [...new Set(mails.map((mail) => mail.mailing_id))]
  await sql`
    delete from mailings m
    where m.id = any (${ids}::bigint[]) and not exists (select from mails where mailing_id = m.id)`.execute(
    queries,
  )
}
