import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocatePictures, PAUSED, type Picture } from './allocate-pictures.ts'

const LAYERS_BPS = [150_000, 500_000, 1_700_000]

function picture(id: string, rank: number, given: Partial<Picture> = {}): Picture {
  return { id, wanted: 2, rank, layersBps: LAYERS_BPS, current: PAUSED, ...given }
}

function shown(pictures: Picture[], roomBps: number | null) {
  return Object.fromEntries(allocatePictures(pictures, roomBps).layers)
}

test('without a limit everybody gets what they want', () => {
  expect(
    shown([picture('a', 0), picture('b', 1, { wanted: 0 }), picture('c', 2, { wanted: PAUSED })], null),
  ).toEqual({
    a: 2,
    b: 0,
    c: PAUSED,
  })
})

test('everybody is seen before anybody is seen well', () => {
  const three = [picture('a', 0), picture('b', 1), picture('c', 2)]
  expect(shown(three, 500_000)).toEqual({ a: 0, b: 0, c: 0 })
  expect(shown(three, 1_000_000)).toEqual({ a: 1, b: 0, c: 0 })
})

test('what does not fit at all is paused, the least important first', () => {
  expect(shown([picture('a', 2), picture('b', 1), picture('c', 0)], 350_000)).toEqual({
    a: PAUSED,
    b: 0,
    c: 0,
  })
})

test('one picture is shown however little there is', () => {
  expect(shown([picture('a', 1), picture('b', 0)], 10_000)).toEqual({ a: PAUSED, b: 0 })
})

test('a picture with one layer, above what is wanted, is shown by that layer', () => {
  const screen = picture('screen', 0, { wanted: 0, layersBps: [0, 0, 800_000] })
  expect(shown([screen], 2_000_000)).toEqual({ screen: 2 })
})

test('raising takes room to spare, keeping does not', () => {
  expect(shown([picture('a', 0, { current: 0 })], 505_000)).toEqual({ a: 0 })
  expect(shown([picture('a', 0, { current: 1 })], 505_000)).toEqual({ a: 1 })
})

test('what the next step needs is told, for a probe', () => {
  expect(allocatePictures([picture('a', 0)], 600_000)).toMatchObject({
    nextStepBps: 1_700_000,
    wantedBps: 1_700_000,
  })
  expect(allocatePictures([picture('a', 0)], 9_000_000).nextStepBps).toBe(0)
})

test('never more than there is room for, but for the one picture; never above what is wanted', () => {
  const any = fc.record({
    wanted: fc.integer({ min: -1, max: 2 }),
    rank: fc.nat(5),
    layersBps: fc.tuple(
      fc.integer({ min: 1, max: 300_000 }),
      fc.integer({ min: 1, max: 900_000 }),
      fc.integer({ min: 1, max: 3_000_000 }),
    ),
    current: fc.integer({ min: -1, max: 2 }),
  })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), fc.nat(5_000_000), (given, roomBps) => {
      const pictures = given.map((one, index) => ({ ...one, id: String(index) }))
      const { layers } = allocatePictures(pictures, roomBps)
      const shownNow = pictures.filter(({ id }) => layers.get(id)! >= 0)
      const usedBps = shownNow.reduce((sum, { id, layersBps }) => sum + layersBps[layers.get(id)!]!, 0)
      if (shownNow.length > 1 || shownNow.some(({ id }) => layers.get(id)! > 0))
        expect(usedBps).toBeLessThanOrEqual(roomBps)
      for (const { id, wanted } of pictures) expect(layers.get(id)!).toBeLessThanOrEqual(wanted)
    }),
  )
})
