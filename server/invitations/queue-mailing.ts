/**
 * Writes down which mails are owed, in the transaction of their cause: once that has committed they go out, whatever
 * becomes of this process, and if it is rolled back nobody hears of it. `send-due-mails` sends them.
 */
import { isSandbox } from '../accounts/accounts.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Context } from '../platform/context.ts'
import { assertTransaction, type Transaction } from '../platform/database/database.ts'
import { isMailConfigured } from '../platform/mail/mail-server.ts'
import { noteQueuedMails } from './invitation-states.ts'
import type { InvitedMeeting } from './mail-invitation.ts'
import type { MailKind } from './mail-words.ts'

interface Recipient {
  name: string
  email: string
  /** BCP 47 tag. */
  language: string
}

export interface Mailing {
  kind: MailKind
  meetingId: string
  accountId: string
  meeting: InvitedMeeting
  /** The iCalendar object, with the method that belongs to `kind`. */
  calendar: string
  recipients: Recipient[]
}

export async function queueMailing(context: Context, tx: Transaction, mailing: Mailing): Promise<void> {
  assertTransaction(tx)
  if (mailing.recipients.length === 0 || !isMailConfigured(context)) return
  if (await isSandbox(tx, mailing.accountId)) return
  const { meeting } = mailing
  const { id } = await tx
    .insertInto('mailings')
    .values({
      meeting_id: mailing.meetingId,
      account_id: mailing.accountId,
      kind: mailing.kind,
      topic: meeting.topic,
      agenda: meeting.agenda,
      start_time: meeting.startTime,
      end_time: meeting.endTime,
      timezone: meeting.timezone,
      meeting_number: meeting.meetingId,
      join_url: meeting.joinUrl,
      is_recurring: meeting.isRecurring,
      organizer_name: meeting.organizer.name,
      organizer_email: meeting.organizer.email,
      calendar: mailing.calendar,
      created_at: context.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const due_at = databaseTime(context.clock)
  const mails = await tx
    .insertInto('mails')
    .values(
      mailing.recipients.map(({ name, email, language }) => ({
        mailing_id: id,
        name,
        email,
        language,
        due_at,
      })),
    )
    .returning(['id', 'email'])
    .execute()
  await noteQueuedMails(context, tx, mailing, mails)
}
