/**
 * Where the film shows what: one person fills it, several form an even grid of equal tiles, and a shared screen or who
 * speaks is as large as it can be with a strip of small tiles beside it. Pure.
 *
 * Tiles are 16:9, since cameras are. Of all grids the one with the largest tiles is taken, and of two alike the wider
 * one, so that two people are side by side. The last row is centred. Sizes and places are even, because the encoder
 * halves them for colour.
 */

export interface Size {
  width: number
  height: number
}

/** `x` and `y`: of the upper left corner. */
export interface Place extends Size {
  x: number
  y: number
}

/** What is large, if anything is. */
export type Lead = 'screen' | 'speaker' | null

export interface Layout {
  lead: Place | null
  /** In order: row by row, or down the strip. */
  tiles: Place[]
}

export const GRID_LIMIT_TILES = 16
/** As many as fit beside a screen. */
export const STRIP_LIMIT_TILES = 5
const ASPECT = 16 / 9
const GAPS_PER_HEIGHT = 90

export function layOutTiles(tiles: number, lead: Lead, canvas: Size): Layout {
  const whole = { x: 0, y: 0, ...canvas }
  const gap = evenFloor(canvas.height / GAPS_PER_HEIGHT)
  if (lead !== null) return tiles === 0 ? { lead: whole, tiles: [] } : layOutStrip(tiles, lead, canvas, gap)
  return { lead: null, tiles: tiles === 1 ? [whole] : layOutGrid(tiles, canvas, gap) }
}

function layOutStrip(count: number, lead: 'screen' | 'speaker', canvas: Size, gap: number): Layout {
  const height = evenFloor((canvas.height - (STRIP_LIMIT_TILES - 1) * gap) / STRIP_LIMIT_TILES)
  const width = evenFloor(height * ASPECT)
  const top = evenFloor((canvas.height - count * height - (count - 1) * gap) / 2)
  const tiles = Array.from({ length: count }, (_, place) => ({
    x: canvas.width - width,
    y: top + place * (height + gap),
    width,
    height,
  }))
  const room = canvas.width - width - gap
  // A screen may have any shape, a camera has one.
  const leadHeight = lead === 'screen' ? canvas.height : evenFloor(Math.min(canvas.height, room / ASPECT))
  const y = evenFloor((canvas.height - leadHeight) / 2)
  return { lead: { x: 0, y, width: room, height: leadHeight }, tiles }
}

function layOutGrid(count: number, canvas: Size, gap: number): Place[] {
  const shapes = Array.from({ length: count }, (_, n) => tileOf(count, n + 1, canvas, gap))
  const best = shapes.reduce((a, b) => (b.width >= a.width ? b : a), shapes[0] ?? { columns: 1, ...canvas })
  const { columns, width, height } = best
  const rows = Math.ceil(count / columns)
  const top = evenFloor((canvas.height - rows * height - (rows - 1) * gap) / 2)
  return Array.from({ length: count }, (_, place) => {
    const row = Math.floor(place / columns)
    const inThisRow = row === rows - 1 ? count - row * columns : columns
    const indent = evenFloor((canvas.width - inThisRow * width - (inThisRow - 1) * gap) / 2)
    return {
      x: indent + (place % columns) * (width + gap),
      y: top + row * (height + gap),
      width,
      height,
    }
  })
}

/** The largest tile with so many columns. */
function tileOf(count: number, columns: number, canvas: Size, gap: number): Size & { columns: number } {
  const rows = Math.ceil(count / columns)
  const room = (canvas.height - (rows - 1) * gap) / rows
  const width = evenFloor(Math.min((canvas.width - (columns - 1) * gap) / columns, room * ASPECT))
  return { columns, width, height: evenFloor(Math.min(room, width / ASPECT)) }
}

const evenFloor = (length: number) => Math.floor(length / 2) * 2
