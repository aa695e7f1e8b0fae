/** Times of a film as players write them, and where something lies on its time line. Pure. */

/** `1:02:03`, `4:05`. */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** As a length of CSS, from the beginning of the line. */
export function placeOf(ms: number, durationMs: number): string {
  return `${durationMs === 0 ? 0 : Math.min(100, Math.max(0, (ms / durationMs) * 100))}%`
}

/** What a key does, where it does something: K and space play and pause, J, L and arrows seek, F fills the screen. */
export type Command = { kind: 'toggle' | 'fullscreen' | 'mute' } | { kind: 'seek'; byMs: number }

const SHORT_MS = 5_000
const LONG_MS = 10_000

export function commandOf(key: string): Command | null {
  switch (key.toLowerCase()) {
    case ' ':
    case 'k':
      return { kind: 'toggle' }
    case 'j':
      return { kind: 'seek', byMs: -LONG_MS }
    case 'l':
      return { kind: 'seek', byMs: LONG_MS }
    case 'arrowleft':
      return { kind: 'seek', byMs: -SHORT_MS }
    case 'arrowright':
      return { kind: 'seek', byMs: SHORT_MS }
    case 'f':
      return { kind: 'fullscreen' }
    case 'm':
      return { kind: 'mute' }
    default:
      return null
  }
}
