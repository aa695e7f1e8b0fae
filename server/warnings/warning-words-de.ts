/** Warnings in German, in the spelling that Switzerland, Austria and Germany share (no ß). */
import type { WarningWords } from './warning-words-en.ts'

export const german: WarningWords = {
  locale: 'de',
  greeting: (name) => (name ? `Guten Tag ${name}` : 'Guten Tag'),
  subject: {
    gone: (webHook) => `Webhook ${webHook}: Endpunkt nicht mehr vorhanden`,
    'breaker-open': (webHook) => `Webhook ${webHook}: Aufrufe schlagen fehl`,
    recovered: (webHook) => `Webhook ${webHook}: funktioniert wieder`,
    off: (webHook) => `Webhook ${webHook}: ausgeschaltet`,
    'backlog-old': (webHook) => `Webhook ${webHook}: Aufrufe warten seit mehr als einer Stunde`,
    'last-try': (webHook) => `Webhook ${webHook}: ein Aufruf wird bald aufgegeben`,
    'catch-up-waits': (webHook) => `Webhook ${webHook}: Aufrufe warten auf das Nachholen`,
    'signing-secret-retires': (webHook) => `Webhook ${webHook}: altes Signaturgeheimnis läuft bald ab`,
    'api-key-changes': (webHook) => `Webhook ${webHook}: API-Schlüssel wechselt bald`,
    'certificate-expires': (webHook) => `Webhook ${webHook}: Zertifikat des Endpunkts läuft bald ab`,
    'client-certificate-expires': (webHook) => `Webhook ${webHook}: Client-Zertifikat läuft bald ab`,
  },
  opening: {
    gone: 'Der Endpunkt hat mit 410 (Gone) geantwortet. Die Aufrufe werden aufbewahrt. Berichtigen Sie die URL und holen Sie die Aufrufe dann nach.',
    'breaker-open':
      'Zu viele Aufrufe sind fehlgeschlagen. Sie werden aufbewahrt, nichts geht verloren; jeweils ein Aufruf wird versucht, bis der Endpunkt antwortet.',
    recovered: 'Der Endpunkt antwortet wieder, die Aufrufe gehen hinaus.',
    off: 'Der Webhook wurde ausgeschaltet. Seine Aufrufe werden aufbewahrt, bis er wieder eingeschaltet wird.',
    'backlog-old': 'Der älteste Aufruf wartet seit mehr als einer Stunde. Das Zustellprotokoll sagt, warum.',
    'last-try':
      'Ein Aufruf ist immer wieder fehlgeschlagen und wird nach dem letzten Versuch aufgegeben. Bringen Sie vorher den Endpunkt in Ordnung, oder lassen Sie den Aufruf jetzt versuchen.',
    'catch-up-waits': 'Aufrufe wurden zurückgehalten. Sie gehen hinaus, sobald jemand sie nachholen lässt.',
    'signing-secret-retires':
      'Nur noch kurze Zeit werden Aufrufe auch mit dem alten Geheimnis signiert. Bis dahin muss der Endpunkt das neue kennen.',
    'api-key-changes':
      'Aufrufe werden den neuen API-Schlüssel tragen. Bis dahin muss der Endpunkt ihn annehmen.',
    'certificate-expires':
      'Ohne gültiges Zertifikat schlägt jeder Aufruf fehl. Lassen Sie das Zertifikat des Endpunkts erneuern.',
    'client-certificate-expires':
      'Der Endpunkt wird Aufrufe mit abgelaufenem Zertifikat ablehnen. Geben Sie dem Webhook ein neues.',
  },
  webHook: 'Webhook',
  receiver: 'Endpunkt',
  since: 'Seit',
  deadline: 'Am',
  details: 'Einzelheiten',
  open: 'Webhook öffnen',
  closing:
    'Sie erhalten diese E-Mail, weil Sie diese Instanz verwalten: höchstens einmal je Stunde zur selben Sache.',
}
