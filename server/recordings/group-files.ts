/**
 * Which of a recorder's files belong together in one part. Pure.
 *
 * Of one stay each voice goes with the camera that it has the most time in common with, and each shared screen with the
 * sound of it likewise. What is left is a part by itself: a camera that was switched off and on again must not be joined
 * to the first, whose last picture would stand still in between.
 */
import type { RecordedFile } from '../../media/recorder/recorder.ts'

export type { RecordedFile } from '../../media/recorder/recorder.ts'

const NAME = /^\d+-\w+\.webm$/
const SOURCES: readonly string[] = ['microphone', 'camera', 'screen_share', 'screen_share_audio']
/** Which picture goes with which sound. */
const PAIRS = [
  { picture: 'camera', sound: 'microphone' },
  { picture: 'screen_share', sound: 'screen_share_audio' },
] as const

/** Null: it is not what a recorder wrote, or not all of it. */
export function readDescription(json: string): RecordedFile | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { name, identity, participantSid, trackSid, source, startedAtMs } = value as Record<string, unknown>
  const isWhole =
    typeof name === 'string' &&
    NAME.test(name) &&
    typeof identity === 'string' &&
    typeof participantSid === 'string' &&
    typeof trackSid === 'string' &&
    typeof source === 'string' &&
    SOURCES.includes(source) &&
    Number.isSafeInteger(startedAtMs)
  return isWhole ? (value as RecordedFile) : null
}

/**
 * Of each group the sound comes first, where it has one. `breaksMs`: when hosts paused or stopped the recording; what was
 * recorded before and after one is never in one part.
 */
export function groupFiles(files: readonly RecordedFile[], breaksMs: readonly number[]): RecordedFile[][] {
  const stretches = Map.groupBy(files.toSorted(inOrderOfTime), ({ participantSid, startedAtMs }) => {
    const breaksBefore = breaksMs.filter((atMs) => atMs <= startedAtMs).length
    return `${participantSid} ${breaksBefore}`
  })
  return [...stretches.values()].flatMap((own) => PAIRS.flatMap((pair) => groupPair(own, pair)))
}

function groupPair(
  files: readonly RecordedFile[],
  { picture, sound }: (typeof PAIRS)[number],
): RecordedFile[][] {
  // A track is recorded again only after its former file has ended; how long a file is nobody has to look up.
  const pictures = files
    .filter(({ source }) => source === picture)
    .map((file, n, all) => ({ file, untilMs: all[n + 1]?.startedAtMs ?? Infinity }))
  const groups = files
    .filter(({ source }) => source === sound)
    .map((file, n, sounds) => {
      const untilMs = sounds[n + 1]?.startedAtMs ?? Infinity
      const common = pictures.map(
        (other) => Math.min(untilMs, other.untilMs) - Math.max(file.startedAtMs, other.file.startedAtMs),
      )
      const best = common.reduce((found, ms, at) => (ms > Math.max(0, common[found] ?? 0) ? at : found), -1)
      const [paired] = best === -1 ? [] : pictures.splice(best, 1)
      return paired ? [file, paired.file] : [file]
    })
  return [...groups, ...pictures.map(({ file }) => [file])]
}

function inOrderOfTime(a: RecordedFile, b: RecordedFile): number {
  return a.startedAtMs - b.startedAtMs || (a.name < b.name ? -1 : 1)
}
