import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOutTiles, type Lead, STRIP_LIMIT_TILES } from './lay-out-tiles.ts'

const canvases = [
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
]
const canvas = canvases[0]!

test('however many, all tiles lie on the canvas, on even numbers, and none covers another', () => {
  const counts = fc.integer({ min: 0, max: 40 })
  fc.assert(
    fc.property(
      counts,
      fc.constantFrom<Lead>('screen', 'speaker', null),
      fc.constantFrom(...canvases),
      (count, kind, canvas) => {
        const { lead, tiles } = layOutTiles(kind ? Math.min(count, STRIP_LIMIT_TILES) : count, kind, canvas)
        const places = [...tiles, ...(lead ? [lead] : [])]
        for (const [n, { x, y, width, height }] of places.entries()) {
          expect([x % 2, y % 2, width % 2, height % 2]).toEqual([0, 0, 0, 0])
          expect(Math.min(x, y, width - 2, height - 2)).toBeGreaterThanOrEqual(0)
          expect(x + width).toBeLessThanOrEqual(canvas.width)
          expect(y + height).toBeLessThanOrEqual(canvas.height)
          for (const other of places.slice(0, n)) {
            const isBeside = x >= other.x + other.width || other.x >= x + width
            const isBelow = y >= other.y + other.height || other.y >= y + height
            expect(isBeside || isBelow).toBe(true)
          }
        }
      },
    ),
  )
})

test('one person fills the canvas, two are side by side, and a row that is not full is centred', () => {
  expect(layOutTiles(1, null, canvas).tiles).toEqual([{ x: 0, y: 0, ...canvas }])
  const [left, right] = layOutTiles(2, null, canvas).tiles
  expect([left!.y, left!.x < right!.x]).toEqual([right!.y, true])
  const [first, second, third] = layOutTiles(3, null, canvas).tiles
  expect(third!.y).toBeGreaterThan(first!.y)
  expect(third!.x * 2).toBe(first!.x + second!.x)
})

test('a screen is large, with faces in a strip beside it, and whole where there are none', () => {
  expect(layOutTiles(0, 'screen', canvas).lead).toEqual({ x: 0, y: 0, ...canvas })
  const { lead, tiles } = layOutTiles(2, 'screen', canvas)
  expect(lead!.width / canvas.width).toBeGreaterThan(0.75)
  for (const tile of tiles) expect(tile.x).toBeGreaterThan(lead!.width)
})

test('who speaks is large in the shape of a camera, in the middle of what the strip leaves', () => {
  const { lead, tiles } = layOutTiles(3, 'speaker', canvas)
  expect(Math.abs(lead!.width / lead!.height - 16 / 9)).toBeLessThan(0.02)
  expect(Math.abs(lead!.y - (canvas.height - lead!.height) / 2)).toBeLessThan(2)
  for (const tile of tiles) expect(tile.x).toBeGreaterThan(lead!.width)
})
