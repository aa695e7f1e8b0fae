/**
 * How ffmpeg makes one stretch of the film: the inputs that it opens, and the filter graph that puts them in their
 * places. Pure.
 *
 * Lengths are counted in frames: each tile is made exactly as long as the stretch, whatever its part holds, so that a
 * part with fewer frames than its timestamps promise moves nothing.
 *
 * - An input is opened at the key frame before the stretch, and `fps` takes the last frame that lies before it: so a
 *   still screen, which sends a frame now and then, is there from the first frame on.
 * - `scale` and `pad` are worked out for each frame (`eval=frame`): they stand a change of resolution. Otherwise a
 *   turned phone would be squeezed into the shape that it began with. Without `-reinit_filter 0` such a change would
 *   start the whole graph, and its time, over again.
 * - What does not move (initials, an empty film) is drawn once and repeated.
 * - Text comes from files beside the output, so that no name can be taken for filter language.
 */
import { initialsOf, shadeOf } from '../../shared/initials.ts'
import { FRAMES_PER_SECOND, type Stretch, type Tile } from './cut-timeline.ts'
import { guardedInput } from './input-guards.ts'
import { layOutTiles, type Place, type Size } from './lay-out-tiles.ts'
import type { Canvas, PlacedPart } from './plan-merge.ts'

const KEY_FRAME_EVERY_FRAMES = 5 * FRAMES_PER_SECOND
const BACKGROUND = '0x16191d'
const BEHIND_PICTURE = '0x0a0c0e'
const RING = '0x4dabf7'
const RINGS_PER_HEIGHT = 30
const SHADE_SATURATION = 0.35
const SHADE_LIGHTNESS = 0.32
const LABEL_LIMIT_CHARACTERS = 60
const BEFORE_END_MS = 500
/** A picture's last frame comes no longer before its end. */
const LAST_FRAME_MS = 200

export const FONT_FILE = 'font.ttf'

export interface StretchCommand {
  /** For ffmpeg, without the name of the output, which comes last. */
  args: string[]
  /** What has to lie in the folder that ffmpeg runs in, by name. */
  texts: Map<string, string>
  /** Roughly, in seconds of work: to say how far the merge is. */
  cost: number
}

/** `hasText` false: this ffmpeg cannot write, and tiles go without names. */
export function stretchCommand(
  stretch: Stretch<PlacedPart>,
  canvas: Canvas,
  hasText: boolean,
): StretchCommand {
  const inputs: string[][] = []
  const texts = new Map<string, string>()
  const write = (name: string, text: string) => {
    const cut = text.slice(0, LABEL_LIMIT_CHARACTERS)
    if (hasText && cut !== '') texts.set(name, cut)
    return hasText && cut !== '' ? name : null
  }
  const open = (picture: NonNullable<Tile<PlacedPart>['picture']>): OpenedPicture => {
    const { offsetMs, inspection } = picture.part
    const atMs = (stretch.from * 1000) / FRAMES_PER_SECOND - offsetMs
    // Beyond the last frame, which may have to be shown for long, nothing would be found.
    const { endMs } = inspection.picture!
    const wantedMs = Math.min(atMs, endMs - LAST_FRAME_MS)
    const seekMs = Math.max(0, Math.min(wantedMs, endMs - BEFORE_END_MS))
    const seek = seekMs > 0 ? ['-noaccurate_seek', '-ss', seconds(seekMs)] : []
    inputs.push(guardedInput(picture.part.path, ['-threads', '1', '-reinit_filter', '0', ...seek]))
    return {
      label: `${inputs.length - 1}:${inspection.picture!.streamIndex}`,
      delayMs: seekMs - wantedMs,
    }
  }
  const graph = drawStretch(stretch, canvas, { open, write })
  const args = [
    ...inputs.flat(),
    '-filter_complex_threads',
    '1',
    '-filter_complex',
    graph,
    ...encodePicture(canvas.bitrate, stretch.frames),
  ]
  return { args, texts, cost: costOf(stretch, canvas) }
}

interface OpenedPicture {
  label: string
  /** It begins so much after the stretch; negative: before it. */
  delayMs: number
}

interface Drawing {
  open: (picture: NonNullable<Tile<PlacedPart>['picture']>) => OpenedPicture
  /** @returns the name of a file with this text; null where there is nothing to write */
  write: (name: string, text: string) => string | null
}

function drawStretch(stretch: Stretch<PlacedPart>, canvas: Canvas, drawing: Drawing): string {
  const { screen, speaker, tiles, unseen, frames } = stretch
  const others = unseen > 0 ? [{ personId: '+', name: `+${unseen}`, picture: null, speaking: [] }] : []
  const shown = [...tiles, ...others]
  const lead = screen ?? speaker
  const layout = layOutTiles(shown.length, screen ? 'screen' : speaker && 'speaker', canvas)
  const cells: { tile: Tile<PlacedPart>; place: Place; isScreen: boolean }[] = []
  if (lead && layout.lead) cells.push({ tile: lead, place: layout.lead, isScreen: lead === screen })
  for (const [n, tile] of shown.entries()) cells.push({ tile, place: layout.tiles[n]!, isScreen: false })
  if (cells.length === 0) return `${still(canvas, BACKGROUND, [], frames)}[picture]`

  const lines = cells.map(({ tile, place, isScreen }, n) => {
    const drawn =
      tile.picture === null
        ? drawInitials(tile, place, frames, drawing)
        : drawPicture({ ...tile, picture: tile.picture }, place, frames, isScreen, drawing)
    return `${drawn}[t${n}]`
  })
  return [
    ...lines,
    join(
      cells.map(({ place }) => place),
      canvas,
    ),
  ].join(';')
}

function join(places: readonly Place[], canvas: Size): string {
  const [first, ...others] = places
  const isWhole = first?.width === canvas.width && first.height === canvas.height
  if (others.length === 0) return isWhole ? '[t0]null[picture]' : `[t0]${padTo(canvas, first!)}[picture]`
  const inputs = places.map((_, n) => `[t${n}]`).join('')
  const layout = places.map(({ x, y }) => `${x}_${y}`).join('|')
  // The stack is as large as its outermost tiles reach; `pad` gives it the size of the film.
  const stack = `xstack=inputs=${places.length}:layout=${layout}:fill=${BACKGROUND}`
  return `${inputs}${stack},${padTo(canvas, { x: 0, y: 0 })}[picture]`
}

const padTo = ({ width, height }: Size, { x, y }: { x: number; y: number }) =>
  `pad=${width}:${height}:${x}:${y}:color=${BACKGROUND}`

function drawPicture(
  tile: Tile<PlacedPart> & { picture: NonNullable<Tile<PlacedPart>['picture']> },
  { width, height }: Size,
  frames: number,
  isScreen: boolean,
  { open, write }: Drawing,
): string {
  const { label, delayMs } = open(tile.picture)
  const flags = isScreen ? 'bicubic' : 'fast_bilinear'
  const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:eval=frame:flags=${flags}`
  const rate = `fps=${FRAMES_PER_SECOND}:start_time=0`
  const filters = [
    `setpts=PTS+(${seconds(delayMs)})/TB`,
    // A screen has few frames: each is scaled once. A camera may have more than the film.
    ...(isScreen ? [fit, rate] : [rate, fit]),
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2:color=${BEHIND_PICTURE}:eval=frame`,
    'setsar=1',
    'format=yuv420p',
    `tpad=stop_mode=clone:stop=${frames}`,
    // Where not one frame came, there is nothing to repeat.
    `tpad=stop=-1:color=${BEHIND_PICTURE}`,
    `trim=end_frame=${frames}`,
    ...drawName(tile, height, write),
  ]
  return `[${label}]${filters.join(',')}`
}

function drawInitials(tile: Tile<PlacedPart>, size: Size, frames: number, { write }: Drawing): string {
  const { personId, name } = tile
  const isCount = personId === '+'
  const initials = write(`initials-${personId}.txt`, isCount ? name : initialsOf(name))
  const drawn = initials === null ? [] : [drawText(initials, size.height / 4, '(w-tw)/2', '(h-th)/2', '')]
  const label = isCount ? [] : drawName(tile, size.height, write)
  const picture = still(size, isCount ? BEHIND_PICTURE : shadeColour(personId), [...drawn, ...label], frames)
  return [picture, ...drawRing(tile, size)].join(',')
}

/** Drawn once, and repeated. */
function still({ width, height }: Size, colour: string, drawn: string[], frames: number): string {
  const filters = [
    `color=c=${colour}:s=${width}x${height}:r=${FRAMES_PER_SECOND}:d=${1 / FRAMES_PER_SECOND}`,
    'setsar=1',
    'format=yuv420p',
    ...drawn,
    'loop=loop=-1:size=1',
    `setpts=N/(${FRAMES_PER_SECOND}*TB)`,
    `trim=end_frame=${frames}`,
  ]
  return filters.join(',')
}

/** Around the whole tile, as the room shows it. */
function drawRing({ speaking }: Tile<PlacedPart>, { height }: Size): string[] {
  if (speaking.length === 0) return []
  const times = speaking.map(({ from, to }) => `between(n,${from},${to - 1})`).join('+')
  const pixels = Math.max(2, Math.min(8, 2 * Math.round(height / RINGS_PER_HEIGHT / 2)))
  return [`drawbox=x=0:y=0:w=iw:h=ih:color=${RING}:t=${pixels}:enable='${times}'`]
}

const LEAST_TEXT_PIXELS = 11

function drawName({ personId, name }: Tile<PlacedPart>, height: number, write: Drawing['write']): string[] {
  const label = write(`name-${personId}.txt`, name.replaceAll(/\s+/g, ' ').trim())
  if (label === null) return []
  const pixels = Math.max(LEAST_TEXT_PIXELS, Math.min(Math.round(height / 14), 30))
  const margin = Math.round(pixels * 0.7)
  return [
    drawText(
      label,
      pixels,
      String(margin),
      `h-${margin + pixels}`,
      `:box=1:boxcolor=black@0.5:boxborderw=${margin / 2}`,
    ),
  ]
}

function drawText(file: string, pixels: number, x: string, y: string, more: string): string {
  return (
    `drawtext=fontfile=${FONT_FILE}:textfile=${file}:expansion=none:fontcolor=white:` +
    `fontsize=${Math.round(pixels)}:x=${x}:y=${y}${more}`
  )
}

/** The colour that the room shows behind this person's initials, or one much like it. */
function shadeColour(personId: string): string {
  const hue = shadeOf(personId)
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    const spread = SHADE_SATURATION * Math.min(SHADE_LIGHTNESS, 1 - SHADE_LIGHTNESS)
    return Math.round(255 * (SHADE_LIGHTNESS - spread * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return `0x${[0, 8, 4].map((n) => channel(n).toString(16).padStart(2, '0')).join('')}`
}

const encodePicture = (bitrate: string, frames: number) =>
  (
    `-map [picture] -frames:v ${frames} -c:v libvpx -b:v ${bitrate} -g ${KEY_FRAME_EVERY_FRAMES} ` +
    '-deadline realtime -cpu-used 16 -threads 1 -f webm'
  ).split(' ')

const ENCODING_COST_PER_MEGAPIXEL = 0.2
const PICTURE_COST = 0.05

function costOf({ screen, speaker, tiles, frames }: Stretch<PlacedPart>, { width, height }: Size): number {
  const pictures = [screen, speaker, ...tiles].filter((tile) => tile?.picture).length
  const perSecond = (ENCODING_COST_PER_MEGAPIXEL * width * height) / 1e6 + PICTURE_COST * pictures
  return (frames / FRAMES_PER_SECOND) * perSecond
}

const seconds = (ms: number) => (ms / 1000).toFixed(3)
