/**
 * Writes the filter graph of a merge: one line of ffmpeg's language per part, then the lines that join them.
 * Pure.
 *
 * The picture of a participant is a row of pieces that fill the whole recording without a gap: each is made
 * exactly as long as planned (black before it, black after it, then cut), so that a part which holds fewer
 * frames than its timestamps promise cannot move what comes after it. That is why lengths are counted in
 * frames here and nowhere else.
 *
 * The order of filters matters:
 * - `scale` and `pad` come first and are worked out for each frame (`eval=frame`): they are the only ones
 *   that stand a change of resolution. Otherwise a turned phone would be squeezed into the shape that it
 *   began with.
 * - `aresample` fills gaps in the sound with silence before `amix` sees it: `amix` counts samples and not
 *   time, so that a gap would pull everything after it forward.
 */
import { layOutGrid } from './lay-out-grid.ts'
import type { Size } from './lay-out-grid.ts'

export const FRAMES_PER_SECOND = 25
const SAMPLES_PER_SECOND = 48_000
/** A still screen sends no frames: its last one stays this long. A camera that was switched off does not. */
export const HOLD_LIMIT_FRAMES = 10 * FRAMES_PER_SECOND

/** One part's picture in its participant's cell. */
export interface PicturePiece {
  /** Which of ffmpeg's inputs, and which stream in it. */
  input: number
  streamIndex: number
  /** Black frames before it. */
  blackFrames: number
  /** How long the piece is, the black before and after it included. */
  frames: number
  /** How many frames its last one may stay: to the end of the part at most. */
  holdFrames: number
}

export interface SoundPiece {
  input: number
  streamIndex: number
  /** Silence before it, in milliseconds. */
  delayMs: number
}

export interface GraphInput {
  canvas: Size
  /** One row of pieces per participant. */
  cells: PicturePiece[][]
  sounds: SoundPiece[]
}

/** The graph; its outputs are `[picture]` where there are cells and `[sound]` where there are sounds. */
export function writeFilterGraph({ canvas, cells, sounds }: GraphInput): string {
  return [...writePicture(canvas, cells), ...writeSound(sounds)].join(';')
}

function writePicture(canvas: Size, cells: PicturePiece[][]): string[] {
  if (cells.length === 0) return []
  const grid = layOutGrid(cells.length, canvas)
  const rows = cells.flatMap((pieces, cell) => {
    const labels = pieces.map((_, piece) => `[c${cell}p${piece}]`)
    const written = pieces.map((piece, place) => writePiece(piece, grid.cell) + labels[place])
    // Not `concat` for a single piece: it refuses to join fewer than two.
    if (pieces.length === 1) return [...written, `${labels[0]}null[c${cell}]`]
    return [...written, `${labels.join('')}concat=n=${pieces.length}:v=1:a=0[c${cell}]`]
  })
  if (cells.length === 1) return [...rows, '[c0]null[picture]']
  const inputs = cells.map((_, cell) => `[c${cell}]`).join('')
  const layout = grid.corners.map(({ x, y }) => `${x}_${y}`).join('|')
  const stack = `xstack=inputs=${cells.length}:layout=${layout}:fill=black`
  // The stack is as large as its outermost cells reach; this gives it the size that was asked for.
  const whole = `pad=${canvas.width}:${canvas.height}:0:0`
  return [...rows, `${inputs}${stack},${whole}[picture]`]
}

function writePiece(piece: PicturePiece, { width, height }: Size): string {
  const filters = [
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:eval=frame:flags=bilinear`,
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2:eval=frame`,
    'setsar=1',
    'format=yuv420p',
    'setpts=PTS-STARTPTS',
    `fps=${FRAMES_PER_SECOND}`,
    `tpad=stop_mode=clone:stop=${piece.holdFrames}`,
    `tpad=start=${piece.blackFrames}:stop=-1`,
    `trim=end_frame=${piece.frames}`,
  ]
  return `[${piece.input}:${piece.streamIndex}]${filters.join(',')}`
}

function writeSound(sounds: SoundPiece[]): string[] {
  if (sounds.length === 0) return []
  const written = sounds.map((sound, place) => {
    const filters = [
      'asetpts=PTS-STARTPTS',
      `aresample=${SAMPLES_PER_SECOND}:async=1:first_pts=0`,
      'aformat=sample_fmts=fltp:channel_layouts=stereo',
      `adelay=${sound.delayMs}:all=1`,
    ]
    return `[${sound.input}:${sound.streamIndex}]${filters.join(',')}[s${place}]`
  })
  const inputs = sounds.map((_, place) => `[s${place}]`).join('')
  const mix = sounds.length === 1 ? 'anull' : `amix=inputs=${sounds.length}:normalize=0:duration=longest`
  // Voices add up; the limiter keeps what is too loud from being cut off. `level=0`: it does not make louder.
  return [...written, `${inputs}${mix},alimiter=limit=0.95:level=0[sound]`]
}
