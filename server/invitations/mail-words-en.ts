/** Invitation mails in English, and the shape that the catalogues of all languages have. */
export type MailKind = 'invitation' | 'update' | 'cancellation'

export interface MailWords {
  /** BCP 47: how dates are written, and the language of the page. */
  locale: string
  subject: Record<MailKind, (topic: string) => string>
  /** The first sentence; `organizer` is empty where the name is not known. */
  opening: Record<MailKind, (organizer: string) => string>
  /** The last sentence. */
  closing: Record<MailKind, string>
  greeting: (name: string) => string
  when: string
  repeats: string
  meetingNumber: string
  organizer: string
  agenda: string
  join: string
}

export const english: MailWords = {
  locale: 'en-GB',
  subject: {
    invitation: (topic) => `Invitation: ${topic}`,
    update: (topic) => `Updated: ${topic}`,
    cancellation: (topic) => `Cancelled: ${topic}`,
  },
  opening: {
    invitation: (organizer) =>
      organizer ? `${organizer} invites you to an online meeting.` : 'You are invited to an online meeting.',
    update: (organizer) =>
      organizer ? `${organizer} has changed this meeting.` : 'This meeting has been changed.',
    cancellation: (organizer) =>
      organizer ? `${organizer} has cancelled this meeting.` : 'This meeting has been cancelled.',
  },
  closing: {
    invitation: 'The attached calendar file puts the meeting into your calendar.',
    update: 'The attached calendar file updates the meeting in your calendar.',
    cancellation: 'The attached calendar file takes the meeting out of your calendar.',
  },
  greeting: (name) => (name ? `Hello ${name}` : 'Hello'),
  when: 'When',
  repeats: 'This meeting repeats; this is the next date, your calendar shows the others.',
  meetingNumber: 'Meeting number',
  organizer: 'Organizer',
  agenda: 'Agenda',
  join: 'Join the meeting',
}
