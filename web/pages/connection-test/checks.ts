/**
 * What is tested, what came out, and how well it has to do. The order is the one in which things depend on each other:
 * without the server there is no path for media, without a path there is no rate.
 */
import type { PlainKey } from '../../i18n/words.ts'
import type { connection } from '../../i18n/en/connection.ts'

export const CHECKS = [
  'microphone',
  'camera',
  'speaker',
  'webSocket',
  'udp',
  'turn',
  'up',
  'down',
  'roundTrip',
] as const
export type CheckName = (typeof CHECKS)[number]

/** poor: meetings work, but not at their best; skipped: nothing could be said about it. */
export type CheckState = 'waiting' | 'running' | 'good' | 'poor' | 'bad' | 'skipped'
export type Advice = PlainKey<(typeof connection)['advice']>

export interface Check {
  state: CheckState
  /** What to do about it. */
  advice: Advice | null
  /** What was seen, for those who know: addresses, rates, names of errors. In no language. */
  detail: string
}

export type Checks = Readonly<Record<CheckName, Check>>

/** Shown while they are tested. */
export interface TestedTracks {
  microphone: MediaStreamTrack | null
  camera: MediaStreamTrack | null
}

const NOT_TESTED: Check = { state: 'waiting', advice: null, detail: '' }
export const RUNNING: Check = { state: 'running', advice: null, detail: '' }

export const notTested = Object.fromEntries(CHECKS.map((name) => [name, NOT_TESTED])) as unknown as Checks

export function good(detail = ''): Check {
  return { state: 'good', advice: null, detail }
}

export function poor(advice: Advice, detail = ''): Check {
  return { state: 'poor', advice, detail }
}

export function bad(advice: Advice, detail = ''): Check {
  return { state: 'bad', advice, detail }
}

export function skipped(advice: Advice | null): Check {
  return { state: 'skipped', advice, detail: '' }
}

/** A picture of ordinary size and sound need this much; below the lower one it is sound with a small picture. */
const RATE_GOOD_BPS = 1_000_000
const RATE_POOR_BPS = 300_000
/** People begin to talk at the same time. */
const ROUND_TRIP_GOOD_MS = 200
const ROUND_TRIP_POOR_MS = 500

export function judgeRate(bitsPerSecond: number): Check {
  const detail = `${(bitsPerSecond / 1e6).toFixed(2)} Mbit/s`
  if (bitsPerSecond >= RATE_GOOD_BPS) return good(detail)
  return bitsPerSecond >= RATE_POOR_BPS ? poor('slow', detail) : bad('slow', detail)
}

export function judgeRoundTrip(ms: number): Check {
  const detail = `${Math.round(ms)} ms`
  if (ms < ROUND_TRIP_GOOD_MS) return good(detail)
  return ms < ROUND_TRIP_POOR_MS ? poor('far', detail) : bad('far', detail)
}

/** The worst; null while something is still being tested. */
export function verdictOf(checks: Checks): 'good' | 'poor' | 'bad' | null {
  const states = CHECKS.map((name) => checks[name].state)
  if (states.includes('running')) return null
  // The loudspeaker waits for a person.
  if (CHECKS.some((name) => name !== 'speaker' && checks[name].state === 'waiting')) return null
  return states.includes('bad') ? 'bad' : states.includes('poor') ? 'poor' : 'good'
}
