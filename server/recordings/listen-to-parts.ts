/**
 * Listens to the parts of a recording before its film is planned: how loud each is, and when somebody speaks in it. What
 * was heard is kept in the work folder, so that a merge that is begun again does not listen again; a part never changes.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MergePriority } from '../platform/config/environment.ts'
import { isFileError } from '../platform/files/is-file-error.ts'
import { inParallel } from './in-parallel.ts'
import { createSpeechFinder, type Heard } from './loudness.ts'
import type { InspectedPart } from './plan-merge.ts'
import { FfmpegError, mergeDeadlineMs, runTool } from './run-ffmpeg.ts'
import { loudnessArguments } from './sound-graph.ts'

/** In the work folder. */
export const HEARD_FOLDER = 'heard'
const COST_PER_SECOND = 0.01

export interface Listening {
  workDir: string
  priority: MergePriority | undefined
  signal: AbortSignal | undefined
  /** Names what is half-written. */
  unique: string
  /** So much of the work is done, in seconds of work. */
  onProgress: (doneCost: number) => void
}

/** Roughly, in seconds of work. */
export const listeningCost = (parts: readonly InspectedPart[]) =>
  parts.reduce((sum, part) => sum + costOf(part), 0)

const costOf = ({ inspection: { lengthMs, sound } }: InspectedPart) =>
  sound === null ? 0 : (lengthMs / 1000) * COST_PER_SECOND

/** By file name; of parts that have sound. */
export async function listenToParts(
  parts: readonly InspectedPart[],
  listening: Listening,
): Promise<ReadonlyMap<string, Heard>> {
  const folder = join(listening.workDir, HEARD_FOLDER)
  await mkdir(folder).catch((error: unknown) => {
    if (!isFileError(error, 'EEXIST')) throw error
  })
  const all = new Map<string, Heard>()
  const pathOf = ({ fileName }: InspectedPart) => join(folder, `${fileName}.json`)
  const missing: InspectedPart[] = []
  for (const part of parts.filter(({ inspection }) => inspection.sound !== null)) {
    const heard = await readHeard(pathOf(part))
    if (heard === null) missing.push(part)
    else all.set(part.fileName, heard)
  }
  let doneCost = listeningCost(parts) - listeningCost(missing)
  // Where nothing is missing, more than this is done already.
  if (missing.length > 0) listening.onProgress(doneCost)
  await inParallel(listening.signal, missing, async (part, signal) => {
    const heard = await listen(part, { ...listening, signal })
    const half = `${pathOf(part)}.${listening.unique}`
    await writeFile(half, JSON.stringify(heard))
    await rename(half, pathOf(part))
    all.set(part.fileName, heard)
    doneCost += costOf(part)
    listening.onProgress(doneCost)
  })
  return all
}

async function readHeard(path: string): Promise<Heard | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Heard
  } catch (error) {
    // A machine that lost its power may have kept the name and not the bytes.
    if (isFileError(error, 'ENOENT') || error instanceof SyntaxError) return null
    throw error
  }
}

/** A part whose sound ends in an error is as loud as what could be heard of it. */
async function listen(part: InspectedPart, { priority, signal }: Listening): Promise<Heard> {
  const { lengthMs, sound } = part.inspection
  const finder = createSpeechFinder(lengthMs, sound?.startMs ?? 0)
  try {
    await runTool({
      tool: 'ffmpeg',
      args: ['-nostdin', '-hide_banner', '-v', 'error', ...loudnessArguments(part)],
      deadlineMs: mergeDeadlineMs(lengthMs),
      priority,
      signal,
      onLine: finder.readLine,
    })
  } catch (error) {
    if (!(error instanceof FfmpegError) || error.code !== 'ffmpeg-failed') throw error
  }
  return finder.heard()
}
