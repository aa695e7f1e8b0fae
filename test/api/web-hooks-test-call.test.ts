import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { assertDocumentedBody } from '../../receiver/src/contract/check-body.ts'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'
import { createTenant } from '../support/tenants.ts'

let server: TestServer
let listener: Listener

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  listener = await startListener()
})
afterEach(() => listener.close())

const configuration = (more: Record<string, unknown> = {}) => ({
  event: 'onMeetingScheduled',
  url: `${listener.origin}/hook`,
  ...more,
})

async function create(more: Record<string, unknown> = {}): Promise<Json> {
  return (await server.api('POST', '/web-hooks', configuration(more))).body
}

test.each(hookNames)(
  'a test call of %s carries a documented body and the headers of real calls',
  async (event) => {
    const { id } = await create({ event, apiKey: 'k-1', headers: { 'X-Route': 'east' }, method: 'PUT' })
    const { status, body } = await server.api('POST', `/web-hooks/${id}/test`)
    expect(status).toBe(200)
    const [call] = listener.calls
    expect(listener.callCount()).toBe(1)
    expect(call!.method).toBe('PUT')
    expect(call!.headers).toMatchObject({
      'webhook-test': 'true',
      'webhook-event': event,
      'webhook-attempt': '1',
      'webhook-signature': expect.stringMatching(/^v1,/),
      'x-api-key': 'k-1',
      'x-route': 'east',
    })
    expect(call!.headers).not.toHaveProperty('webhook-sequence')
    assertDocumentedBody(event, call!.body)
    expect(body).toMatchObject({
      webHookId: id,
      eventId: null,
      event,
      meetingIds: [],
      state: 'delivered',
      isTest: true,
      attemptCount: 1,
      nextAttemptAt: null,
      body: JSON.parse(call!.body.toString()),
      attempts: [
        {
          number: 1,
          status: 200,
          address: '127.0.0.1',
          method: 'PUT',
          url: `${listener.origin}/hook`,
          requestHeaders: { 'webhook-test': 'true', 'X-API-KEY': '•••', 'X-Route': '•••' },
        },
      ],
    })
    expect(JSON.stringify(body)).not.toMatch(/k-1|east/)
  },
)

test('a test call is one try, whatever becomes of it, and is in the log but not in the feed', async () => {
  const { id } = await create()
  listener.respondWith({ status: 503, headers: { 'retry-after': '60' }, body: 'no' }, 410)
  const failed = await server.api('POST', `/web-hooks/${id}/test`)
  expect(failed).toMatchObject({
    status: 200,
    body: {
      state: 'failed',
      reason: 'The receiver answered 503.',
      nextAttemptAt: null,
      explanation: 'The receiver answered 503. A test call is made once.',
      attempts: [{ status: 503, responseBody: 'no', responseHeaders: { 'retry-after': '60' } }],
    },
  })
  await server.api('POST', `/web-hooks/${id}/test`)
  await server.moveClock(3_600_000)
  expect(listener.callCount()).toBe(2)
  const { body } = await server.api('GET', `/deliveries?webHook=${id}`)
  expect(body.data.map((each: Json) => [each.isTest, each.state])).toEqual([
    [true, 'failed'],
    [true, 'failed'],
  ])
  expect((await server.api('GET', `/deliveries/${failed.body.id}`)).body).toEqual(failed.body)
  expect((await server.api('GET', '/events')).body.data).toEqual([])
  // It says nothing about the web hook's health, and a 410 to a test pauses nothing.
  expect((await server.api('GET', `/web-hooks/${id}`)).body.health.state).toBe('delivering')
  const resent = await server.api('POST', `/deliveries/${failed.body.id}/resend`)
  expect([resent.status, resent.body.type]).toEqual([409, '/problems/test-call'])
})

test('a configuration is tried before it is saved', async () => {
  const { status, body } = await server.api('POST', '/web-hooks/test', configuration({ apiKey: 'typed' }))
  expect([status, body.state, body.webHookId]).toEqual([200, 'delivered', null])
  expect(listener.calls[0]!.headers).toMatchObject({ 'x-api-key': 'typed', 'webhook-test': 'true' })
  expect((await server.api('GET', `/deliveries/${body.id}`)).body.webHookId).toBe(null)
  const tenant = await createTenant(server, 'unsaved')
  const theirs = await tenant.api('POST', '/web-hooks/test', configuration())
  expect([theirs.status, theirs.body.state]).toEqual([200, 'delivered'])
  expect(JSON.parse(listener.calls[1]!.body.toString()).accountId).toBe(tenant.accountId)
})

test('what a receiver refuses, or nobody listens to, is a result and not an error', async () => {
  const { origin } = listener
  await listener.close()
  const { status, body } = await server.api(
    'POST',
    '/web-hooks/test',
    configuration({ url: `${origin}/hook` }),
  )
  expect([status, body.state, body.attempts[0].status]).toEqual([200, 'failed', null])
  expect(body.reason).toContain('refused the connection')
  listener = await startListener()
})

test('a wrong configuration is refused at its pointer, and nothing is called', async () => {
  const { status, body } = await server.api('POST', '/web-hooks/test', {
    event: 'onMeetingClosed',
    url: 'https://10.1.2.3/',
    headers: { Host: 'x' },
    unknown: 1,
  })
  expect(status).toBe(422)
  expect(body.errors.map((error: Json) => error.pointer)).toEqual(['/unknown'])
  const closed = configuration({ url: 'https://10.1.2.3/', headers: { Host: 'x' } })
  const second = await server.api('POST', '/web-hooks/test', closed)
  expect(second.body.errors.map((error: Json) => error.pointer)).toEqual(['/url', '/headers/Host'])
})

test('the form of a saved web hook uses its stored secrets, for the same receiver only', async () => {
  const { id } = await create({ apiKey: 'stored-key', headers: { 'X-Token': 'stored-token' } })
  const edited = configuration({
    webHookId: id,
    url: `${listener.origin}/edited`,
    headers: { 'X-Token': '•••', 'X-New': 'typed' },
  })
  expect((await server.api('POST', '/web-hooks/test', edited)).body).toMatchObject({
    state: 'delivered',
    webHookId: id,
  })
  expect(listener.calls[0]).toMatchObject({
    path: '/edited',
    headers: { 'x-api-key': 'stored-key', 'x-token': 'stored-token', 'x-new': 'typed' },
  })
  const typed = await server.api('POST', '/web-hooks/test', { ...edited, apiKey: 'typed-key' })
  expect([typed.status, listener.calls[1]!.headers['x-api-key']]).toEqual([200, 'typed-key'])
  const other = await startListener()
  const elsewhere = await server.api('POST', '/web-hooks/test', { ...edited, url: `${other.origin}/steal` })
  expect([elsewhere.status, elsewhere.body.errors[0].pointer]).toEqual([422, '/url'])
  expect(other.callCount()).toBe(0)
  await other.close()
  const saved = await server.api('GET', `/web-hooks/${id}`)
  expect(saved.body).toMatchObject({ url: `${listener.origin}/hook`, headers: { 'X-Token': '•••' } })
  const tenant = await createTenant(server, 'thief')
  expect((await tenant.api('POST', '/web-hooks/test', edited)).status).toBe(404)
})

test('a test call is in the log of the account whose web hook it is, and of no other', async () => {
  const [a, b] = [await createTenant(server, 'log-a'), await createTenant(server, 'log-b')]
  const { id } = (await a.api('POST', '/web-hooks', configuration())).body
  const made = await a.api('POST', `/web-hooks/${id}/test`)
  expect((await a.api('GET', '/deliveries')).body.data.map((each: Json) => each.id)).toEqual([made.body.id])
  expect((await b.api('GET', '/deliveries')).body.data).toEqual([])
  expect((await b.api('GET', `/deliveries/${made.body.id}`)).status).toBe(404)
  const host = await a.host()
  expect((await host.api('GET', '/deliveries')).body.data).toEqual([])
})
