/** What is said everywhere: frame, forms, errors, secrets. */
import type { Area } from '../words.ts'

export const common: Area<'common'> = {
  actions: 'Azioni',
  back: 'Indietro',
  cancel: 'Annulla',
  canUndo: 'Può annullare questa azione per alcuni secondi.',
  close: 'Chiudi',
  copied: 'Copiato',
  copy: 'Copia',
  copyWhat: 'Copia: {{what}}',
  created: 'Creato',
  delete: 'Elimina',
  edit: 'Modifica',
  next: 'Avanti',
  no: 'No',
  none: 'Nessuno',
  nothingFound: 'Nessun risultato',
  off: 'Disattivato',
  on: 'Attivato',
  save: 'Salva',
  showMore: 'Mostra altro',
  tryAgain: 'Riprova',
  undo: 'Annulla',
  yes: 'Sì',
}

export const shell: Area<'shell'> = {
  meetings: 'Riunioni',
  places: {
    deliveries: 'Consegne',
    general: 'Generale',
    branding: 'Identità visiva',
    languages: 'Lingue',
    meetings: 'Regole delle riunioni',
    recording: 'Registrazione e conservazione',
    dialIn: 'Accesso telefonico',
    media: 'Immagine e suono',
    mail: 'E-mail',
    users: 'Utenti',
    accounts: 'Account',
    apiKeys: 'Chiavi API',
    audit: 'Registro delle modifiche',
    health: 'Stato del sistema',
    webHooks: 'Webhook',
  },
  roles: { administrator: 'Amministratore', host: 'Organizzatore' },
  appearance: 'Aspetto',
  closeMenu: 'Chiudi il menu',
  home: 'Pagina iniziale',
  hooks: 'Webhook',
  language: 'Lingua',
  menu: 'Menu',
  navigation: 'Navigazione principale',
  schemes: {
    light: 'Chiaro',
    dark: 'Scuro',
    auto: 'Sistema',
  },
  signOut: 'Esci',
  skip: 'Vai al contenuto',
  system: 'Configurazione di sistema',
}

export const errors: Area<'errors'> = {
  forbidden: 'Solo gli amministratori possono aprire questa pagina',
  forbiddenNext: 'Si rivolga a un amministratore di questa istanza se ha bisogno di qualcosa.',
  goHome: 'Vai alla pagina iniziale',
  notFound: 'Pagina non trovata',
  notFoundNext: 'Forse il link è vecchio, o ciò a cui portava è stato eliminato.',
}

export const forms: Area<'forms'> = {
  conflictReady: 'Controlli il modulo e salvi di nuovo.',
  conflictTaken: 'Le modifiche agli altri campi sono ora nel modulo: {{fields}}.',
  conflictText:
    'Avete modificato entrambi questi campi. Scelga quale versione tenere, poi salvi di nuovo. Prima non viene salvato nulla.',
  conflictTitle: 'Nel frattempo qualcun altro l’ha modificato',
  field: 'Campo',
  keepMine: 'Tieni la mia',
  keepMineOf: '{{field}}: tieni la mia',
  leave: 'Esci senza salvare',
  leaveText: 'Le modifiche non sono ancora salvate.',
  leaveTitle: 'Uscire da questa pagina?',
  mine: 'La sua versione',
  stay: 'Rimani',
  takeTheirs: 'Usa l’altra',
  takeTheirsOf: '{{field}}: usa l’altra',
  theirs: 'L’altra versione',
}

export const secrets: Area<'secrets'> = {
  handedOver: 'L’ho inviato',
  once: 'Lo copi ora. È mostrato una sola volta.',
  stored: 'L’ho salvato',
}
