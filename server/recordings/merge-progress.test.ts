import { expect, test } from 'vitest'
import { createProgressMeter, type MergeProgress } from './merge-progress.ts'

function meter(doneCost: number) {
  const told: MergeProgress[] = []
  const clock = { ms: 0 }
  const pieces = new Map([
    ['a', 30],
    ['b', 10],
  ])
  const { advance } = createProgressMeter({
    pieces,
    doneCost,
    nowMs: () => clock.ms,
    report: (progress) => told.push(progress),
  })
  return { advance, told, clock }
}

test('counts pieces by what they cost, and tells what is left once it knows how fast it is', () => {
  const { advance, told, clock } = meter(0)
  clock.ms = 1_000
  advance('b', 0.5)
  expect(told.at(-1)).toEqual({ fraction: 0.125, secondsLeft: null })
  clock.ms = 10_000
  advance('b', 1)
  expect(told.at(-1)).toEqual({ fraction: 0.25, secondsLeft: 30 })
  advance('b', 0.2)
  expect(told.at(-1)!.fraction).toBe(0.25)
  clock.ms = 40_000
  advance('a', 1)
  expect(told.at(-1)).toEqual({ fraction: 1, secondsLeft: 0 })
})

test('what an earlier attempt finished counts as done, and not as fast', () => {
  const { advance, told, clock } = meter(40)
  expect(told).toEqual([{ fraction: 0.5, secondsLeft: null }])
  clock.ms = 10_000
  advance('b', 1)
  expect(told.at(-1)).toEqual({ fraction: 0.625, secondsLeft: 30 })
})
