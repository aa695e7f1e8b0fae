/**
 * Makes the film that was planned: mixes the sound, encodes the stretches of the picture, several at once where there
 * are cores, and joins it all without encoding again. Knows files only.
 *
 * Resumable: each finished piece stands in the work folder under its name, put there by a rename after it is on the
 * disk. The folder is named after everything that goes into the film, so that pieces of another plan are never taken
 * for those of this one. A merge that was killed goes on with what is missing.
 */
import { createHash } from 'node:crypto'
import { copyFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MergePriority } from '../platform/config/environment.ts'
import { isFileError } from '../platform/files/is-file-error.ts'
import { syncFile, syncFolder } from '../platform/files/sync-to-disk.ts'
import { FRAMES_PER_SECOND } from './cut-timeline.ts'
import type { FilmChapter as Chapter } from '../platform/database/tables.ts'
import { chapterMetadata } from './film-chapters.ts'
import { createProgressMeter, type MergeProgress } from './merge-progress.ts'
import { FONT_FILE, stretchCommand, type StretchCommand } from './picture-graph.ts'
import { inParallel } from './in-parallel.ts'
import type { Film } from './plan-merge.ts'
import { mergeDeadlineMs, runFfmpeg } from './run-ffmpeg.ts'
import { soundArguments } from './sound-graph.ts'

const MIXING_COST_PER_SECOND = 0.01
const SOUND_FILE = 'sound.webm'
const FONT_PATH = fileURLToPath(import.meta.resolve('pdfmake/fonts/Roboto/Roboto-Medium.ttf'))
/** Counts up when the same plan would make another film. */
const FILM_VERSION = 2

export interface FilmRequest {
  film: Film
  lengthMs: number
  chapters: readonly Chapter[]
  /** What it has cost to listen to the parts: work that is done. */
  listeningCost: number
  /** Names are drawn. */
  hasText: boolean
  priority: MergePriority | undefined
  signal: AbortSignal | undefined
  nowMs: () => number
  onProgress: (progress: MergeProgress) => void
}

interface Piece {
  fileName: string
  command: StretchCommand
  frames: number
}

export interface PreparedFilm {
  /** Roughly, in seconds of work. */
  cost: number
  /** The same for the same film from the same parts, and for no other. */
  key: string
  /**
   * Makes it in `folder`, whose finished pieces are used. `unique`: names what is half-written, and the result.
   * Resolves with the name of the finished film in the folder.
   */
  make(folder: string, unique: string): Promise<string>
}

export function prepareFilm(request: FilmRequest): PreparedFilm {
  const { film, lengthMs, hasText } = request
  const pieces = film.stretches.map((stretch, n): Piece => ({
    fileName: `picture-${String(n).padStart(4, '0')}.webm`,
    command: stretchCommand(stretch, film.canvas, hasText),
    frames: stretch.frames,
  }))
  const content = [
    FILM_VERSION,
    ...pieces.flatMap(({ command: { args, texts } }) => [args, [...texts]]),
    soundArguments(film.sounds, lengthMs),
  ]
  return {
    key: createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32),
    cost: mixingCost(film, lengthMs) + piecesCost(pieces),
    make: (folder, unique) => makeFilm({ ...request, pieces, folder, unique }),
  }
}

interface Making extends FilmRequest {
  pieces: Piece[]
  folder: string
  unique: string
}

async function makeFilm(making: Making): Promise<string> {
  const { film, lengthMs, pieces, folder, signal } = making
  await writeTexts(making)
  const missing: Piece[] = []
  for (const piece of pieces) if (!(await exists(join(folder, piece.fileName)))) missing.push(piece)
  const isMixed = film.sounds.length === 0 || (await exists(join(folder, SOUND_FILE)))
  const meter = createProgressMeter({
    ...costs(making, missing, isMixed),
    report: making.onProgress,
    nowMs: making.nowMs,
  })
  const mixing = isMixed ? [] : [{ sound: soundArguments(film.sounds, lengthMs) }]
  await inParallel(signal, [...mixing, ...missing], async (job, stop) => {
    const run =
      'sound' in job
        ? { fileName: SOUND_FILE, args: job.sound, lengthMs }
        : { ...job, args: job.command.args, lengthMs: (job.frames * 1000) / FRAMES_PER_SECOND }
    await makePiece(making, run, stop, (fraction) => meter.advance(run.fileName, fraction))
  })
  return joinPieces(making)
}

async function writeTexts({ pieces, folder, hasText }: Making): Promise<void> {
  if (!hasText) return
  await copyFile(FONT_PATH, join(folder, FONT_FILE))
  const texts = new Map(pieces.flatMap(({ command }) => [...command.texts]))
  for (const [name, text] of texts) await writeFile(join(folder, name), text)
}

function costs(
  { film, lengthMs, pieces, listeningCost }: Making,
  missing: readonly Piece[],
  isMixed: boolean,
) {
  const mixing = mixingCost(film, lengthMs)
  const todo = new Map([
    [SOUND_FILE, isMixed ? 0 : mixing] as const,
    ...missing.map(({ fileName, command }) => [fileName, command.cost] as const),
  ])
  const total = listeningCost + mixing + piecesCost(pieces)
  const todoCost = [...todo.values()].reduce((sum, cost) => sum + cost, 0)
  return { pieces: todo, doneCost: Math.max(0, total - todoCost) }
}

const mixingCost = ({ sounds }: Film, lengthMs: number) =>
  ((lengthMs / 1000) * MIXING_COST_PER_SECOND * (1 + sounds.length)) / 2

const piecesCost = (pieces: readonly Piece[]) => pieces.reduce((sum, { command }) => sum + command.cost, 0)

async function makePiece(
  { folder, unique, priority }: Making,
  { fileName, args, lengthMs }: { fileName: string; args: readonly string[]; lengthMs: number },
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const half = `${fileName}.${unique}.partial`
  await runFfmpeg({
    args: ['-y', ...args, `file:${half}`],
    cwd: folder,
    lengthMs,
    deadlineMs: mergeDeadlineMs(lengthMs),
    priority,
    signal,
    onProgress,
  })
  await syncFile(join(folder, half))
  await rename(join(folder, half), join(folder, fileName))
  await syncFolder(folder)
  onProgress(1)
}

/** Copies the pieces into one file, with chapters, and with the index in front, so that browsers seek at once. */
async function joinPieces(making: Making): Promise<string> {
  const { film, pieces, folder, unique, chapters, lengthMs, signal } = making
  const list = pieces.map(
    ({ fileName, frames }) => `file ${fileName}\nduration ${frames / FRAMES_PER_SECOND}\n`,
  )
  await writeFile(join(folder, 'pieces.ffconcat'), `ffconcat version 1.0\n${list.join('')}`)
  await writeFile(join(folder, 'chapters.txt'), chapterMetadata(chapters, lengthMs))
  const inputs = [
    ...(pieces.length > 0 ? [['-f', 'concat', '-i', 'pieces.ffconcat']] : []),
    ...(film.sounds.length > 0 ? [['-f', 'matroska', '-i', SOUND_FILE]] : []),
  ]
  const fileName = `film.${unique}.webm`
  await runFfmpeg({
    args: [
      '-y',
      ...inputs.flat(),
      '-f',
      'ffmetadata',
      '-i',
      'chapters.txt',
      ...inputs.flatMap((_, n) => ['-map', String(n)]),
      '-map_chapters',
      String(inputs.length),
      ...'-c copy -cues_to_front 1 -f webm'.split(' '),
      `file:${fileName}`,
    ],
    cwd: folder,
    lengthMs,
    deadlineMs: mergeDeadlineMs(lengthMs),
    signal,
  })
  return fileName
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return false
    throw error
  }
}
