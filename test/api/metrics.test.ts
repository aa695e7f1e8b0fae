/** What Prometheus reads of the engine: calls and their outcomes, the queue, the feed; and nothing that is unbounded. */
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startDatabaseProxy } from '../faults/database-proxy.ts'
import { createTestDatabase } from '../support/database.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
/** Longer than a reading of the queue is remembered. */
const FRESH_MS = 6 * SECOND_MS

let server: TestServer
let listener: Listener

beforeEach(async () => {
  server = await startTestServer()
  listener = await startListener()
})

afterEach(async () => {
  await server.stop()
  await listener.close()
})

async function create(input: Record<string, unknown> = {}): Promise<Json> {
  const given = { event: 'onMeetingScheduled', url: `${listener.origin}/hook`, ...input }
  const { status, body } = await server.api('POST', '/web-hooks', given)
  expect(status).toBe(201)
  return body
}

async function schedule(): Promise<Json> {
  const { status, body } = await server.api('POST', '/meetings', { topic: 'A meeting' })
  expect(status).toBe(201)
  return body
}

const settle = () => server.services.engine.dispatcher.settle()

async function page(of: TestServer = server): Promise<string> {
  of.clock.advance(FRESH_MS)
  const { status, body } = await of.request('GET', '/metrics')
  expect(status).toBe(200)
  return body
}

/** The samples whose name begins so, by what follows. */
function samples(text: string, prefix: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line.startsWith(prefix))
  return Object.fromEntries(
    lines.map((line) => {
      const space = line.lastIndexOf(' ')
      return [line.slice(prefix.length, space), Number(line.slice(space + 1))]
    }),
  )
}

test('calls are counted by what followed and by the kind of answer, and timed', async () => {
  await create()
  listener.respondWith({ does: 'reset' }, 204, 503)
  for (let i = 0; i < 3; i++) {
    await schedule()
    await settle()
  }
  const text = await page()
  expect(samples(text, 'webhook_calls_total')).toEqual({
    '{outcome="delivered",answer="2xx"}': 1,
    '{outcome="retried",answer="5xx"}': 1,
    '{outcome="retried",answer="reset"}': 1,
  })
  expect(samples(text, 'webhook_call_duration_seconds_count')).toEqual({
    '{outcome="delivered"}': 1,
    '{outcome="retried"}': 2,
  })
  expect(samples(text, 'webhook_claim_duration_seconds_count')['']).toBeGreaterThanOrEqual(3)
  expect(samples(text, 'webhook_completion_duration_seconds_count')['']).toBe(3)
})

test('calls in flight are those of this process, and a lease that runs out is counted', async () => {
  await create()
  const answer = Promise.withResolvers<200>()
  await listener.close()
  listener = await startListener({ port: listener.port, answer: () => answer.promise })
  await schedule()
  await listener.waitFor(1)
  const during = await page()
  expect(samples(during, 'webhook_calls_in_flight')).toEqual({ '': 1 })
  expect(samples(during, 'webhook_deliveries')).toMatchObject({ '{state="sending"}': 1 })
  expect(samples(during, 'webhook_leases_taken_over_total')).toEqual({ '': 0 })

  server.clock.advance(MINUTE_MS)
  const takeover = server.services.engine.reconcilers.find(
    ({ name }) => name === 'Taking over expired leases',
  )!
  await takeover.runOnce()
  answer.resolve(200)
  await settle()
  const after = await page()
  expect(samples(after, 'webhook_leases_taken_over_total')).toEqual({ '': 1 })
  expect(samples(after, 'webhook_calls_in_flight')).toEqual({ '': 0 })
})

test('the queue is shown by state, with the age of its oldest call, and web hooks by health', async () => {
  await create()
  await create({ event: 'onMeetingUpdated' })
  const { id } = await create({ url: `${listener.origin}/off` })
  await server.api('PATCH', `/web-hooks/${id}`, { enabled: false })
  listener.respondWith(500)
  const meeting = await schedule()
  await settle()
  await server.api('PATCH', `/meetings/${meeting.id}`, { topic: 'Behind it' })
  await settle()
  const text = await page()
  expect(samples(text, 'webhook_deliveries')).toEqual({
    '{state="pending"}': 1,
    '{state="sending"}': 0,
    '{state="held"}': 1,
    '{state="paused"}': 1,
  })
  expect(samples(text, 'webhook_web_hooks')).toEqual({
    '{state="delivering"}': 1,
    '{state="failing"}': 1,
    '{state="open"}': 0,
    '{state="off"}': 1,
  })
  expect(samples(text, 'webhook_oldest_pending_age_seconds')).toEqual({ '': FRESH_MS / SECOND_MS })
})

test('the lag of the feed is what a transaction holds up', async () => {
  const client = new pg.Client({ connectionString: server.connectionString })
  await client.connect()
  await client.query('begin')
  await client.query(`select nextval('event_ordinals'), pg_current_xact_id()`)
  await schedule()
  const held = await page()
  expect(samples(held, 'webhook_feed_lag_events')).toEqual({ '': 2 })
  expect(samples(held, 'webhook_feed_lag_seconds')['']).toBeGreaterThan(0)
  await client.query('rollback')
  await client.end()
  // Transactions of other tests on the same PostgreSQL hold the feed up, too.
  await expect
    .poll(async () => samples(await page(), 'webhook_feed_lag'))
    .toEqual({ _events: 0, _seconds: 0 })
})

test('no label names a receiver, a web hook or a meeting', async () => {
  const { id } = await create()
  const meeting = await schedule()
  await settle()
  const text = await page()
  for (const unbounded of [listener.origin, String(listener.port), '/hook', id, meeting.id]) {
    expect(text).not.toContain(unbounded)
  }
})

test('without the database the page is there, and says nothing of the queue', async () => {
  const database = await createTestDatabase()
  const proxy = await startDatabaseProxy(database.connectionString)
  const behind = await startTestServer({ database: proxy.connectionString })
  try {
    expect(samples(await page(behind), 'webhook_deliveries{')).not.toEqual({})
    proxy.cut()
    const text = await page(behind)
    expect(samples(text, 'webhook_deliveries{')).toEqual({})
    expect(samples(text, 'webhook_oldest_pending_age_seconds')).toEqual({})
    expect(samples(text, 'webhook_calls_in_flight')).toEqual({ '': 0 })
    proxy.restore()
    expect(samples(await page(behind), 'webhook_deliveries{')).not.toEqual({})
  } finally {
    await behind.stop()
    await proxy.close()
    await database.drop()
  }
})
