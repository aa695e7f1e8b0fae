/** Ce qui se dit partout : cadre, formulaires, erreurs, secrets. */
import type { Area } from '../words.ts'

export const common: Area<'common'> = {
  actions: 'Actions',
  back: 'Retour',
  cancel: 'Annuler',
  canUndo: 'Vous pouvez annuler cette action pendant quelques secondes.',
  close: 'Fermer',
  copied: 'Copié',
  copy: 'Copier',
  copyWhat: 'Copier : {{what}}',
  created: 'Création',
  delete: 'Supprimer',
  edit: 'Modifier',
  next: 'Suivant',
  no: 'Non',
  none: 'Aucun',
  nothingFound: 'Aucun résultat',
  off: 'Désactivé',
  on: 'Activé',
  save: 'Enregistrer',
  showMore: 'Afficher plus',
  tryAgain: 'Réessayer',
  undo: 'Annuler',
  yes: 'Oui',
}

export const shell: Area<'shell'> = {
  meetings: 'Réunions',
  places: {
    deliveries: 'Envois',
    general: 'Général',
    branding: 'Image de marque',
    languages: 'Langues',
    meetings: 'Règles des réunions',
    recording: 'Enregistrement et conservation',
    dialIn: 'Accès téléphonique',
    media: 'Image et son',
    mail: 'E-mail',
    users: 'Utilisateurs',
    accounts: 'Comptes',
    apiKeys: 'Clés d’API',
    audit: 'Journal d’audit',
    health: 'État du système',
    webHooks: 'Webhooks',
  },
  roles: { administrator: 'Administrateur', host: 'Hôte' },
  appearance: 'Apparence',
  closeMenu: 'Fermer le menu',
  home: 'Accueil',
  hooks: 'Webhooks',
  language: 'Langue',
  menu: 'Menu',
  navigation: 'Navigation principale',
  schemes: {
    light: 'Clair',
    dark: 'Sombre',
    auto: 'Système',
  },
  signOut: 'Se déconnecter',
  skip: 'Aller au contenu',
  system: 'Configuration du système',
}

export const errors: Area<'errors'> = {
  forbidden: 'Seuls les administrateurs peuvent ouvrir cette page',
  forbiddenNext:
    'Adressez-vous à un administrateur de cette instance si vous avez besoin de quelque chose ici.',
  goHome: 'Aller à l’accueil',
  notFound: 'Page introuvable',
  notFoundNext: 'Le lien est peut-être ancien, ou ce vers quoi il menait a été supprimé.',
}

export const forms: Area<'forms'> = {
  conflictReady: 'Vérifiez le formulaire et enregistrez à nouveau.',
  conflictTaken: 'Les modifications des autres champs figurent maintenant dans le formulaire : {{fields}}.',
  conflictText:
    'Vous avez modifié tous les deux ces champs. Choisissez la version à garder, puis enregistrez à nouveau. Rien n’est enregistré avant.',
  conflictTitle: 'Quelqu’un d’autre l’a modifié entre-temps',
  field: 'Champ',
  keepMine: 'Garder la mienne',
  keepMineOf: '{{field}} : garder la mienne',
  leave: 'Quitter sans enregistrer',
  leaveText: 'Vos modifications ne sont pas encore enregistrées.',
  leaveTitle: 'Quitter cette page ?',
  mine: 'La vôtre',
  stay: 'Rester',
  takeTheirs: 'Reprendre l’autre',
  takeTheirsOf: '{{field}} : reprendre l’autre',
  theirs: 'L’autre',
}

export const secrets: Area<'secrets'> = {
  handedOver: 'Je l’ai transmis',
  once: 'Copiez-le maintenant. Il n’est affiché qu’une fois.',
  stored: 'Je l’ai enregistré',
}
