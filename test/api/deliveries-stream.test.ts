import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inviteAndSignIn, type BrowserSession } from '../support/browser-session.ts'
import { openEventSource, type EventSourceUnderTest } from '../support/event-source.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { ADMIN_KEY, startTestServer, type TestServer } from '../support/server.ts'
import { createTenant } from '../support/tenants.ts'

let server: TestServer
let listener: Listener
let sources: EventSourceUnderTest[] = []

beforeEach(async () => {
  server = await startTestServer()
  listener = await startListener()
})
afterEach(async () => {
  for (const source of sources) source.close()
  sources = []
  await server.stop()
  await listener.close()
})

async function watch(query = '', headers: Record<string, string> = {}): Promise<EventSourceUnderTest> {
  const source = await openEventSource(`${server.url}/api/v1/deliveries/stream?${query}`, {
    'x-api-key': ADMIN_KEY,
    ...headers,
  })
  sources.push(source)
  return source
}

async function create(event = 'onMeetingScheduled'): Promise<string> {
  return (await server.api('POST', '/web-hooks', { event, url: `${listener.origin}/${event}` })).body.id
}

const schedule = () => server.api('POST', '/meetings', { topic: 'A meeting' })
const settle = () => server.services.engine.dispatcher.settle()

test('a delivery is shown each time it changes, as a row of the list', async () => {
  await create()
  const source = await watch()
  listener.respondWith(500)
  await schedule()
  const failed = await source.waitFor(({ data }) => data.state === 'pending' && data.attemptCount === 1)
  expect(failed).toMatchObject({ event: 'delivery', id: expect.stringMatching(/^\d+$/) })
  await server.moveClock(60_000)
  const delivered = await source.waitFor(({ data }) => data.state === 'delivered')
  const list = await server.api('GET', '/deliveries')
  expect(list.body.data).toEqual([delivered.data])
  expect(delivered.data.id).toBe(failed.data.id)
})

test('what was there before is not shown, and a pause is', async () => {
  const id = await create()
  await schedule()
  await listener.waitFor(1)
  await settle()
  listener.respondWith(500)
  const { body: meeting } = await schedule()
  await listener.waitFor(2)
  await settle()
  const source = await watch()
  await server.api('PATCH', `/web-hooks/${id}`, { enabled: false })
  await source.waitFor(({ data }) => data.state === 'paused')
  expect(source.events.map(({ data }) => data.meetingIds)).toEqual([[meeting.id]])
})

test('filters choose what is shown', async () => {
  const scheduled = await create()
  const updated = await create('onMeetingUpdated')
  const [byHook, byState] = [
    await watch(`webHook=${updated}`),
    await watch('state=delivered&event=onMeetingScheduled'),
  ]
  const { body: meeting } = await schedule()
  await server.api('PATCH', `/meetings/${meeting.id}`, { topic: 'Changed' })
  await byHook.waitFor(({ data }) => data.state === 'delivered')
  await byState.waitFor(() => true)
  expect(new Set(byHook.events.map(({ data }) => data.webHookId))).toEqual(new Set([updated]))
  expect(byState.events.map(({ data }) => [data.webHookId, data.state])).toEqual([[scheduled, 'delivered']])
  expect((await server.api('GET', '/deliveries/stream?state=waiting')).status).toBe(422)
})

test('anyone who comes back with Last-Event-ID is shown what changed meanwhile', async () => {
  await create()
  const source = await watch()
  listener.respondWith(500)
  await schedule()
  const { id } = await source.waitFor(({ data }) => data.attemptCount === 1)
  source.close()
  await server.moveClock(60_000)
  await settle()
  const { body: second } = await schedule()
  await listener.waitFor(3)
  await settle()
  const resumed = await watch('state=delivered', { 'last-event-id': id })
  await resumed.waitFor(({ data }) => data.meetingIds[0] === second.id)
  expect(new Set(resumed.events.map(({ data }) => data.id)).size).toBe(2)
})

test("an account is shown its own events' deliveries, a host their state and times", async () => {
  await create()
  const [a, b] = [await createTenant(server, 'stream-a'), await createTenant(server, 'stream-b')]
  const host = await a.host()
  const source = await openEventSource(`${server.url}/api/v1/deliveries/stream`, { cookie: host.cookie })
  sources.push(source)
  await b.api('POST', '/meetings', { topic: 'Theirs' })
  await listener.waitFor(1)
  await settle()
  const { body: own } = await a.api('POST', '/meetings', { topic: 'Ours' })
  const shown = await source.waitFor(({ data }) => data.state === 'delivered')
  expect(shown.data).toMatchObject({
    meetingIds: [own.id],
    webHookId: null,
    reason: null,
    attemptCount: null,
  })
  expect(new Set(source.events.map(({ data }) => data.meetingIds[0]))).toEqual(new Set([own.id]))
})

test('streams end when the server stops; one caller has so many, and takes none from another', async () => {
  const open = await Promise.all(Array.from({ length: 20 }, () => watch()))
  expect(new Set(open.map(({ status }) => status))).toEqual(new Set([200]))
  const refused = await server.api('GET', '/deliveries/stream')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10'])
  const tenant = await createTenant(server, 'another')
  const host = await tenant.host()
  const theirs = await openEventSource(`${server.url}/api/v1/deliveries/stream`, { cookie: host.cookie })
  sources.push(theirs)
  expect(theirs.status).toBe(200)
  open[0]!.close()
  await open[0]!.ended
  const stopped = server.stop()
  await Promise.all(open.map(({ ended }) => ended))
  await stopped
  server = await startTestServer()
})

test('a comment every 15 s keeps the line open', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  try {
    const source = await watch()
    const comment = source.comment()
    vi.advanceTimersByTime(15_000)
    await comment
  } finally {
    vi.useRealTimers()
  }
})

test.each(['deliveries', 'events'])(
  'a stream of %s ends with the key, the session or the role that opened it',
  async (what) => {
    const follow = async (headers: Record<string, string>) => {
      const source = await openEventSource(`${server.url}/api/v1/${what}/stream`, headers)
      sources.push(source)
      expect(source.status).toBe(200)
      return source
    }
    const makeKey = async (by: Pick<TestServer, 'api'> | BrowserSession = server) =>
      (await by.api('POST', '/api-keys', { name: 'Stream', scopes: ['deliveries:read'] })).body
    const ada = await inviteAndSignIn(server, { role: 'administrator', email: 'ada@example.org' })
    const bea = await inviteAndSignIn(server, { role: 'administrator', email: 'bea@example.org' })
    const revoked = await makeKey()
    const kept = await makeKey()
    const hers = await makeKey(ada)
    const streams = {
      revoked: await follow({ 'x-api-key': revoked.key }),
      kept: await follow({ 'x-api-key': kept.key }),
      hers: await follow({ 'x-api-key': hers.key }),
      session: await follow({ cookie: ada.cookie }),
      other: await follow({ cookie: bea.cookie }),
    }
    const ended: string[] = []
    for (const [name, { ended: end }] of Object.entries(streams)) void end.then(() => ended.push(name))
    await server.api('DELETE', `/api-keys/${revoked.id}`)
    await streams.revoked.ended
    await ada.api('DELETE', '/session')
    await streams.session.ended
    await server.api('PATCH', `/users/${ada.id}`, { disabled: true })
    await streams.hers.ended
    await server.api('PATCH', `/users/${bea.id}`, { role: 'host' })
    await streams.other.ended
    expect(ended).toEqual(['revoked', 'session', 'hers', 'other'])
  },
)
