/**
 * Which invitees are mailed what, when a meeting is scheduled, changed or called off. The mails are written down in
 * the same transaction (`invitations/queue-mailing`); where no mail server is configured, nothing is.
 *
 * Anyone who is new is invited, anyone who is no longer invited is told so, and the others hear of what concerns them:
 * when it takes place, and what about. Nobody is mailed about what was held already.
 */
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { methodOf } from '../invitations/mail-invitation.ts'
import type { MailKind } from '../invitations/mail-words.ts'
import { isMailConfigured } from '../platform/mail/mail-server.ts'
import { queueMailing } from '../invitations/queue-mailing.ts'
import { agendaOf, topicOf, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { writeMeetingCalendar, writeOccurrenceCalendar, type CalendarPurpose } from './meeting-calendar.ts'
import {
  addressOf,
  hasOtherTimes,
  removedInvitees,
  type Invitee,
  type MeetingDraft,
} from './meeting-draft.ts'
import { joinUrl } from './meeting-urls.ts'
import { isRecurring } from './series.ts'

/** What the mails are about. */
export interface Told {
  meeting: MeetingRow
  occurrence: OccurrenceRow
  /** Of a series: this occurrence alone. */
  alone?: boolean
}

/** Tells everybody who is invited; `known`: who they are. */
export async function tellAll(
  context: Context,
  tx: Transaction,
  kind: MailKind,
  told: Told,
  known?: Invitee[],
): Promise<void> {
  if (!isMailConfigured(context)) return
  const invitees = known ?? (await findInvitees(tx, told.meeting.id))
  await tell(context, tx, kind, told, invitees, invitees)
}

function findInvitees(tx: Transaction, meetingId: string): Promise<Invitee[]> {
  return tx
    .selectFrom('invitees')
    .select(['name', 'email', 'role', 'language'])
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute()
}

/** The invitation once more, as the meeting is now. */
export async function inviteAgain(
  context: Context,
  tx: Transaction,
  told: Told,
  recipients: Invitee[],
  attendees: Invitee[],
): Promise<void> {
  await tell(context, tx, 'invitation', told, recipients, attendees)
}

/** Tells each what `after` means for them. */
export async function tellOfChange(
  context: Context,
  tx: Transaction,
  before: MeetingDraft,
  after: MeetingDraft,
  told: Told,
): Promise<void> {
  if (!isMailConfigured(context)) return
  const former = new Set(before.invitees.map(addressOf))
  const added = after.invitees.filter((invitee) => !former.has(addressOf(invitee)))
  const removed = removedInvitees(before, after)
  await tell(context, tx, 'invitation', told, added, after.invitees)
  await tell(context, tx, 'cancellation', told, removed, removed)
  const concerns =
    hasOtherTimes(before, after) || before.topic !== after.topic || before.agenda !== after.agenda
  if (!concerns) return
  const stayed = after.invitees.filter((invitee) => former.has(addressOf(invitee)))
  await tell(context, tx, 'update', told, stayed, after.invitees)
}

async function tell(
  context: Context,
  tx: Transaction,
  kind: MailKind,
  { meeting, occurrence, alone = false }: Told,
  recipients: Invitee[],
  attendees: Invitee[],
): Promise<void> {
  if (recipients.length === 0) return
  // Meetings of earlier versions may have an address twice.
  const once = [...new Map(recipients.map((invitee) => [addressOf(invitee), invitee])).values()]
  const purpose: CalendarPurpose = { method: methodOf(kind), attendees }
  await queueMailing(context, tx, {
    kind,
    meetingId: meeting.id,
    accountId: meeting.account_id,
    meeting: {
      topic: topicOf(meeting, occurrence),
      agenda: agendaOf(meeting, occurrence),
      startTime: occurrence.start_time,
      endTime: occurrence.end_time,
      timezone: meeting.timezone,
      meetingId: meeting.number,
      joinUrl: joinUrl(context, meeting.number),
      isRecurring: isRecurring(meeting) && !alone,
      organizer: { name: meeting.added_by_username, email: meeting.added_by_email },
    },
    calendar:
      alone && isRecurring(meeting)
        ? await writeOccurrenceCalendar(context, tx, meeting, occurrence, purpose)
        : await writeMeetingCalendar(context, tx, meeting, occurrence, purpose),
    recipients: once,
  })
}
