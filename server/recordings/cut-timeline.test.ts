import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutTimeline, FRAMES_PER_SECOND, type Person, type Span } from './cut-timeline.ts'

const seconds = (from: number, to: number): Span => ({
  from: Math.round(from * FRAMES_PER_SECOND),
  to: Math.round(to * FRAMES_PER_SECOND),
})

interface Sketch {
  there: [number, number][]
  camera?: [number, number][]
  screen?: [number, number][]
}

function person(id: string, { there, camera = [], screen = [] }: Sketch): Person<string> {
  const pictures = (spans: [number, number][], what: string) =>
    spans.map(([from, to], n) => ({ ...seconds(from, to), part: `${id}-${what}-${n}` }))
  return {
    id,
    name: id.toUpperCase(),
    presence: there.map(([from, to]) => seconds(from, to)),
    cameras: pictures(camera, 'camera'),
    screens: pictures(screen, 'screen'),
  }
}

/** Of each stretch: from when, the screen, and of each tile the part that is seen, or whose initials. */
function shown(people: Person<string>[], length: number) {
  return cutTimeline(people, length * FRAMES_PER_SECOND).map(({ from, screen, tiles }) => [
    from / FRAMES_PER_SECOND,
    screen?.picture?.part ?? null,
    tiles.map(({ personId, picture }) => picture?.part ?? personId).join(' '),
  ])
}

test('who comes, goes, and switches the camera off is a cut; who is not there has no tile', () => {
  const ann = person('ann', { there: [[0, 20]], camera: [[0, 8]] })
  const bob = person('bob', { there: [[4, 12]], camera: [[4, 12]] })
  expect(shown([ann, bob], 20)).toEqual([
    [0, null, 'ann-camera-0'],
    [4, null, 'ann-camera-0 bob-camera-0'],
    [8, null, 'ann bob-camera-0'],
    [12, null, 'ann'],
  ])
})

test('a reconnect takes nobody away, and the last picture stays until the next one', () => {
  const ann = person('ann', {
    there: [
      [0, 5],
      [7, 10],
    ],
    camera: [
      [0, 5],
      [7, 10],
    ],
  })
  expect(shown([ann], 10)).toEqual([
    [0, null, 'ann-camera-0'],
    [7, null, 'ann-camera-1'],
  ])
})

test('nothing is shown for less than a second', () => {
  const ann = person('ann', { there: [[0, 10]] })
  const bob = person('bob', { there: [[0.5, 6]] })
  const cem = person('cem', { there: [[5.4, 9.6]] })
  expect(shown([ann, bob, cem], 10)).toEqual([
    [0, null, 'ann bob'],
    [5.4, null, 'ann cem'],
  ])
})

test('the screen that was shared last is shown, and the one before it when it ends', () => {
  const ann = person('ann', { there: [[0, 20]], screen: [[2, 20]] })
  const bob = person('bob', { there: [[0, 20]], screen: [[6, 12]] })
  expect(shown([ann, bob], 20)).toEqual([
    [0, null, 'ann bob'],
    [2, 'ann-screen-0', 'ann bob'],
    [6, 'bob-screen-0', 'ann bob'],
    [12, 'ann-screen-0', 'ann bob'],
  ])
})

test('nobody is recorded for a while: an empty stretch; what is the same for long is cut all the same', () => {
  const ann = person('ann', {
    there: [
      [0, 5],
      [80, 90],
    ],
  })
  expect(shown([ann], 90)).toEqual([
    [0, null, 'ann'],
    [5, null, ''],
    [30, null, ''],
    [55, null, ''],
    [80, null, 'ann'],
  ])
})

test('of too many, those with a camera are seen, and the others counted', () => {
  const people = Array.from({ length: 20 }, (_, n) =>
    person(`p${n}`, { there: [[0, 10]], ...(n >= 10 && { camera: [[0, 10]] as [number, number][] }) }),
  )
  const [only] = cutTimeline(people, 250)
  expect(only).toMatchObject({ unseen: 5, tiles: { length: 15 } })
  expect(only!.tiles.filter(({ picture }) => picture !== null)).toHaveLength(10)
})

test('whatever happens, the stretches fill the film without a gap, and none is empty or long', () => {
  const second = fc.integer({ min: 0, max: 400 }).map((tenth) => tenth / 10)
  const span = fc.tuple(second, second).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
  const spans = fc.array(span, { maxLength: 4 })
  fc.assert(
    fc.property(fc.array(fc.tuple(spans, spans, spans), { maxLength: 5 }), (sketches) => {
      const people = sketches.map(([there, camera, screen], n) => person(`p${n}`, { there, camera, screen }))
      const stretches = cutTimeline(people, 1000)
      let at = 0
      for (const { from, frames } of stretches) {
        expect(from).toBe(at)
        expect(frames).toBeGreaterThanOrEqual(FRAMES_PER_SECOND)
        expect(frames).toBeLessThanOrEqual(30 * FRAMES_PER_SECOND)
        at += frames
      }
      expect(at).toBe(1000)
    }),
  )
})
