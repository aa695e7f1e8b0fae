/** Was überall gesagt wird: Rahmen, Formulare, Fehler, Geheimnisse. */
import type { Area } from '../words.ts'

export const common: Area<'common'> = {
  actions: 'Aktionen',
  back: 'Zurück',
  cancel: 'Abbrechen',
  canUndo: 'Sie können das einige Sekunden lang rückgängig machen.',
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
  meetings: 'Besprechungen',
  places: {
    deliveries: 'Zustellungen',
    general: 'Allgemein',
    branding: 'Erscheinungsbild',
    languages: 'Sprachen',
    meetings: 'Besprechungsregeln',
    recording: 'Aufzeichnung und Aufbewahrung',
    dialIn: 'Einwahl',
    media: 'Bild und Ton',
    mail: 'E-Mail',
    users: 'Benutzer',
    accounts: 'Konten',
    apiKeys: 'API-Schlüssel',
    audit: 'Änderungsprotokoll',
    health: 'Systemzustand',
    webHooks: 'Webhooks',
  },
  roles: { administrator: 'Administrator', host: 'Gastgeber' },
  appearance: 'Darstellung',
  closeMenu: 'Menü schließen',
  home: 'Start',
  hooks: 'Webhooks',
  language: 'Sprache',
  menu: 'Menü',
  navigation: 'Hauptnavigation',
  schemes: {
    light: 'Hell',
    dark: 'Dunkel',
    auto: 'System',
  },
  signOut: 'Abmelden',
  skip: 'Zum Inhalt springen',
  system: 'Systemkonfiguration',
}

export const errors: Area<'errors'> = {
  forbidden: 'Nur Administratoren können diese Seite öffnen',
  forbiddenNext: 'Wenden Sie sich an einen Administrator dieser Instanz, wenn Sie hier etwas brauchen.',
  goHome: 'Zur Startseite',
  notFound: 'Seite nicht gefunden',
  notFoundNext: 'Der Link ist vielleicht veraltet, oder das Ziel wurde gelöscht.',
}

export const forms: Area<'forms'> = {
  conflictReady: 'Prüfen Sie das Formular und speichern Sie noch einmal.',
  conflictTaken: 'Die Änderungen an anderen Feldern stehen jetzt im Formular: {{fields}}.',
  conflictText:
    'Diese Felder haben Sie beide geändert. Wählen Sie, welche Fassung bleibt, und speichern Sie dann noch einmal. Vorher wird nichts gespeichert.',
  conflictTitle: 'Jemand anderes hat das inzwischen geändert',
  field: 'Feld',
  keepMine: 'Meine behalten',
  keepMineOf: '{{field}}: meine behalten',
  leave: 'Ohne Speichern verlassen',
  leaveText: 'Ihre Änderungen sind noch nicht gespeichert.',
  leaveTitle: 'Diese Seite verlassen?',
  mine: 'Ihre Fassung',
  stay: 'Bleiben',
  takeTheirs: 'Andere übernehmen',
  takeTheirsOf: '{{field}}: andere übernehmen',
  theirs: 'Andere Fassung',
}

export const secrets: Area<'secrets'> = {
  handedOver: 'Ich habe ihn weitergegeben',
  once: 'Jetzt kopieren: Das wird nur einmal angezeigt.',
  stored: 'Ich habe es gespeichert',
}
