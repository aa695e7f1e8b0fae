/** Words of System Configuration: people, keys, the audit trail, health. */
import type { Area } from '../words.ts'

export const users: Area<'users'> = {
  access: 'Accesso',
  accessText:
    'Un link monouso permette di impostare una password. Chi viene disattivato è subito disconnesso.',
  account: 'Account',
  disable: 'Disattiva',
  disabledText: 'Questo utente non può accedere, e le sue chiavi API sono rifiutate.',
  enable: 'Riattiva',
  invite: 'Invita un utente',
  inviteAgain: 'Nuovo link d’invito',
  language: 'Lingua',
  link: 'Link monouso',
  linkText:
    'Lo consegni con un mezzo sicuro. Chi lo apre per primo imposta la password. È mostrato solo questa volta.',
  makeLink: 'Crea il link d’invito',
  name: 'Nome',
  none: 'Nessun utente trovato',
  noneText: 'Cerchi un’altra parte di un nome o di un indirizzo.',
  ownAccount: 'Il suo account',
  purpose:
    'Le persone che accedono: gli amministratori gestiscono l’istanza, gli organizzatori pianificano le riunioni.',
  removeSecondFactor: 'Rimuovi il secondo fattore',
  resetPassword: 'Link per una nuova password',
  role: 'Ruolo',
  roleHints: {
    administrator: 'Tutto sull’istanza, inclusa la configurazione di sistema',
    host: 'Le riunioni del proprio account',
  },
  saved: 'L’utente è stato salvato.',
  search: 'Cerca un nome o un indirizzo',
  secondFactor: 'Secondo fattore',
  state: 'Stato',
  states: { active: 'Attivo', disabled: 'Disattivato', invited: 'Invitato' },
}

export const accounts: Area<'accounts'> = {
  add: 'Aggiungi un account',
  create: 'Crea l’account',
  name: 'Nome',
  new: 'Nuovo account',
  none: 'Ancora nessun account',
  purpose: 'Clienti: utenti, sale e riunioni di un account sono invisibili agli altri.',
  saved: 'L’account è stato salvato.',
}

export const apiKeys: Area<'apiKeys'> = {
  actions: { read: 'Lettura', write: 'Scrittura' },
  add: 'Crea una chiave API',
  allScopes: 'Tutto',
  create: 'Crea la chiave',
  key: 'Chiave API',
  keyText:
    'La invii come X-API-KEY. La copi ora: è mostrata solo questa volta, se ne conserva solo l’impronta.',
  lastUsed: 'Ultimo uso',
  levels: { account: 'Un account', instance: 'Intera istanza' },
  name: 'Nome',
  nameHint: 'A che cosa serve, ad esempio «Importazione calendario»',
  neverUsed: 'Mai',
  new: 'Nuova chiave API',
  none: 'Ancora nessuna chiave API',
  noneText:
    'Una chiave permette a un programma di pianificare riunioni, leggere riepiloghi o gestire webhook.',
  onlyAccount: 'Solo l’account {{name}}',
  purpose: 'Con una chiave un programma chiama l’API. Ciò che crea appartiene al proprietario della chiave.',
  reach: 'Portata',
  resource: 'Ambito',
  resources: {
    administration: 'Amministrazione',
    deliveries: 'Consegne',
    meetings: 'Riunioni',
    recordings: 'Registrazioni',
    summaries: 'Riepiloghi',
    'web-hooks': 'Webhook',
  },
  revoke: 'Revoca',
  revokeWhat: 'Revoca {{name}}',
  revoked: 'Revocata',
  revokedWhat: 'Revoca della chiave {{name}}.',
  scopes: 'Che cosa può fare',
}

export const audit: Area<'audit'> = {
  gone: 'non c’è più',
  action: 'Che cosa',
  actor: 'Chi',
  apiKey: 'Chiave API',
  at: 'Quando',
  details: 'Dettagli',
  none: 'Nessun risultato',
  noneText: 'Cerchi un’azione come web-hook.updated.',
  purpose: 'Chi ha modificato che cosa, e che cosa ha deciso il server da solo.',
  search: 'Cerca una risorsa o un’azione, come web-hook o web-hook.updated',
  server: 'Il server',
  show: 'Mostra',
  subject: 'Su che cosa',
  user: 'Utente',
}

export const health: Area<'health'> = {
  mailsFailed: 'E-mail abbandonate',
  metrics: 'Per il monitoraggio, il server risponde a /healthz, /readyz e /metrics.',
  nothingWaits: 'Nulla attende',
  oldest: 'Chiamata in attesa più vecchia',
  purpose: 'Se il server è pronto, e che cosa attende di essere comunicato.',
  queue: 'Chiamate in attesa',
  server: 'Server',
  checked: 'Verificato',
  checkAgain: 'Verifica di nuovo',
  database: 'Database',
  databaseSize: 'Dimensione',
  disk: 'Disco della cartella dati',
  diskFree: '{{free}} su {{total}}',
  free: 'Liberi',
  feedLag: 'Eventi non ancora nel feed',
  ffmpegMissing: 'Non installato',
  kept: 'Conservate fino a «Recupera»',
  mails: 'E-mail in attesa',
  mailServer: 'Server di posta',
  mailStates: { failing: 'Non funziona', 'not-configured': 'Non configurato', working: 'Funziona' },
  publicUrl: 'Indirizzo',
  recordings: 'Registrazioni da unire',
  running: 'In funzione da',
  states: {
    attention: 'Tutto funziona; qualcosa richiede attenzione',
    bad: 'Qualcosa non funziona',
    good: 'Tutto bene',
    unknown: 'Il server non dice come sta',
  },
  timeZoneData: 'Regole dei fusi orari',
  toDeliveries: 'Vai alle consegne',
  toMail: 'Vai a «E-mail»',
  toRecording: 'Vai a «Registrazione e conservazione»',
  toWebHooks: 'Vai ai webhook',
  troubles: {
    'clock-skew': 'Gli orologi differiscono di {{subject}} s',
    'disk-full': 'Il disco è quasi pieno: restano {{subject}}',
    'disk-low': 'Il disco si sta riempiendo: restano {{subject}}',
    'ffmpeg-missing': 'Le registrazioni non possono essere unite',
    'mail-failing': 'Il server di posta non lascia passare e-mail',
    'mail-not-configured': 'Non parte alcuna e-mail',
    'mails-failed': 'Inviti non recapitati: {{subject}}',
    'mails-old': '{{subject}} e-mail attendono da un po’',
    'public-url-insecure': 'Si raggiunge questo server senza cifratura',
    'queue-old': 'Ci sono chiamate in attesa da {{subject}}',
    'time-zone-data-old': 'Le regole dei fusi sono vecchie ({{subject}})',
    'web-hooks-failing': 'Webhook la cui ultima chiamata è fallita: {{subject}}',
    'web-hooks-stopped': 'Webhook che non fanno chiamate: {{subject}}',
  },
  next: {
    'clock-skew': 'Faccia regolare gli orologi del server e del database da un server orario (NTP).',
    'disk-full': 'Liberi subito spazio: presto non si potrà più salvare nulla.',
    'disk-low': 'Liberi spazio, o conservi le registrazioni per meno tempo.',
    'ffmpeg-missing':
      'Installi sul server ffmpeg 5 o successivo con libvpx e libopus (Debian, Ubuntu: apt-get install ffmpeg). Ciò che viene registrato fino ad allora è conservato e unito in seguito.',
    'mail-not-configured':
      'Indichi un server di posta e un mittente. Fino ad allora gli inviti non partono; si partecipa con il link che condivide.',
    'mails-failed': 'Le pagine delle riunioni indicano quali e perché; da lì si possono inviare di nuovo.',
    'mails-old': 'Invii un’e-mail di prova per vedere che cosa dice il server di posta.',
    'public-url-insecure':
      'Lì i browser non concedono videocamera né microfono. Metta il server dietro https (TLS_CERT e TLS_KEY, o un reverse proxy) e imposti PUBLIC_URL.',
    'queue-old':
      'Guardi nelle consegne che cosa le trattiene. Nulla va perso: partono appena i destinatari rispondono.',
    'time-zone-data-old':
      'Installi una versione più recente di questo server, affinché i cambi dell’ora legale siano noti.',
    'web-hooks-failing':
      'Le chiamate vengono ritentate automaticamente. Le pagine dei webhook dicono che cosa hanno risposto i destinatari.',
    'web-hooks-stopped':
      'Troppe chiamate sono fallite, o il destinatario non ne vuole. Sono conservate; nelle pagine dei webhook può recuperarle.',
  },
  version: 'Versione',
}
