/**
 * What is to be had beside the film: what its player shows, the parts that it was made of (raw tracks, which editors ask
 * for), all of them as one ZIP, and the questions at their times. For the same readers as the film itself.
 *
 * Parts are there once the merge has closed them, whatever became of it: a recording that failed keeps them.
 */
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Context } from '../platform/context.ts'
import type { FilmChapter, FilmStrip, FilmVoice } from '../platform/database/tables.ts'
import { NotFound } from '../platform/errors.ts'
import { sizeOf } from './chunk-files.ts'
import {
  fileNameOf,
  type OpenedRecording,
  openMerged,
  openRecording,
  placeOf,
  type RecordingFile,
  type RecordingReader,
} from './read-recording-file.ts'
import { recordingStore } from './recording-store.ts'

/** A caption stays so long, unless the next one comes earlier. */
const QUESTION_SHOWN_MS = 10_000
const NAME_LIMIT_CHARACTERS = 60

interface FilmPart {
  id: string
  participantName: string
  picture: 'camera' | 'screen'
  /** From the beginning of the film; before it where it is negative. Null: that is not known. */
  startMs: number | null
  sizeBytes: number
}

export interface FilmView {
  id: string
  topic: string
  startTime: string
  beganAt: string | null
  durationMs: number
  mimeType: 'video/webm' | 'audio/webm'
  sizeBytes: number
  chapters: FilmChapter[]
  voices: FilmVoice[]
  hasThumbnail: boolean
  strip: FilmStrip | null
  questionCount: number
  parts: FilmPart[]
}

/** Throws NotFound `recording-not-found` and Conflict `recording-not-merged`. */
export async function readFilm(context: Context, id: string, reader: RecordingReader): Promise<FilmView> {
  const row = await openMerged(context, id, reader)
  const parts = await storedParts(context, row)
  return {
    id: row.id,
    topic: row.topic,
    startTime: row.start_time.toISOString(),
    beganAt: row.film_began_at?.toISOString() ?? null,
    durationMs: row.duration_ms ?? 0,
    mimeType: row.has_picture ? 'video/webm' : 'audio/webm',
    sizeBytes: row.size_bytes ?? 0,
    chapters: row.chapters,
    voices: row.voices,
    hasThumbnail: row.has_thumbnail,
    strip: row.strip,
    questionCount: (await questionsOf(context, row)).length,
    parts: parts.map(({ id: partId, participantName, picture, startMs, sizeBytes }) => ({
      id: partId,
      participantName,
      picture,
      startMs,
      sizeBytes,
    })),
  }
}

/** Throws NotFound `recording-not-found` and `part-not-found`. */
export async function readPartFile(
  context: Context,
  id: string,
  partId: string,
  reader: RecordingReader,
): Promise<RecordingFile> {
  const row = await openRecording(context, id, reader)
  const part = (await storedParts(context, row)).find((one) => one.id === partId)
  if (!part) {
    throw new NotFound('part-not-found', 'This recording has no such part, or it is not closed yet.')
  }
  return {
    path: part.path,
    bytes: part.sizeBytes,
    mimeType: part.mimeType,
    fileName: part.fileName,
    // A closed part never changes.
    version: `${part.id}-${part.sizeBytes.toString(36)}`,
  }
}

export interface PartsArchive {
  content: Readable
  bytes: number
  fileName: string
}

/** Not compressed: what is in it is. Throws NotFound `recording-not-found` and `part-not-found`. */
export async function packParts(
  context: Context,
  id: string,
  reader: RecordingReader,
): Promise<PartsArchive> {
  const row = await openRecording(context, id, reader)
  const parts = await storedParts(context, row)
  if (parts.length === 0) {
    throw new NotFound('part-not-found', 'No part of this recording is closed yet, or none came in.')
  }
  const zip = new ZipFile()
  let open: Readable | undefined
  // Who breaks off leaves the file open that was just being read.
  zip.outputStream.once('close', () => open?.destroy())
  for (const { path, sizeBytes, fileName, startedAt } of parts) {
    const options = { size: sizeBytes, compress: false, mtime: startedAt }
    // Opened when its turn has come: there may be more parts than files that may be open.
    zip.addReadStreamLazy(fileName, options, (give) => {
      open = createReadStream(path).once('error', (error) => zip.outputStream.emit('error', error))
      give(null, open)
    })
  }
  const bytes = await new Promise<number>((resolve) => {
    // Its types have forgotten that it is called with the size.
    const tell = (size: number) => resolve(size)
    zip.end({ forceZip64Format: false, comment: '' }, tell as () => void)
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a stream of Node, which its types call less
  return { content: zip.outputStream as Readable, bytes, fileName: `${fileNameOf(row)}-parts.zip` }
}

/** WebVTT: each question from when it was asked. Throws NotFound `recording-not-found` and Conflict. */
export async function readQuestionTrack(
  context: Context,
  id: string,
  reader: RecordingReader,
): Promise<string> {
  const row = await openMerged(context, id, reader)
  const questions = await questionsOf(context, row)
  const cues = questions.map(({ question, asked_by, atMs }, n) => {
    const nextMs = questions[n + 1]?.atMs ?? Infinity
    const endMs = Math.max(atMs + 1, Math.min(atMs + QUESTION_SHOWN_MS, nextMs))
    return `${vttTime(atMs)} --> ${vttTime(endMs)}\n<v ${vttText(asked_by)}>${vttText(question)}\n`
  })
  return ['WEBVTT\n', ...cues].join('\n')
}

/** WebVTT as players take it for pictures of the time line: each cue names a piece of the strip. */
export function stripTrack(
  { intervalMs, count, columns, width, height }: FilmStrip,
  address: string,
): string {
  const cues = Array.from({ length: count }, (_, n) => {
    const [x, y] = [(n % columns) * width, Math.floor(n / columns) * height]
    return `${vttTime(n * intervalMs)} --> ${vttTime((n + 1) * intervalMs)}\n${address}#xywh=${x},${y},${width},${height}\n`
  })
  return ['WEBVTT\n', ...cues].join('\n')
}

function vttTime(ms: number): string {
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map((part) =>
    String(Math.floor(part)).padStart(2, '0'),
  )
  return `${hours}:${minutes}:${seconds}.${String(Math.floor(ms % 1000)).padStart(3, '0')}`
}

/** On one line, and no markup. */
const vttText = (text: string) =>
  text.replaceAll(/\s+/g, ' ').trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

async function questionsOf({ database }: Context, row: OpenedRecording) {
  const began = row.film_began_at?.getTime()
  if (began === undefined) return []
  const rows = await database.queries
    .selectFrom('questions')
    .select(['question', 'asked_by', 'created_at'])
    .where('occurrence_id', '=', row.occurrence_id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows
    .map(({ created_at, ...question }) => ({ ...question, atMs: created_at.getTime() - began }))
    .filter(({ atMs }) => atMs >= 0 && atMs < (row.duration_ms ?? 0))
}

async function storedParts(context: Context, row: OpenedRecording) {
  const store = recordingStore(context)
  const rows = await context.database.queries
    .selectFrom('recording_parts as part')
    .innerJoin('participants as p', 'p.id', 'part.participant_id')
    .select(['part.id', 'part.picture', 'part.started_at', 'part.mime_type', 'p.name'])
    .where('part.recording_id', '=', row.id)
    .orderBy('part.started_at')
    .orderBy('part.participant_id')
    .orderBy('part.part_index')
    .execute()
  const parts = await Promise.all(
    rows.map(async ({ id, picture, started_at, mime_type, name }) => {
      const path = await store.partFile({ ...placeOf(row), partId: id })
      const startMs = row.film_began_at && started_at.getTime() - row.film_began_at.getTime()
      const mimeType = mime_type.startsWith('audio/') ? ('audio/webm' as const) : ('video/webm' as const)
      const sizeBytes = (await sizeOf(path)) ?? 0
      return { id, participantName: name, picture, startMs, startedAt: started_at, mimeType, path, sizeBytes }
    }),
  )
  return parts
    .filter(({ sizeBytes }) => sizeBytes > 0)
    .map((part, n) => ({ ...part, fileName: partName(part, n + 1) }))
}

/** In order, with what an editor needs to put it in its place: `02-Ada-screen-at-12.345s.webm`. */
function partName(
  { participantName, picture, startMs }: Pick<FilmPart, 'participantName' | 'picture' | 'startMs'>,
  number: number,
): string {
  const name = participantName.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '')
  const place = startMs === null ? '' : `-at-${(startMs / 1000).toFixed(3)}s`
  const kept = name.slice(0, NAME_LIMIT_CHARACTERS) || 'unnamed'
  return `${String(number).padStart(2, '0')}-${kept}-${picture}${place}.webm`
}
