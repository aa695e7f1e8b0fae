/**
 * Keeps recorded parts on disk: the chunks that a browser sends, and the file that they become.
 *
 *   <base>/<meetingId>/<sessionToken>/chunks/<partId>/<n>     what has arrived of an open part
 *                                     parts/<partId>.webm     a closed part
 *                                     merged.webm  work/      the recording, and where it is being made
 *
 * A part is opened, takes chunks in any order, is assembled, and is then closed. Each step may be repeated,
 * by another process, too, or after a crash in the middle, and ends in the same: a chunk is written beside
 * its place, brought to disk and then linked into it, which the file system lets only one writer do, so that
 * two that disagree cannot both be told "stored". What was acknowledged survives a power cut, because the
 * browser then forgets it.
 *
 * Folders are made by `openPart` only, and removed by renaming them away first: what comes late for a deleted
 * meeting finds nothing to write into, and fails instead of bringing it back.
 *
 * `PartStore` is what the rest of the server knows. A store in S3 would have the same operations: `partFile`
 * would fetch the part for ffmpeg, `findMerged` answer with a signed URL in place of a path.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  joinFiles,
  linkOrCompare,
  removeFolder,
  sizeOf,
  storedChunks,
  writeChunkFile,
} from './chunk-files.ts'
import type { ChunkBody } from './chunk-files.ts'
import { isFileError } from '../platform/files/is-file-error.ts'
import {
  PartChunkConflictError,
  PartChunkEmptyError,
  PartChunkNumberError,
  PartChunksMissingError,
  PartClosedError,
  PartGoneError,
} from './part-errors.ts'
import { placesUnder } from './part-places.ts'
import type { PartPlace, Places, SessionPlace } from './part-places.ts'
import { syncFile, syncFolder } from '../platform/files/sync-to-disk.ts'

export { CHUNK_LIMIT_BYTES } from './chunk-files.ts'
/** A day in chunks of a second. */
export const CHUNKS_PER_PART_LIMIT = 100_000
/** An answer names no more than the first of them. */
export const MISSING_LISTED_LIMIT = 1000

export interface PartStore {
  /** Makes room for a part's chunks. */
  openPart(part: PartPlace): Promise<void>
  /** Stores chunk `n`, from 0. `repeated`: the same bytes were there already. */
  writeChunk(part: PartPlace, n: number, body: ChunkBody): Promise<{ bytes: number; repeated: boolean }>
  /** Which of the first `chunks` chunks have not arrived; none once the part is closed. */
  missingChunks(part: PartPlace, chunks: number): Promise<number[]>
  /** Joins the first `chunks` chunks and closes the part. Rejects with `PartChunksMissingError`. */
  assemblePart(part: PartPlace, chunks: number): Promise<{ bytes: number }>
  /**
   * Joins what has arrived and closes the part: for a browser that died before it could complete. A gap costs
   * the seconds around it only, since readers of webm find the next cluster by themselves. Nothing arrived:
   * an empty file.
   */
  salvagePart(part: PartPlace): Promise<{ bytes: number }>
  /**
   * A part that was recorded here: `write` makes its file at the path that it is given, or says that there is nothing of
   * it. Where the part is closed already, it is not called. Null: there is nothing.
   */
  storePart(part: PartPlace, write: (path: string) => Promise<boolean>): Promise<{ bytes: number } | null>
  /** A path at which ffmpeg can read the closed part. */
  partFile(part: PartPlace): Promise<string>
  /** Where a merge of the session writes. */
  mergeTarget(session: SessionPlace): { outputPath: string; workDir: string }
  /** The merged recording; null while there is none. */
  findMerged(session: SessionPlace): Promise<{ path: string; bytes: number } | null>
  removePart(part: PartPlace): Promise<void>
  /** Parts and recording of one session. */
  removeSession(session: SessionPlace): Promise<void>
  removeMeeting(meetingId: string): Promise<void>
}

/** `uniqueName` names what is half-written. */
export function createPartStore(baseDir: string, uniqueName: () => string = randomUUID): PartStore {
  const disk = { baseDir, places: placesUnder(baseDir), uniqueName }
  const { places } = disk
  return {
    openPart: async (part) => openPart(disk, part),
    writeChunk: async (part, n, body) => writeChunk(disk, part, n, body),
    missingChunks: async (part, chunks) => missingChunks(disk, part, chunks),
    assemblePart: async (part, chunks) => closePart(disk, part, (stored) => allOrMissing(stored, chunks)),
    salvagePart: async (part) => closePart(disk, part, (stored) => stored),
    storePart: async (part, write) => storePart(disk, part, write),
    partFile: async (part) => places.part(part),
    mergeTarget: (session) => ({ outputPath: places.merged(session), workDir: places.work(session) }),
    findMerged: async (session) => {
      const path = places.merged(session)
      const bytes = await sizeOf(path)
      return bytes === null ? null : { path, bytes }
    },
    removePart: async (part) => {
      await rm(places.part(part), { force: true })
      await removeFolder(places.chunks(part), uniqueName)
    },
    removeSession: async (session) => removeFolder(places.session(session), uniqueName),
    removeMeeting: async (meetingId) => removeFolder(places.meeting(meetingId), uniqueName),
  }
}

interface Disk {
  baseDir: string
  places: Places
  uniqueName: () => string
}

const isClosed = async ({ places }: Disk, part: PartPlace) => (await sizeOf(places.part(part))) !== null

const halfWritten = ({ places, uniqueName }: Disk, part: PartPlace) =>
  join(places.chunks(part), `${uniqueName()}.tmp`)

async function openPart(disk: Disk, part: PartPlace): Promise<void> {
  if (await isClosed(disk, part)) return
  const session = disk.places.session(part)
  for (const folder of [disk.places.chunks(part), join(session, 'parts')]) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  }
  for (const folder of [join(session, 'chunks'), session, dirname(session), disk.baseDir]) {
    await syncFolder(folder)
  }
}

async function writeChunk(disk: Disk, part: PartPlace, n: number, body: ChunkBody) {
  if (!isCount(n) || n === CHUNKS_PER_PART_LIMIT) throw new PartChunkNumberError(CHUNKS_PER_PART_LIMIT)
  if (await isClosed(disk, part)) throw new PartClosedError()
  const half = halfWritten(disk, part)
  try {
    const bytes = await writeChunkFile(half, body)
    if (bytes === 0) throw new PartChunkEmptyError()
    const outcome = await linkOrCompare(half, disk.places.chunk(part, n))
    if (outcome === 'different') throw new PartChunkConflictError(n)
    // Also for a repeated one: the process that stored it may have died before this.
    await syncFolder(disk.places.chunks(part))
    return { bytes, repeated: outcome === 'same' }
  } catch (error) {
    if (!isFileError(error, 'ENOENT')) throw error
    throw (await isClosed(disk, part)) ? new PartClosedError() : new PartGoneError()
  } finally {
    await rm(half, { force: true })
  }
}

async function missingChunks(disk: Disk, part: PartPlace, chunks: number): Promise<number[]> {
  if (await isClosed(disk, part)) return []
  const stored = await storedChunks(disk.places.chunks(part)).catch((error: unknown) => {
    throw isFileError(error, 'ENOENT') ? new PartGoneError() : error
  })
  return missingAmong(stored, chunks)
}

async function closePart(disk: Disk, part: PartPlace, choose: (stored: number[]) => number[]) {
  const { places, uniqueName } = disk
  const half = halfWritten(disk, part)
  try {
    if (!(await isClosed(disk, part))) {
      const chunks = choose(await storedChunks(places.chunks(part)))
      const paths = chunks.map((n) => places.chunk(part, n))
      await joinFiles(paths, half)
      await rename(half, places.part(part))
    }
  } catch (error) {
    // Where another one closed it meanwhile, its chunks are gone, and that is just as well.
    if (!isFileError(error, 'ENOENT')) throw error
  } finally {
    await rm(half, { force: true })
  }
  const bytes = await sizeOf(places.part(part))
  if (bytes === null) throw new PartGoneError()
  await syncFolder(dirname(places.part(part)))
  await removeFolder(places.chunks(part), uniqueName)
  return { bytes }
}

async function storePart(disk: Disk, part: PartPlace, write: (path: string) => Promise<boolean>) {
  const { places, uniqueName } = disk
  await openPart(disk, part)
  if (!(await isClosed(disk, part))) {
    const half = halfWritten(disk, part)
    try {
      if (await write(half)) {
        await syncFile(half)
        await rename(half, places.part(part))
      }
    } finally {
      await rm(half, { force: true })
    }
  }
  const bytes = await sizeOf(places.part(part))
  if (bytes !== null) await syncFolder(dirname(places.part(part)))
  await removeFolder(places.chunks(part), uniqueName)
  return bytes === null ? null : { bytes }
}

const isCount = (n: number) => Number.isInteger(n) && n >= 0 && n <= CHUNKS_PER_PART_LIMIT

function allOrMissing(stored: readonly number[], chunks: number): number[] {
  const missing = missingAmong(stored, chunks)
  if (missing.length > 0) throw new PartChunksMissingError(missing)
  return stored.filter((n) => n < chunks)
}

function missingAmong(stored: readonly number[], chunks: number): number[] {
  if (!isCount(chunks)) throw new PartChunkNumberError(CHUNKS_PER_PART_LIMIT)
  const arrived = new Set(stored)
  const missing: number[] = []
  for (let n = 0; n < chunks && missing.length < MISSING_LISTED_LIMIT; n += 1) {
    if (!arrived.has(n)) missing.push(n)
  }
  return missing
}
