/** Die erste Seite, was jemanden braucht, das Änderungsprotokoll, und wie es dem Server geht. */
import type { Area } from '../words.ts'

export const home: Area<'home'> = {
  ready: 'Ihre Instanz ist bereit. Zwei Schritte machen sie nützlich.',
  coming: 'Demnächst',
  allMeetings: 'Alle Besprechungen',
  hook: 'Webhook einrichten',
  hookDone_one: '{{count}} Webhook ist eingerichtet',
  hookDone_other: '{{count}} Webhooks sind eingerichtet',
  hookText:
    'Ihre eigenen Systeme erfahren, wenn Besprechungen geplant, geändert, beendet oder gelöscht werden, und wenn Zusammenfassung oder Aufzeichnung fertig ist.',
  meeting: 'Besprechung planen',
  meetingDone: 'Ihre Besprechungen',
  meetingText:
    'Wählen Sie eine Zeit, laden Sie ein, teilen Sie den Link. Man nimmt im Browser teil; zu installieren gibt es nichts.',
  purpose: 'Was möchten Sie tun?',
  title: 'Willkommen, {{name}}',
}

export const banners: Area<'banners'> = {
  look: 'Ansehen',
  more_one: 'und {{count}} weiterer',
  more_other: 'und {{count}} weitere',
  title: 'Braucht Ihre Aufmerksamkeit',
  warnings: {
    'last-try': 'Ein Aufruf von {{event}} an {{host}} schlägt immer wieder fehl und wird bald aufgegeben.',
    gone: 'Der Endpunkt von {{event}} bei {{host}} hat mit 410 (Gone) geantwortet. Seine Aufrufe werden aufbewahrt, bis Sie ihn nachholen lassen.',
    'backlog-old': 'Aufrufe von {{event}} an {{host}} warten seit mehr als einer Stunde.',
    'signing-secret-retires':
      'Das alte Signaturgeheimnis von {{event}} bei {{host}} läuft bald ab. Benutzt der Endpunkt das neue?',
    'breaker-open':
      'Aufrufe von {{event}} an {{host}} sind angehalten, weil zu viele fehlschlugen. Sie werden aufbewahrt.',
    'api-key-changes':
      'Der neue API-Schlüssel von {{event}} geht bald an {{host}}. Nimmt der Endpunkt ihn an?',
    'catch-up-waits':
      'Aufrufe von {{event}} an {{host}} wurden zurückgehalten und warten darauf, nachgeholt zu werden.',
    'certificate-expires':
      'Das Zertifikat von {{host}} läuft bald ab. Ohne ein gültiges schlägt jeder Aufruf von {{event}} fehl.',
    'client-certificate-expires':
      'Das Client-Zertifikat von {{event}} für {{host}} läuft bald ab. Geben Sie dem Webhook ein neues.',
    off: '{{event}} an {{host}} ist ausgeschaltet. Die Aufrufe werden aufbewahrt, bis Sie den Webhook einschalten.',
  },
}
