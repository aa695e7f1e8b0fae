/** Invitation mails in German, in the spelling that Switzerland, Austria and Germany share (no ß). */
import type { MailWords } from './mail-words-en.ts'

export const german: MailWords = {
  locale: 'de',
  subject: {
    invitation: (topic) => `Einladung: ${topic}`,
    update: (topic) => `Geändert: ${topic}`,
    cancellation: (topic) => `Abgesagt: ${topic}`,
  },
  opening: {
    invitation: (organizer) =>
      organizer
        ? `${organizer} lädt Sie zu einer Online-Besprechung ein.`
        : 'Sie sind zu einer Online-Besprechung eingeladen.',
    update: (organizer) =>
      organizer ? `${organizer} hat diese Besprechung geändert.` : 'Diese Besprechung wurde geändert.',
    cancellation: (organizer) =>
      organizer ? `${organizer} hat diese Besprechung abgesagt.` : 'Diese Besprechung wurde abgesagt.',
  },
  closing: {
    invitation: 'Mit der angehängten Kalenderdatei tragen Sie die Besprechung in Ihren Kalender ein.',
    update: 'Die angehängte Kalenderdatei ändert die Besprechung in Ihrem Kalender.',
    cancellation: 'Die angehängte Kalenderdatei entfernt die Besprechung aus Ihrem Kalender.',
  },
  greeting: (name) => (name ? `Guten Tag ${name}` : 'Guten Tag'),
  when: 'Wann',
  repeats: 'Diese Besprechung wiederholt sich; dies ist der nächste Termin, Ihr Kalender zeigt die weiteren.',
  meetingNumber: 'Nummer der Besprechung',
  organizer: 'Organisation',
  agenda: 'Tagesordnung',
  join: 'An der Besprechung teilnehmen',
}
