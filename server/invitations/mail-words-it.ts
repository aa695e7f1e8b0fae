/** Invitation mails in Italian. */
import type { MailWords } from './mail-words-en.ts'

export const italian: MailWords = {
  locale: 'it',
  subject: {
    invitation: (topic) => `Invito: ${topic}`,
    update: (topic) => `Modifica: ${topic}`,
    cancellation: (topic) => `Annullamento: ${topic}`,
  },
  opening: {
    invitation: (organizer) =>
      organizer
        ? `${organizer} la invita a una riunione online.`
        : 'Ha ricevuto un invito a una riunione online.',
    update: (organizer) =>
      organizer ? `${organizer} ha modificato questa riunione.` : 'Questa riunione è stata modificata.',
    cancellation: (organizer) =>
      organizer ? `${organizer} ha annullato questa riunione.` : 'Questa riunione è stata annullata.',
  },
  closing: {
    invitation: 'Il file di calendario allegato aggiunge la riunione al suo calendario.',
    update: 'Il file di calendario allegato aggiorna la riunione nel suo calendario.',
    cancellation: 'Il file di calendario allegato rimuove la riunione dal suo calendario.',
  },
  greeting: (name) => (name ? `Buongiorno ${name}` : 'Buongiorno'),
  when: 'Quando',
  repeats: 'Questa riunione si ripete; questa è la prossima data, il suo calendario mostra le altre.',
  meetingNumber: 'Numero della riunione',
  organizer: 'Organizzazione',
  agenda: 'Ordine del giorno',
  join: 'Partecipare alla riunione',
}
