/**
 * Merges the recorded parts of one session into one webm: inspects them, plans, runs ffmpeg, puts the result
 * in its place. Knows files only, no database.
 *
 * States: nothing there → a folder of this attempt in the work folder, with the half-written file → the
 * finished file at `outputPath`. The last step is a rename after everything is on disk, so what is found at
 * `outputPath` is always whole. A merge that was killed at any moment is simply begun again: it removes what
 * earlier attempts left and ends with the same file. Each attempt writes into a folder of its own, so that
 * one that lost its lease but still runs can neither spoil nor publish another's file.
 *
 * The work folder must be on the file system of the output. The folder around it is not made here: where a
 * meeting was deleted meanwhile, it is gone, and the merge fails instead of bringing it back.
 *
 * `unusable` is final: the same parts will never make a recording. Everything that may go better next time
 * (no ffmpeg, no memory, no disk, no time) is thrown.
 */
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Logger } from '../platform/logger.ts'
import { inspectPart } from './inspect-part.ts'
import { isFileError } from '../platform/files/is-file-error.ts'
import { MERGED_LENGTH_LIMIT_MS, planMerge } from './plan-merge.ts'
import type { InspectedPart, MergePlan, Omission, RecordedPart, VideoResolution } from './plan-merge.ts'
import { FfmpegError, runFfmpeg } from './run-ffmpeg.ts'
import { syncFile, syncFolder } from '../platform/files/sync-to-disk.ts'

/** Inspecting takes three short processes per part. */
const PARTS_TO_INSPECT_LIMIT = 1000
/** Sixteen pictures in HD at the lowest priority on a busy machine run at a tenth of real time. */
const DEADLINE_FACTOR = 20
const DEADLINE_BASE_MS = 5 * 60 * 1000
const DEADLINE_LIMIT_MS = 48 * 60 * 60 * 1000
/** A merged file that is off by more than this from its plan is worth a warning. */
const LENGTH_TOLERANCE_MS = 1000

export interface MergeRequest {
  parts: readonly RecordedPart[]
  /** Where the merged webm goes; an earlier one is replaced. */
  outputPath: string
  resolution: VideoResolution
  /** For half-written files; made if it is missing, on the output's file system. */
  workDir: string
  signal?: AbortSignal
  /** Called with 0 to 1. */
  onProgress?: (fraction: number) => void
  logger: Pick<Logger, 'info' | 'warn'>
}

export type MergeResult =
  | {
      result: 'merged'
      /** Counted from the packets of the merged file. */
      durationMs: number
      bytes: number
      /** Names of the parts that are in it, in order of time. */
      used: string[]
      omitted: Omission[]
      /** Used parts of which something is missing: a picture that has no place or does not decode. */
      incomplete: Omission[]
    }
  | { result: 'unusable'; reason: string; omitted: Omission[] }

/**
 * Rejects with `FfmpegError`, a file system error, or the signal's reason; the output is then as it was
 * before.
 */
export async function mergeParts(request: MergeRequest): Promise<MergeResult> {
  const { inspected, omitted } = await inspectAll(request)
  const plan = planMerge(inspected, request.resolution)
  omitted.push(...plan.omitted)
  if (plan.kind === 'nothing') return { result: 'unusable', reason: whyUnusable(request, omitted), omitted }
  const attempt = await beginAttempt(request)
  try {
    const written = join(attempt, basename(request.outputPath))
    await runFfmpeg({
      args: ['-y', ...plan.args, `file:${written}`],
      lengthMs: plan.lengthMs,
      deadlineMs: mergeDeadlineMs(plan.lengthMs),
      signal: request.signal,
      onProgress: request.onProgress,
    })
    const durationMs = await checkMerged(written, plan, request)
    const { size: bytes } = await stat(written)
    await publish(written, request.outputPath)
    const { used, incomplete } = plan
    request.logger.info({ kind: plan.kind, used: used.length, durationMs, bytes }, 'recording merged')
    return { result: 'merged', durationMs, bytes, used, omitted, incomplete }
  } finally {
    await rm(attempt, { recursive: true, force: true })
  }
}

/** How long ffmpeg may take for so much media. */
function mergeDeadlineMs(lengthMs: number): number {
  return Math.min(DEADLINE_LIMIT_MS, DEADLINE_BASE_MS + DEADLINE_FACTOR * lengthMs)
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
  if (parts.length === 0) return 'Nobody sent a recording of this meeting.'
  const [first] = omitted
  if (omitted.length === 1 && first !== undefined) return `The only part cannot be used: ${first.reason}.`
  return `None of the ${parts.length} parts can be used. The first: ${first?.reason}.`
}

/** A new folder for this attempt, after those of earlier attempts at the same output are removed. */
async function beginAttempt({ workDir, outputPath }: MergeRequest): Promise<string> {
  const prefix = `${basename(outputPath)}.partial-`
  await mkdir(workDir).catch((error: unknown) => {
    if (!isFileError(error, 'EEXIST')) throw error
  })
  for (const name of await readdir(workDir)) {
    if (name.startsWith(prefix)) await rm(join(workDir, name), { recursive: true, force: true })
  }
  return mkdtemp(join(workDir, prefix))
}

/** The merged file is inspected like any part: what nobody can play is not published. */
async function checkMerged(path: string, plan: MergePlan, { signal, logger }: MergeRequest): Promise<number> {
  const merged = await inspectPart(path, Infinity, signal)
  if (!merged.usable) {
    throw new FfmpegError('ffmpeg-failed', `ffmpeg wrote a file that cannot be played: ${merged.reason}`)
  }
  if (Math.abs(merged.lengthMs - plan.lengthMs) > LENGTH_TOLERANCE_MS) {
    const lengths = { plannedMs: plan.lengthMs, mergedMs: merged.lengthMs }
    logger.warn(lengths, 'the merged recording has another length than its parts promised')
  }
  return merged.lengthMs
}

async function publish(written: string, outputPath: string): Promise<void> {
  await syncFile(written)
  await rename(written, outputPath)
  await syncFolder(dirname(outputPath))
}
