/** Two short tones when somebody waits to be let in. They can be turned off; this browser remembers it. */
import { create } from '../../../store.ts'

const KEY = 'room-chime'
const TONES_HZ = [660, 880]
const TONE_SECONDS = 0.16
const VOLUME = 0.12

export const hasChime = create(read())

export function setChime(isOn: boolean): void {
  hasChime.set(isOn)
  try {
    localStorage.setItem(KEY, isOn ? 'on' : 'off')
  } catch {
    // Storage is blocked: it holds for this page.
  }
}

export function chime(): void {
  if (!hasChime.get() || typeof AudioContext === 'undefined') return
  const context = new AudioContext()
  TONES_HZ.forEach((frequency, index) => {
    const tone = new OscillatorNode(context, { frequency })
    tone.connect(new GainNode(context, { gain: VOLUME })).connect(context.destination)
    tone.start(context.currentTime + index * TONE_SECONDS)
    tone.stop(context.currentTime + (index + 1) * TONE_SECONDS)
    if (index === TONES_HZ.length - 1) tone.addEventListener('ended', () => void context.close())
  })
}

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}
