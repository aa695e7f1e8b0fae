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
        ? `${organizer} lädt Sie zu einem Online-Meeting ein.`
        : 'Sie sind zu einem Online-Meeting eingeladen.',
    update: (organizer) =>
      organizer ? `${organizer} hat dieses Meeting geändert.` : 'Dieses Meeting wurde geändert.',
    cancellation: (organizer) =>
      organizer ? `${organizer} hat dieses Meeting abgesagt.` : 'Dieses Meeting wurde abgesagt.',
  },
  closing: {
    invitation: 'Mit der angehängten Kalenderdatei tragen Sie das Meeting in Ihren Kalender ein.',
    update: 'Die angehängte Kalenderdatei ändert das Meeting in Ihrem Kalender.',
    cancellation: 'Die angehängte Kalenderdatei entfernt das Meeting aus Ihrem Kalender.',
  },
  greeting: (name) => (name ? `Guten Tag ${name}` : 'Guten Tag'),
  when: 'Wann',
  repeats: 'Dieses Meeting wiederholt sich; dies ist der nächste Termin, Ihr Kalender zeigt die weiteren.',
  meetingNumber: 'Meeting-Nummer',
  organizer: 'Organisation',
  agenda: 'Tagesordnung',
  join: 'Am Meeting teilnehmen',
}
