/**
 * Who speaks, by the levels that microphones send along with their packets; and whose voices are passed on, when there
 * are many: the six loudest that a receiver does not produce itself. A voice that is chosen stays for two seconds, so
 * that a pause for breath gives the place to nobody else.
 */
import type { PublishedTrack } from './published-track.ts'

export const VOICES_MAX = 6
/** dB below the loudest possible. */
const SPEAKS_ABOVE_DB = 35
const HOLDS_STEPS = 4
const VOICE_HOLD_MS = 2_000
const SILENCE_DB = 127
const LEVEL_CHANGE = 0.1

interface Voice {
  db: number
  linear: number
  hold: number
  chosenAtMs: number
}

export interface Speaker {
  sid: string
  /** 0 to 1. */
  level: number
  isActive: boolean
}

export class Speakers {
  #voices = new Map<PublishedTrack, Voice>()
  #told = new Map<string, number>()

  /** Every 400 ms: `microphones` with the participant that each belongs to. Answers what changed. */
  step(microphones: readonly { sid: string; track: PublishedTrack }[], nowMs: number): Speaker[] {
    const present = new Set(microphones.map(({ track }) => track))
    for (const track of this.#voices.keys()) if (!present.has(track)) this.#voices.delete(track)
    const changed: Speaker[] = []
    for (const { sid, track } of microphones) {
      const voice = this.#listen(track, nowMs)
      const isActive = voice.hold > 0
      const level = isActive ? Math.max(0.01, Math.min(1, voice.linear * 4)) : 0
      const before = this.#told.get(sid) ?? 0
      if (isActive === before > 0 && Math.abs(before - level) <= LEVEL_CHANGE) continue
      if (isActive) this.#told.set(sid, level)
      else this.#told.delete(sid)
      changed.push({ sid, level, isActive })
    }
    return changed
  }

  #listen(track: PublishedTrack, nowMs: number): Voice {
    const voice = this.#voices.get(track) ?? { db: SILENCE_DB, linear: 0, hold: 0, chosenAtMs: -Infinity }
    this.#voices.set(track, voice)
    const db = track.isMuted ? SILENCE_DB : track.takeLevel(nowMs)
    // Loud at once, quiet slowly.
    voice.db = db < voice.db ? db : voice.db * 0.7 + db * 0.3
    voice.linear = db >= SILENCE_DB ? 0 : Math.max(10 ** (-db / 20), voice.linear * 0.5)
    voice.hold = db < SPEAKS_ABOVE_DB ? HOLDS_STEPS : Math.max(0, voice.hold - 1)
    return voice
  }

  /** Decides for each subscription of a microphone whether it is heard. */
  choose(microphones: readonly { sid: string; track: PublishedTrack }[], nowMs: number): void {
    const score = ({ track }: { track: PublishedTrack }) => {
      const voice = this.#voices.get(track)
      if (!voice) return SILENCE_DB
      return nowMs - voice.chosenAtMs < VOICE_HOLD_MS ? Math.min(voice.db, SPEAKS_ABOVE_DB) : voice.db
    }
    // One more than is passed on: a receiver whose own voice is among them gets the others.
    const loudest = [...microphones].sort((a, b) => score(a) - score(b)).slice(0, VOICES_MAX + 1)
    const rank = new Map(loudest.map(({ track }, index) => [track, index]))
    for (const { track } of loudest.slice(0, VOICES_MAX)) {
      const voice = this.#voices.get(track)
      if (voice && voice.db < SPEAKS_ABOVE_DB) voice.chosenAtMs = nowMs
    }
    const ownRank = new Map<unknown, number>()
    for (const { track } of loudest) ownRank.set(track.publisher, rank.get(track)!)
    for (const { track } of microphones) {
      const place = rank.get(track) ?? Infinity
      for (const subscription of track.subscriptions) {
        const isOwnAmong = (ownRank.get(subscription.receiver) ?? Infinity) < VOICES_MAX
        const isHeard = subscription.getsAllVoices || place < VOICES_MAX + (isOwnAmong ? 1 : 0)
        if (isHeard === subscription.isHeard) continue
        subscription.isHeard = isHeard
        subscription.step(nowMs)
      }
    }
  }

  forget(sid: string): void {
    this.#told.delete(sid)
  }

  /** Who speaks now, for somebody who just came. */
  current(): Speaker[] {
    return [...this.#told].map(([sid, level]) => ({ sid, level, isActive: true }))
  }
}
