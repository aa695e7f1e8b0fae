/** Signing in, setting up, and who may do what. */
import type { Area } from '../words.ts'

export const signIn: Area<'signIn'> = {
  askForInvitation: 'Chieda a un amministratore di invitarla con l’indirizzo e-mail che {{name}} conosce.',
  back: 'Torna all’accesso',
  byProvider: 'Accedi con {{name}}',
  byProviderElsewhere: 'Si apre in una nuova scheda. Torni qui dopo l’accesso.',
  forgot: 'Password dimenticata?',
  forgotSent:
    'Se qualcuno accede con questo indirizzo, un link è in arrivo. Vale un giorno. Guardi anche nella posta indesiderata.',
  forgotSubmit: 'Invia il link',
  forgotText: 'Inserisca l’indirizzo e-mail con cui accede. Riceverà un link per e-mail.',
  forgotTitle: 'Imposta una nuova password',
  notSetUp: 'Questa istanza non è ancora configurata',
  notSetUpText: 'Apra il link di configurazione che il server ha mostrato all’avvio; è nel suo registro.',
  notSignedIn: 'Riprovi, o acceda con la password.',
  or: 'o',
  againText: 'La sessione è terminata. Acceda per continuare; ciò che ha digitato è ancora qui.',
  againTitle: 'Accedere di nuovo',
  code: 'Codice',
  codeHint: 'Sei cifre dall’app di autenticazione',
  email: 'Indirizzo e-mail',
  password: 'Password',
  showPassword: 'Mostra la password',
  submit: 'Accedi',
  title: 'Accesso',
}

export const setUp: Area<'setUp'> = {
  logoLater: 'Un logo non serve adesso; si può aggiungere in qualsiasi momento.',
  deadLink: 'Questo link non funziona più',
  finish: 'Fatto',
  instance: 'Istanza',
  invitation: 'Le diamo il benvenuto',
  loading: 'Caricamento',
  look: 'Aspetto',
  passwordHint: '{{limit}} caratteri o più',
  passwordReset: 'Imposta una nuova password',
  passwordText: 'Accederà come {{email}}.',
  savePassword: 'Salva e accedi',
  text: 'Tre brevi passi, ed è sua. Tutto si può cambiare in seguito.',
  title: 'Configuri la sua istanza',
  you: 'Lei',
  yourName: 'Il suo nome',
}

export const profile: Area<'profile'> = {
  changePassword: 'Cambia la password',
  confirmTotp: 'Attiva',
  currentPassword: 'Password attuale',
  disableTotp: 'Disattiva',
  disableTotpText: 'Con la password o con un codice dell’app.',
  enableTotp: 'Configura un secondo fattore',
  newPassword: 'Nuova password',
  passwordSaved: 'La password è stata cambiata. Le altre sue sessioni sono terminate.',
  saved: 'Il profilo è stato salvato.',
  secondFactor: 'Secondo fattore',
  secondFactorText: 'Un codice da un’app di autenticazione, chiesto oltre alla password.',
  secretKey: 'Chiave segreta',
  title: 'Il suo profilo',
  totpLink: 'Oppure la apra nell’app su questo dispositivo.',
  totpOff: 'Il secondo fattore è disattivato.',
  totpOn: 'Il secondo fattore è attivo.',
  totpQrCode: 'Codice QR della chiave segreta',
  totpSecret:
    'Lo scansioni con l’app di autenticazione, o le dia la chiave; poi digiti il codice che mostra.',
}
