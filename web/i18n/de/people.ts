/** Anmelden, einrichten, und wer was darf. */
import type { Area } from '../words.ts'

export const signIn: Area<'signIn'> = {
  askForInvitation:
    'Bitten Sie eine Administratorin oder einen Administrator, Sie mit der E-Mail-Adresse einzuladen, unter der {{name}} Sie kennt.',
  back: 'Zurück zur Anmeldung',
  byProvider: 'Mit {{name}} anmelden',
  byProviderElsewhere: 'Öffnet einen neuen Tab. Kommen Sie hierher zurück, wenn Sie angemeldet sind.',
  forgot: 'Passwort vergessen?',
  forgotSent:
    'Wenn sich jemand mit dieser Adresse anmeldet, ist ein Link unterwegs. Er gilt einen Tag. Sehen Sie auch im Spam-Ordner nach.',
  forgotSubmit: 'Link senden',
  forgotText:
    'Geben Sie die E-Mail-Adresse ein, mit der Sie sich anmelden. Sie erhalten einen Link per E-Mail.',
  forgotTitle: 'Neues Passwort festlegen',
  notSetUp: 'Diese Instanz ist noch nicht eingerichtet',
  notSetUpText:
    'Öffnen Sie den Einrichtungslink, den der Server beim Start ausgegeben hat; er steht in seinem Protokoll.',
  notSignedIn: 'Versuchen Sie es noch einmal, oder melden Sie sich mit Ihrem Passwort an.',
  or: 'oder',
  againText: 'Ihre Sitzung ist zu Ende. Melden Sie sich an, um weiterzumachen; Ihre Eingaben sind noch da.',
  againTitle: 'Noch einmal anmelden',
  code: 'Code',
  codeHint: 'Sechs Ziffern aus Ihrer Authenticator-App',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  showPassword: 'Passwort anzeigen',
  submit: 'Anmelden',
  title: 'Anmelden',
}

export const setUp: Area<'setUp'> = {
  logoLater: 'Ein Logo ist jetzt nicht nötig; es kann jederzeit hinzukommen.',
  deadLink: 'Dieser Link gilt nicht mehr',
  finish: 'Fertig',
  instance: 'Instanz',
  invitation: 'Willkommen',
  loading: 'Wird geladen',
  look: 'Erscheinungsbild',
  passwordHint: 'Mindestens {{limit}} Zeichen',
  passwordReset: 'Neues Passwort setzen',
  passwordText: 'Sie melden sich künftig als {{email}} an.',
  savePassword: 'Speichern und anmelden',
  text: 'Drei kurze Schritte, und sie gehört Ihnen. Alles lässt sich später ändern.',
  title: 'Richten Sie Ihre Instanz ein',
  you: 'Sie',
  yourName: 'Ihr Name',
}

export const profile: Area<'profile'> = {
  changePassword: 'Passwort ändern',
  confirmTotp: 'Einschalten',
  currentPassword: 'Aktuelles Passwort',
  disableTotp: 'Ausschalten',
  disableTotpText: 'Mit Ihrem Passwort oder mit einem Code aus der App.',
  enableTotp: 'Zweiten Faktor einrichten',
  newPassword: 'Neues Passwort',
  passwordSaved: 'Das Passwort wurde geändert. Ihre anderen Sitzungen sind beendet.',
  saved: 'Ihr Profil wurde gespeichert.',
  secondFactor: 'Zweiter Faktor',
  secondFactorText: 'Ein Code aus einer Authenticator-App, der zum Passwort hinzukommt.',
  secretKey: 'Geheimer Schlüssel',
  title: 'Ihr Profil',
  totpLink: 'Oder öffnen Sie ihn in der App auf diesem Gerät.',
  totpOff: 'Der zweite Faktor ist aus.',
  totpOn: 'Der zweite Faktor ist ein.',
  totpQrCode: 'QR-Code des geheimen Schlüssels',
  totpSecret:
    'Scannen Sie dies mit Ihrer Authenticator-App oder geben Sie ihr den Schlüssel; tippen Sie dann den Code ein, den sie zeigt.',
}
