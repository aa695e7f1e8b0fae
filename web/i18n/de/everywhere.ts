/** Was überall gesagt wird: Rahmen, Formulare, Fehler, Geheimnisse. */
import type { Area } from '../words.ts'

export const common: Area<'common'> = {
  actions: 'Aktionen',
  back: 'Zurück',
  cancel: 'Abbrechen',
  close: 'Schließen',
  copied: 'Kopiert',
  copy: 'Kopieren',
  copyWhat: 'Kopieren: {{what}}',
  created: 'Erstellt',
  delete: 'Löschen',
  edit: 'Bearbeiten',
  next: 'Weiter',
  no: 'Nein',
  none: 'Keine',
  nothingFound: 'Nichts gefunden',
  off: 'Aus',
  on: 'Ein',
  save: 'Speichern',
  showMore: 'Mehr anzeigen',
  tryAgain: 'Erneut versuchen',
  undo: 'Rückgängig',
  yes: 'Ja',
}

export const shell: Area<'shell'> = {
  places: {
    general: 'Allgemein',
    branding: 'Erscheinungsbild',
    languages: 'Sprachen',
    meetings: 'Besprechungsregeln',
    recording: 'Aufzeichnung und Aufbewahrung',
    dialIn: 'Einwahl',
    mail: 'E-Mail',
    users: 'Benutzer',
    accounts: 'Konten',
    apiKeys: 'API-Schlüssel',
    audit: 'Änderungsprotokoll',
    health: 'Systemzustand',
  },
  roles: { administrator: 'Administrator', host: 'Gastgeber' },
  appearance: 'Darstellung',
  closeMenu: 'Menü schließen',
  home: 'Start',
  hooks: 'Webhooks',
  language: 'Sprache',
  menu: 'Menü',
  navigation: 'Hauptnavigation',
  schemes: { light: 'Hell', dark: 'Dunkel', auto: 'Wie das System' },
  signOut: 'Abmelden',
  skip: 'Zum Inhalt springen',
  system: 'Systemkonfiguration',
}

export const errors: Area<'errors'> = {
  forbidden: 'Diese Seite ist für Administratoren',
  forbiddenNext: 'Wenden Sie sich an einen Administrator dieser Instanz, wenn Sie hier etwas brauchen.',
  goHome: 'Zur Startseite',
  notFound: 'Hier ist nichts',
  notFoundNext: 'Der Link ist vielleicht veraltet, oder das Ziel wurde gelöscht.',
}

export const forms: Area<'forms'> = {
  conflictNone: 'Gespeichert wurde dasselbe, was hier steht. Speichern Sie noch einmal.',
  conflictText:
    'Unten stehen beide Fassungen, wo sie sich unterscheiden. Übernehmen Sie die andere, wo sie richtig ist, und speichern Sie dann noch einmal: Im Übrigen gilt Ihre.',
  conflictTitle: 'Jemand anderes hat das inzwischen geändert',
  field: 'Feld',
  leave: 'Ohne Speichern verlassen',
  leaveText: 'Was Sie eingegeben haben, ist noch nicht gespeichert.',
  leaveTitle: 'Diese Seite verlassen?',
  mine: 'Ihre Fassung',
  stay: 'Bleiben',
  takeTheirs: 'Andere übernehmen',
  theirs: 'Andere Fassung',
}

export const secrets: Area<'secrets'> = {
  handedOver: 'Ich habe ihn weitergegeben',
  once: 'Jetzt kopieren: Das wird nur dieses eine Mal angezeigt, und niemand kann es noch einmal zeigen.',
  stored: 'Ich habe es gespeichert',
}
