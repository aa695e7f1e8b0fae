import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Span } from './choose-speaker.ts'
import { cutTimeline, type FilmLayout, FRAMES_PER_SECOND, type Person } from './cut-timeline.ts'

const seconds = (from: number, to: number): Span => ({
  from: Math.round(from * FRAMES_PER_SECOND),
  to: Math.round(to * FRAMES_PER_SECOND),
})

interface Sketch {
  there: [number, number][]
  camera?: [number, number][]
  screen?: [number, number][]
  speech?: [number, number][]
}

function person(id: string, { there, camera = [], screen = [], speech = [] }: Sketch): Person<string> {
  const pictures = (spans: [number, number][], what: string) =>
    spans.map(([from, to], n) => ({ ...seconds(from, to), part: `${id}-${what}-${n}` }))
  return {
    id,
    name: id.toUpperCase(),
    presence: there.map(([from, to]) => seconds(from, to)),
    cameras: pictures(camera, 'camera'),
    screens: pictures(screen, 'screen'),
    speech: speech.map(([from, to]) => ({ ...seconds(from, to), weight: 1 })),
  }
}

/** Of each stretch: from when, what is large, and of each tile the part that is seen, or whose initials. */
function shown(people: Person<string>[], length: number, layout: FilmLayout = 'grid') {
  return cutTimeline(people, length * FRAMES_PER_SECOND, layout).map(({ from, screen, speaker, tiles }) => [
    from / FRAMES_PER_SECOND,
    screen?.picture?.part ?? speaker?.personId ?? null,
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
  const [only] = cutTimeline(people, 250, 'grid')
  expect(only).toMatchObject({ unseen: 5, tiles: { length: 15 } })
  expect(only!.tiles.filter(({ picture }) => picture !== null)).toHaveLength(10)
})

test('whatever happens, the stretches fill the film without a gap, and none is empty or long', () => {
  const second = fc.integer({ min: 0, max: 400 }).map((tenth) => tenth / 10)
  const span = fc.tuple(second, second).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
  const spans = fc.array(span, { maxLength: 4 })
  const layouts = fc.constantFrom<FilmLayout>('speaker', 'grid')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(spans, spans, spans, spans), { maxLength: 5 }),
      layouts,
      (sketches, layout) => {
        const people = sketches.map(([there, camera, screen, speech], n) =>
          person(`p${n}`, { there, camera, screen, speech: speech.toSorted((a, b) => a[0] - b[0]) }),
        )
        const stretches = cutTimeline(people, 1000, layout)
        let at = 0
        for (const { from, frames } of stretches) {
          expect(from).toBe(at)
          expect(frames).toBeGreaterThanOrEqual(FRAMES_PER_SECOND)
          expect(frames).toBeLessThanOrEqual(30 * FRAMES_PER_SECOND)
          at += frames
        }
        expect(at).toBe(1000)
      },
    ),
  )
})

const ALL: [number, number][] = [[0, 30]]
const talking = (id: string, speech: [number, number][]) => person(id, { there: ALL, camera: ALL, speech })

test('of three, the one who speaks is large, from the moment at which they begin; a word thrown in changes nothing', () => {
  const ann = talking('ann', [
    [1, 10],
    [21, 30],
  ])
  const bob = talking('bob', [[10, 20]])
  const cem = talking('cem', [
    [4, 4.6],
    [14, 14.5],
  ])
  const cuts = shown([ann, bob, cem], 30, 'speaker')
  expect(cuts.map(([, large, tiles]) => [large, tiles])).toEqual([
    [null, 'ann-camera-0 bob-camera-0 cem-camera-0'],
    ['ann', 'bob-camera-0 cem-camera-0'],
    ['bob', 'ann-camera-0 cem-camera-0'],
    ['ann', 'bob-camera-0 cem-camera-0'],
  ])
  expect(cuts.map(([from]) => Math.round(Number(from)))).toEqual([0, 3, 10, 21])
})

test('two who speak at once, or in turn without end, do not make the picture flicker', () => {
  const turns = (first: number) =>
    Array.from({ length: 15 }, (_, n): [number, number] => [first + 2 * n, first + 2 * n + 1])
  const people = [talking('ann', turns(0)), talking('bob', turns(1)), talking('cem', ALL)]
  const cuts = shown(people, 30, 'speaker').map(([from]) => Number(from))
  for (const [n, from] of cuts.slice(1).entries()) expect(from - cuts[n]!).toBeGreaterThanOrEqual(3)
  expect(shown([talking('ann', ALL), talking('bob', ALL), talking('cem', [])], 30, 'speaker')).toHaveLength(1)
})

test('who speaks and leaves is large no more', () => {
  const ann = person('ann', { there: [[0, 12]], camera: [[0, 12]], speech: [[0, 12]] })
  const people = [ann, talking('bob', [[11, 20]]), talking('cem', []), talking('dan', [])]
  expect(shown(people, 30, 'speaker').map(([from, large]) => [from, large])).toEqual([
    [0, 'ann'],
    [12, 'bob'],
  ])
})

test('two are side by side whoever speaks, and beside a screen there is the face of the speaker alone', () => {
  const ann = person('ann', { there: ALL, camera: ALL, screen: [[10, 20]], speech: [[0, 14]] })
  const bob = talking('bob', [[14, 30]])
  const cuts = shown([ann, bob], 30, 'speaker')
  expect(cuts.map(([from, ...content]) => [Math.round(Number(from)), ...content])).toEqual([
    [0, null, 'ann-camera-0 bob-camera-0'],
    [10, 'ann-screen-0', 'ann-camera-0'],
    [14, 'ann-screen-0', 'bob-camera-0'],
    [20, null, 'ann-camera-0 bob-camera-0'],
  ])
})

test('who has no camera has a ring while they speak', () => {
  const ann = person('ann', { there: ALL, speech: [[2, 4]] })
  const [only] = cutTimeline([ann, talking('bob', [[5, 6]])], 250, 'speaker')
  expect(only!.tiles.map(({ speaking }) => speaking)).toEqual([[{ from: 50, to: 100 }], []])
})
