/** Le test de la connexion. */
import type { Area } from '../words.ts'

export const connection: Area<'connection'> = {
  title: 'Tester la connexion',
  purpose:
    'Vérifiez si la caméra, le micro et le réseau suffisent pour une réunion ici. Cela prend une demi-minute ; rien n’est enregistré.',
  language: 'Langue',
  start: 'Lancer le test',
  again: 'Tester à nouveau',
  running: 'Le test est en cours.',
  level: 'Niveau de votre micro',
  preview: 'Image de votre caméra',
  verdicts: {
    good: 'Tout fonctionne.',
    poor: 'Les réunions fonctionnent, mais avec des limites.',
    bad: 'Quelque chose ne fonctionne pas. Ce qu’il faut faire est indiqué ci-dessous.',
  },
  states: {
    waiting: 'Pas encore testé',
    running: 'Test en cours …',
    good: 'Fonctionne',
    poor: 'Limité',
    bad: 'Ne fonctionne pas',
    skipped: 'Non testé',
  },
  checks: {
    microphone: 'Micro',
    camera: 'Caméra',
    speaker: 'Haut-parleur',
    webSocket: 'Connexion au serveur (WebSocket)',
    udp: 'Chemin direct de l’image et du son (UDP)',
    turn: 'Chemin à travers les pare-feu (TURN)',
    up: 'Vitesse d’envoi',
    down: 'Vitesse de réception',
    roundTrip: 'Aller-retour jusqu’au serveur',
  },
  speaker: {
    play: 'Jouer un son',
    yes: 'Je l’ai entendu',
    no: 'Je n’ai rien entendu',
  },
  advice: {
    denied:
      'Le navigateur ne laisse pas cette page l’utiliser. Autorisez-le dans la barre d’adresse, puis testez à nouveau.',
    missing: 'Aucun appareil n’a été trouvé. Branchez-en un, puis testez à nouveau.',
    inUse:
      'Un autre programme l’utilise, ou il ne démarre pas. Fermez l’autre programme, puis testez à nouveau.',
    insecure:
      'Les navigateurs ne donnent la caméra et le micro qu’aux pages en https. Dites-le à votre administrateur.',
    silent:
      'Rien n’a été entendu. Parlez pendant le test, et vérifiez que le micro n’est pas coupé sur l’appareil lui-même.',
    noPicture: 'La caméra ne donne pas d’image. Rebranchez-la, ou ouvrez son cache.',
    notHeard:
      'Augmentez le volume, et choisissez un autre haut-parleur dans les réglages de votre ordinateur.',
    noServer:
      'Le serveur ne répond pas. Réessayez dans une minute ; si cela continue, dites-le à votre administrateur.',
    webSocketBlocked:
      'Quelque chose entre vous et le serveur bloque les WebSockets, souvent un proxy ou un pare-feu. Essayez un autre réseau, et donnez le texte ci-dessous à votre administrateur.',
    noMedia: 'Le serveur n’a ni image ni son en ce moment. Dites-le à votre administrateur.',
    udpBlocked:
      'Votre réseau bloque l’image et le son, et il n’y a pas d’autre chemin. Essayez un autre réseau, et donnez le texte ci-dessous à votre administrateur.',
    viaTurn:
      'Votre réseau bloque le chemin direct ; l’image et le son passent par TURN. Les réunions fonctionnent.',
    viaTcp:
      'Votre réseau bloque UDP ; l’image et le son passent par TCP, qui est plus lent. Les réunions fonctionnent.',
    turnBlocked: 'Le serveur TURN est injoignable d’ici. Donnez le texte ci-dessous à votre administrateur.',
    noTurn:
      'Aucun serveur TURN n’est configuré. Les personnes dont le réseau bloque UDP ne voient et n’entendent pas les autres.',
    before: 'Cela n’a pas pu être testé, car quelque chose avant ne fonctionne pas.',
    slow: 'Votre réseau est lent. Rapprochez-vous du routeur, utilisez un câble ou arrêtez les téléchargements ; sans caméra, une réunion demande moins.',
    far: 'Le serveur est long à joindre : les gens parlent en même temps. Utilisez un câble, ou désactivez le VPN.',
  },
  report: {
    title: 'Pour votre administrateur',
    text: 'Si vous ne pouvez pas le résoudre vous-même, envoyez ceci aux personnes qui gèrent ce service.',
    copy: 'Copier le résultat',
    copied: 'Le résultat est copié',
  },
}
