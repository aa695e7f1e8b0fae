/** What a test mail says, in the languages of mails; a language without words gets English. */
interface TestMailWords {
  /** BCP 47. */
  locale: string
  subject: (product: string) => string
  greeting: string
  opening: (product: string) => string
  closing: string
  server: string
  sender: string
}

const WORDS: Record<string, TestMailWords> = {
  en: {
    locale: 'en-GB',
    subject: (product) => `Test mail from ${product}`,
    greeting: 'Hello',
    opening: (product) => `If you read this, ${product} can send mail.`,
    closing: 'Invitations will look like this, with your logo and your colour.',
    server: 'Mail server',
    sender: 'Sender',
  },
  de: {
    locale: 'de-DE',
    subject: (product) => `Testmail von ${product}`,
    greeting: 'Guten Tag',
    opening: (product) => `Wenn Sie das lesen, kann ${product} E-Mails senden.`,
    closing: 'So werden Einladungen aussehen, mit Ihrem Logo und Ihrer Farbe.',
    server: 'Mailserver',
    sender: 'Absender',
  },
  fr: {
    locale: 'fr-FR',
    subject: (product) => `E-mail de test de ${product}`,
    greeting: 'Bonjour',
    opening: (product) => `Si vous lisez ceci, ${product} peut envoyer des e-mails.`,
    closing: 'Les invitations auront cette apparence, avec votre logo et votre couleur.',
    server: 'Serveur de messagerie',
    sender: 'Expéditeur',
  },
  it: {
    locale: 'it-IT',
    subject: (product) => `E-mail di prova da ${product}`,
    greeting: 'Buongiorno',
    opening: (product) => `Se legge queste righe, ${product} può inviare e-mail.`,
    closing: 'Gli inviti avranno questo aspetto, con il Suo logo e il Suo colore.',
    server: 'Server di posta',
    sender: 'Mittente',
  },
}

/** `language`: a BCP 47 tag, of which the first part decides. */
export function testMailWords(language: string): TestMailWords {
  const [primary = ''] = language.toLowerCase().split(/[-_]/)
  return Object.hasOwn(WORDS, primary) ? WORDS[primary]! : WORDS['en']!
}
