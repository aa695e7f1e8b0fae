/** Il lettore di una registrazione, e ciò che accompagna il film. */
import type { Area } from '../words.ts'

export const film: Area<'film'> = {
  allParts: 'Tutte le parti in un file ZIP',
  chapters: 'Capitoli',
  copyLink: 'Copia il link per guardare',
  fullscreen: 'Schermo intero',
  kinds: {
    joined: '{{names}}',
    paused: 'Registrazione in pausa',
    lost: 'Non registrato',
    resumed: 'Registrazione ripresa',
    screen: 'Schermo: {{names}}',
  },
  linkCopied: 'Copiato: funziona senza accesso',
  mute: 'Disattiva l’audio',
  parts_one: '{{count}} parte da scaricare',
  parts_other: '{{count}} parti da scaricare',
  pause: 'Pausa',
  pictures: { camera: '{{name}}, videocamera e microfono', screen: '{{name}}, schermo' },
  play: 'Riproduci',
  player: 'Lettore',
  position: 'Posizione nella registrazione',
  questions: 'Domande',
  speaks: '{{name}} parla, {{time}}',
  speed: 'Velocità',
  unmute: 'Attiva l’audio',
  voices: 'Chi parla e quando',
}
