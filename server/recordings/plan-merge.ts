/**
 * Decides how parts become one recording: which are used, where each goes in time and in the picture, and
 * with which arguments ffmpeg does it. Pure: the parts were inspected before, nothing is read or started
 * here.
 *
 * - The recording begins where the earliest part does; every other part lies at its own start, to the frame.
 * - One participant is one cell. Several parts of one participant (a reconnect begins a new one) follow each
 *   other in it; where two overlap, the later one is seen and both are heard.
 * - Parts without a picture are heard only. Where nobody has a picture, the recording is sound only.
 * - A part that is alone, in codecs that webm allows, is copied and not encoded again: the file gets a length
 *   and an index, and loses nothing.
 *
 * Each part is opened once for its picture and once for its sound. With one opening for both, a camera that
 * was switched off early would make ffmpeg read on for the next frame and pile up hours of decoded sound in
 * memory.
 */
import { FRAMES_PER_SECOND, HOLD_LIMIT_FRAMES, writeFilterGraph } from './filter-graph.ts'
import type { PicturePiece, SoundPiece } from './filter-graph.ts'
import { guardedInput } from './input-guards.ts'
import type { Size } from './lay-out-grid.ts'
import type { InspectedStream } from './read-probe.ts'

/** 256 inputs (two per part) is what the memory limit of a run was measured for. */
export const PARTS_LIMIT = 128
export const CELLS_LIMIT = 16
/** No meeting lasts longer than a day. What does has broken timestamps, or the wrong start. */
export const MERGED_LENGTH_LIMIT_MS = 24 * 60 * 60 * 1000
const KEY_FRAME_SECONDS = 5
const WEBM_CODECS = ['vp8', 'vp9', 'av1', 'opus', 'vorbis']

export type VideoResolution = 'low' | 'standard' | 'hd'

const RESOLUTIONS: Record<VideoResolution, Size & { bitrate: string }> = {
  low: { width: 640, height: 360, bitrate: '600k' },
  standard: { width: 1280, height: 720, bitrate: '1500k' },
  hd: { width: 1920, height: 1080, bitrate: '3000k' },
}

export interface RecordedPart {
  /** The bare name that people and listeners see. */
  fileName: string
  /** Where the file is. */
  path: string
  participantId: string
  /** 0, 1, 2 … per participant. */
  index: number
  startedAt: Date
  /** The participant was there for so long after it began; what says that it comes later is left out. */
  lengthLimitMs: number
}

export interface UsablePart {
  usable: true
  /** From the first packet of any stream to the end of the last, in milliseconds. */
  lengthMs: number
  picture: InspectedStream | null
  sound: InspectedStream | null
  /** What was left out of it, in words. */
  flaws: string[]
  /** It goes on after `lengthMs`, and is not read further. */
  isCut: boolean
}

export type PartInspection = UsablePart | { usable: false; reason: string }

export interface InspectedPart extends RecordedPart {
  inspection: UsablePart
}

/** A part, or a half of it, that is not in the recording, and why, as the end of a sentence. */
export interface Omission {
  fileName: string
  reason: string
}

export interface MergePlan {
  /** `nothing`: no part is left; `copy`: one part, as it is; `mix`: encoded anew. */
  kind: 'nothing' | 'copy' | 'mix'
  /** Arguments for ffmpeg, without the name of the output, which comes last. */
  args: string[]
  lengthMs: number
  /** File names, in order of time. */
  used: string[]
  omitted: Omission[]
  /** Parts that are used, but not all of them. */
  incomplete: Omission[]
}

export function planMerge(parts: readonly InspectedPart[], resolution: VideoResolution): MergePlan {
  const omitted: Omission[] = []
  const placed = chooseParts(parts, omitted)
  const { seen, incomplete } = choosePictures(placed)
  const used = placed.filter((part) => {
    if (seen.has(part) || part.inspection.sound !== null) return true
    omitted.push({ fileName: part.fileName, reason: `${TOO_MANY_CELLS}, and it has no sound` })
    return false
  })
  const lengthMs = Math.max(0, ...used.map((part) => part.offsetMs + part.inspection.lengthMs))
  const report = { lengthMs, used: used.map((part) => part.fileName), omitted }
  const [only, ...others] = used
  if (only === undefined) return { ...report, kind: 'nothing', args: [], incomplete: [] }
  const stillUsed = incomplete.filter((flaw) => report.used.includes(flaw.fileName))
  if (others.length === 0 && fitsIntoWebm(only)) {
    return { ...report, kind: 'copy', args: copyArguments(only), incomplete: stillUsed }
  }
  const args = mixArguments(used, seen, lengthMs, resolution)
  return { ...report, kind: 'mix', args, incomplete: stillUsed }
}

interface PlacedPart extends InspectedPart {
  offsetMs: number
}

const TOO_MANY_CELLS = `its picture has no place: the recording shows the ${CELLS_LIMIT} longest ones`

/** In order of time. Of too many, the longest are kept: what flaky reconnects leave behind is short. */
function chooseParts(parts: readonly InspectedPart[], omitted: Omission[]): PlacedPart[] {
  const longestFirst = parts.toSorted((a, b) => b.inspection.lengthMs - a.inspection.lengthMs)
  for (const { fileName } of longestFirst.slice(PARTS_LIMIT)) {
    omitted.push({ fileName, reason: `a recording is merged from ${PARTS_LIMIT} parts at most, the longest` })
  }
  const ordered = longestFirst.slice(0, PARTS_LIMIT).toSorted(inOrderOfTime)
  const originMs = ordered[0]?.startedAt.getTime() ?? 0
  return ordered.flatMap((part) => {
    const offsetMs = part.startedAt.getTime() - originMs
    if (offsetMs + part.inspection.lengthMs <= MERGED_LENGTH_LIMIT_MS) return [{ ...part, offsetMs }]
    const hours = MERGED_LENGTH_LIMIT_MS / 3_600_000
    omitted.push({
      fileName: part.fileName,
      reason: `it ends more than ${hours} hours after the first begins`,
    })
    return []
  })
}

/** The same parts always make the same recording, also where two began in the same millisecond. */
function inOrderOfTime(a: RecordedPart, b: RecordedPart): number {
  const byName = a.participantId < b.participantId ? -1 : Number(a.participantId > b.participantId)
  return a.startedAt.getTime() - b.startedAt.getTime() || byName || a.index - b.index
}

/** Whose picture is seen, and what is missing of the parts. */
function choosePictures(parts: readonly PlacedPart[]): { seen: Set<PlacedPart>; incomplete: Omission[] } {
  const shownMs = new Map<string, number>()
  for (const { participantId, inspection } of parts) {
    const { picture } = inspection
    if (picture === null) continue
    shownMs.set(participantId, (shownMs.get(participantId) ?? 0) + picture.endMs - picture.startMs)
  }
  const longestFirst = [...shownMs].toSorted(([, a], [, b]) => b - a).slice(0, CELLS_LIMIT)
  const shown = new Set(longestFirst.map(([participantId]) => participantId))
  const seen = new Set<PlacedPart>()
  const incomplete: Omission[] = []
  for (const part of parts) {
    const { fileName, inspection, participantId } = part
    for (const reason of inspection.flaws) incomplete.push({ fileName, reason })
    if (inspection.picture === null) continue
    if (shown.has(participantId)) seen.add(part)
    else incomplete.push({ fileName, reason: TOO_MANY_CELLS })
  }
  return { seen, incomplete }
}

/** A single packet that says that it comes hours later would make ffmpeg fill those hours. */
const readUntil = ({ inspection: { isCut, lengthMs } }: InspectedPart): string[] =>
  isCut ? ['-t', (lengthMs / 1000).toFixed(3)] : []

const streamsOf = ({ inspection }: InspectedPart): InspectedStream[] =>
  [inspection.picture, inspection.sound].filter((stream) => stream !== null)

const fitsIntoWebm = (part: InspectedPart) =>
  streamsOf(part).every(({ codec }) => WEBM_CODECS.includes(codec))

function copyArguments(part: InspectedPart): string[] {
  const maps = streamsOf(part).flatMap(({ streamIndex }) => ['-map', `0:${streamIndex}`])
  return [...guardedInput(part.path, readUntil(part)), ...maps, '-c', 'copy', '-f', 'webm']
}

function mixArguments(
  parts: readonly PlacedPart[],
  seen: ReadonlySet<PlacedPart>,
  lengthMs: number,
  resolution: VideoResolution,
): string[] {
  const inputs: string[][] = []
  const open = (part: PlacedPart) => {
    // Without `-reinit_filter 0` a change of resolution would start the whole graph, and its time, over
    // again.
    inputs.push(guardedInput(part.path, ['-threads', '1', '-reinit_filter', '0', ...readUntil(part)]))
    return inputs.length - 1
  }
  const shown = Map.groupBy(
    parts.filter((part) => seen.has(part)),
    (part) => part.participantId,
  )
  const cells = [...shown.values()].map((own) => cutIntoPieces(own, frameAt(lengthMs), open))
  const sounds = parts.flatMap((part): SoundPiece[] => {
    const { sound } = part.inspection
    if (sound === null) return []
    return [{ input: open(part), streamIndex: sound.streamIndex, delayMs: part.offsetMs + sound.startMs }]
  })
  const { bitrate, ...canvas } = RESOLUTIONS[resolution]
  const graph = writeFilterGraph({ canvas, cells, sounds })
  return [
    ...inputs.flat(),
    '-filter_complex_threads',
    '2',
    '-filter_complex',
    graph,
    ...(cells.length > 0 ? encodePicture(bitrate) : []),
    ...(sounds.length > 0 ? ENCODE_SOUND : []),
    '-t',
    (lengthMs / 1000).toFixed(3),
    '-f',
    'webm',
  ]
}

const KEY_FRAME_EVERY_FRAMES = KEY_FRAME_SECONDS * FRAMES_PER_SECOND

const encodePicture = (bitrate: string) =>
  (
    `-map [picture] -c:v libvpx -b:v ${bitrate} -g ${KEY_FRAME_EVERY_FRAMES} ` +
    '-deadline realtime -cpu-used 8 -threads 2'
  ).split(' ')

const ENCODE_SOUND = '-map [sound] -c:a libopus -b:a 96k'.split(' ')

/** One participant's pictures as pieces that fill the recording: each lasts until the next begins. */
function cutIntoPieces(
  parts: readonly PlacedPart[],
  frames: number,
  open: (part: PlacedPart) => number,
): PicturePiece[] {
  const begins = parts
    .flatMap((part) => {
      const { picture, lengthMs } = part.inspection
      if (picture === null) return []
      const begin = frameAt(part.offsetMs + picture.startMs)
      const holdFrames = Math.min(HOLD_LIMIT_FRAMES, Math.max(0, frameAt(lengthMs - picture.endMs)))
      return [{ part, begin, streamIndex: picture.streamIndex, holdFrames }]
    })
    .toSorted((a, b) => a.begin - b.begin)
  return begins.flatMap(({ part, begin, streamIndex, holdFrames }, place): PicturePiece[] => {
    const end = Math.max(begins[place + 1]?.begin ?? frames, begin)
    // Before the first piece there is nobody, so it is the one that begins in black.
    const blackFrames = place === 0 ? begin : 0
    const length = blackFrames + end - begin
    if (length === 0) return []
    return [{ input: open(part), streamIndex, blackFrames, frames: length, holdFrames }]
  })
}

const frameAt = (ms: number) => Math.round((ms * FRAMES_PER_SECOND) / 1000)
