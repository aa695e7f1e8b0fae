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

async function settleAfter(ms: number): Promise<void> {
  clock.advance(ms)
  await running.engine.dispatcher.settle()
}

function flow() {
  return running.context.database.queries.selectFrom('web_hook_flow').selectAll().executeTakeFirstOrThrow()
}

function log() {
  return running.context.database.queries.selectFrom('delivery_log').selectAll().orderBy('id').execute()
}

test('a failed call is tried again under the same id with the same bytes, and the log has every try', async () => {
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  listener.respondWith(500, { does: 'redirect', status: 302, to: listener.origin }, 404)
  running.engine.start()
  await running.record('onMeetingScheduled', [running.meeting()])
  await running.engine.dispatcher.settle()
  await settleAfter(5 * SECOND_MS)
  await settleAfter(30 * SECOND_MS)
  await settleAfter(2 * MINUTE_MS)
  const ids = new Set(listener.calls.map((call) => call.headers['webhook-id']))
  const bodies = new Set(listener.calls.map((call) => call.body.toString()))
  expect([ids.size, bodies.size]).toEqual([1, 1])
  expect(listener.calls.map((call) => call.headers['webhook-attempt'])).toEqual(['1', '2', '3', '4'])
  expect(
    (await log()).map((line) => [line.attempt, line.status, line.error_class, line.final_state]),
  ).toEqual([
    [1, 500, 'status', null],
    [2, 302, 'status', null],
    [3, 404, 'status', null],
    [4, 200, null, 'delivered'],
  ])
})

test('Retry-After of a 503 gates the whole web hook', async () => {
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  listener.respondWith({ status: 503, headers: { 'retry-after': '120' } })
  running.engine.start()
  await running.record('onMeetingScheduled', [running.meeting()])
  await running.engine.dispatcher.settle()
  await running.record('onMeetingScheduled', [running.meeting()])
  await settleAfter(119 * SECOND_MS)
  expect(listener.callCount()).toBe(1)
  await settleAfter(2 * SECOND_MS)
  expect(listener.callCount()).toBe(3)
})

test('410 keeps what waits, without probes, until a person resumes', async () => {
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  listener.respondWith(410)
  running.engine.start()
  await running.record('onMeetingScheduled', [running.meeting()])
  await running.engine.dispatcher.settle()
  await running.record('onMeetingScheduled', [running.meeting()])
  await settleAfter(24 * 60 * MINUTE_MS)
  expect(listener.callCount()).toBe(1)
  expect(await flow()).toMatchObject({ breaker: 'gone', in_flight: 0 })
  expect((await log())[0]).toMatchObject({ final_state: null, status: 410 })
})

test('the breaker opens on sustained failure, probes one call at a time, and closes by itself', async () => {
  const healthy = { now: false }
  await listener.close()
  listener = await startListener({ answer: () => (healthy.now ? 200 : 500) })
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  running.engine.start()
  for (let i = 0; i < 12; i++) {
    await running.record('onMeetingScheduled', [running.meeting()])
    await settleAfter(1.5 * SECOND_MS)
  }
  expect(await flow()).toMatchObject({ breaker: 'open', breaker_reason: expect.stringContaining('500') })
  const before = listener.callCount()
  clock.set((await flow()).probe_at!)
  await settleAfter(-1)
  expect(listener.callCount()).toBe(before)
  await settleAfter(1)
  expect(listener.callCount()).toBe(before + 1)

  healthy.now = true
  await settleAfter(61 * SECOND_MS)
  await settleAfter(3 * MINUTE_MS)
  expect(await flow()).toMatchObject({ breaker: 'closed', in_flight: 0 })
  const left = await running.context.database.queries.selectFrom('deliveries').selectAll().execute()
  expect(left).toEqual([])
  const delivered = (await log()).filter((line) => line.final_state === 'delivered')
  expect(delivered).toHaveLength(12)
})

test('what a dead process held is taken over under the same id, and the log says so', async () => {
  const gate = Promise.withResolvers<void>()
  const answers = [async () => (await gate.promise, 200 as const), async () => 200 as const]
  await listener.close()
  listener = await startListener({ answer: ({ index }) => answers[Math.min(index, 1)]!() })
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  running.engine.start()
  const id = await running.record('onMeetingScheduled', [running.meeting()])
  await listener.waitFor(1)
  // The lease runs out while the first engine is stuck, as if its process had died.
  clock.advance(26 * SECOND_MS)
  const other = running.another()
  other.start()
  await listener.waitFor(2)
  await other.dispatcher.settle()
  gate.resolve()
  await running.engine.dispatcher.settle()
  expect(listener.calls.map((call) => call.headers['webhook-id'])).toEqual([id, id])
  expect((await log()).map((line) => [line.attempt, line.error_class, line.final_state])).toEqual([
    [1, 'interrupted', null],
    [2, null, 'delivered'],
  ])
  expect(await flow()).toMatchObject({ in_flight: 0 })
})

test('an overtaken process finishes nothing', async () => {
  const gate = Promise.withResolvers<void>()
  await listener.close()
  listener = await startListener({
    answer: async ({ index }) => (index === 0 ? (await gate.promise, 500) : 200),
  })
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  running.engine.start()
  await running.record('onMeetingScheduled', [running.meeting()])
  await listener.waitFor(1)
  clock.advance(26 * SECOND_MS)
  const other = running.another()
  other.start()
  await listener.waitFor(2)
  await other.dispatcher.settle()
  gate.resolve()
  await running.engine.dispatcher.settle()
  await settleAfter(10 * MINUTE_MS)
  expect(listener.callCount()).toBe(2)
  expect((await log()).at(-1)).toMatchObject({ final_state: 'delivered' })
})

test('a shutdown breaks off what is in flight, uses up no retry, and the call is due again at once', async () => {
  const other = running.another({ drainMs: 0 })
  await listener.close()
  listener = await startListener({ answer: ({ index }) => (index === 0 ? { does: 'hang' } : 200) })
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  other.start()
  const id = await running.record('onMeetingScheduled', [running.meeting()])
  await listener.waitFor(1)
  await other.stop()
  const waiting = await running.context.database.queries.selectFrom('deliveries').selectAll().execute()
  expect(waiting).toMatchObject([{ state: 'pending', attempts: 1, failures: 0, due_at: clock.now() }])
  expect(await log()).toMatchObject([
    {
      error_class: 'interrupted',
      reason: expect.stringContaining('interrupted by shutdown'),
      final_state: null,
    },
  ])
  running.engine.start()
  await listener.waitFor(2)
  await running.engine.dispatcher.settle()
  expect(listener.calls.map((call) => call.headers['webhook-id'])).toEqual([id, id])
})

test('a web hook whose secrets cannot be read fails alone, and says so', async () => {
  const broken = await running.webHook({
    event: 'onMeetingScheduled',
    url: `${listener.origin}/broken`,
    apiKey: 'k',
  })
  await running.webHook({ event: 'onMeetingScheduled', url: `${listener.origin}/whole` })
  await running.context.database.queries
    .updateTable('web_hooks')
    .set({ api_key: '00000000:AAAA' })
    .where('id', '=', broken)
    .execute()
  running.engine.start()
  await running.record('onMeetingScheduled', [running.meeting()])
  await running.engine.dispatcher.settle()
  await settleAfter(11 * MINUTE_MS)
  expect(listener.calls.map((call) => call.path)).toEqual(['/whole'])
  const lines = (await log()).filter((line) => line.web_hook_id === broken)
  expect(lines[0]).toMatchObject({ started_at: null, reason: expect.stringContaining('SECRET_KEY') })
})

test('a call whose event no longer exists is set aside with its reason, and others go on', async () => {
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  const gone = await running.record('onMeetingScheduled', [running.meeting()])
  const whole = await running.record('onMeetingScheduled', [running.meeting()])
  await running.context.database.queries.deleteFrom('events').where('id', '=', gone).execute()
  running.engine.start()
  await running.engine.dispatcher.settle()
  expect(listener.calls.map((call) => call.headers['webhook-id'])).toEqual([whole])
  const lines = (await log()).filter((line) => line.event_id === gone)
  expect(lines).toMatchObject([
    {
      final_state: 'failed',
      error_class: 'given-up',
      hook: 'onMeetingScheduled',
      reason: expect.stringContaining('no longer exists'),
    },
  ])
  expect(await flow()).toMatchObject({ in_flight: 0, breaker: 'closed' })
})

test('a call during which every process ends is set aside, with its reason in the log', async () => {
  await listener.close()
  listener = await startListener({ answer: ({ index }) => (index < 10 ? { does: 'hang' } : 200) })
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  const killer = await running.record('onMeetingScheduled', [running.meeting()])
  for (let ended = 1; ended <= 10; ended++) {
    const other = running.another({ drainMs: 0 })
    other.start()
    await listener.waitFor(ended)
    // As if its process had ended: its lease runs out, and its outcome is refused.
    clock.advance(26 * SECOND_MS)
    await running.engine.reconcilers.find(({ name }) => name.startsWith('Taking over'))!.runOnce()
    await other.stop()
  }
  const lines = await log()
  expect(lines).toHaveLength(10)
  expect(lines.at(-1)).toMatchObject({
    event_id: killer,
    final_state: 'failed',
    reason: expect.stringContaining('10 times'),
  })
  expect(await running.context.database.queries.selectFrom('deliveries').selectAll().execute()).toEqual([])
  expect(await flow()).toMatchObject({ in_flight: 0 })
})

test('an outcome that cannot be stored does not stop the others: it is kept without its answer', async () => {
  await listener.close()
  listener = await startListener({
    answer: ({ index }) => ({ status: 200, body: index === 1 ? 'poison' : 'fine' }),
  })
  await running.context.database.pool.query(
    `alter table delivery_log add check (response_body is distinct from 'poison'::bytea)`,
  )
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  for (let i = 0; i < 4; i++) await running.record('onMeetingScheduled', [running.meeting()])
  running.engine.start()
  await running.engine.dispatcher.settle()
  expect(listener.callCount()).toBe(4)
  const lines = await log()
  expect(lines.map((line) => line.final_state)).toEqual(Array(4).fill('delivered'))
  expect(lines.filter((line) => line.response_body === null)).toMatchObject([
    { status: 200, reason: expect.stringContaining('could not be stored') },
  ])
  expect(await flow()).toMatchObject({ in_flight: 0 })
})

test('an outcome that cannot be stored at all leaves its delivery to its lease, and the others go on', async () => {
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  for (let i = 0; i < 4; i++) await running.record('onMeetingScheduled', [running.meeting()])
  const { pool, queries } = running.context.database
  const { id } = await queries
    .selectFrom('deliveries')
    .select('id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  await pool.query(`alter table delivery_log add constraint poison check (delivery_id <> ${id})`)
  running.engine.start()
  await listener.waitFor(4)
  const delivered = async () => (await log()).map((line) => line.delivery_id)
  await expect.poll(delivered).toHaveLength(3)
  await pool.query('alter table delivery_log drop constraint poison')
  clock.advance(26 * SECOND_MS)
  await running.engine.reconcilers.find(({ name }) => name.startsWith('Taking over'))!.runOnce()
  await running.engine.dispatcher.settle()
  expect(await delivered()).toEqual([...(await delivered()).filter((other) => other !== id), id, id])
  expect(await flow()).toMatchObject({ in_flight: 0 })
})
