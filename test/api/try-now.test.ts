import { afterEach, beforeEach, expect, test } from 'vitest'
import { startListener, type Listener } from '../support/listener.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

const SECOND_MS = 1000
const DAY_MS = 86_400 * SECOND_MS

let server: TestServer
let listener: Listener
let id: string
/** What the receiver answers. */
let status: number

beforeEach(async () => {
  server = await startTestServer()
  status = 200
  listener = await startListener({ answer: () => status })
  id = await create('onMeetingScheduled')
})
afterEach(async () => {
  await server.stop()
  await listener.close()
})

async function create(event: string, more: Json = {}): Promise<string> {
  const { body } = await server.api('POST', '/web-hooks', {
    event,
    url: `${listener.origin}/${event}`,
    ...more,
  })
  return body.id
}

const settle = () => server.services.engine.dispatcher.settle()
const schedule = async () => (await server.api('POST', '/meetings', { topic: 'A meeting' })).body
const tryNow = (delivery: string) => server.api('POST', `/deliveries/${delivery}/try-now`)
const tryAllNow = (webHook = id) => server.api('POST', `/web-hooks/${webHook}/try-now`)

async function deliveries(query = ''): Promise<Json[]> {
  return (await server.api('GET', `/deliveries?limit=200${query}`)).body.data
}

async function failing(count: number): Promise<Json[]> {
  status = 500
  for (let i = 0; i < count; i++) await schedule()
  await settle()
  return deliveries()
}

function conflict(code: string) {
  return { status: 409, body: { type: expect.stringContaining(code) } }
}

/** As calls that fail for long enough do it. */
async function breaker(state: 'open' | 'gone'): Promise<void> {
  await server.context.database.pool.query(
    `update web_hook_flow set breaker = $2, breaker_since = $3, breaker_reason = 'many calls failed',
       probe_at = case $2 when 'open' then $3::timestamptz + interval '10 min' end where web_hook_id = $1`,
    [id, state, server.clock.now()],
  )
}

test('a call that waits for its next try is tried at once, and it counts as a try', async () => {
  const [delivery] = await failing(1)
  status = 200
  const tried = await tryNow(delivery!.id)
  expect(tried).toMatchObject({ status: 200, body: { id: delivery!.id, attemptCount: 1 } })
  await settle()
  expect((await deliveries())[0]).toMatchObject({ state: 'delivered', attemptCount: 2 })
  expect(await tryNow(delivery!.id)).toMatchObject(conflict('delivery-finished'))
})

test('of a web hook all that wait are tried, also where the receiver had asked for time', async () => {
  listener.respondWith({ status: 503, headers: { 'retry-after': '7200' } })
  await schedule()
  await schedule()
  await settle()
  status = 200
  expect(await tryAllNow()).toMatchObject({ status: 200, body: { isMore: false } })
  await settle()
  expect(await deliveries('&state=delivered')).toHaveLength(2)
})

test('with an open breaker the call is the probe, before the backlog', async () => {
  const [newest] = await failing(5)
  await breaker('open')
  const inTenMinutes = new Date(server.clock.now().getTime() + 600_000).toISOString()
  const { health } = (await server.api('GET', `/web-hooks/${id}`)).body
  expect(health).toMatchObject({ state: 'open', nextTryAt: inTenMinutes })
  status = 500
  const before = listener.callCount()
  expect(await tryNow(newest!.id)).toMatchObject({ status: 200 })
  await settle()
  expect(listener.calls.slice(before).map(({ headers }) => headers['webhook-id'])).toEqual([newest!.eventId])

  status = 200
  expect(await tryAllNow()).toMatchObject({ status: 200 })
  await settle()
  await settle()
  expect(await deliveries('&state=delivered')).toHaveLength(5)
})

test('nothing is tried while the web hook is off or its receiver gone', async () => {
  const [delivery] = await failing(1)
  await breaker('gone')
  expect(await tryNow(delivery!.id)).toMatchObject(conflict('web-hook-gone'))
  expect(await tryAllNow()).toMatchObject(conflict('web-hook-gone'))
  await server.api('PATCH', `/web-hooks/${id}`, { enabled: false })
  expect(await tryNow(delivery!.id)).toMatchObject(conflict('web-hook-off'))
  expect(await tryAllNow()).toMatchObject(conflict('web-hook-off'))
})

test('a call whose meeting has an earlier one that is not done is not tried before it', async () => {
  await create('onMeetingUpdated')
  const [scheduled] = await failing(1)
  await server.api('PATCH', `/meetings/${scheduled!.meetingIds[0]}`, { topic: 'Another topic' })
  await settle()
  const [updated] = await deliveries('&event=onMeetingUpdated')
  expect(updated!.state).toBe('held')
  expect(await tryNow(updated!.id)).toMatchObject({
    status: 409,
    body: { type: expect.stringContaining('delivery-held'), heldBy: scheduled!.id },
  })
  status = 200
  expect(await tryNow(scheduled!.id)).toMatchObject({ status: 200 })
  await settle()
  expect(await deliveries('&state=delivered')).toHaveLength(2)
})

test('what was kept for Catch up is not tried one by one', async () => {
  await server.api('PATCH', `/web-hooks/${id}`, { catchUpAutomatically: false, enabled: false })
  await schedule()
  await server.api('PATCH', `/web-hooks/${id}`, { enabled: true })
  const [delivery] = await deliveries()
  expect(await tryNow(delivery!.id)).toMatchObject(conflict('delivery-kept'))
  expect(await tryAllNow()).toMatchObject({ status: 200, body: { count: 0 } })
})

test('a web hook’s own schedule counts, and its last try is warned of a day before', async () => {
  await server.api('PATCH', `/web-hooks/${id}`, { retrySchedule: [10, 2 * 86_400] })
  await failing(1)
  const warnings = async () => {
    const { body } = await server.api('GET', `/web-hooks/${id}`)
    return body.warnings.map(({ code }: Json) => code)
  }
  await server.moveClock(11.5 * SECOND_MS)
  await settle()
  expect(listener.callCount()).toBe(2)
  await server.moveClock(0.5 * DAY_MS)
  expect(await warnings()).not.toContain('last-try')
  await server.moveClock(0.8 * DAY_MS)
  expect(await warnings()).toContain('last-try')
  await server.moveClock(DAY_MS)
  await settle()
  expect(listener.callCount()).toBe(3)
  expect((await deliveries())[0]).toMatchObject({ state: 'failed', attemptCount: 3 })
})
