/**
 * Where each participant's cell goes in the merged picture. Pure.
 *
 * All cells are equal, as many columns as rows or one more; the last row is centred, so that three people do
 * not leave a hole in the corner. Sizes and places are even, because the encoder halves them for colour.
 */

export interface Size {
  width: number
  height: number
}

export interface Grid {
  cell: Size
  /** Upper left corners, one per cell, in order: row by row. */
  corners: { x: number; y: number }[]
}

export function layOutGrid(cells: number, canvas: Size): Grid {
  const columns = Math.ceil(Math.sqrt(cells))
  const rows = Math.ceil(cells / columns)
  const cell = { width: evenFloor(canvas.width / columns), height: evenFloor(canvas.height / rows) }
  const corners = Array.from({ length: cells }, (_, place) => {
    const row = Math.floor(place / columns)
    const inThisRow = row === rows - 1 ? cells - row * columns : columns
    const indent = evenFloor((canvas.width - inThisRow * cell.width) / 2)
    const top = evenFloor((canvas.height - rows * cell.height) / 2)
    return { x: indent + (place % columns) * cell.width, y: top + row * cell.height }
  })
  return { cell, corners }
}

const evenFloor = (length: number) => Math.floor(length / 2) * 2
