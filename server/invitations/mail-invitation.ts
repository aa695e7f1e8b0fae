/**
 * Composes what an invitee is told: that they are invited, that something changed, or that the meeting is off.
 *
 * Pure. The mail says in the recipient's language, as text and as HTML, what the calendar object that goes with it
 * says to their calendar: programs without a calendar show the former, those with one act on the latter. Dates are in
 * the meeting's time zone, which stands beside them.
 */
import type { CalendarMethod } from '../calendar/calendar-event.ts'
import { oneLine, shortened } from '../platform/mail/mail-header.ts'
import type { MailBranding } from '../platform/mail/mail-html.ts'
import { renderMail } from '../platform/mail/mail-html.ts'
import type { MailKind, MailWords } from './mail-words.ts'
import { mailWords } from './mail-words.ts'
import type { Mail, MailPerson } from '../platform/mail/mail.ts'

export interface InvitedMeeting {
  topic: string
  agenda: string
  /** Of the next occurrence where the meeting repeats. */
  startTime: Date
  endTime: Date
  /** IANA name. */
  timezone: string
  /** The sixteen digits. */
  meetingId: string
  joinUrl: string
  isRecurring: boolean
  organizer: MailPerson
}

export interface Invitation {
  kind: MailKind
  meeting: InvitedMeeting
  /** `language`: BCP 47. */
  recipient: MailPerson & { language: string }
  branding: MailBranding
  /** The object that `writeCalendar` wrote, with the method that belongs to `kind`. */
  calendar: string
}

export function composeInvitation({ kind, meeting, recipient, branding, calendar }: Invitation): Mail {
  const words = mailWords(recipient.language)
  const action = kind === 'cancellation' ? null : { label: words.join, url: meeting.joinUrl }
  const page = {
    locale: words.locale,
    title: oneLine(meeting.topic),
    greeting: words.greeting(oneLine(recipient.name)),
    opening: words.opening[kind](oneLine(meeting.organizer.name)),
    rows: rowsOf(meeting, words),
    action,
    closing: words.closing[kind],
  }
  const rows = page.rows.map(([label, value]) => (label ? `${label}: ${value}` : value))
  const link = action ? `${action.label}: ${action.url}` : ''
  const parts = [page.title, page.greeting, page.opening, rows.join('\n'), link, page.closing, branding.name]
  return {
    fromName: oneLine(branding.fromName),
    to: { name: oneLine(recipient.name), email: recipient.email },
    replyTo: meeting.organizer.email === '' ? null : meeting.organizer,
    subject: shortened(oneLine(words.subject[kind](meeting.topic))),
    text: `${parts.filter((part) => part !== '').join('\n\n')}\n`,
    html: renderMail(page, branding),
    calendar: { method: methodOf(kind), content: calendar },
  }
}

/** The calendar method that goes with a mail. */
export function methodOf(kind: MailKind): CalendarMethod {
  return kind === 'cancellation' ? 'CANCEL' : 'REQUEST'
}

function rowsOf(meeting: InvitedMeeting, words: MailWords): [string, string][] {
  const rows: [string, string][] = [[words.when, when(meeting, words.locale)]]
  if (meeting.isRecurring) rows.push(['', words.repeats])
  rows.push([words.meetingNumber, meeting.meetingId])
  if (meeting.organizer.name !== '') rows.push([words.organizer, oneLine(meeting.organizer.name)])
  if (meeting.agenda !== '') rows.push([words.agenda, meeting.agenda])
  return rows
}

function when({ startTime, endTime, timezone }: InvitedMeeting, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timezone,
  })
  return `${format.formatRange(startTime, endTime)} (${timezone})`
}
