/** The feed as `followFeed` of the receiver package reads it from a real server, and what it does when that is away. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import {
  type CursorStore,
  FeedError,
  type FeedEvent,
  followFeed,
  parseFeedEvent,
} from '../../receiver/src/feed.ts'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import { goldenBody } from '../../receiver/src/testing/golden-bodies.ts'
import { ADMIN_KEY, startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

function memoryStore(): CursorStore & { place: string | undefined; saves: number } {
  return {
    place: undefined,
    saves: 0,
    load() {
      return this.place
    },
    save(place) {
      this.place = place
      this.saves += 1
    },
  }
}

async function schedule(topic: string): Promise<string> {
  return String((await server.api('POST', '/meetings', { topic })).body.id)
}

/** Reads until `count` events came, or to the end of the feed. */
async function read(cursorStore: CursorStore, count = Infinity, more = {}): Promise<FeedEvent[]> {
  const events: FeedEvent[] = []
  const options = { server: server.url, apiKey: ADMIN_KEY, cursorStore, follow: false, ...more }
  for await (const event of followFeed(options)) {
    events.push(event)
    if (events.length === count) break
  }
  return events
}

const topics = (events: FeedEvent[]) =>
  events.map(({ payload }) => (payload && 'topic' in payload ? payload.topic : null))

test('every event is read once, in order, and an event at which reading was left comes again', async () => {
  const store = memoryStore()
  await read(store)
  const id = await schedule('First')
  await schedule('Second')
  await server.api('PATCH', `/meetings/${id}`, { topic: 'Changed' })
  const left = await read(store, 2)
  expect(topics(left)).toEqual(['First', 'Second'])
  const rest = await read(store)
  expect(topics(rest)).toEqual(['Second', 'Changed'])
  expect(rest[0]!.id).toBe(left[1]!.id)
  expect(rest[1]).toMatchObject({
    event: 'onMeetingUpdated',
    meetings: [{ id, sequence: 2 }],
    createdAt: server.clock.now(),
  })
  expect(await read(store)).toEqual([])
})

test('a place is kept only where it changed, and events can be chosen by hook', async () => {
  const store = memoryStore()
  await read(store)
  const { saves } = store
  await read(store)
  expect(store.saves).toBe(saves)
  const id = await schedule('Chosen')
  await server.api('DELETE', `/meetings/${id}`)
  const after = store.place
  const deleted = await read(memoryStore(), Infinity, { after, events: ['onMeetingDeleted'] })
  expect(deleted).toMatchObject([
    { event: 'onMeetingDeleted', payload: [{ id, addedByEmail: expect.any(String) }] },
  ])
  const both = await read(memoryStore(), Infinity, {
    after,
    events: ['onMeetingDeleted', 'onMeetingScheduled'],
  })
  expect(both.map(({ event }) => event)).toEqual(['onMeetingScheduled', 'onMeetingDeleted'])
})

test('what happens later is followed until the signal ends the reading', async () => {
  const store = memoryStore()
  await read(store)
  const end = new AbortController()
  const events = followFeed({
    server: server.url,
    apiKey: ADMIN_KEY,
    cursorStore: store,
    pollIntervalMs: 10,
    signal: end.signal,
  })
  const next = events.next()
  await schedule('Later')
  expect(topics([(await next).value!])).toEqual(['Later'])
  const ended = events.next()
  end.abort()
  expect(await ended).toEqual({ done: true, value: undefined })
  expect(await read(store)).toEqual([])
})

test('an erased event has no payload', async () => {
  const store = memoryStore()
  await read(store)
  const id = await schedule('Secret')
  const [event] = await read(memoryStore(), 1, { after: store.place })
  await server.api('POST', `/events/${event!.id}/erase`)
  expect(await read(store)).toMatchObject([{ payload: null, meetings: [{ id, sequence: 1 }] }])
})

test('a wrong key is an error at once, with the reason that the server gives', async () => {
  const reading = read(memoryStore(), 1, { apiKey: 'wrong' })
  await expect(reading).rejects.toThrow(FeedError)
  await expect(reading).rejects.toMatchObject({ status: 401, code: expect.stringMatching(/^[a-z-]+$/) })
})

test('a server that is overloaded or breaks off is asked again, and events of unknown hooks are passed over', async () => {
  const event = { id: 'e1', meetings: [{ id: 'm1', sequence: 1 }], createdAt: '2026-11-24T08:00:00.000Z' }
  const body = goldenBody('onMeetingClosed')
  const data = [
    { ...event, event: 'onMeetingMoved', body: {} },
    { ...event, id: 'e2', event: 'onMeetingClosed', body },
  ]
  let asked = 0
  const flaky = createServer((request, response) => {
    asked += 1
    if (asked === 1) request.socket.destroy()
    else if (asked === 2) response.writeHead(503).end('no JSON')
    else
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data, nextCursor: 'c1' }))
  }).listen(0, '127.0.0.1')
  await once(flaky, 'listening')
  onTestFinished(() => {
    flaky.close().closeAllConnections()
  })
  const retries: unknown[] = []
  const address = flaky.address() as { port: number }
  const events = await read(memoryStore(), Infinity, {
    server: `http://127.0.0.1:${address.port}/`,
    onRetry: (error: unknown) => retries.push(error),
  })
  expect(events.map(({ id }) => id)).toEqual(['e2'])
  expect(retries).toMatchObject([{}, { name: 'FeedError', status: 503 }])
})

test.each(hookNames)('an event of %s is read into the types of its calls', (event) => {
  const body = goldenBody(event)
  const id = 'e1'
  const createdAt = '2026-11-24T08:00:00.000Z'
  const meetings = [{ id: 'm1', sequence: 3 }]
  const occurrence = '2026-12-01T09:00:00.000Z'
  const wire = { id, event, meetings, createdAt, occurrence, change: 'occurrence', added: 1, body }
  const read = parseFeedEvent(wire)
  expect(read).toMatchObject({ id, event, createdAt: new Date(createdAt) })
  expect(read.meetings).toEqual([{ id: 'm1', sequence: 3, occurrence, change: 'occurrence' }])
  expect(parseFeedEvent({ ...wire, body: null }).payload).toBeNull()
  expect(() => parseFeedEvent({ ...wire, body: 7 })).toThrow('is not what is documented')
})

test.each([null, 7, {}, { event: 'onMeetingMoved' }, { event: 'onMeetingClosed' }])(
  '%j is no event',
  (value) => {
    expect(() => parseFeedEvent(value)).toThrow(expect.objectContaining({ name: 'HookCallError' }))
  },
)
