import { expect, test } from 'vitest'
import type { Person } from './cut-timeline.ts'
import { chapterMetadata, findChapters } from './film-chapters.ts'

const FRAMES = 25
const span = (from: number, to: number) => ({ from: from * FRAMES, to: to * FRAMES, part: 'a part' })

function person(
  name: string,
  presence: [number, number][],
  screens: [number, number][] = [],
): Person<string> {
  return {
    id: name,
    name,
    presence: presence.map(([from, to]) => span(from, to)),
    cameras: [],
    screens: screens.map(([from, to]) => span(from, to)),
    speech: [],
  }
}

test('who came when, what was shared, and when nothing was recorded', () => {
  const people = [
    person('Ada', [
      [0, 60],
      [100, 160],
    ]),
    person('Bob', [[2, 50]]),
    person('Cem', [[30, 60]], [[40, 45]]),
  ]
  expect(findChapters(people, 160_000)).toEqual([
    { startMs: 0, kind: 'joined', names: ['Ada', 'Bob'] },
    { startMs: 30_000, kind: 'joined', names: ['Cem'] },
    { startMs: 40_000, kind: 'screen', names: ['Cem'] },
    { startMs: 60_000, kind: 'paused', names: [] },
    { startMs: 100_000, kind: 'resumed', names: [] },
  ])
})

test('what was lost is a chapter, however short, and is not called a pause', () => {
  const people = [
    person('Ada', [
      [0, 60],
      [100, 160],
    ]),
  ]
  const lost = [
    { from: 20 * FRAMES, to: 22 * FRAMES },
    { from: 61 * FRAMES, to: 99 * FRAMES },
  ]
  expect(findChapters(people, 160_000, lost).map(({ startMs, kind }) => [startMs, kind])).toEqual([
    [0, 'joined'],
    [20_000, 'lost'],
    [22_000, 'resumed'],
    [61_000, 'lost'],
    [99_000, 'resumed'],
  ])
})

test('a name cannot write into the list of chapters', () => {
  const chapters = [{ startMs: 0, kind: 'joined' as const, names: ['A=b;\n[CHAPTER]'] }]
  expect(chapterMetadata(chapters, 1000).split('\n').slice(1)).toEqual([
    '[CHAPTER]',
    'TIMEBASE=1/1000',
    'START=0',
    'END=1000',
    String.raw`title=A\=b\; [CHAPTER]`,
    '',
  ])
})
