import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startListener, type Listener } from '../support/listener.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'
import { createTenant } from '../support/tenants.ts'

const SECOND_MS = 1000
const ROW_FIELDS = [
  'id',
  'webHookId',
  'eventId',
  'event',
  'occurrence',
  'change',
  'meetingIds',
  'meeting',
  'state',
  'reason',
  'reasonCode',
  'isTest',
  'resendOf',
  'attemptCount',
  'lastAttempt',
  'nextAttemptAt',
  'createdAt',
  'finishedAt',
]

let server: TestServer
let listener: Listener
let webHookIds: string[] = []

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  listener = await startListener()
})
afterEach(async () => {
  for (const id of webHookIds) await server.api('DELETE', `/web-hooks/${id}`)
  webHookIds = []
  await server.runDueWork()
  await listener.close()
})

const settle = () => server.services.engine.dispatcher.settle()

async function create(
  more: Record<string, unknown> = {},
  by: Pick<TestServer, 'api'> = server,
): Promise<string> {
  const input = { event: 'onMeetingScheduled', url: `${listener.origin}/hook`, ...more }
  const { status, body } = await by.api('POST', '/web-hooks', input)
  expect(status).toBe(201)
  webHookIds.push(body.id)
  return body.id
}

async function schedule(by: Pick<TestServer, 'api'> = server): Promise<Json> {
  return (await by.api('POST', '/meetings', { topic: 'Über "alles"' })).body
}

async function list(query: string, by: Pick<TestServer, 'api'> = server): Promise<Json[]> {
  const { status, body } = await by.api('GET', `/deliveries?${query}`)
  expect(status).toBe(200)
  return body.data
}

const detail = async (id: string) => (await server.api('GET', `/deliveries/${id}`)).body

test('a failing receiver is seen in the log: what was sent, what was answered, why, and what happens next', async () => {
  const webHook = await create({ apiKey: 'hidden-key' })
  listener.respondWith({ status: 500, headers: { 'x-trace': 't-1' }, body: 'out of order' })
  const meeting = await schedule()
  const [call] = await listener.waitFor(1)
  await settle()
  const [row] = await list(`webHook=${webHook}`)
  expect(Object.keys(row)).toEqual(ROW_FIELDS)
  const dueAt = row.nextAttemptAt
  expect(row).toMatchObject({
    webHookId: webHook,
    eventId: call!.headers['webhook-id'],
    event: 'onMeetingScheduled',
    meetingIds: [meeting.id],
    state: 'pending',
    reason: null,
    isTest: false,
    resendOf: null,
    attemptCount: 1,
    finishedAt: null,
  })
  expect(Date.parse(dueAt)).toBeGreaterThan(server.clock.now().getTime())
  const { attempts, explanation, body } = await detail(row.id)
  expect(explanation).toContain(`Try 2 is due at ${dueAt}`)
  expect(body).toEqual(JSON.parse(call!.body.toString()))
  expect(attempts).toEqual([
    {
      number: 1,
      startedAt: server.clock.now().toISOString(),
      durationMs: expect.any(Number),
      timings: { dnsMs: null, connectMs: expect.any(Number), tlsMs: null, firstByteMs: expect.any(Number) },
      address: '127.0.0.1',
      method: 'POST',
      url: `${listener.origin}/hook`,
      requestHeaders: expect.objectContaining({
        'webhook-id': row.eventId,
        'X-API-KEY': '•••',
        'webhook-signature': 'v1,•••',
      }),
      status: 500,
      responseHeaders: expect.objectContaining({ 'x-trace': 't-1' }),
      responseBody: 'out of order',
      truncated: false,
      error: 'The receiver answered 500.',
      errorCode: 'status',
    },
  ])
  await server.moveClock(60 * SECOND_MS)
  await listener.waitFor(2)
  await settle()
  expect(await detail(row.id)).toMatchObject({
    state: 'delivered',
    attemptCount: 2,
    explanation: 'The receiver answered 200. Nothing more happens.',
    attempts: [
      { number: 1, status: 500 },
      { number: 2, status: 200 },
    ],
  })
})

test('the body is answered as the very bytes that were sent', async () => {
  await create()
  await schedule()
  const [call] = await listener.waitFor(1)
  await settle()
  const [row] = await list('limit=1')
  const response = await fetch(`${server.url}/api/v1/deliveries/${row.id}`, {
    headers: { 'x-api-key': 'test-admin-key-0123456789' },
  })
  expect(await response.text()).toContain(`,"body":${call!.body.toString()}}`)
})

test('a resend carries the same bytes and the same id, and names what it repeats', async () => {
  const webHook = await create()
  await schedule()
  await listener.waitFor(1)
  await settle()
  const [row] = await list(`webHook=${webHook}`)
  await server.api('PATCH', `/web-hooks/${webHook}`, { url: `${listener.origin}/later` })
  const resent = await server.api('POST', `/deliveries/${row.id}/resend`)
  expect(resent).toMatchObject({
    status: 201,
    body: { resendOf: row.id, eventId: row.eventId, attemptCount: 0 },
  })
  const [first, second] = await listener.waitFor(2)
  await settle()
  expect(second!.body.equals(first!.body)).toBe(true)
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
  expect(second!.path).toBe('/later')
  expect((await detail(resent.body.id)).state).toBe('delivered')
  expect((await list(`webHook=${webHook}`)).map(({ id }) => id)).toEqual([resent.body.id, row.id])
})

test('what is not finished is not resent, and what is finished is not cancelled', async () => {
  const webHook = await create()
  await server.api('PATCH', `/web-hooks/${webHook}`, { enabled: false })
  await schedule()
  const [row] = await list(`webHook=${webHook}`)
  const resent = await server.api('POST', `/deliveries/${row.id}/resend`)
  expect([resent.status, resent.body.type]).toEqual([409, '/problems/delivery-not-finished'])
  const cancelled = await server.api('POST', `/deliveries/${row.id}/cancel`)
  expect(cancelled).toMatchObject({
    status: 200,
    body: { state: 'failed', reason: 'It was cancelled by a person.' },
  })
  const again = await server.api('POST', `/deliveries/${row.id}/cancel`)
  expect([again.status, again.body.type]).toEqual([409, '/problems/delivery-finished'])
  expect((await server.api('POST', `/deliveries/${row.id}/resend`)).status).toBe(201)
  expect((await server.api('POST', '/deliveries/999999/resend')).status).toBe(404)
  expect((await server.api('POST', '/deliveries/nonsense/cancel')).status).toBe(404)
})

test('a cancelled call lets go on what it held back; one in flight is not cancelled', async () => {
  const first = await create()
  await create({ event: 'onMeetingUpdated', url: `${listener.origin}/updated` })
  listener.respondWith(500)
  const meeting = await schedule()
  await listener.waitFor(1)
  await settle()
  await server.api('PATCH', `/meetings/${meeting.id}`, { topic: 'Changed' })
  await settle()
  const [held] = await list('state=held')
  expect(held).toMatchObject({ event: 'onMeetingUpdated', state: 'held', nextAttemptAt: null })
  const [blocker] = await list(`webHook=${first}`)
  expect((await detail(held.id)).explanation).toContain(`It waits for delivery ${blocker.id}`)
  listener.respondWith({ does: 'hang' })
  await server.api('POST', `/deliveries/${blocker.id}/cancel`)
  await listener.waitFor(2)
  expect(listener.calls[1]!.path).toBe('/updated')
  const [sending] = await list('state=sending')
  expect((await detail(sending.id)).explanation).toBe('Try 1 is under way.')
  const refused = await server.api('POST', `/deliveries/${sending.id}/cancel`)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/delivery-in-flight'])
  listener.dropSockets()
  await settle()
})

test('after its web hook was deleted nothing is resent', async () => {
  const webHook = await create()
  await schedule()
  await listener.waitFor(1)
  await settle()
  const [row] = await list(`webHook=${webHook}`)
  await server.api('DELETE', `/web-hooks/${webHook}`)
  const resent = await server.api('POST', `/deliveries/${row.id}/resend`)
  expect([resent.status, resent.body.type]).toEqual([409, '/problems/web-hook-deleted'])
})

test('erased, an event has no body, what waits fails with the reason, and a resend is refused', async () => {
  const delivered = await create()
  const paused = await create({ url: `${listener.origin}/paused` })
  await server.api('PATCH', `/web-hooks/${paused}`, { enabled: false })
  const meeting = await schedule()
  await listener.waitFor(1)
  await settle()
  const [row] = await list(`webHook=${delivered}`)
  const erased = await server.api('POST', `/events/${row.eventId}/erase`)
  expect(erased).toMatchObject({
    status: 200,
    body: { id: row.eventId, erasedAt: server.clock.now().toISOString() },
  })
  const again = await server.api('POST', `/events/${row.eventId}/erase`)
  expect(again.body).toEqual(erased.body)
  expect((await list(`webHook=${paused}`))[0]).toMatchObject({
    state: 'failed',
    reason: 'The event was erased.',
  })
  expect((await detail(row.id)).body).toBe(null)
  const resent = await server.api('POST', `/deliveries/${row.id}/resend`)
  expect([resent.status, resent.body.type]).toEqual([409, '/problems/event-erased'])
  const events = await server.api('GET', `/meetings/${meeting.id}/events`)
  expect(events.body.data[0]).toMatchObject({ id: row.eventId, erasedAt: erased.body.erasedAt })
  const audit = await server.api('GET', `/audit-events?subject=${row.eventId}`)
  expect(audit.body.data.map((each: Json) => each.action)).toEqual(['event.erased'])
  expect((await server.api('POST', '/events/00000000-0000-7000-8000-000000000000/erase')).status).toBe(404)
})

test('filters choose by web hook, meeting, event, state, status and time', async () => {
  const scheduled = await create()
  const updated = await create({ event: 'onMeetingUpdated', url: `${listener.origin}/updated` })
  server.clock.advance(3600 * SECOND_MS)
  const start = server.clock.now().toISOString()
  listener.respondWith(500)
  const failing = await schedule()
  await listener.waitFor(1)
  await settle()
  server.clock.advance(SECOND_MS)
  const later = server.clock.now().toISOString()
  const meeting = await schedule()
  await server.api('PATCH', `/meetings/${meeting.id}`, { topic: 'Changed' })
  await listener.waitFor(3)
  await settle()
  const shown = async (query: string) =>
    (await list(`since=${start}&${query}`)).map(({ event, state }) => `${event} ${state}`)
  const all = ['onMeetingUpdated delivered', 'onMeetingScheduled delivered', 'onMeetingScheduled pending']
  expect(await shown('')).toEqual(all)
  expect(await shown(`webHook=${updated}`)).toEqual([all[0]])
  expect(await shown(`webHook=${scheduled}`)).toEqual([all[1], all[2]])
  expect(await shown(`meeting=${meeting.id}`)).toEqual([all[0], all[1]])
  expect(await shown(`meeting=${meeting.meetingId}`)).toEqual([all[0], all[1]])
  expect(await shown(`meeting=${meeting.meetingId.replaceAll('-', '')}&state=delivered`)).toEqual([
    all[0],
    all[1],
  ])
  expect(await shown(`meeting=${failing.id}`)).toEqual([all[2]])
  expect(await shown('event=onMeetingUpdated')).toEqual([all[0]])
  expect(await shown('state=pending')).toEqual([all[2]])
  expect(await shown('state=delivered')).toEqual([all[0], all[1]])
  expect(await shown('state=failed')).toEqual([])
  expect(await shown('status=500')).toEqual([all[2]])
  expect(await shown('status=200')).toEqual([all[0], all[1]])
  expect(await shown(`since=${later}`.replace('since', 'until'))).toEqual([all[2]])
  expect((await list(`since=${later}`)).length).toBe(2)
  expect(await shown('meeting=1234567812345678')).toEqual([])
  expect(await shown('webHook=nonsense')).toEqual([])
})

test.each([
  ['/status', 'status=99'],
  ['/state', 'state=waiting'],
  ['/event', 'event=onMeeting'],
  ['/since', 'since=yesterday'],
  ['/limit', 'limit=201'],
  ['/cursor', 'cursor=nonsense'],
  ['/webhook', 'webhook=x'],
])('a wrong filter is refused at %s', async (pointer, query) => {
  const { status, body } = await server.api('GET', `/deliveries?${query}`)
  expect([status, body.errors[0].pointer]).toEqual([422, pointer])
})

test('pages go on where the one before ended, also when deliveries finish in between', async () => {
  const webHook = await create()
  await server.api('PATCH', `/web-hooks/${webHook}`, { enabled: false })
  for (let i = 0; i < 5; i++) await schedule()
  const first = await server.api('GET', `/deliveries?webHook=${webHook}&limit=2`)
  await server.api('PATCH', `/web-hooks/${webHook}`, { enabled: true })
  await listener.waitFor(5)
  await settle()
  const second = await server.api(
    'GET',
    `/deliveries?webHook=${webHook}&limit=2&cursor=${first.body.nextCursor}`,
  )
  const third = await server.api(
    'GET',
    `/deliveries?webHook=${webHook}&limit=2&cursor=${second.body.nextCursor}`,
  )
  const ids = [first, second, third].flatMap(({ body }) => body.data.map((each: Json) => Number(each.id)))
  expect(ids).toEqual([...ids].sort((a, b) => b - a))
  expect(new Set(ids).size).toBe(5)
  expect(third.body.nextCursor).toBe(null)
})

test('an account sees the deliveries of its own events, anyone who they go to, and no others', async () => {
  const everyones = await create()
  const [a, b] = [await createTenant(server, 'sees-a'), await createTenant(server, 'sees-b')]
  const own = await create({}, a)
  const meeting = await schedule(a)
  await schedule(b)
  await listener.waitFor(3)
  await settle()
  expect(new Set((await list('', a)).map(({ webHookId }) => webHookId))).toEqual(new Set([everyones, own]))
  const [theirs] = await list('', b)
  expect(await list('', b)).toHaveLength(1)
  expect((await a.api('GET', `/deliveries/${theirs.id}`)).status).toBe(404)
  expect((await a.api('POST', `/deliveries/${theirs.id}/resend`)).status).toBe(404)
  expect((await a.api('POST', `/deliveries/${theirs.id}/cancel`)).status).toBe(404)
  expect((await a.api('POST', `/events/${theirs.eventId}/erase`)).status).toBe(404)
  expect((await b.api('GET', `/meetings/${meeting.id}/events`)).status).toBe(404)
  expect(await list(`meeting=${meeting.id}`, b)).toEqual([])
  expect((await a.api('GET', `/deliveries/${(await list('', a))[0].id}`)).status).toBe(200)
})

test('a host sees state and times, and nothing of where it goes', async () => {
  const tenant = await createTenant(server, 'hosts')
  await create()
  listener.respondWith({ status: 500, body: 'secret answer' })
  const meeting = await schedule(tenant)
  await listener.waitFor(1)
  await settle()
  const host = await tenant.host()
  const [row] = await list('', host)
  expect(row).toMatchObject({
    webHookId: null,
    reason: null,
    attemptCount: null,
    resendOf: null,
    state: 'pending',
    event: 'onMeetingScheduled',
    meetingIds: [meeting.id],
    nextAttemptAt: expect.any(String),
  })
  const { status, body } = await host.api('GET', `/deliveries/${row.id}`)
  expect([status, body.body, body.attempts, body.explanation]).toEqual([200, null, [], null])
  const events = await host.api('GET', `/meetings/${meeting.id}/events`)
  expect(events.body.data[0].deliveries).toEqual([row])
  expect(JSON.stringify([row, body, events.body])).not.toMatch(/127\.0\.0\.1|secret/)
  for (const path of [
    '/deliveries?status=500',
    '/deliveries?webHook=x',
    '/events',
    '/deliveries/stream?status=500',
  ]) {
    const refused = await host.api('GET', path)
    expect([refused.status, refused.body.type]).toEqual([403, '/problems/administrators-only'])
  }
  expect((await host.api('POST', `/deliveries/${row.id}/resend`)).status).toBe(403)
})

test('a row shows the answer, its time, where the call went and the meeting, also once all of it has changed', async () => {
  const webHook = await create()
  listener.respondWith({ status: 500 })
  const meeting = await schedule()
  await listener.waitFor(1)
  await settle()
  const [pending] = await list(`webHook=${webHook}`)
  const lastAttempt = {
    status: 500,
    durationMs: expect.any(Number),
    url: `${listener.origin}/hook`,
    errorCode: 'status',
  }
  expect(pending).toMatchObject({
    lastAttempt,
    reasonCode: null,
    meeting: { id: meeting.id, meetingId: meeting.meetingId, topic: 'Über "alles"' },
  })
  await server.api('PATCH', `/web-hooks/${webHook}`, { url: `${listener.origin}/elsewhere` })
  await server.api('PATCH', `/web-hooks/${webHook}`, { enabled: false })
  expect(await list(`webHook=${webHook}`)).toMatchObject([{ reasonCode: 'web-hook-off', lastAttempt }])
  expect((await server.api('POST', `/deliveries/${pending.id}/cancel`)).status).toBe(200)
  expect(await list(`webHook=${webHook}&status=500&state=failed`)).toMatchObject([
    { id: pending.id, state: 'failed', reasonCode: 'given-up', lastAttempt },
  ])
  expect(await list(`webHook=${webHook}&status=200&state=failed`)).toEqual([])
  expect((await detail(pending.id)).attempts).toMatchObject([{ errorCode: 'status' }])
  await server.api('DELETE', `/meetings/${meeting.id}`)
  expect((await list(`webHook=${webHook}`))[0].meeting).toBeNull()
})
