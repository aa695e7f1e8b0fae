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
  gone: 'Der Empfänger von {{event}} bei {{host}} will keine Aufrufe mehr. Sie werden aufbewahrt, bis Sie ihn nachholen lassen.',
  look: 'Ansehen',
  more_one: 'und {{count}} weiterer',
  more_other: 'und {{count}} weitere',
  oldBacklog: 'Aufrufe von {{event}} an {{host}} warten seit mehr als einer Stunde.',
  secretRetires:
    'Das alte Signaturgeheimnis von {{event}} bei {{host}} läuft bald ab. Benutzt der Empfänger das neue?',
  stopped:
    'Aufrufe von {{event}} an {{host}} sind angehalten, weil zu viele fehlschlugen. Sie werden aufbewahrt.',
  title: 'Braucht Ihre Aufmerksamkeit',
}
