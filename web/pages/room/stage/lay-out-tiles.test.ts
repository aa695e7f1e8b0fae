import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOutTiles, TILE_GAP_PX } from './lay-out-tiles.ts'

test('two people stand side by side where it is wide, one above the other where it is tall', () => {
  expect(layOutTiles(2, 1280, 640).columns).toBe(2)
  expect(layOutTiles(2, 360, 600).columns).toBe(1)
})

test('nobody hangs over the edge, and no picture is flatter than 16:9 or narrower than 4:3', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 300, max: 4000 }),
      fc.integer({ min: 300, max: 3000 }),
      (count, width, height) => {
        const { columns, widthPx, heightPx } = layOutTiles(count, width, height)
        const rows = Math.ceil(count / columns)
        expect(columns * widthPx + (columns - 1) * TILE_GAP_PX).toBeLessThanOrEqual(width)
        expect(rows * heightPx + (rows - 1) * TILE_GAP_PX).toBeLessThanOrEqual(height)
        // Whole pixels: a picture of a few of them may be a little off.
        expect(widthPx - 1).toBeLessThanOrEqual((heightPx * 16) / 9 + 1)
        expect(heightPx - 1).toBeLessThanOrEqual((widthPx * 3) / 4 + 1)
      },
    ),
  )
})

test('no other number of columns makes larger pictures', () => {
  // Four in a square; five need a third column.
  expect(layOutTiles(4, 1600, 900).columns).toBe(2)
  expect(layOutTiles(5, 1600, 900).columns).toBe(3)
})
