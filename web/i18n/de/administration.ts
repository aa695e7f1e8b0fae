/** Words of System Configuration: people, keys, the audit trail, health. */
import type { Area } from '../words.ts'

export const users: Area<'users'> = {
  access: 'Zugang',
  accessText:
    'Mit einem Einmal-Link setzt diese Person ein Passwort. Wer gesperrt wird, ist sofort abgemeldet.',
  account: 'Konto',
  disable: 'Sperren',
  disabledText: 'Diese Person kann sich nicht anmelden, und ihre API-Schlüssel werden abgewiesen.',
  enable: 'Entsperren',
  invite: 'Benutzer einladen',
  inviteAgain: 'Neuer Einladungslink',
  language: 'Sprache',
  link: 'Einmal-Link',
  linkMailed:
    'Er wurde auch an {{email}} geschickt. Er gilt einmal und wird hier nur dieses eine Mal angezeigt.',
  linkText:
    'Geben Sie ihn auf einem Weg weiter, dem Sie vertrauen. Er gilt einmal und wird nur einmal angezeigt.',
  makeLink: 'Einladungslink erstellen',
  name: 'Name',
  none: 'Keine Benutzer gefunden',
  noneText: 'Versuchen Sie einen anderen Teil des Namens oder der Adresse.',
  ownAccount: 'Ihr eigenes Konto',
  purpose: 'Wer sich anmeldet: Administratoren betreiben die Instanz, Gastgeber planen Besprechungen.',
  removeSecondFactor: 'Zweiten Faktor entfernen',
  resetPassword: 'Link für ein neues Passwort',
  role: 'Rolle',
  roleHints: {
    administrator: 'Alles auf der Instanz, auch die Systemkonfiguration',
    host: 'Die eigenen Besprechungen und die, zu denen sie eingeladen sind; alle des Kontos, wenn das Konto Besprechungen teilt',
  },
  saved: 'Der Benutzer wurde gespeichert.',
  search: 'Nach Name oder Adresse suchen',
  secondFactor: 'Zweiter Faktor',
  state: 'Zustand',
  states: { active: 'Aktiv', disabled: 'Gesperrt', invited: 'Eingeladen' },
}

export const accounts: Area<'accounts'> = {
  add: 'Konto hinzufügen',
  create: 'Konto erstellen',
  name: 'Name',
  new: 'Neues Konto',
  none: 'Noch keine Konten',
  purpose: 'Mandanten: Benutzer, Räume und Besprechungen eines Kontos sind für andere unsichtbar.',
  saved: 'Das Konto wurde gespeichert.',
  sharesMeetings: 'Gastgeber teilen ihre Besprechungen',
  sharesMeetingsHint:
    'Jeder Gastgeber des Kontos sieht, ändert und leitet jede Besprechung des Kontos. Sonst haben Gastgeber ihre eigenen und die, zu denen sie eingeladen sind, und nehmen an den anderen als Teilnehmer teil.',
}

export const apiKeys: Area<'apiKeys'> = {
  actions: { read: 'Lesen', write: 'Schreiben' },
  add: 'API-Schlüssel erstellen',
  allScopes: 'Alles',
  create: 'Schlüssel erstellen',
  key: 'API-Schlüssel',
  keyText: 'Senden Sie ihn als X-API-KEY. Kopieren Sie ihn jetzt: Er wird nur einmal angezeigt.',
  lastUsed: 'Zuletzt benutzt',
  levels: { account: 'Ein Konto', instance: 'Ganze Instanz' },
  name: 'Name',
  nameHint: 'Wofür er ist, etwa „Kalender-Import“',
  neverUsed: 'Nie',
  new: 'Neuer API-Schlüssel',
  none: 'Noch keine API-Schlüssel',
  noneText:
    'Mit einem Schlüssel kann ein Programm Besprechungen planen, Zusammenfassungen lesen oder Webhooks verwalten.',
  onlyAccount: 'Nur das Konto {{name}}',
  purpose:
    'Mit einem Schlüssel ruft ein Programm die API auf. Was es erstellt, gehört dem Besitzer des Schlüssels.',
  reach: 'Reichweite',
  resource: 'Bereich',
  resources: {
    administration: 'Verwaltung',
    deliveries: 'Zustellungen',
    events: 'Ereignisse',
    meetings: 'Besprechungen',
    recordings: 'Aufzeichnungen',
    summaries: 'Zusammenfassungen',
    'web-hooks': 'Webhooks',
  },
  revoke: 'Widerrufen',
  revokeWhat: '{{name}} widerrufen',
  revoked: 'Widerrufen',
  revokedWhat: 'Der Schlüssel {{name}} wird widerrufen.',
  scopes: 'Was er darf',
}

export const audit: Area<'audit'> = {
  gone: 'nicht mehr da',
  action: 'Was',
  actor: 'Wer',
  apiKey: 'API-Schlüssel',
  at: 'Wann',
  details: 'Einzelheiten',
  none: 'Nichts gefunden',
  noneText: 'Suchen Sie nach einer Aktion wie web-hook.updated.',
  purpose: 'Wer was geändert hat, und was der Server von selbst entschied.',
  search: 'Nach Aktion suchen, etwa web-hook',
  server: 'Der Server',
  show: 'Anzeigen',
  subject: 'Woran',
  user: 'Benutzer',
}

export const health: Area<'health'> = {
  mailsFailed: 'Aufgegebene E-Mails',
  metrics: 'Für die Überwachung antwortet der Server unter /healthz, /readyz und /metrics.',
  nothingWaits: 'Keine',
  oldest: 'Ältester wartender Aufruf',
  purpose: 'Ob der Server funktioniert und was wartet.',
  queue: 'Wartende Aufrufe',
  server: 'Server',
  checked: 'Geprüft',
  checkAgain: 'Erneut prüfen',
  database: 'Datenbank',
  databaseSize: 'Größe',
  disk: 'Festplatte des Datenordners',
  diskFree: '{{free}} von {{total}}',
  free: 'Frei',
  feedLag: 'Ereignisse, die noch nicht im Feed sind',
  ffmpegMissing: 'Nicht installiert',
  kept: 'Aufbewahrt bis „Nachholen“',
  mails: 'Wartende E-Mails',
  mailServer: 'Mailserver',
  mailStates: { failing: 'Schlägt fehl', 'not-configured': 'Nicht eingerichtet', working: 'Funktioniert' },
  publicUrl: 'Adresse',
  recordings: 'Aufzeichnungen, die noch zusammenzufügen sind',
  running: 'Läuft seit',
  states: {
    attention: 'Alles funktioniert, aber etwas braucht Aufmerksamkeit',
    bad: 'Etwas funktioniert nicht',
    good: 'Alles funktioniert',
    unknown: 'Der Zustand des Servers ist unbekannt',
  },
  timeZoneData: 'Zeitzonenregeln',
  toDeliveries: 'Zustellungen ansehen',
  toMail: 'Zu „E-Mail“',
  media: 'Bild und Ton',
  mediaKind: 'Medienserver',
  mediaUrl: 'Adresse',
  mediaRooms: 'Räume',
  mediaPeople: 'Personen',
  mediaLoad: 'Prozessor',
  mediaRate: 'Datenrate',
  mediaRestarts: 'Neustarts',
  mediaEmbedded: 'Eingebaut',
  toRecording: 'Zu „Aufzeichnung und Aufbewahrung“',
  toWebHooks: 'Webhooks ansehen',
  troubles: {
    'clock-skew': 'Die Uhren gehen um {{subject}} s auseinander',
    'disk-full': 'Die Festplatte ist fast voll: {{subject}} übrig',
    'disk-low': 'Die Festplatte wird voll: {{subject}} übrig',
    'ffmpeg-missing': 'Aufzeichnungen können nicht zusammengefügt werden',
    'media-missing': 'Besprechungen haben weder Bild noch Ton',
    'mail-failing': 'Der Mailserver lässt keine E-Mails durch',
    'mail-not-configured': 'Es werden keine E-Mails verschickt',
    'mails-failed': 'Einladungen, die nicht ankamen: {{subject}}',
    'mails-old': '{{subject}} E-Mails warten schon eine Weile',
    'public-url-insecure': 'Dieser Server wird unverschlüsselt erreicht',
    'queue-old': 'Aufrufe warten seit {{subject}}',
    'time-zone-data-old': 'Die Zeitzonenregeln sind alt ({{subject}})',
    'web-hooks-failing': 'Webhooks, deren letzter Aufruf fehlschlug: {{subject}}',
    'web-hooks-stopped': 'Webhooks, die keine Aufrufe machen: {{subject}}',
  },
  next: {
    'clock-skew':
      'Lassen Sie die Rechner des Servers und der Datenbank ihre Uhren von einem Zeitserver stellen (NTP).',
    'disk-full':
      'Schaffen Sie jetzt Platz auf der Festplatte des Datenordners: Bald kann nichts mehr gespeichert werden.',
    'disk-low':
      'Schaffen Sie Platz auf der Festplatte des Datenordners, oder bewahren Sie Aufzeichnungen kürzer auf.',
    'ffmpeg-missing':
      'Installieren Sie auf dem Server ffmpeg ab Version 5 mit libvpx und libopus (Debian, Ubuntu: apt-get install ffmpeg). Was bis dahin aufgezeichnet wird, bleibt und wird danach zusammengefügt.',
    'media-missing': 'Bild und Ton laufen über die Medien-Engine, und diese läuft nicht: {{subject}}',
    'mail-not-configured':
      'Geben Sie einen Mailserver und einen Absender an. Bis dahin werden keine Einladungen verschickt; man nimmt über den Link teil, den Sie teilen.',
    'mails-failed':
      'Die Seiten der Besprechungen zeigen, wessen und warum; dort lassen sie sich erneut senden.',
    'mails-old': 'Senden Sie eine Testmail, um zu sehen, was der Mailserver sagt.',
    'public-url-insecure':
      'Browser geben dort weder Kamera noch Mikrofon frei. Stellen Sie den Server hinter https (TLS_CERT und TLS_KEY, oder ein Reverse Proxy) und setzen Sie PUBLIC_URL.',
    'queue-old':
      'Sehen Sie in den Zustellungen nach, was sie aufhält. Nichts geht verloren: Sie werden gesendet, sobald ihre Endpunkte antworten.',
    'time-zone-data-old':
      'Installieren Sie eine neuere Version dieses Servers, damit Änderungen der Sommerzeit bekannt sind.',
    'web-hooks-failing':
      'Die Aufrufe werden von selbst wiederholt. Auf ihren Seiten steht, was die Endpunkte antworteten.',
    'web-hooks-stopped':
      'Zu viele ihrer Aufrufe schlugen fehl, oder der Endpunkt will keine. Die Aufrufe werden aufbewahrt; auf ihren Seiten lassen Sie sie nachholen.',
  },
  version: 'Version',
}
