/**
 * Sends the mails that are owed. Any number of processes may: a batch is claimed by putting its due time ahead, which
 * is committed before anything is sent, so that nobody else takes it meanwhile and somebody else takes it later where
 * this process dies. A mail whose taking could not be noted any more is sent again; calendars know it by its UID and
 * SEQUENCE.
 *
 * What was taken is deleted. What the mail server did not take is tried again, later each time; what it refuses for
 * good, or for too long, is given up and noted in the audit trail, without the address.
 */
import { sql, type Selectable } from 'kysely'
import { databaseTime } from '../accounts/database-time.ts'
import { recordAudit } from '../accounts/record-audit.ts'
import type { Context } from '../context.ts'
import type { Tables } from '../database/tables.ts'
import { createReconciler, type Reconciler, type RunResult } from '../reconciler.ts'
import { composeInvitation } from './mail-invitation.ts'
import { retryAfterSeconds } from './mail-retry.ts'
import type { Mail } from './mail.ts'
import { isMailConfigured } from './queue-mailing.ts'
import { createMailer, MailNotSent, type Mailer } from './send-mail.ts'

const INTERVAL_MS = 2_000
const BATCH_LIMIT_MAILS = 20
/** A mail has a deadline of half a minute, and the mails of a batch go out at the same time. */
const CLAIM_SECONDS = 120

type OwedMail = Selectable<Tables['mails']> & Omit<Selectable<Tables['mailings']>, 'id'>

export function createMailSender(context: Context): Reconciler {
  return createReconciler({
    name: 'send-due-mails',
    intervalMs: INTERVAL_MS,
    logger: context.logger,
    run: () => sendDueMails(context),
  })
}

async function sendDueMails(context: Context): Promise<RunResult> {
  if (!isMailConfigured(context)) return 'done'
  const mails = await claim(context)
  if (mails.length === 0) return 'done'
  const { mailFrom } = context.settings.current()
  const mailer = createMailer({ smtpUrl: context.smtpUrl ?? null, from: mailFrom })
  await Promise.all(mails.map((mail) => send(context, mailer, mail)))
  await forgetSentMailings(context, [...new Set(mails.map((mail) => mail.mailing_id))])
  return mails.length === BATCH_LIMIT_MAILS ? 'more' : 'done'
}

async function claim({ database, clock }: Context): Promise<OwedMail[]> {
  const now = databaseTime(clock)
  const { rows } = await sql<OwedMail>`
    with claimed as (
      update mails set due_at = ${now} + make_interval(secs => ${CLAIM_SECONDS})
      where id in (
        select id from mails where due_at <= ${now} order by due_at, id
        limit ${BATCH_LIMIT_MAILS} for update skip locked)
      returning *
    )
    select m.*, c.* from claimed c join mailings m on m.id = c.mailing_id order by c.id`.execute(
    database.queries,
  )
  return rows
}

async function send(context: Context, mailer: Mailer, mail: OwedMail): Promise<void> {
  try {
    await mailer.send(compose(context, mail))
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error
    await noteFailure(context, mail, error)
    return
  }
  await context.database.queries.deleteFrom('mails').where('id', '=', mail.id).execute()
}

function compose({ settings }: Context, mail: OwedMail): Mail {
  const { productName, color } = settings.current()
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
    branding: { name: productName, color, fromName: productName },
    calendar: mail.calendar,
  })
}

async function noteFailure(context: Context, mail: OwedMail, error: MailNotSent): Promise<void> {
  const { database, clock, logger } = context
  const failures = mail.failures + 1
  const seconds = error.permanent ? null : retryAfterSeconds(failures)
  logger.warn({ err: error, meetingId: mail.meeting_id, givenUp: seconds === null }, 'A mail was not sent')
  if (seconds !== null) {
    const due_at = sql<Date>`${databaseTime(clock)} + make_interval(secs => ${seconds})`
    await database.queries.updateTable('mails').set({ failures, due_at }).where('id', '=', mail.id).execute()
    return
  }
  await database.transaction(async (tx) => {
    await tx.deleteFrom('mails').where('id', '=', mail.id).execute()
    const details = { kind: mail.kind, tries: failures }
    await recordAudit(tx, 'server', 'mail.given-up', mail.meeting_id, details, mail.account_id)
  })
}

async function forgetSentMailings({ database }: Context, ids: number[]): Promise<void> {
  await sql`
    delete from mailings m
    where m.id = any (${ids}::bigint[]) and not exists (select from mails where mailing_id = m.id)`.execute(
    database.queries,
  )
}
