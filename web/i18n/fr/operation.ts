/** La première page, ce qui demande quelqu’un, l’historique, et comment va le serveur. */
import type { Area } from '../words.ts'

export const home: Area<'home'> = {
  ready: 'Votre instance est prête. Deux étapes la rendent utile.',
  coming: 'À venir',
  allMeetings: 'Toutes les réunions',
  hook: 'Configurer un webhook',
  hookDone_one: '{{count}} webhook est configuré',
  hookDone_other: '{{count}} webhooks sont configurés',
  hookText:
    'Faites savoir à vos propres systèmes quand des réunions sont planifiées, modifiées, terminées ou supprimées, et quand leur résumé ou leur enregistrement est prêt.',
  meeting: 'Planifier une réunion',
  meetingDone: 'Vos réunions',
  meetingText:
    'Choisissez une heure, invitez, partagez le lien. On participe dans son navigateur ; il n’y a rien à installer.',
  purpose: 'Que souhaitez-vous faire ?',
  title: 'Bienvenue, {{name}}',
}

export const banners: Area<'banners'> = {
  look: 'Voir',
  more_one: 'et {{count}} de plus',
  more_other: 'et {{count}} de plus',
  title: 'Demande votre attention',
  warnings: {
    'last-try': 'Un appel de {{event}} vers {{host}} échoue toujours et sera bientôt abandonné.',
    gone: 'Le point de terminaison de {{event}} chez {{host}} a répondu 410 (Gone). Ses appels sont conservés jusqu’à ce que vous lanciez le rattrapage.',
    'backlog-old': 'Des appels de {{event}} vers {{host}} attendent depuis plus d’une heure.',
    'signing-secret-retires':
      'L’ancien secret de signature de {{event}} chez {{host}} va expirer. Le point de terminaison utilise-t-il le nouveau ?',
    'breaker-open':
      'Les appels de {{event}} vers {{host}} sont arrêtés, car trop ont échoué. Ils sont conservés.',
    'api-key-changes':
      'La nouvelle clé d’API de {{event}} sera bientôt envoyée à {{host}}. Le point de terminaison l’accepte-t-il ?',
    'catch-up-waits': 'Des appels de {{event}} vers {{host}} ont été retenus et attendent le rattrapage.',
    'certificate-expires':
      'Le certificat de {{host}} va expirer. Sans certificat valide, chaque appel de {{event}} échoue.',
    'client-certificate-expires':
      'Le certificat client de {{event}} pour {{host}} va expirer. Donnez-en un nouveau au webhook.',
    off: '{{event}} vers {{host}} est désactivé. Ses appels sont conservés jusqu’à sa réactivation.',
  },
}
