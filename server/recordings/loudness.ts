/**
 * How loud a part is, what makes it as loud as the others, and when somebody speaks in it: ffmpeg measures it every
 * tenth of a second, over the 0.4 s before (EBU R128, momentary loudness). Pure: lines come in, stretches of speech come out.
 *
 * Loud is measured against the part itself, so that a faint microphone is heard as well as a good one; what is no
 * louder than noise is no speech. Short breaks between words do not end it, and a click is none.
 */
export const TARGET_LUFS = -16
const GAIN_LIMIT_DB = 20
const STEP_MS = 100
/** Half of what a measurement reaches back: speech lies in the middle of it. */
const REACH_MS = 200
/** Below this there is noise, or nothing. */
const VOICE_FLOOR_LUFS = -55
const SILENCE_LUFS = -70
/** The breaks between words are further below the whole than this. */
const BELOW_WHOLE_DB = 14
const BRIDGED_GAP_STEPS = 4
const LEAST_STEPS = 3
/** What goes on without a break is measured piece by piece: somebody may begin to whisper. */
const PIECE_LIMIT_STEPS = 50

/** A stretch of speech, from the part's own beginning. */
export interface Speech {
  fromMs: number
  toMs: number
  /** How loud it is on average. */
  lufs: number
}

export interface Heard {
  /** Of the part as a whole (integrated loudness). */
  lufs: number
  /** In order of time. */
  speech: Speech[]
}

export const NOTHING_HEARD: Heard = { lufs: SILENCE_LUFS, speech: [] }

/** What makes a voice as loud as the others, in decibels, from all parts of one person; noise is not made louder. */
export function gainOf(parts: readonly { lufs: number; lengthMs: number }[]): number {
  const heard = parts.filter(({ lufs }) => lufs > VOICE_FLOOR_LUFS)
  const lengthMs = heard.reduce((sum, part) => sum + part.lengthMs, 0)
  if (lengthMs === 0) return 0
  const energy = heard.reduce((sum, part) => sum + part.lengthMs * 10 ** (part.lufs / 10), 0)
  const gain = TARGET_LUFS - 10 * Math.log10(energy / lengthMs)
  return Math.max(-GAIN_LIMIT_DB, Math.min(GAIN_LIMIT_DB, gain))
}

export interface SpeechFinder {
  /** Takes one line of ffmpeg's. */
  readLine(line: string): void
  /** What the lines so far amount to: a part whose sound ends in an error is what could be heard of it. */
  heard(): Heard
}

/** `startMs`: when the sound begins in its part. */
export function createSpeechFinder(lengthMs: number, startMs: number): SpeechFinder {
  const levels = new Int8Array(Math.ceil(lengthMs / STEP_MS) + 1).fill(SILENCE_LUFS)
  let [step, whole] = [0, SILENCE_LUFS]
  return {
    readLine(line) {
      const [, key, value] = /^(?:frame:.* pts_time:|lavfi\.r128\.(M|I)=)(-?[\d.]+)/.exec(line) ?? []
      if (value === undefined) return
      if (key === undefined) step = Math.round((Number(value) * 1000) / STEP_MS)
      else if (key === 'I') whole = Number(value)
      else if (step < levels.length) levels[step] = Math.max(SILENCE_LUFS, Math.round(Number(value)))
    },
    heard: () => ({ lufs: whole, speech: findSpeech(levels, whole, startMs) }),
  }
}

/** `levels`: one for each step, in LUFS. */
export function findSpeech(levels: ArrayLike<number>, whole: number, startMs: number): Speech[] {
  const least = Math.max(VOICE_FLOOR_LUFS, whole - BELOW_WHOLE_DB)
  const spans: { from: number; to: number }[] = []
  for (let step = 0; step < levels.length; step += 1) {
    if (levels[step]! < least) continue
    const last = spans.at(-1)
    const isNear = last !== undefined && step - last.to <= BRIDGED_GAP_STEPS
    if (isNear && step - last.from < PIECE_LIMIT_STEPS) last.to = step + 1
    else spans.push({ from: isNear ? last.to : step, to: step + 1 })
  }
  return spans
    .filter(({ from, to }, n) => to - from >= LEAST_STEPS || spans[n - 1]?.to === from)
    .map(({ from, to }) => ({
      fromMs: startMs + Math.max(0, from * STEP_MS - REACH_MS),
      toMs: startMs + to * STEP_MS - REACH_MS,
      lufs: averageOf(levels, from, to),
    }))
}

function averageOf(levels: ArrayLike<number>, from: number, to: number): number {
  let energy = 0
  for (let step = from; step < to; step += 1) energy += 10 ** (levels[step]! / 10)
  return Math.round(100 * Math.log10(energy / (to - from))) / 10
}
