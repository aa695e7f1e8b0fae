/**
 * Merges the recorded parts of one session into one webm: inspects them, listens to them, plans, makes the film, puts
 * the result in its place. Knows files only, no database.
 *
 * States: nothing there → what was heard, and a folder in the work folder with the finished pieces of this film → the
 * finished file at `outputPath`. The last step is a rename after everything is on disk, so what is found at `outputPath` is always
 * whole. A merge that was killed at any moment is simply begun again: it goes on with the pieces that are there, and
 * ends with the same file. What is half-written has a name of its own for each attempt, so that one that lost its
 * lease but still runs can spoil nothing.
 *
 * The work folder must be on the file system of the output. The folder around it is not made here: where a
 * meeting was deleted meanwhile, it is gone, and the merge fails instead of bringing it back.
 *
 * `unusable` is final: the same parts will never make a recording. Everything that may go better next time
 * (no ffmpeg, no memory, no disk, no time) is thrown.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MergePriority } from '../platform/config/environment.ts'
import type { Logger } from '../platform/logger.ts'
import { isFileError } from '../platform/files/is-file-error.ts'
import { syncFile, syncFolder } from '../platform/files/sync-to-disk.ts'
import { canDrawText } from './ffmpeg-available.ts'
import type { FilmChapter as Chapter, FilmVoice } from '../platform/database/tables.ts'
import type { FilmLayout } from './cut-timeline.ts'
import { guardedInput } from './input-guards.ts'
import { type FilmPictures, makeFilmPictures } from './film-pictures.ts'
import { inspectPart } from './inspect-part.ts'
import { prepareFilm, type PreparedFilm } from './make-film.ts'
import { HEARD_FOLDER, listeningCost, listenToParts } from './listen-to-parts.ts'
import type { MergeProgress } from './merge-progress.ts'
import { MERGED_LENGTH_LIMIT_MS, planMerge } from './plan-merge.ts'
import type {
  InspectedPart,
  LostSpan,
  MergePlan,
  Omission,
  RecordedPart,
  UsablePart,
  VideoResolution,
} from './plan-merge.ts'
import { FfmpegError, mergeDeadlineMs, runFfmpeg } from './run-ffmpeg.ts'

/** Inspecting takes three short processes per part. */
const PARTS_TO_INSPECT_LIMIT = 1000
/** A merged file that is off by more than this from its plan is worth a warning. */
const LENGTH_TOLERANCE_MS = 1000
const FINISHED_PIECE = /^(picture-\d+|sound)\.webm$/

export interface MergeRequest {
  parts: readonly RecordedPart[]
  /** Where the merged webm goes; an earlier one is replaced. */
  outputPath: string
  resolution: VideoResolution
  layout: FilmLayout
  /** When it was not recorded although it should have been: chapters. */
  lost?: readonly LostSpan[]
  /** For half-written files; made if it is missing, on the output's file system. */
  workDir: string
  /** What it gets of a busy machine; `lowest` unless said. */
  priority?: MergePriority | undefined
  signal?: AbortSignal
  onProgress?: (progress: MergeProgress) => void
  /** A clock that only goes forward, in milliseconds. */
  nowMs?: () => number
  logger: Pick<Logger, 'info' | 'warn'>
}

export type MergeResult =
  | ({
      result: 'merged'
      /** Counted from the packets of the merged file. */
      durationMs: number
      bytes: number
      /** Names of the parts that are in it, in order of time. */
      used: string[]
      omitted: Omission[]
      /** Used parts of which something is missing: a picture that has no place or does not decode. */
      incomplete: Omission[]
      chapters: Chapter[]
      voices: FilmVoice[]
      /** When its first part began. */
      beganAt: Date | null
    } & FilmPictures)
  | { result: 'unusable'; reason: string; omitted: Omission[] }

/**
 * Rejects with `FfmpegError`, a file system error, or the signal's reason; the output is then as it was
 * before.
 */
export async function mergeParts(asked: MergeRequest): Promise<MergeResult> {
  const request = { ...asked, onProgress: onlyForward(asked.onProgress) }
  const { resolution, layout, lost, workDir } = request
  const { inspected, omitted } = await inspectAll(request)
  const silent = planMerge(inspected, { resolution, layout, heard: new Map(), lost })
  if (silent.kind === 'nothing') {
    omitted.push(...silent.omitted)
    return { result: 'unusable', reason: whyUnusable(request, omitted), omitted }
  }
  await makeFolder(workDir)
  const heard = await listen(inspected, silent, request)
  const plan = planMerge(inspected, { resolution, layout, heard, lost })
  if (plan.kind === 'nothing') throw new Error('What was heard takes no part away')
  omitted.push(...plan.omitted)
  const made = plan.kind === 'copy' ? copyOf(plan, request) : await filmOf(plan, request)
  const folder = await beginFilm(request, made.key)
  const written = join(folder, await made.make(folder, randomUUID()))
  const merged = await checkMerged(written, plan, request)
  const { lengthMs: durationMs, picture, sound } = merged
  const { size: bytes } = await stat(written)
  const pictures = await makeFilmPictures({
    path: written,
    outputPath: request.outputPath,
    lengthMs: durationMs,
    hasPicture: picture !== null,
    hasSound: sound !== null,
    priority: request.priority ?? 'lowest',
    signal: request.signal,
    logger: request.logger,
  })
  await publish(written, request.outputPath)
  await rm(folder, { recursive: true, force: true })
  await rm(join(workDir, HEARD_FOLDER), { recursive: true, force: true })
  const { used, incomplete, chapters, voices, beganAt } = plan
  request.logger.info({ kind: plan.kind, used: used.length, durationMs, bytes }, 'recording merged')
  const film = { durationMs, bytes, used, omitted, incomplete, chapters, voices, beganAt }
  return { result: 'merged', ...film, ...pictures }
}

/** What is left to do is known better and better; what people see of it never goes back. */
function onlyForward(tell: MergeRequest['onProgress']): MergeRequest['onProgress'] {
  let furthest = 0
  return (progress) => {
    furthest = Math.max(furthest, progress.fraction)
    tell?.({ ...progress, fraction: furthest })
  }
}

/** Listens to what a film without speakers would use; the same parts are in the one with them. */
async function listen(inspected: readonly InspectedPart[], silent: MergePlan, request: MergeRequest) {
  const { workDir, priority = 'lowest', signal, onProgress } = request
  const names = new Set(silent.used)
  const used = inspected.filter(({ fileName }) => names.has(fileName))
  const filmCost = silent.kind === 'film' ? (await filmOf(silent, request)).cost : 0
  const total = listeningCost(used) + filmCost
  return listenToParts(used, {
    workDir,
    priority,
    signal,
    unique: randomUUID(),
    onProgress: (done) => onProgress?.({ fraction: total === 0 ? 0 : done / total, secondsLeft: null }),
  })
}

async function filmOf(
  plan: MergePlan & { kind: 'film' },
  { priority = 'lowest', signal, onProgress = () => {}, nowMs = () => performance.now() }: MergeRequest,
): Promise<PreparedFilm> {
  const hasText = plan.stretches.length > 0 && (await canDrawText())
  const { lengthMs, chapters, sounds } = plan
  return prepareFilm({
    film: plan,
    lengthMs,
    chapters,
    listeningCost: listeningCost(sounds),
    hasText,
    priority,
    signal,
    nowMs,
    onProgress,
  })
}

/** Nothing is encoded: the file gets a length and an index. */
function copyOf(
  { part, lengthMs }: MergePlan & { kind: 'copy' },
  { signal, onProgress }: MergeRequest,
): PreparedFilm {
  const { picture, sound, isCut } = part.inspection
  const streams = [picture, sound].filter((stream) => stream !== null)
  const until = isCut ? ['-t', (lengthMs / 1000).toFixed(3)] : []
  const args = [
    ...guardedInput(part.path, until),
    ...streams.flatMap(({ streamIndex }) => ['-map', `0:${streamIndex}`]),
    ...'-c copy -cues_to_front 1 -f webm'.split(' '),
  ]
  return {
    key: 'copy',
    cost: 0,
    async make(folder, unique) {
      const fileName = `copy.${unique}.webm`
      await runFfmpeg({
        args: ['-y', ...args, `file:${fileName}`],
        cwd: folder,
        lengthMs,
        deadlineMs: mergeDeadlineMs(lengthMs),
        signal,
        onProgress: (fraction) => onProgress?.({ fraction, secondsLeft: null }),
      })
      return fileName
    },
  }
}

/** One after the other: the machine has other things to do than to look into recordings. */
async function inspectAll({ parts, signal, logger }: MergeRequest) {
  const inspected: InspectedPart[] = []
  const omitted: Omission[] = []
  for (const { fileName } of parts.slice(PARTS_TO_INSPECT_LIMIT)) {
    omitted.push({ fileName, reason: `no more than ${PARTS_TO_INSPECT_LIMIT} parts are looked at` })
  }
  for (const part of parts.slice(0, PARTS_TO_INSPECT_LIMIT)) {
    const inspection = await inspectPart(
      part.path,
      Math.min(part.lengthLimitMs, MERGED_LENGTH_LIMIT_MS),
      signal,
    )
    if (inspection.usable) {
      inspected.push({ ...part, inspection })
      continue
    }
    omitted.push({ fileName: part.fileName, reason: inspection.reason })
    logger.warn({ fileName: part.fileName, reason: inspection.reason }, 'recording part left out')
  }
  return { inspected, omitted }
}

function whyUnusable({ parts }: MergeRequest, omitted: Omission[]): string {
  if (parts.length === 0) return 'Nothing of this meeting was recorded.'
  const [first] = omitted
  if (omitted.length === 1 && first !== undefined) return `The only part cannot be used: ${first.reason}.`
  return `None of the ${parts.length} parts can be used. The first: ${first?.reason}.`
}

/** The folder of this film, after those of other films at the same output are removed. */
async function beginFilm({ workDir }: MergeRequest, key: string): Promise<string> {
  const own = `film-${key}`
  for (const name of await readdir(workDir)) {
    if (name !== own && name !== HEARD_FOLDER) await rm(join(workDir, name), { recursive: true, force: true })
  }
  const folder = join(workDir, own)
  await makeFolder(folder)
  for (const name of await readdir(folder)) {
    if (!FINISHED_PIECE.test(name)) await rm(join(folder, name), { recursive: true, force: true })
  }
  return folder
}

/** Not what is around it. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch((error: unknown) => {
    if (!isFileError(error, 'EEXIST')) throw error
  })
}

/** The merged file is inspected like any part: what nobody can play is not published. */
async function checkMerged(
  path: string,
  plan: MergePlan,
  { signal, logger }: MergeRequest,
): Promise<UsablePart> {
  const merged = await inspectPart(path, Infinity, signal)
  if (!merged.usable) {
    throw new FfmpegError('ffmpeg-failed', `ffmpeg wrote a file that cannot be played: ${merged.reason}`)
  }
  if (Math.abs(merged.lengthMs - plan.lengthMs) > LENGTH_TOLERANCE_MS) {
    const lengths = { plannedMs: plan.lengthMs, mergedMs: merged.lengthMs }
    logger.warn(lengths, 'the merged recording has another length than its parts promised')
  }
  return merged
}

async function publish(written: string, outputPath: string): Promise<void> {
  await syncFile(written)
  await rename(written, outputPath)
  await syncFolder(dirname(outputPath))
}
