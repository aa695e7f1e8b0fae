/** Se connecter, configurer, et qui peut quoi. */
import type { Area } from '../words.ts'

export const signIn: Area<'signIn'> = {
  askForInvitation:
    'Demandez à un administrateur de vous inviter avec l’adresse e-mail que {{name}} connaît de vous.',
  back: 'Retour à la connexion',
  byProvider: 'Se connecter avec {{name}}',
  byProviderElsewhere: 'S’ouvre dans un nouvel onglet. Revenez ici une fois connecté.',
  forgot: 'Mot de passe oublié ?',
  forgotSent:
    'Si quelqu’un se connecte avec cette adresse, un lien est en route. Il est valable un jour. Regardez aussi dans les indésirables.',
  forgotSubmit: 'Envoyer le lien',
  forgotText:
    'Saisissez l’adresse e-mail avec laquelle vous vous connectez. Vous recevez un lien par e-mail.',
  forgotTitle: 'Définir un nouveau mot de passe',
  notSetUp: 'Cette instance n’est pas encore configurée',
  notSetUpText:
    'Ouvrez le lien de configuration que le serveur a affiché au démarrage ; il figure dans son journal.',
  notSignedIn: 'Réessayez, ou connectez-vous avec votre mot de passe.',
  or: 'ou',
  againText:
    'Votre session est terminée. Connectez-vous pour continuer ; ce que vous avez saisi est toujours là.',
  againTitle: 'Se reconnecter',
  code: 'Code',
  codeHint: 'Six chiffres de votre application d’authentification',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  showPassword: 'Afficher le mot de passe',
  submit: 'Se connecter',
  title: 'Se connecter',
}

export const setUp: Area<'setUp'> = {
  logoLater: 'Un logo n’est pas nécessaire maintenant ; il peut être ajouté à tout moment.',
  deadLink: 'Ce lien ne fonctionne plus',
  finish: 'Terminé',
  instance: 'Instance',
  invitation: 'Bienvenue',
  loading: 'Chargement',
  look: 'Apparence',
  passwordHint: '{{limit}} caractères ou plus',
  passwordReset: 'Définir un nouveau mot de passe',
  passwordText: 'Vous vous connecterez en tant que {{email}}.',
  savePassword: 'Enregistrer et se connecter',
  text: 'Trois petites étapes, et elle est à vous. Tout peut être changé plus tard.',
  title: 'Configurez votre instance',
  you: 'Vous',
  yourName: 'Votre nom',
}

export const profile: Area<'profile'> = {
  changePassword: 'Changer le mot de passe',
  confirmTotp: 'Activer',
  currentPassword: 'Mot de passe actuel',
  disableTotp: 'Désactiver',
  disableTotpText: 'Avec votre mot de passe ou avec un code de l’application.',
  enableTotp: 'Configurer un second facteur',
  newPassword: 'Nouveau mot de passe',
  passwordSaved: 'Le mot de passe a été changé. Vos autres sessions sont terminées.',
  saved: 'Votre profil a été enregistré.',
  secondFactor: 'Second facteur',
  secondFactorText: 'Un code d’une application d’authentification, demandé en plus du mot de passe.',
  secretKey: 'Clé secrète',
  title: 'Votre profil',
  totpLink: 'Ou ouvrez-la dans l’application sur cet appareil.',
  totpOff: 'Le second facteur est désactivé.',
  totpOn: 'Le second facteur est activé.',
  totpQrCode: 'QR code de la clé secrète',
  totpSecret:
    'Scannez ceci avec votre application d’authentification, ou donnez-lui la clé ; puis saisissez le code qu’elle affiche.',
}
