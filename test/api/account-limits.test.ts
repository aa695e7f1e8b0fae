/** What one account uses up is its own share: the others go on. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEventSource } from '../support/event-source.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { createTenant, type Tenant } from '../support/tenants.ts'

let server: TestServer
let listener: Listener
let first: Tenant
let second: Tenant

beforeAll(async () => {
  server = await startTestServer()
  listener = await startListener()
  first = await createTenant(server, 'first')
  second = await createTenant(server, 'second')
})
afterAll(async () => {
  await server.stop()
  await listener.close()
})

const configuration = () => ({ event: 'onMeetingScheduled', url: `${listener.origin}/hook` })

test('an account whose replays do not end leaves the others theirs', async () => {
  const webHookOf = async (tenant: Tenant): Promise<string> => {
    const { body } = await tenant.api('POST', '/web-hooks', { ...configuration(), enabled: false })
    await tenant.api('POST', '/meetings', { topic: 'To be repeated' })
    return body.id
  }
  const replay = (tenant: Tenant, webHook: string) =>
    tenant.api('POST', `/web-hooks/${webHook}/replay`, {
      since: '2026-11-01T00:00:00Z',
      until: '2099-01-01T00:00:00Z',
      only: 'all',
    })
  const [ours, theirs] = [await webHookOf(first), await webHookOf(second)]
  for (let i = 0; i < 20; i++) expect((await replay(first, ours)).status).toBe(202)
  const refused = await replay(first, ours)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/too-many-replays'])
  expect((await replay(second, theirs)).status).toBe(202)
})

test('an account that has all the web hooks it may have leaves the others theirs', async () => {
  const full = await createTenant(server, 'full')
  for (let i = 0; i < 200; i += 20) {
    const made = await Promise.all(
      Array.from({ length: 20 }, () => full.api('POST', '/web-hooks', configuration())),
    )
    expect(made.filter(({ status }) => status !== 201)).toEqual([])
  }
  const refused = await full.api('POST', '/web-hooks', configuration())
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/too-many-web-hooks'])
  const theirs = await second.api('POST', '/web-hooks', configuration())
  expect(theirs.status).toBe(201)
  const instance = await server.api('POST', '/web-hooks', { ...configuration(), accountId: null })
  expect(instance.status).toBe(201)
  // Nor does one come in by changing whose it is.
  const moved = await server.api('PATCH', `/web-hooks/${theirs.body.id}`, { accountId: full.accountId })
  expect([moved.status, moved.body.type]).toEqual([409, '/problems/too-many-web-hooks'])
})

test('an account whose test calls hang leaves the others theirs', async () => {
  const hanging = await startListener({ answer: () => new Promise<number>(() => {}) })
  const testCall = (tenant: Tenant) =>
    tenant.api('POST', '/web-hooks/test', { ...configuration(), url: hanging.origin, timeoutSeconds: 5 })
  const running = Array.from({ length: 20 }, () => testCall(first))
  await hanging.waitFor(20)
  const refused = await testCall(first)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
  expect(refused.headers.get('ratelimit-limit')).toBe('20')
  const theirs = await second.api('POST', '/web-hooks/test', configuration())
  expect([theirs.status, theirs.body.state]).toEqual([200, 'delivered'])
  hanging.dropSockets()
  await Promise.all(running)
  await hanging.close()
  expect((await first.api('POST', '/web-hooks/test', configuration())).body.state).toBe('delivered')
})

test('an account that opens all the streams it may have leaves the others theirs', async () => {
  const keys: string[] = []
  for (let i = 0; i < 6; i++) {
    const { body } = await server.api('POST', '/api-keys', {
      name: `stream ${i}`,
      accountId: first.accountId,
      scopes: ['deliveries:read'],
    })
    keys.push(body.key)
  }
  const open = (key: string) => openEventSource(`${server.url}/api/v1/events/stream`, { 'x-api-key': key })
  const sources = []
  for (const key of keys.slice(0, 5)) {
    sources.push(...(await Promise.all(Array.from({ length: 20 }, () => open(key)))))
  }
  expect(sources.filter(({ status }) => status !== 200)).toEqual([])
  const refused = await server.request('GET', '/api/v1/events/stream', undefined, { 'x-api-key': keys[5]! })
  expect(refused.status).toBe(429)
  const { body } = await server.api('POST', '/api-keys', {
    name: 'other',
    accountId: second.accountId,
    scopes: ['deliveries:read'],
  })
  const theirs = await open(body.key)
  expect(theirs.status).toBe(200)
  for (const source of [...sources, theirs]) source.close()
})
