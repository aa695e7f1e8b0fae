/**
 * How ffmpeg mixes the sound of a film: every voice at its own place in time and at the same loudness (EBU R128), peaks
 * limited. Pure.
 *
 * Each part is opened for its sound alone. With one opening for sound and picture, a camera that was switched off early
 * would make ffmpeg read on for the next frame and pile up hours of decoded sound in memory. `aresample` fills gaps
 * with silence before `amix` sees them: `amix` counts samples and not time, so that a gap would pull everything after
 * it forward.
 */
import { guardedInput } from './input-guards.ts'
import type { HeardPart, InspectedPart } from './plan-merge.ts'

const SAMPLES_PER_SECOND = 48_000
/** −1 dB of full scale. */
const PEAK_LIMIT = 0.89

/** Makes ffmpeg print how loud a part is: a line with the time, and some with what was measured, for each step. */
export function loudnessArguments(part: InspectedPart): string[] {
  const filters = [
    'asetpts=PTS-STARTPTS',
    'aformat=channel_layouts=stereo',
    'ebur128=metadata=1',
    'ametadata=mode=print:file=-',
  ]
  const { streamIndex } = part.inspection.sound!
  return [...openSound(part), '-map', `0:${streamIndex}`, '-af', filters.join(','), '-f', 'null', '-']
}

/** For ffmpeg, without the name of the output. */
export function soundArguments(voices: readonly HeardPart[], lengthMs: number): string[] {
  const lines = voices.map(({ inspection: { sound }, offsetMs, gainDb }, n) => {
    const filters = [
      'asetpts=PTS-STARTPTS',
      `aresample=${SAMPLES_PER_SECOND}:async=1:first_pts=0`,
      'aformat=sample_fmts=fltp:channel_layouts=stereo',
      `volume=${gainDb.toFixed(1)}dB`,
      `adelay=${offsetMs + sound!.startMs}:all=1`,
    ]
    return `[${n}:${sound!.streamIndex}]${filters.join(',')}[s${n}]`
  })
  const inputs = voices.map((_, n) => `[s${n}]`).join('')
  const mix = voices.length === 1 ? 'anull' : `amix=inputs=${voices.length}:normalize=0:duration=longest`
  // Voices add up; the limiter keeps what is too loud from being cut off. `level=0`: it does not make louder.
  const graph = [...lines, `${inputs}${mix},alimiter=limit=${PEAK_LIMIT}:level=0[sound]`].join(';')
  return [
    ...voices.flatMap(openSound),
    '-filter_complex_threads',
    '1',
    '-filter_complex',
    graph,
    ...'-map [sound] -c:a libopus -b:a 96k -t'.split(' '),
    (lengthMs / 1000).toFixed(3),
    '-f',
    'webm',
  ]
}

/** A single packet that says that it comes hours later would make ffmpeg fill those hours. */
export function openSound({ path, inspection: { isCut, lengthMs } }: InspectedPart): string[] {
  const until = isCut ? ['-t', (lengthMs / 1000).toFixed(3)] : []
  return guardedInput(path, ['-threads', '1', ...until])
}
