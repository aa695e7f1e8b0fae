import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDispatchLoop } from './dispatch-loop.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** A loop whose steps are counted, and fail while `fails`. */
function counted() {
  const state = { steps: 0, errors: 0, fails: false, isOver: false, nextAtMs: Infinity }
  const loop = createDispatchLoop({
    step: async () => {
      state.steps++
      if (state.fails) throw new Error('away')
    },
    nextAtMs: () => state.nextAtMs,
    isOver: () => state.isOver,
    onError: () => state.errors++,
  })
  return { state, loop, ended: loop.run() }
}

const settle = () => vi.advanceTimersByTimeAsync(0)

test('steps at once, then sleeps until it is woken or a time comes', async () => {
  const { state, loop, ended } = counted()
  await settle()
  expect(state.steps).toBe(1)
  state.nextAtMs = performance.now() + 100
  loop.wake()
  await settle()
  expect(state.steps).toBe(2)
  state.nextAtMs = Infinity
  await vi.advanceTimersByTimeAsync(100)
  expect(state.steps).toBe(3)
  state.isOver = true
  loop.wake()
  await ended
  expect(state.steps).toBe(4)
})

test('after a failed step only time and wakeAtOnce wake it, later each time', async () => {
  const { state, loop, ended } = counted()
  await settle()
  state.fails = true
  loop.wake()
  await settle()
  expect(state).toMatchObject({ steps: 2, errors: 1 })
  loop.wake()
  await vi.advanceTimersByTimeAsync(99)
  expect(state.steps).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(state).toMatchObject({ steps: 3, errors: 2 })
  await vi.advanceTimersByTimeAsync(199)
  expect(state.steps).toBe(3)
  loop.wakeAtOnce()
  await settle()
  expect(state.steps).toBe(4)
  state.fails = false
  state.isOver = true
  loop.wakeAtOnce()
  await ended
})
