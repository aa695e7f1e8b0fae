import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEngine, type EngineUnderTest } from '../support/engine.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { createManualClock, type ManualClock } from '../support/manual-clock.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

let clock: ManualClock
let running: EngineUnderTest
let listener: Listener

beforeEach(async () => {
  clock = createManualClock(new Date('2026-05-04T09:00:00Z'))
  running = await startEngine({ clock, random: () => 0.5 })
  listener = await startListener()
})

afterEach(async () => {
  await running.stop()
  await listener.close()
})

/** What arrived: hook and sequence, in the order of arrival. */
function arrived(): string[] {
  return listener.calls.map(({ headers }) =>
    [headers['webhook-event'], headers['webhook-sequence']].join(' '),
  )
}

function meetingOf(body: Buffer): string {
  return (JSON.parse(body.toString()) as { meetingIds: string[] }).meetingIds[0]!
}

async function settleAfter(ms: number): Promise<void> {
  clock.advance(ms)
  await running.engine.dispatcher.settle()
}

async function states(): Promise<Record<string, number>> {
  const rows = await running.context.database.queries.selectFrom('deliveries').select('state').execute()
  return Object.fromEntries(
    Map.groupBy(rows, (row) => row.state)
      .entries()
      .map(([state, all]) => [state, all.length]),
  )
}

async function hooks(
  ...events: ('onMeetingScheduled' | 'onMeetingUpdated' | 'onMeetingClosed' | 'onMeetingDeleted')[]
) {
  for (const event of events) await running.webHook({ event, url: `${listener.origin}/${event}` })
}

test('later calls of a meeting are held across web hooks while an earlier one retries, and another meeting is not', async () => {
  await hooks('onMeetingScheduled', 'onMeetingUpdated', 'onMeetingClosed')
  listener.respondWith(500)
  running.engine.start()
  const meeting = running.meeting()
  await running.record('onMeetingScheduled', [meeting])
  await running.engine.dispatcher.settle()
  await running.record('onMeetingUpdated', [meeting])
  await running.record('onMeetingClosed', [meeting])
  const other = running.meeting()
  await running.record('onMeetingUpdated', [other])
  await running.engine.dispatcher.settle()
  expect(arrived()).toEqual(['onMeetingScheduled 1', 'onMeetingUpdated 1'])
  expect(await states()).toEqual({ pending: 1, held: 2 })

  await settleAfter(6 * SECOND_MS)
  expect(arrived().slice(2)).toEqual(['onMeetingScheduled 1', 'onMeetingUpdated 2', 'onMeetingClosed 3'])
  expect(await states()).toEqual({})
})

test('a call in flight holds those behind it', async () => {
  await hooks('onMeetingScheduled', 'onMeetingUpdated')
  const gate = Promise.withResolvers<void>()
  let first = true
  const slow = await startListener({
    answer: async () => {
      if (first) {
        first = false
        await gate.promise
      }
      return 200
    },
  })
  await listener.close()
  listener = slow
  const { queries } = running.context.database
  await queries
    .updateTable('web_hooks')
    .set({ url: `${slow.origin}/x` })
    .execute()
  running.engine.start()
  const meeting = running.meeting()
  await running.record('onMeetingScheduled', [meeting])
  await listener.waitFor(1)
  await running.record('onMeetingUpdated', [meeting])
  const another = running.meeting()
  await running.record('onMeetingUpdated', [another])
  await listener.waitFor(2)
  expect(listener.calls[1]!.body.toString()).toContain(another)
  gate.resolve()
  await listener.waitFor(3)
  await running.engine.dispatcher.settle()
  expect(arrived()).toEqual(['onMeetingScheduled 1', 'onMeetingUpdated 1', 'onMeetingUpdated 2'])
})

test('a call is held no longer than the hold limit', async () => {
  await hooks('onMeetingScheduled', 'onMeetingUpdated')
  const failing = new Set(['onMeetingScheduled'])
  await listener.close()
  listener = await startListener({
    answer: ({ headers }) => (failing.has(String(headers['webhook-event'])) ? 500 : 200),
  })
  await running.context.database.queries
    .updateTable('web_hooks')
    .set({ url: `${listener.origin}/x` })
    .execute()
  running.engine.start()
  const meeting = running.meeting()
  await running.record('onMeetingScheduled', [meeting])
  await running.record('onMeetingUpdated', [meeting])
  await running.engine.dispatcher.settle()
  await settleAfter(9 * MINUTE_MS)
  expect(arrived().filter((call) => call.startsWith('onMeetingUpdated'))).toEqual([])
  await settleAfter(2 * MINUTE_MS)
  expect(arrived().filter((call) => call.startsWith('onMeetingUpdated'))).toEqual(['onMeetingUpdated 2'])
})

test('two web hooks of one receiver for one event go one after the other, by delivery', async () => {
  await running.webHook({ event: 'onMeetingScheduled', url: `${listener.origin}/first` })
  clock.advance(1)
  await running.webHook({ event: 'onMeetingScheduled', url: `${listener.origin}/second` })
  listener.respondWith(500)
  running.engine.start()
  await running.record('onMeetingScheduled', [running.meeting()])
  await running.engine.dispatcher.settle()
  await settleAfter(6 * SECOND_MS)
  expect(listener.calls.map((call) => call.path)).toEqual(['/first', '/first', '/second'])
})

test('a call about several meetings waits for its turn in each of their lanes', async () => {
  await hooks('onMeetingUpdated', 'onMeetingDeleted')
  const [a, b, c] = [running.meeting(), running.meeting(), running.meeting()]
  listener.respondWith(500, 500)
  running.engine.start()
  await running.record('onMeetingUpdated', [b])
  await running.record('onMeetingUpdated', [c])
  await running.engine.dispatcher.settle()
  await running.record('onMeetingDeleted', [a, b, c])
  await running.engine.dispatcher.settle()
  expect(arrived()).toEqual(['onMeetingUpdated 1', 'onMeetingUpdated 1'])
  await settleAfter(6 * SECOND_MS)
  await running.engine.dispatcher.settle()
  expect(arrived().slice(2)).toEqual(['onMeetingUpdated 1', 'onMeetingUpdated 1', 'onMeetingDeleted 1, 2, 2'])
})

test('a receiver that is away for some seconds gets a meeting’s calls in order when it is back', async () => {
  await listener.close()
  let status = 503
  listener = await startListener({ answer: () => status })
  await hooks('onMeetingScheduled', 'onMeetingUpdated')
  running.engine.start()
  const meetings = Array.from({ length: 20 }, () => running.meeting())
  for (const meeting of meetings) {
    await running.record('onMeetingScheduled', [meeting])
    await settleAfter(0.7 * SECOND_MS)
  }
  const { breaker } = await running.context.database.queries
    .selectFrom('web_hook_flow as f')
    .innerJoin('web_hooks as h', 'h.id', 'f.web_hook_id')
    .select('f.breaker')
    .where('h.event', '=', 'onMeetingScheduled')
    .executeTakeFirstOrThrow()
  expect(breaker).toBe('open')
  for (const meeting of meetings) await running.record('onMeetingUpdated', [meeting])
  await running.engine.dispatcher.settle()
  const whileAway = listener.callCount()
  expect(arrived().filter((call) => call.startsWith('onMeetingUpdated'))).toEqual([])

  status = 200
  for (let i = 0; i < 30; i++) await settleAfter(30 * SECOND_MS)
  const numbers = Map.groupBy(listener.calls.slice(whileAway), ({ body }) => meetingOf(body))
  expect(numbers.size).toBe(20)
  for (const calls of numbers.values())
    expect(calls.map(({ headers }) => headers['webhook-sequence'])).toEqual(['1', '2'])
})

test('a receiver that is given up on holds nothing any more', async () => {
  await hooks('onMeetingScheduled', 'onMeetingUpdated')
  await listener.close()
  listener = await startListener({
    answer: ({ headers }) => (headers['webhook-event'] === 'onMeetingScheduled' ? 500 : 200),
  })
  await running.context.database.queries
    .updateTable('web_hooks')
    .set({ url: `${listener.origin}/x`, hold_seconds: 86_400 })
    .execute()
  running.engine.start()
  const meeting = running.meeting()
  await running.record('onMeetingScheduled', [meeting])
  for (let day = 0; day < 4; day++) for (let hour = 0; hour < 24; hour++) await settleAfter(60 * MINUTE_MS)
  const tries = listener.callCount()
  expect(tries).toBe(12)
  await running.record('onMeetingUpdated', [meeting])
  await running.engine.dispatcher.settle()
  expect(arrived().at(-1)).toBe('onMeetingUpdated 2')
  const last = await running.context.database.queries
    .selectFrom('delivery_log')
    .select(['attempt', 'reason'])
    .where('final_state', '=', 'failed')
    .executeTakeFirstOrThrow()
  expect(last).toMatchObject({ attempt: 12, reason: expect.stringContaining('last of 12 tries') })
})
