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
  gone: 'Le récepteur de {{event}} chez {{host}} ne veut plus d’appels. Ils sont conservés jusqu’à ce que vous lanciez le rattrapage.',
  look: 'Voir',
  more_one: 'et {{count}} de plus',
  more_other: 'et {{count}} de plus',
  oldBacklog: 'Des appels de {{event}} vers {{host}} attendent depuis plus d’une heure.',
  secretRetires:
    'L’ancien secret de signature de {{event}} chez {{host}} va expirer. Le récepteur utilise-t-il le nouveau ?',
  stopped: 'Les appels de {{event}} vers {{host}} sont arrêtés, car trop ont échoué. Ils sont conservés.',
  title: 'Demande votre attention',
}
