/** Words of System Configuration: people, keys, the audit trail, health. */
import type { Area } from '../words.ts'

export const users: Area<'users'> = {
  access: 'Accès',
  accessText:
    'Un lien à usage unique permet de définir un mot de passe. Une personne désactivée est aussitôt déconnectée.',
  account: 'Compte',
  disable: 'Désactiver',
  disabledText: 'Cette personne ne peut pas se connecter, et ses clés d’API sont refusées.',
  enable: 'Réactiver',
  invite: 'Inviter un utilisateur',
  inviteAgain: 'Nouveau lien d’invitation',
  language: 'Langue',
  link: 'Lien à usage unique',
  linkMailed:
    'Il a aussi été envoyé à {{email}}. Il ne fonctionne qu’une fois et n’est affiché ici que cette fois.',
  linkText:
    'Transmettez-le par un moyen sûr. La première personne qui l’ouvre définit le mot de passe. Il n’est affiché que cette fois.',
  makeLink: 'Créer le lien d’invitation',
  name: 'Nom',
  none: 'Personne ne correspond',
  noneText: 'Cherchez une autre partie d’un nom ou d’une adresse.',
  ownAccount: 'Votre propre compte',
  purpose:
    'Les personnes qui se connectent : les administrateurs gèrent l’instance, les hôtes planifient les réunions.',
  removeSecondFactor: 'Retirer le second facteur',
  resetPassword: 'Lien pour un nouveau mot de passe',
  role: 'Rôle',
  roleHints: {
    administrator: 'Tout sur l’instance, y compris la configuration du système',
    host: 'Les réunions de son compte',
  },
  saved: 'L’utilisateur a été enregistré.',
  search: 'Chercher un nom ou une adresse',
  secondFactor: 'Second facteur',
  state: 'État',
  states: { active: 'Actif', disabled: 'Désactivé', invited: 'Invité' },
}

export const accounts: Area<'accounts'> = {
  add: 'Ajouter un compte',
  create: 'Créer le compte',
  name: 'Nom',
  new: 'Nouveau compte',
  none: 'Pas encore de comptes',
  purpose: 'Clients : les utilisateurs, salles et réunions d’un compte sont invisibles aux autres.',
  saved: 'Le compte a été enregistré.',
}

export const apiKeys: Area<'apiKeys'> = {
  actions: { read: 'Lire', write: 'Écrire' },
  add: 'Créer une clé d’API',
  allScopes: 'Tout',
  create: 'Créer la clé',
  key: 'Clé d’API',
  keyText:
    'Envoyez-la comme X-API-KEY. Copiez-la maintenant : elle n’est affichée que cette fois, seule son empreinte est conservée.',
  lastUsed: 'Dernière utilisation',
  levels: { account: 'Un compte', instance: 'Toute l’instance' },
  name: 'Nom',
  nameHint: 'À quoi elle sert, comme « Import du calendrier »',
  neverUsed: 'Jamais',
  new: 'Nouvelle clé d’API',
  none: 'Pas encore de clés d’API',
  noneText: 'Avec une clé, un programme planifie des réunions, lit des résumés ou gère des webhooks.',
  onlyAccount: 'Seulement le compte {{name}}',
  purpose: 'Avec une clé, un programme appelle l’API. Ce qu’il crée appartient au propriétaire de la clé.',
  reach: 'Portée',
  resource: 'Domaine',
  resources: {
    administration: 'Administration',
    deliveries: 'Envois',
    meetings: 'Réunions',
    recordings: 'Enregistrements',
    summaries: 'Résumés',
    'web-hooks': 'Webhooks',
  },
  revoke: 'Révoquer',
  revokeWhat: 'Révoquer {{name}}',
  revoked: 'Révoquée',
  revokedWhat: 'La clé {{name}} va être révoquée.',
  scopes: 'Ce qu’elle peut faire',
}

export const audit: Area<'audit'> = {
  gone: 'n’existe plus',
  action: 'Quoi',
  actor: 'Qui',
  apiKey: 'Clé d’API',
  at: 'Quand',
  details: 'Détails',
  none: 'Aucun résultat',
  noneText: 'Cherchez une action comme web-hook.updated.',
  purpose: 'Qui a changé quoi, et ce que le serveur a décidé de lui-même.',
  search: 'Chercher une action, comme web-hook',
  server: 'Le serveur',
  show: 'Afficher',
  subject: 'Sur quoi',
  user: 'Utilisateur',
}

export const health: Area<'health'> = {
  mailsFailed: 'E-mails abandonnés',
  metrics: 'Pour la surveillance, le serveur répond à /healthz, /readyz et /metrics.',
  nothingWaits: 'Rien n’attend',
  oldest: 'Le plus ancien appel en attente',
  purpose: 'Si le serveur est prêt, et ce qui attend d’être annoncé.',
  queue: 'Appels en attente',
  server: 'Serveur',
  checked: 'Vérifié',
  checkAgain: 'Vérifier à nouveau',
  database: 'Base de données',
  databaseSize: 'Taille',
  disk: 'Disque du dossier de données',
  diskFree: '{{free}} sur {{total}}',
  free: 'Libre',
  feedLag: 'Événements pas encore dans le flux',
  ffmpegMissing: 'Non installé',
  kept: 'Conservés jusqu’au rattrapage',
  mails: 'E-mails en attente',
  mailServer: 'Serveur de messagerie',
  mailStates: { failing: 'En échec', 'not-configured': 'Non configuré', working: 'Fonctionne' },
  publicUrl: 'Adresse',
  recordings: 'Enregistrements à assembler',
  running: 'En service depuis',
  states: {
    attention: 'Tout fonctionne ; un point demande attention',
    bad: 'Quelque chose ne fonctionne pas',
    good: 'Tout va bien',
    unknown: 'Le serveur ne dit pas comment il va',
  },
  timeZoneData: 'Règles des fuseaux',
  toDeliveries: 'Voir les envois',
  toMail: 'Aller à « E-mail »',
  toRecording: 'Aller à « Enregistrement et conservation »',
  toWebHooks: 'Voir les webhooks',
  troubles: {
    'clock-skew': 'Les horloges diffèrent de {{subject}} s',
    'disk-full': 'Le disque est presque plein : reste {{subject}}',
    'disk-low': 'Le disque se remplit : reste {{subject}}',
    'ffmpeg-missing': 'Les enregistrements ne peuvent pas être assemblés',
    'mail-failing': 'Le serveur ne laisse passer aucun e-mail',
    'mail-not-configured': 'Aucun e-mail ne part',
    'mails-failed': 'Invitations non parvenues : {{subject}}',
    'mails-old': '{{subject}} e-mails attendent depuis un moment',
    'public-url-insecure': 'On accède à ce serveur sans chiffrement',
    'queue-old': 'Des appels attendent depuis {{subject}}',
    'time-zone-data-old': 'Les règles des fuseaux sont anciennes ({{subject}})',
    'web-hooks-failing': 'Webhooks dont le dernier appel a échoué : {{subject}}',
    'web-hooks-stopped': 'Webhooks qui ne font pas d’appels : {{subject}}',
  },
  next: {
    'clock-skew':
      'Faites régler l’horloge des machines du serveur et de la base de données par un serveur de temps (NTP).',
    'disk-full': 'Libérez de la place dès maintenant : bientôt plus rien ne pourra être stocké.',
    'disk-low': 'Libérez de la place, ou conservez les enregistrements moins longtemps.',
    'ffmpeg-missing':
      'Installez sur le serveur ffmpeg 5 ou plus récent avec libvpx et libopus (Debian, Ubuntu : apt-get install ffmpeg). D’ici là, tout est conservé et assemblé ensuite.',
    'mail-not-configured':
      'Indiquez un serveur et un expéditeur. D’ici là, les invitations ne partent pas ; on participe par le lien que vous partagez.',
    'mails-failed': 'Les pages de leurs réunions indiquent lesquelles et pourquoi ; on peut les y renvoyer.',
    'mails-old': 'Envoyez un e-mail de test pour voir ce que dit le serveur.',
    'public-url-insecure':
      'Les navigateurs n’y donnent ni caméra ni micro. Placez le serveur derrière https (TLS_CERT et TLS_KEY, ou un proxy inverse) et réglez PUBLIC_URL.',
    'queue-old':
      'Voyez dans les envois ce qui les retient. Rien n’est perdu : ils partent dès que leurs récepteurs répondent.',
    'time-zone-data-old':
      'Installez une version plus récente de ce serveur, pour que les changements d’heure soient connus.',
    'web-hooks-failing':
      'Leurs appels sont retentés automatiquement. Leurs pages disent ce que les récepteurs ont répondu.',
    'web-hooks-stopped':
      'Trop d’appels ont échoué, ou le récepteur n’en veut plus. Ils sont conservés ; leurs pages permettent de les rattraper.',
  },
  version: 'Version',
}
