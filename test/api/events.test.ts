import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEventSource, type EventSourceUnderTest } from '../support/event-source.ts'
import { startListener } from '../support/listener.ts'
import { ADMIN_KEY, startTestServer, type Json, type TestServer } from '../support/server.ts'
import { createTenant, type Tenant } from '../support/tenants.ts'

let server: TestServer
let sources: EventSourceUnderTest[] = []

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(async () => {
  for (const source of sources) source.close()
  sources = []
  await server.stop()
})

type Caller = Pick<Tenant, 'api'>

async function schedule(by: Caller = server): Promise<Json> {
  return (await by.api('POST', '/meetings', { topic: 'Züri "1"' })).body
}

async function feed(query = '', by: Caller = server): Promise<Json> {
  const { status, body } = await by.api('GET', `/events?${query}`)
  expect(status).toBe(200)
  return body
}

async function follow(query = '', headers: Record<string, string> = {}): Promise<EventSourceUnderTest> {
  const source = await openEventSource(`${server.url}/api/v1/events/stream?${query}`, {
    'x-api-key': ADMIN_KEY,
    ...headers,
  })
  sources.push(source)
  return source
}

const meetingIds = (events: Json[]) => events.map(({ meetingId }) => meetingId)

test('the feed has every event in order, although no web hook listens, and always a cursor to go on from', async () => {
  expect(await feed()).toMatchObject({ data: [], nextCursor: expect.any(String) })
  const meeting = await schedule()
  await server.api('PATCH', `/meetings/${meeting.id}`, { topic: 'Changed' })
  const { data, nextCursor } = await feed()
  expect(data).toMatchObject([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      event: 'onMeetingScheduled',
      meetingId: meeting.id,
      sequence: 1,
      meetings: [{ id: meeting.id, sequence: 1 }],
      createdAt: server.clock.now().toISOString(),
      body: { id: meeting.id, topic: 'Züri "1"' },
    },
    { event: 'onMeetingUpdated', sequence: 2, body: { topic: 'Changed' } },
  ])
  expect(await feed(`after=${nextCursor}`)).toEqual({ data: [], nextCursor })
  const next = await schedule()
  expect(meetingIds((await feed(`after=${nextCursor}`)).data)).toEqual([next.id])
  const pages = [await feed('limit=2'), await feed(`limit=2&after=${(await feed('limit=2')).nextCursor}`)]
  expect(pages.map((page) => page.data.length)).toEqual([2, 1])
  expect((await feed('event=onMeetingUpdated')).data).toHaveLength(1)
})

test('a call about several meetings is one event with a number for each', async () => {
  const [a, b] = [await schedule(), await schedule()]
  await server.api('POST', '/meetings/delete', { ids: [a.id, b.id] })
  const { data } = await feed('event=onMeetingDeleted')
  expect(data).toMatchObject([
    {
      meetingId: a.id,
      sequence: 2,
      meetings: [
        { id: a.id, sequence: 2 },
        { id: b.id, sequence: 2 },
      ],
      body: [{ id: a.id }, { id: b.id }],
    },
  ])
})

test('feed and stream carry the very bytes that are sent', async () => {
  const listener = await startListener()
  await server.api('POST', '/web-hooks', { event: 'onMeetingScheduled', url: `${listener.origin}/hook` })
  const source = await follow()
  await schedule()
  const [call] = await listener.waitFor(1)
  const sent = `,"body":${call!.body.toString()}}`
  const response = await fetch(`${server.url}/api/v1/events`, { headers: { 'x-api-key': ADMIN_KEY } })
  expect(await response.text()).toContain(sent)
  expect((await source.waitFor(() => true)).text).toContain(sent)
  await listener.close()
})

test('a wrong cursor is refused; an expired one says where the feed begins now', async () => {
  const wrong = await server.api('GET', '/events?after=nonsense')
  expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/after'])
  await schedule()
  const { nextCursor } = await feed('limit=1')
  await schedule()
  await schedule()
  await server.context.database.pool.query('update feed_state set oldest_ordinal = 2')
  const { status, body } = await server.api('GET', `/events?after=${nextCursor}`)
  expect([status, body.type]).toEqual([410, '/problems/cursor-expired'])
  expect((await feed(`after=${body.oldestCursor}`)).data).toHaveLength(1)
  const stream = await server.api('GET', `/events/stream?after=${nextCursor}`)
  expect([stream.status, stream.body.type]).toEqual([410, '/problems/cursor-expired'])
})

test("an account's feed has its own events only", async () => {
  const [a, b] = [await createTenant(server, 'feed-a'), await createTenant(server, 'feed-b')]
  const [own] = [await schedule(a), await schedule(b)]
  expect(meetingIds((await feed('', a)).data)).toEqual([own.id])
  expect((await feed()).data).toHaveLength(2)
})

test('the stream begins now, goes on from Last-Event-ID, and filters', async () => {
  const before = await schedule()
  const source = await follow()
  expect([source.status, source.contentType]).toEqual([200, 'text/event-stream'])
  const first = await schedule()
  const event = await source.waitFor(() => true)
  expect(event).toMatchObject({ event: 'event', data: { event: 'onMeetingScheduled', meetingId: first.id } })
  source.close()
  await server.api('PATCH', `/meetings/${first.id}`, { topic: 'Changed' })
  const second = await schedule()
  const resumed = await follow('', { 'last-event-id': event.id })
  await resumed.waitFor(({ data }) => data.meetingId === second.id)
  expect(resumed.events.map(({ data }) => data.event)).toEqual(['onMeetingUpdated', 'onMeetingScheduled'])
  const filtered = await follow(`event=onMeetingUpdated&after=${(await feed('limit=1')).nextCursor}`)
  await filtered.waitFor(() => true)
  expect(filtered.events.map(({ data }) => data.event)).toEqual(['onMeetingUpdated'])
  expect(meetingIds(resumed.events.map(({ data }) => data))).not.toContain(before.id)
})

test('a stream ends when the server stops', async () => {
  const source = await follow()
  const stopped = server.stop()
  await source.ended
  await stopped
  server = await startTestServer()
})

test("a meeting's events come in order, each with its deliveries, also after it was deleted", async () => {
  const listener = await startListener()
  const settle = () => server.services.engine.dispatcher.settle()
  for (const event of ['onMeetingScheduled', 'onMeetingDeleted']) {
    await server.api('POST', '/web-hooks', { event, url: `${listener.origin}/hook` })
  }
  listener.respondWith(200, 500)
  const meeting = await schedule()
  await listener.waitFor(1)
  await settle()
  await server.api('PATCH', `/meetings/${meeting.id}`, { topic: 'Changed' })
  await server.api('DELETE', `/meetings/${meeting.id}`)
  await listener.waitFor(2)
  await settle()
  const events = `/meetings/${meeting.id}/events`
  const { body } = await server.api('GET', events)
  expect(body.data).toMatchObject([
    {
      event: 'onMeetingScheduled',
      sequence: 1,
      meetingIds: [meeting.id],
      deliveries: [{ state: 'delivered' }],
    },
    { event: 'onMeetingUpdated', sequence: 2, deliveries: [] },
    { event: 'onMeetingDeleted', sequence: 3, deliveries: [{ state: 'pending', attemptCount: 1 }] },
  ])
  const page = await server.api('GET', `${events}?limit=2`)
  expect(page.body.data).toHaveLength(2)
  const rest = await server.api('GET', `${events}?limit=2&cursor=${page.body.nextCursor}`)
  expect(rest.body).toMatchObject({ data: [{ sequence: 3 }], nextCursor: null })
  expect((await server.api('GET', '/meetings/0123456789abcdef01234567/events')).status).toBe(404)
  expect((await server.api('GET', `/meetings/${meeting.meetingId}/events`)).status).toBe(404)
  await listener.close()
})

test('while it exists a meeting is named by its number, too', async () => {
  const meeting = await schedule()
  const { body } = await server.api('GET', `/meetings/${meeting.meetingId}/events`)
  expect(body.data).toMatchObject([{ sequence: 1 }])
})

test('calls, feed, log and a meeting’s events say which occurrence of a series they are about', async () => {
  const listener = await startListener()
  const hooks = ['onMeetingUpdated', 'onMeetingClosed', 'onMeetingSummaryCreated', 'onMeetingDeleted']
  for (const event of hooks) await server.api('POST', '/web-hooks', { event, url: `${listener.origin}/` })
  const startTime = new Date(server.clock.now().getTime() + 600_000).toISOString()
  const series = await server.api('POST', '/meetings', {
    topic: 'Weekly',
    startTime,
    recurring: { frequencyType: 'weekly' },
  })
  const path = `/meetings/${series.body.id}`
  const { data } = (await server.api('GET', `${path}/occurrences?limit=2`)).body
  const [current, second] = data.map(({ originalStart }: { originalStart: string }) => originalStart)
  await server.api('PATCH', `${path}?scope=occurrence&start=${second}`, { topic: 'Once' })
  await server.api('DELETE', `${path}?scope=occurrence&start=${second}`)
  await server.api('POST', `${path}/close`)
  await server.moveClock(300_000)
  const single = await schedule()
  await server.api('POST', '/meetings/delete', { ids: [series.body.id, single.id] })

  const calls = await listener.waitFor(5)
  const sent = calls.map(({ headers }) => [
    headers['webhook-event'],
    headers['webhook-occurrence'],
    headers['webhook-change'],
  ])
  expect(sent).toEqual([
    ['onMeetingUpdated', second, 'occurrence'],
    ['onMeetingUpdated', second, 'occurrence-cancelled'],
    ['onMeetingClosed', current, 'occurrence'],
    ['onMeetingSummaryCreated', current, 'occurrence'],
    ['onMeetingDeleted', undefined, 'series, -'],
  ])
  const fields = (rows: Json[]) => rows.map(({ event, occurrence, change }) => [event, occurrence, change])
  const told = [
    ['onMeetingUpdated', second, 'occurrence'],
    ['onMeetingUpdated', second, 'occurrence-cancelled'],
    ['onMeetingClosed', current, 'occurrence'],
    ['onMeetingSummaryCreated', current, 'occurrence'],
    ['onMeetingDeleted', null, 'series'],
  ]
  const all = [['onMeetingScheduled', null, 'series'], ...told]
  expect(fields((await server.api('GET', `${path}/events`)).body.data)).toEqual(all)
  const ofSeries = (await feed()).data.filter((event: Json) => event.meetingId === series.body.id)
  expect(fields(ofSeries)).toEqual(all)
  const log = (await server.api('GET', `/deliveries?meeting=${series.body.id}`)).body.data
  expect(fields(log.toReversed())).toEqual(told)
  expect(fields((await server.api('GET', `/meetings/${single.id}/events`)).body.data)).toEqual([
    ['onMeetingScheduled', null, null],
    ['onMeetingDeleted', null, null],
  ])
  const { body: detail } = await server.api('GET', `/deliveries/${log[0].id}`)
  expect(detail.attempts[0].requestHeaders).toMatchObject({ 'webhook-change': 'series, -' })
  await listener.close()
})

test('the feed is read from now on, by meeting, and by several kinds of event', async () => {
  const [first, second] = [await schedule(), await schedule()]
  const { data: none, nextCursor: now } = await feed('after=now')
  expect(none).toEqual([])
  await server.api('PATCH', `/meetings/${first.id}`, { topic: 'Changed' })
  await server.api('POST', '/meetings/delete', { ids: [second.id, first.id] })
  expect(meetingIds((await feed(`after=${now}`)).data)).toEqual([first.id, second.id])
  const kinds = (events: Json[]) => events.map(({ event }) => event)
  expect(kinds((await feed('event=onMeetingScheduled&event=onMeetingDeleted')).data)).toEqual([
    'onMeetingScheduled',
    'onMeetingScheduled',
    'onMeetingDeleted',
  ])
  const ofFirst = ['onMeetingScheduled', 'onMeetingUpdated', 'onMeetingDeleted']
  expect(kinds((await feed(`meeting=${first.id}`)).data)).toEqual(ofFirst)
  expect(kinds((await feed(`meeting=${first.id}&after=${now}`)).data)).toEqual(ofFirst.slice(1))
  expect((await feed('meeting=0000-0000-0000-0000')).data).toEqual([])
})

test('a key for the feed alone reads the feed, and no delivery', async () => {
  await schedule()
  const made = await server.api('POST', '/api-keys', { name: 'Reader', scopes: ['events:read'] })
  expect(made.status).toBe(201)
  const ask = (path: string) =>
    server.request('GET', `/api/v1${path}`, undefined, { 'x-api-key': String(made.body.key) })
  expect((await ask('/events')).body.data).toHaveLength(1)
  expect((await ask('/deliveries')).status).toBe(403)
})
