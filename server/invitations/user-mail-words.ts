/** What mails to users about their own access say, in the languages that there are. English where there is no other. */
import type { UserMailKind } from '../accounts/queue-user-mail.ts'

interface UserMailWords {
  /** BCP 47 */
  locale: string
  /** `product`: the name of the instance. */
  subject: (product: string) => string
  greeting: (name: string) => string
  opening: (product: string) => string
  action: string
  validUntil: string
  closing: string
}

type Catalogue = Record<UserMailKind, UserMailWords>

const english: Catalogue = inEach(
  { locale: 'en-GB', greeting: (name) => `Hello ${name}`, validUntil: 'Valid until' },
  {
    invitation: {
      subject: (product) => `Your access to ${product}`,
      opening: (product) => `You have been invited to ${product}. Set a password, and you can sign in.`,
      action: 'Set a password',
      closing: 'The link works once. Do not pass it on: anyone who opens it can sign in as you.',
    },
    'password-reset': {
      subject: (product) => `New password for ${product}`,
      opening: (product) => `A new password for your access to ${product} was asked for.`,
      action: 'Set a new password',
      closing: 'If it was not you, ignore this mail: your password stays as it is.',
    },
  },
)

const german: Catalogue = inEach(
  { locale: 'de', greeting: (name) => `Guten Tag ${name}`, validUntil: 'Gültig bis' },
  {
    invitation: {
      subject: (product) => `Ihr Zugang zu ${product}`,
      opening: (product) =>
        `Sie sind zu ${product} eingeladen. Legen Sie ein Passwort fest, dann können Sie sich anmelden.`,
      action: 'Passwort festlegen',
      closing:
        'Der Link gilt einmal. Geben Sie ihn nicht weiter: Wer ihn öffnet, kann sich in Ihrem Namen anmelden.',
    },
    'password-reset': {
      subject: (product) => `Neues Passwort für ${product}`,
      opening: (product) => `Für Ihren Zugang zu ${product} wurde ein neues Passwort angefordert.`,
      action: 'Neues Passwort festlegen',
      closing: 'Wenn Sie das nicht waren, ignorieren Sie diese E-Mail: Ihr Passwort bleibt, wie es ist.',
    },
  },
)

const french: Catalogue = inEach(
  { locale: 'fr', greeting: (name) => `Bonjour ${name}`, validUntil: 'Valable jusqu’au' },
  {
    invitation: {
      subject: (product) => `Votre accès à ${product}`,
      opening: (product) =>
        `Vous êtes invité à rejoindre ${product}. Définissez un mot de passe pour pouvoir vous connecter.`,
      action: 'Définir un mot de passe',
      closing:
        'Le lien ne fonctionne qu’une fois. Ne le transmettez pas : quiconque l’ouvre peut se connecter à votre place.',
    },
    'password-reset': {
      subject: (product) => `Nouveau mot de passe pour ${product}`,
      opening: (product) => `Un nouveau mot de passe a été demandé pour votre accès à ${product}.`,
      action: 'Définir un nouveau mot de passe',
      closing: 'Si ce n’était pas vous, ignorez cet e-mail : votre mot de passe reste inchangé.',
    },
  },
)

const italian: Catalogue = inEach(
  { locale: 'it', greeting: (name) => `Buongiorno ${name}`, validUntil: 'Valido fino al' },
  {
    invitation: {
      subject: (product) => `Il suo accesso a ${product}`,
      opening: (product) => `È stato invitato su ${product}. Imposti una password per poter accedere.`,
      action: 'Imposta una password',
      closing: 'Il link vale una sola volta. Non lo inoltri: chi lo apre può accedere al suo posto.',
    },
    'password-reset': {
      subject: (product) => `Nuova password per ${product}`,
      opening: (product) => `È stata richiesta una nuova password per il suo accesso a ${product}.`,
      action: 'Imposta una nuova password',
      closing: 'Se non è stato lei, ignori questa e-mail: la sua password resta quella di prima.',
    },
  },
)

const CATALOGUES: Record<string, Catalogue> = { en: english, de: german, fr: french, it: italian }

/** `language`: a BCP 47 tag, of which the first part decides. */
export function userMailWords(language: string): Catalogue {
  const [primary = ''] = language.toLowerCase().split(/[-_]/)
  return Object.hasOwn(CATALOGUES, primary) ? CATALOGUES[primary]! : english
}

type Shared = Pick<UserMailWords, 'locale' | 'greeting' | 'validUntil'>

function inEach(shared: Shared, own: Record<UserMailKind, Omit<UserMailWords, keyof Shared>>): Catalogue {
  return {
    invitation: { ...shared, ...own.invitation },
    'password-reset': { ...shared, ...own['password-reset'] },
  }
}
