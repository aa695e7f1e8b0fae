/** Warnings in French. */
import type { WarningWords } from './warning-words-en.ts'

export const french: WarningWords = {
  locale: 'fr',
  greeting: (name) => (name ? `Bonjour ${name}` : 'Bonjour'),
  subject: {
    gone: (webHook) => `Webhook ${webHook} : le point de terminaison n’existe plus`,
    'breaker-open': (webHook) => `Webhook ${webHook} : les appels échouent`,
    recovered: (webHook) => `Webhook ${webHook} : fonctionne à nouveau`,
    off: (webHook) => `Webhook ${webHook} : désactivé`,
    'backlog-old': (webHook) => `Webhook ${webHook} : des appels attendent depuis plus d’une heure`,
    'last-try': (webHook) => `Webhook ${webHook} : un appel sera bientôt abandonné`,
    'catch-up-waits': (webHook) => `Webhook ${webHook} : des appels attendent le rattrapage`,
    'signing-secret-retires': (webHook) => `Webhook ${webHook} : l’ancien secret de signature expire bientôt`,
    'api-key-changes': (webHook) => `Webhook ${webHook} : la clé API change bientôt`,
    'certificate-expires': (webHook) =>
      `Webhook ${webHook} : le certificat du point de terminaison expire bientôt`,
    'client-certificate-expires': (webHook) => `Webhook ${webHook} : le certificat client expire bientôt`,
  },
  opening: {
    gone: 'Le point de terminaison a répondu 410 (Gone). Les appels sont conservés. Corrigez l’URL, puis lancez le rattrapage.',
    'breaker-open':
      'Trop d’appels ont échoué. Ils sont conservés, rien n’est perdu, et un appel à la fois est tenté jusqu’à ce que le point de terminaison réponde.',
    recovered: 'Le point de terminaison répond à nouveau et les appels repartent.',
    off: 'Le webhook a été désactivé. Ses appels sont conservés jusqu’à ce qu’il soit réactivé.',
    'backlog-old':
      'L’appel le plus ancien attend depuis plus d’une heure. Le journal des envois dit pourquoi.',
    'last-try':
      'Un appel a échoué à plusieurs reprises et sera abandonné après le dernier essai. Réparez le point de terminaison avant, ou faites essayer l’appel maintenant.',
    'catch-up-waits': 'Des appels ont été retenus. Ils partiront dès que quelqu’un lancera le rattrapage.',
    'signing-secret-retires':
      'Les appels ne seront plus signés avec l’ancien secret que peu de temps. D’ici là, le point de terminaison doit connaître le nouveau.',
    'api-key-changes':
      'Les appels porteront la nouvelle clé API. D’ici là, le point de terminaison doit l’accepter.',
    'certificate-expires':
      'Sans certificat valable, tous les appels échouent. Faites renouveler le certificat du point de terminaison.',
    'client-certificate-expires':
      'Le point de terminaison refusera les appels avec un certificat expiré. Donnez-en un nouveau au webhook.',
  },
  webHook: 'Webhook',
  receiver: 'Point de terminaison',
  since: 'Depuis',
  deadline: 'Le',
  details: 'Détails',
  open: 'Ouvrir le webhook',
  closing:
    'Vous recevez cet e-mail parce que vous administrez cette instance : une fois par heure au plus pour le même sujet.',
}
