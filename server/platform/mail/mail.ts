/** A mail to one person, composed and ready to be sent. */

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
  /** An iCalendar object; `method` as in RFC 5546. */
  calendar: { method: string; content: string } | null
}
