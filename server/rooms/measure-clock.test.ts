import { expect, test } from 'vitest'
import { createClockMeasure } from './measure-clock.ts'

const at = (ms: number) => new Date(1_000_000 + ms)

test('a clock that is three seconds slow differs by three seconds, half the way of the answer taken off', () => {
  const measure = createClockMeasure()
  expect(measure.differenceMs).toBe(null)
  measure.noteSent(1, at(0))
  measure.noteAnswer(1, at(40).getTime() - 3_000, at(80))
  expect(measure.differenceMs).toBe(3_000)
})

test('the answer that came back fastest counts', () => {
  const measure = createClockMeasure()
  for (const [n, delayMs] of [900, 10, 500].entries()) {
    measure.noteSent(n, at(0))
    // All of the delay is on the way to the participant: the measure is wrong by half of it.
    measure.noteAnswer(n, at(delayMs).getTime(), at(delayMs))
  }
  expect(measure.differenceMs).toBe(-5)
})

test('what answers no ping, or says no time, or an impossible one, is not measured', () => {
  const measure = createClockMeasure()
  measure.noteAnswer(1, 5, at(0))
  measure.noteSent(2, at(0))
  measure.noteAnswer(1, 5, at(0))
  measure.noteAnswer(2, undefined, at(0))
  measure.noteAnswer(2, 1e300, at(0))
  expect(measure.differenceMs).toBe(null)
})
