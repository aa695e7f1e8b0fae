/** Die Wiedergabe einer Aufzeichnung, und was neben dem Film liegt. */
import type { Area } from '../words.ts'

export const film: Area<'film'> = {
  allParts: 'Alle Teile als eine ZIP-Datei',
  chapters: 'Kapitel',
  copyLink: 'Link zum Ansehen kopieren',
  fullscreen: 'Ganzer Bildschirm',
  kinds: {
    joined: '{{names}}',
    paused: 'Aufzeichnung angehalten',
    lost: 'Nicht aufgezeichnet',
    resumed: 'Aufzeichnung fortgesetzt',
    screen: 'Bildschirm: {{names}}',
  },
  linkCopied: 'Kopiert: er gilt ohne Anmeldung',
  mute: 'Ton aus',
  parts_one: '{{count}} Teil zum Herunterladen',
  parts_other: '{{count}} Teile zum Herunterladen',
  pause: 'Anhalten',
  pictures: { camera: '{{name}}, Kamera und Mikrofon', screen: '{{name}}, Bildschirm' },
  play: 'Abspielen',
  player: 'Wiedergabe',
  position: 'Stelle in der Aufzeichnung',
  questions: 'Fragen',
  speaks: '{{name}} spricht, {{time}}',
  speed: 'Geschwindigkeit',
  unmute: 'Ton an',
  voices: 'Wer wann spricht',
}
