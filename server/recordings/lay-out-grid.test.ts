import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOutGrid } from './lay-out-grid.ts'

const canvases = [
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
]

test('however many, all cells lie on the canvas, on even numbers, and none covers another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.constantFrom(...canvases), (cells, canvas) => {
      const { cell, corners } = layOutGrid(cells, canvas)
      expect(corners).toHaveLength(cells)
      for (const [n, { x, y }] of corners.entries()) {
        expect([x % 2, y % 2, cell.width % 2, cell.height % 2]).toEqual([0, 0, 0, 0])
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
        expect(x + cell.width).toBeLessThanOrEqual(canvas.width)
        expect(y + cell.height).toBeLessThanOrEqual(canvas.height)
        for (const other of corners.slice(0, n)) {
          const apart = Math.abs(x - other.x) >= cell.width || Math.abs(y - other.y) >= cell.height
          expect(apart).toBe(true)
        }
      }
    }),
  )
})

test('one cell is the canvas, and a row that is not full is centred', () => {
  const canvas = { width: 640, height: 360 }
  expect(layOutGrid(1, canvas)).toEqual({ cell: canvas, corners: [{ x: 0, y: 0 }] })
  expect(layOutGrid(3, canvas)).toEqual({
    cell: { width: 320, height: 180 },
    corners: [
      { x: 0, y: 0 },
      { x: 320, y: 0 },
      { x: 160, y: 180 },
    ],
  })
})
