import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bars, presentMs, ticks, timeAxis } from './attendance-chart.ts'

const START = new Date('2026-11-24T09:00:00.000Z')
const CLOSED = new Date('2026-11-24T10:00:00.000Z')
const minute = (count: number) => START.getTime() + count * 60_000
const stay = (from: number, to: number) => [
  { action: 'joined' as const, timestamp: minute(from) },
  { action: 'left' as const, timestamp: minute(to) },
]

test('bars lie where people were inside', () => {
  const axis = timeAxis(START, CLOSED, [stay(0, 60)], 600)
  expect(bars([...stay(0, 15), ...stay(30, 60)], axis)).toEqual([
    { x: 0, width: 150 },
    { x: 300, width: 300 },
  ])
})

test('the axis begins with anyone who came before the start', () => {
  const axis = timeAxis(START, CLOSED, [stay(5, 60), stay(-12, 60)], 600)
  expect(axis.fromMs).toBe(minute(-12))
  expect(bars(stay(-12, 60), axis)).toEqual([{ x: 0, width: 600 }])
})

test('a moment can still be seen, also at the very end', () => {
  const axis = timeAxis(START, CLOSED, [], 600)
  const [bar] = bars(stay(60, 60), axis)
  expect(bar!.width).toBeGreaterThan(0)
  expect(bar!.x + bar!.width).toBeLessThanOrEqual(600)
})

test('ticks are round in the time of the meeting', () => {
  const axis = timeAxis(START, CLOSED, [], 600)
  expect(ticks(axis, 0).map(({ timeMs }) => (timeMs - minute(0)) / 60_000)).toEqual([
    0, 10, 20, 30, 40, 50, 60,
  ])
  // In India full hours are at half past.
  const long = { fromMs: minute(0), toMs: minute(300), width: 600 }
  expect(ticks(long, 5.5 * 3_600_000).map(({ timeMs }) => (timeMs - minute(0)) / 60_000)).toEqual([
    30, 90, 150, 210, 270,
  ])
})

test('whatever the times, everything lies on the axis', () => {
  const offset = fc.integer({ min: -1440, max: 2880 })
  fc.assert(
    fc.property(offset, fc.array(fc.tuple(offset, fc.nat(600)), { maxLength: 10 }), (closed, stays) => {
      const changes = stays.map(([from, length]) => stay(from, from + length))
      const axis = timeAxis(START, new Date(minute(closed)), changes, 600)
      const drawn = changes.flatMap((change) => bars(change, axis))
      for (const { x, width } of drawn) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(width).toBeGreaterThan(0)
        expect(x + width).toBeLessThanOrEqual(600.001)
      }
      const marks = ticks(axis, 0)
      expect(marks.length).toBeLessThanOrEqual(7)
      for (const { x } of marks) expect(x).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('time inside is the sum of all stays', () => {
  expect(presentMs([...stay(0, 10), ...stay(20, 25)])).toBe(15 * 60_000)
  expect(presentMs([])).toBe(0)
})
