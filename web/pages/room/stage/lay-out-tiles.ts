/** How large pictures can be, side by side, so that all of them are seen. Pure. */
export interface TileLayout {
  columns: number
  widthPx: number
  heightPx: number
}

export const TILE_GAP_PX = 8
const WIDEST = 16 / 9
const TALLEST = 4 / 3

/**
 * The number of columns by which the pictures cover most of the place. A picture is as wide as 16:9 and as tall as
 * 4:3, and takes what form between the two its place has.
 */
export function layOutTiles(count: number, widthPx: number, heightPx: number): TileLayout {
  const layouts = Array.from({ length: count }, (_, index) =>
    withColumns(index + 1, count, widthPx, heightPx),
  )
  const [best] = layouts.toSorted((a, b) => b.widthPx * b.heightPx - a.widthPx * a.heightPx)
  return best ?? { columns: 1, widthPx: 0, heightPx: 0 }
}

function withColumns(columns: number, count: number, widthPx: number, heightPx: number): TileLayout {
  const rows = Math.ceil(count / columns)
  const cellWidth = Math.max(0, (widthPx - (columns - 1) * TILE_GAP_PX) / columns)
  const cellHeight = Math.max(0, (heightPx - (rows - 1) * TILE_GAP_PX) / rows)
  return {
    columns,
    widthPx: Math.floor(Math.min(cellWidth, cellHeight * WIDEST)),
    heightPx: Math.floor(Math.min(cellHeight, cellWidth / TALLEST)),
  }
}
