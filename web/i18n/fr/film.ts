/** Le lecteur d'un enregistrement, et ce qui accompagne le film. */
import type { Area } from '../words.ts'

export const film: Area<'film'> = {
  allParts: 'Toutes les parties en un fichier ZIP',
  chapters: 'Chapitres',
  copyLink: 'Copier le lien pour regarder',
  fullscreen: 'Plein écran',
  kinds: {
    joined: '{{names}}',
    paused: 'Enregistrement suspendu',
    lost: 'Non enregistré',
    resumed: 'Enregistrement repris',
    screen: 'Écran : {{names}}',
  },
  linkCopied: 'Copié : il fonctionne sans connexion',
  mute: 'Couper le son',
  parts_one: '{{count}} partie à télécharger',
  parts_other: '{{count}} parties à télécharger',
  pause: 'Suspendre',
  pictures: { camera: '{{name}}, caméra et micro', screen: '{{name}}, écran' },
  play: 'Lire',
  player: 'Lecteur',
  position: 'Position dans l’enregistrement',
  questions: 'Questions',
  speaks: '{{name}} parle, {{time}}',
  speed: 'Vitesse',
  unmute: 'Remettre le son',
  voices: 'Qui parle quand',
}
