/** The first page, the audit trail, and how the server is doing. */
import type { Area } from '../words.ts'

export const home: Area<'home'> = {
  ready: 'La sua istanza è pronta. Due passi la rendono utile.',
  coming: 'Prossimamente',
  allMeetings: 'Tutte le riunioni',
  hook: 'Configura un webhook',
  hookDone_one: '{{count}} webhook è configurato',
  hookDone_other: '{{count}} webhook sono configurati',
  hookText:
    'I suoi sistemi sapranno quando le riunioni vengono pianificate, modificate, chiuse o eliminate, e quando il riepilogo o la registrazione è pronta.',
  meeting: 'Pianifica una riunione',
  meetingDone: 'Le sue riunioni',
  meetingText:
    'Scelga un’ora, inviti le persone, condivida il link. Si partecipa nel browser; non c’è nulla da installare.',
  purpose: 'Che cosa desidera fare?',
  title: 'Le diamo il benvenuto, {{name}}',
}

export const banners: Area<'banners'> = {
  look: 'Vedi',
  more_one: 'e {{count}} altro',
  more_other: 'e altri {{count}}',
  title: 'Richiede attenzione',
  warnings: {
    'last-try': 'Una chiamata di {{event}} a {{host}} continua a fallire e sta per essere abbandonata.',
    gone: 'L’endpoint di {{event}} presso {{host}} ha risposto 410 (Gone). Le sue chiamate sono conservate finché non lo fa recuperare.',
    'backlog-old': 'Alcune chiamate di {{event}} a {{host}} attendono da più di un’ora.',
    'signing-secret-retires':
      'Il vecchio segreto di firma di {{event}} presso {{host}} sta per scadere. L’endpoint usa quello nuovo?',
    'breaker-open':
      'Le chiamate di {{event}} a {{host}} sono ferme, perché troppe sono fallite. Sono conservate.',
    'api-key-changes':
      'La nuova chiave API di {{event}} sarà presto inviata a {{host}}. L’endpoint la accetta?',
    'catch-up-waits':
      'Alcune chiamate di {{event}} a {{host}} sono state trattenute e attendono il recupero.',
    'certificate-expires':
      'Il certificato di {{host}} sta per scadere. Senza uno valido ogni chiamata di {{event}} fallisce.',
    'client-certificate-expires':
      'Il certificato client di {{event}} per {{host}} sta per scadere. Ne dia uno nuovo al webhook.',
    off: '{{event}} verso {{host}} è disattivato. Le sue chiamate sono conservate fino alla riattivazione.',
  },
}
