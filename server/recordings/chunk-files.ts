/** What the part store does with single files and folders. Everything here may be repeated after a crash. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { link, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isFileError } from '../platform/files/is-file-error.ts'
import { PartChunkTooLargeError } from './part-errors.ts'

export const CHUNK_LIMIT_BYTES = 8 * 1024 * 1024

export type ChunkBody = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

const REMOVED_PREFIX = '.removed-'

/** The size in bytes; null where there is no such file. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return null
    throw error
  }
}

/** Writes a new file and brings it to disk. Stops reading where the body is larger than a chunk may be. */
export async function writeChunkFile(path: string, body: ChunkBody): Promise<number> {
  let bytes = 0
  async function* counted() {
    for await (const piece of body) {
      bytes += piece.length
      if (bytes > CHUNK_LIMIT_BYTES) throw new PartChunkTooLargeError(CHUNK_LIMIT_BYTES)
      yield piece
    }
  }
  await pipeline(counted, createWriteStream(path, { flags: 'wx', flush: true }))
  return bytes
}

/**
 * Gives `written` its final name unless that is taken. `link` and not `rename`, which would replace what
 * another writer was told is stored.
 */
export async function linkOrCompare(written: string, path: string): Promise<'stored' | 'same' | 'different'> {
  try {
    await link(written, path)
    return 'stored'
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) throw error
    const [ours, theirs] = await Promise.all([hashFile(written), hashFile(path)])
    return ours.equals(theirs) ? 'same' : 'different'
  }
}

/** A piece at a time: many chunks may be sent again at once. */
async function hashFile(path: string): Promise<Buffer> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest()
}

/** The numbers of the chunks in a folder, ascending. */
export async function storedChunks(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .toSorted((a, b) => a - b)
}

/** Joins files into a new one and brings it to disk, a piece at a time. */
export async function joinFiles(paths: readonly string[], path: string): Promise<void> {
  async function* inOrder() {
    for (const from of paths) yield* createReadStream(from)
  }
  await pipeline(inOrder, createWriteStream(path, { flags: 'wx', flush: true }))
}

/**
 * Removes a folder and everything in it. It is renamed first, so that nobody who still writes can put
 * something into a folder that is being emptied; what a crash left of an earlier removal beside it goes, too.
 */
export async function removeFolder(folder: string, uniqueName: () => string): Promise<void> {
  const parent = dirname(folder)
  try {
    await rename(folder, join(parent, REMOVED_PREFIX + uniqueName()))
  } catch (error) {
    if (!isFileError(error, 'ENOENT')) throw error
  }
  const names = await readdir(parent).catch((error: unknown) => {
    if (isFileError(error, 'ENOENT')) return []
    throw error
  })
  for (const name of names) {
    if (name.startsWith(REMOVED_PREFIX)) await rm(join(parent, name), { recursive: true, force: true })
  }
}
