import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEngine, type EngineUnderTest } from '../support/engine.ts'
import { startListener, type Listener } from '../support/listener.ts'

const MEETINGS = 150

let running: EngineUnderTest
let listener: Listener

beforeEach(async () => {
  running = await startEngine()
})

afterEach(async () => {
  await running.stop()
  await listener.close()
})

test('two processes on one database send no call twice, and keep each meeting in order', async () => {
  listener = await startListener()
  for (const event of ['onMeetingScheduled', 'onMeetingUpdated', 'onMeetingClosed'] as const) {
    await running.webHook({ event, url: `${listener.origin}/${event}` })
  }
  const other = running.another()
  running.engine.start()
  other.start()
  const meetings = Array.from({ length: MEETINGS }, () => running.meeting())
  for (const meeting of meetings) {
    await running.record('onMeetingScheduled', [meeting], { meeting })
    await running.record('onMeetingUpdated', [meeting], { meeting })
    await running.record('onMeetingClosed', [meeting], { meeting })
  }
  await listener.waitFor(3 * MEETINGS)
  await Promise.all([running.engine.dispatcher.settle(), other.dispatcher.settle()])
  expect(listener.callCount()).toBe(3 * MEETINGS)
  const byMeeting = Map.groupBy(listener.calls, (call) => call.body.toString())
  expect(byMeeting.size).toBe(MEETINGS)
  for (const calls of byMeeting.values()) {
    expect(calls.map((call) => call.headers['webhook-sequence'])).toEqual(['1', '2', '3'])
  }
})

test('the limit in flight holds over all processes together', async () => {
  let inFlight = 0
  let most = 0
  let gate = Promise.withResolvers<void>()
  listener = await startListener({
    answer: async () => {
      most = Math.max(most, ++inFlight)
      await gate.promise
      inFlight--
      return 200
    },
  })
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin, maxInFlight: 3 })
  for (let i = 0; i < 20; i++) await running.record('onMeetingScheduled', [running.meeting()])
  const other = running.another()
  running.engine.start()
  other.start()
  await listener.waitFor(3)
  gate.resolve()
  gate = { ...gate, promise: Promise.resolve() }
  await listener.waitFor(20)
  await Promise.all([running.engine.dispatcher.settle(), other.dispatcher.settle()])
  expect(most).toBe(3)
})

test('a web hook that hangs on every call takes nothing from another', async () => {
  listener = await startListener()
  const hanging = await startListener({ answer: () => ({ does: 'hang' }) })
  try {
    await running.webHook({ event: 'onMeetingUpdated', url: hanging.origin })
    await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
    for (let i = 0; i < 200; i++) await running.record('onMeetingUpdated', [running.meeting()])
    running.engine.start()
    await hanging.waitFor(10)
    for (let i = 0; i < 100; i++) await running.record('onMeetingScheduled', [running.meeting()])
    await listener.waitFor(100)
    // Every slot of the hanging one is still taken by its first ten calls.
    expect(hanging.callCount()).toBe(10)
  } finally {
    await hanging.close()
  }
})
