/** A mail to one person, composed and ready to be sent. */
import type { CalendarMethod } from './calendar-event.ts'

export interface MailPerson {
  name: string
  email: string
}

export interface Mail {
  /** The sender's name beside the instance's own address; empty leaves the name of that address. */
  fromName: string
  to: MailPerson
  /** Who answers; null where that person has no address. */
  replyTo: MailPerson | null
  subject: string
  text: string
  html: string
  calendar: { method: CalendarMethod; content: string } | null
}
