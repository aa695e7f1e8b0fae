/**
 * Pictures of a film, made as soon as it is there: a thumbnail, which is a waveform where there is sound alone, and a
 * strip of small pictures that the player shows along its time line, all in one file. They lie beside the film.
 *
 * Only key frames are decoded, of which a film has one every five seconds at least. A film without pictures is a film
 * all the same: where ffmpeg cannot make them, there are none.
 */
import { rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MergePriority } from '../platform/config/environment.ts'
import type { FilmStrip } from '../platform/database/tables.ts'
import { isFileError } from '../platform/files/is-file-error.ts'
import { syncFile } from '../platform/files/sync-to-disk.ts'
import type { Logger } from '../platform/logger.ts'
import { guardedInput } from './input-guards.ts'
import { FfmpegError, mergeDeadlineMs, runTool } from './run-ffmpeg.ts'

export const THUMBNAIL_FILE = 'thumbnail.jpg'
export const STRIP_FILE = 'strip.jpg'

const STRIP_LIMIT_PICTURES = 100
const STRIP_COLUMNS = 10
const LEAST_INTERVAL_MS = 5_000
const SMALL = { width: 160, height: 90 }
const LARGE = { width: 640, height: 360 }
const BEHIND = '0x0a0c0e'
const WAVE = '0x4dabf7'
/** The beginning is often one face that waits for the others. */
const THUMBNAIL_AT = 0.2
const QUIET = '-nostdin -hide_banner -v error -y'.split(' ')
const ONE_PICTURE = '-frames:v 1 -c:v mjpeg -q:v 5 -f image2 -update 1'.split(' ')

export interface FilmPictures {
  hasThumbnail: boolean
  strip: FilmStrip | null
}

export interface FilmPicturesRequest {
  /** The film, before it is in its place. */
  path: string
  /** Where it will be. */
  outputPath: string
  lengthMs: number
  hasPicture: boolean
  hasSound: boolean
  priority: MergePriority | undefined
  signal: AbortSignal | undefined
  logger: Pick<Logger, 'warn'>
}

export async function makeFilmPictures(request: FilmPicturesRequest): Promise<FilmPictures> {
  const { path, lengthMs, hasPicture, hasSound } = request
  if (!hasPicture) {
    const wave = `showwavespic=s=${LARGE.width}x${LARGE.height}:colors=${WAVE},format=yuv420p`
    const isMade =
      hasSound &&
      (await make(request, THUMBNAIL_FILE, guardedInput(path), `aformat=channel_layouts=mono,${wave}`))
    return { hasThumbnail: isMade, strip: null }
  }
  const at = ['-ss', ((lengthMs * THUMBNAIL_AT) / 1000).toFixed(3), '-noaccurate_seek']
  const hasThumbnail = await make(request, THUMBNAIL_FILE, guardedInput(path, at), fit(LARGE))
  const strip = stripOf(lengthMs)
  const { intervalMs, columns, count } = strip
  const filters = [
    `fps=1000/${intervalMs}:start_time=0:round=near:eof_action=pass`,
    fit(SMALL),
    `tpad=stop_mode=clone:stop=${count}`,
    `trim=end_frame=${count}`,
    `tile=${columns}x${Math.ceil(count / columns)}:color=${BEHIND}`,
  ]
  const input = guardedInput(path, ['-skip_frame', 'nokey', '-reinit_filter', '0'])
  const hasStrip = await make(request, STRIP_FILE, input, filters.join(','))
  return { hasThumbnail, strip: hasStrip ? strip : null }
}

/** As many pictures as are of use; the first row is full unless there are fewer. */
export function stripOf(lengthMs: number): FilmStrip {
  const intervalMs = Math.max(LEAST_INTERVAL_MS, Math.ceil(lengthMs / STRIP_LIMIT_PICTURES))
  const count = Math.max(1, Math.ceil(lengthMs / intervalMs))
  return { intervalMs, count, columns: Math.min(STRIP_COLUMNS, count), ...SMALL }
}

const fit = ({ width, height }: { width: number; height: number }) =>
  `scale=${width}:${height}:force_original_aspect_ratio=decrease:eval=frame,` +
  `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2:color=${BEHIND}:eval=frame,setsar=1,format=yuvj420p`

async function make(
  { path, outputPath, lengthMs, priority, signal, logger }: FilmPicturesRequest,
  name: string,
  input: readonly string[],
  filters: string,
): Promise<boolean> {
  const half = `${path}.${name}`
  const output = join(dirname(outputPath), name)
  try {
    await runTool({
      tool: 'ffmpeg',
      args: [...QUIET, ...input, '-filter_complex', filters, ...ONE_PICTURE, `file:${half}`],
      deadlineMs: mergeDeadlineMs(lengthMs),
      priority,
      signal,
    })
    await syncFile(half)
    await rename(half, output)
    return true
  } catch (error) {
    const isNone =
      isFileError(error, 'ENOENT') || (error instanceof FfmpegError && error.code === 'ffmpeg-failed')
    if (!isNone) throw error
    logger.warn({ err: error, name }, 'a recording has no picture of its film')
    // One of an earlier film would show what is not in this one.
    await rm(output, { force: true })
    return false
  }
}
