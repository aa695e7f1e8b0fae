/** Warnings in Italian. */
import type { WarningWords } from './warning-words-en.ts'

export const italian: WarningWords = {
  locale: 'it',
  greeting: (name) => (name ? `Buongiorno ${name}` : 'Buongiorno'),
  subject: {
    gone: (webHook) => `Webhook ${webHook}: l’endpoint non esiste più`,
    'breaker-open': (webHook) => `Webhook ${webHook}: le chiamate non riescono`,
    recovered: (webHook) => `Webhook ${webHook}: funziona di nuovo`,
    off: (webHook) => `Webhook ${webHook}: disattivato`,
    'backlog-old': (webHook) => `Webhook ${webHook}: chiamate in attesa da più di un’ora`,
    'last-try': (webHook) => `Webhook ${webHook}: una chiamata sta per essere abbandonata`,
    'catch-up-waits': (webHook) => `Webhook ${webHook}: chiamate in attesa del recupero`,
    'signing-secret-retires': (webHook) => `Webhook ${webHook}: il vecchio segreto di firma scade presto`,
    'api-key-changes': (webHook) => `Webhook ${webHook}: la chiave API cambia presto`,
    'certificate-expires': (webHook) => `Webhook ${webHook}: il certificato dell’endpoint scade presto`,
    'client-certificate-expires': (webHook) => `Webhook ${webHook}: il certificato client scade presto`,
  },
  opening: {
    gone: 'L’endpoint ha risposto 410 (Gone). Le chiamate vengono conservate. Corregga l’URL, poi avvii il recupero.',
    'breaker-open':
      'Troppe chiamate non sono riuscite. Vengono conservate, nulla va perso, e si tenta una chiamata alla volta finché l’endpoint non risponde.',
    recovered: 'L’endpoint risponde di nuovo e le chiamate ripartono.',
    off: 'Il webhook è stato disattivato. Le sue chiamate vengono conservate finché non sarà riattivato.',
    'backlog-old': 'La chiamata più vecchia attende da più di un’ora. Il registro degli invii dice perché.',
    'last-try':
      'Una chiamata è fallita più volte e sarà abbandonata dopo l’ultimo tentativo. Sistemi prima l’endpoint, o faccia tentare subito la chiamata.',
    'catch-up-waits':
      'Alcune chiamate sono state trattenute. Partiranno quando qualcuno avvierà il recupero.',
    'signing-secret-retires':
      'Ancora per poco le chiamate saranno firmate anche con il vecchio segreto. Entro allora l’endpoint deve conoscere quello nuovo.',
    'api-key-changes': 'Le chiamate porteranno la nuova chiave API. Entro allora l’endpoint deve accettarla.',
    'certificate-expires':
      'Senza un certificato valido ogni chiamata fallisce. Faccia rinnovare il certificato dell’endpoint.',
    'client-certificate-expires':
      'L’endpoint rifiuterà le chiamate con un certificato scaduto. Ne dia uno nuovo al webhook.',
  },
  webHook: 'Webhook',
  receiver: 'Endpoint',
  since: 'Da',
  deadline: 'Il',
  details: 'Dettagli',
  open: 'Aprire il webhook',
  closing:
    'Riceve questa e-mail perché amministra questa istanza: al massimo una volta all’ora per la stessa questione.',
}
