/** Invitation mails in French. */
import type { MailWords } from './mail-words-en.ts'

export const french: MailWords = {
  locale: 'fr',
  subject: {
    invitation: (topic) => `Invitation : ${topic}`,
    update: (topic) => `Modification : ${topic}`,
    cancellation: (topic) => `Annulation : ${topic}`,
  },
  opening: {
    invitation: (organizer) =>
      organizer
        ? `${organizer} vous invite à une réunion en ligne.`
        : 'Vous êtes invité(e) à une réunion en ligne.',
    update: (organizer) =>
      organizer ? `${organizer} a modifié cette réunion.` : 'Cette réunion a été modifiée.',
    cancellation: (organizer) =>
      organizer ? `${organizer} a annulé cette réunion.` : 'Cette réunion a été annulée.',
  },
  closing: {
    invitation: 'Le fichier de calendrier joint ajoute la réunion à votre calendrier.',
    update: 'Le fichier de calendrier joint met à jour la réunion dans votre calendrier.',
    cancellation: 'Le fichier de calendrier joint retire la réunion de votre calendrier.',
  },
  greeting: (name) => (name ? `Bonjour ${name}` : 'Bonjour'),
  when: 'Date',
  repeats: 'Cette réunion est périodique ; ceci est la prochaine date, votre calendrier affiche les autres.',
  meetingNumber: 'Numéro de réunion',
  organizer: 'Organisation',
  agenda: 'Ordre du jour',
  join: 'Participer à la réunion',
}
