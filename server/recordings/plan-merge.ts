/**
 * Decides how parts become one film: which are used, who is there when and with which picture, and how it is cut into
 * stretches that are encoded one by one. Pure: the parts were inspected before, nothing is read or started here.
 *
 * - The film begins where the earliest part does; every other part lies at its own start, to the frame.
 * - Who is there has one tile, whose picture comes from whichever of their parts has one; where two overlap, the later
 *   one is seen and both are heard. Without a picture the tile shows initials. A shared screen is a picture of its own.
 * - A voice is made as loud as the others, and its owner speaks when it is loud. The sound of a shared screen is a voice
 *   of its own, and nobody speaks in it.
 * - Nobody has a picture: the recording is sound only.
 * - A part that is alone, in codecs that webm allows, is copied and not encoded again: the file gets a length
 *   and an index, and loses nothing.
 */
import type { Voice } from './choose-speaker.ts'
import {
  bridge,
  cutTimeline,
  type FilmLayout,
  FRAMES_PER_SECOND,
  isLoud,
  type Person,
  type Picture,
  type Stretch,
} from './cut-timeline.ts'
import type { FilmChapter as Chapter, FilmVoice } from '../platform/database/tables.ts'
import { findChapters } from './film-chapters.ts'
import type { Size } from './lay-out-tiles.ts'
import { gainOf, type Heard, NOTHING_HEARD, TARGET_LUFS } from './loudness.ts'
import type { InspectedStream } from './read-probe.ts'

/** What the memory limit of a run was measured for: each part is opened once for its sound. */
export const PARTS_LIMIT = 128
/** No meeting lasts longer than a day. What does has broken timestamps, or the wrong start. */
export const MERGED_LENGTH_LIMIT_MS = 24 * 60 * 60 * 1000
/** A camera that sends nothing any more: its last picture stays this long. A screen may be still as long as it likes. */
const STILL_CAMERA_LIMIT_MS = 10_000
/** In what is told of speech, shorter breaks are none. */
const SPEECH_GAP_FRAMES = FRAMES_PER_SECOND
const SPEECH_LISTED_LIMIT = 1_000
const WEBM_CODECS = ['vp8', 'vp9', 'av1', 'opus', 'vorbis']

export type VideoResolution = 'low' | 'standard' | 'hd'

export interface Canvas extends Size {
  bitrate: string
}

const HD = { width: 1280, height: 720, bitrate: '1500k' }
const FULL_HD = { width: 1920, height: 1080, bitrate: '3000k' }
const CANVASES: Record<VideoResolution, Canvas> = {
  low: { width: 640, height: 360, bitrate: '600k' },
  standard: HD,
  hd: FULL_HD,
}
/** Where a screen is shared, text has to stay readable. */
const SCREEN_CANVASES: Record<VideoResolution, Canvas> = { low: HD, standard: FULL_HD, hd: FULL_HD }

/** What the picture of a part shows. */
export type PictureKind = 'camera' | 'screen'

export interface RecordedPart {
  /** The bare name that people and listeners see. */
  fileName: string
  /** Where the file is. */
  path: string
  participantId: string
  participantName: string
  /** 0, 1, 2 … per participant. */
  index: number
  pictureKind: PictureKind
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

interface PlanReport {
  lengthMs: number
  /** When it begins; null where there is nothing. */
  beganAt: Date | null
  /** File names, in order of time. */
  used: string[]
  omitted: Omission[]
  /** Parts that are used, but not all of them. */
  incomplete: Omission[]
  chapters: Chapter[]
  /** Who speaks when. */
  voices: FilmVoice[]
}

export interface PlacedPart extends InspectedPart {
  /** From the beginning of the film. */
  offsetMs: number
}

export interface HeardPart extends PlacedPart {
  /** What makes it as loud as the others, in decibels. */
  gainDb: number
}

export interface Film {
  canvas: Canvas
  /** Without a gap from the beginning to the end; none where there is only sound. */
  stretches: Stretch<PlacedPart>[]
  /** Those that are heard. */
  sounds: HeardPart[]
}

/** `nothing`: no part is left; `copy`: one part, as it is; `film`: encoded. */
export type MergePlan = PlanReport &
  ({ kind: 'nothing' } | { kind: 'copy'; part: PlacedPart } | ({ kind: 'film' } & Film))

export interface PlanOptions {
  resolution: VideoResolution
  layout: FilmLayout
  /** By the file names of parts; a part that nobody listened to is silent. */
  heard: ReadonlyMap<string, Heard>
  /** When it was not recorded although it should have been. */
  lost?: readonly LostSpan[] | undefined
}

export interface LostSpan {
  from: Date
  to: Date
}

export function planMerge(
  parts: readonly InspectedPart[],
  { resolution, layout, heard, lost = [] }: PlanOptions,
): MergePlan {
  const omitted: Omission[] = []
  const used = chooseParts(parts, omitted)
  const lengthMs = Math.max(0, ...used.map((part) => part.offsetMs + part.inspection.lengthMs))
  const gains = findGains(used, heard)
  const people = gatherPeople(used, (part) => speechOf(part, heard.get(part.fileName), gains))
  const report = {
    lengthMs,
    beganAt: used[0]?.startedAt ?? null,
    used: used.map((part) => part.fileName),
    omitted,
    incomplete: used.flatMap(({ fileName, inspection }) =>
      inspection.flaws.map((reason) => ({ fileName, reason })),
    ),
    chapters: findChapters(people, lengthMs, placeLost(lost, used)),
    voices: whoSpeaksWhen(people, lengthMs),
  }
  const [only, ...others] = used
  if (only === undefined) return { ...report, kind: 'nothing' }
  if (others.length === 0 && fitsIntoWebm(only)) return { ...report, kind: 'copy', part: only }
  const hasPicture = people.some(({ cameras, screens }) => cameras.length + screens.length > 0)
  const hasScreen = people.some(({ screens }) => screens.length > 0)
  return {
    ...report,
    kind: 'film',
    canvas: (hasScreen ? SCREEN_CANVASES : CANVASES)[resolution],
    stretches: hasPicture ? cutTimeline(people, Math.max(1, frameAt(lengthMs)), layout) : [],
    sounds: used
      .filter(({ inspection }) => inspection.sound !== null)
      .map((part) => ({ ...part, gainDb: gains.get(voiceOf(part)) ?? 0 })),
  }
}

function placeLost(lost: readonly LostSpan[], [first]: readonly PlacedPart[]) {
  const originMs = first?.startedAt.getTime() ?? 0
  const at = (time: Date) => frameAt(time.getTime() - originMs)
  return lost.map(({ from, to }) => ({ from: at(from), to: at(to) }))
}

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

/** In the order in which they came. */
function gatherPeople(
  parts: readonly PlacedPart[],
  speechIn: (part: PlacedPart) => Voice[],
): Person<PlacedPart>[] {
  const byPerson = Map.groupBy(parts, ({ participantId }) => participantId)
  return [...byPerson].map(([id, own]) => ({
    id,
    name: own[0]!.participantName,
    // A screen says nothing of whether its owner wants to be seen.
    presence: own
      .filter(({ pictureKind }) => pictureKind === 'camera')
      .map(({ offsetMs, inspection }) => ({
        from: frameAt(offsetMs),
        to: frameAt(offsetMs + inspection.lengthMs),
      })),
    cameras: picturesOf(own, 'camera'),
    screens: picturesOf(own, 'screen'),
    speech: own.flatMap(speechIn).toSorted((a, b) => a.from - b.from),
  }))
}

function picturesOf(parts: readonly PlacedPart[], kind: PictureKind): Picture<PlacedPart>[] {
  return parts.flatMap((part) => {
    const { picture, lengthMs } = part.inspection
    if (picture === null || part.pictureKind !== kind) return []
    const stillMs = kind === 'screen' ? Infinity : STILL_CAMERA_LIMIT_MS
    const endMs = Math.min(lengthMs, picture.endMs + stillMs)
    return [{ part, from: frameAt(part.offsetMs + picture.startMs), to: frameAt(part.offsetMs + endMs) }]
  })
}

/** Somebody's voice, or the sound of their screen. */
const voiceOf = ({ participantId, pictureKind }: PlacedPart) => `${participantId} ${pictureKind}`

function findGains(
  parts: readonly PlacedPart[],
  heard: ReadonlyMap<string, Heard>,
): ReadonlyMap<string, number> {
  const byVoice = Map.groupBy(parts, voiceOf)
  return new Map(
    [...byVoice].map(([voice, own]) => [
      voice,
      gainOf(
        own.map(({ fileName, inspection: { lengthMs } }) => {
          const { lufs } = heard.get(fileName) ?? NOTHING_HEARD
          return { lufs, lengthMs }
        }),
      ),
    ]),
  )
}

function speechOf(part: PlacedPart, heard: Heard | undefined, gains: ReadonlyMap<string, number>): Voice[] {
  if (heard === undefined || part.pictureKind === 'screen') return []
  const gainDb = gains.get(voiceOf(part)) ?? 0
  return heard.speech.map(({ fromMs, toMs, lufs }) => ({
    from: frameAt(part.offsetMs + fromMs),
    to: frameAt(part.offsetMs + toMs),
    weight: 10 ** ((lufs + gainDb - TARGET_LUFS) / 10),
  }))
}

/** In the order in which they came; anyone who spoke too often to list has longer breaks closed. */
function whoSpeaksWhen(people: readonly Person<PlacedPart>[], lengthMs: number): FilmVoice[] {
  return people.flatMap(({ id, name, speech }) => {
    let spans = bridge(speech.filter(isLoud), SPEECH_GAP_FRAMES)
    for (let gap = SPEECH_GAP_FRAMES; spans.length > SPEECH_LISTED_LIMIT; gap *= 2) spans = bridge(spans, gap)
    const times = spans
      .map(({ from, to }): [number, number] => [msAt(from), Math.min(msAt(to), Math.round(lengthMs))])
      .filter(([from, to]) => from < to)
    return times.length === 0 ? [] : [{ participantId: id, name, times }]
  })
}

const fitsIntoWebm = ({ inspection: { picture, sound } }: InspectedPart) =>
  [picture, sound].every((stream) => stream === null || WEBM_CODECS.includes(stream.codec))

const msAt = (frame: number) => Math.round((frame * 1000) / FRAMES_PER_SECOND)
const frameAt = (ms: number) => Math.round((ms * FRAMES_PER_SECOND) / 1000)
