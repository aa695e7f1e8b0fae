import { afterAll, beforeAll, expect, test } from 'vitest'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import { createSelfSigned } from '../support/certificates.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'
import { createTenant } from '../support/tenants.ts'

const URL = 'https://receiver.example.com/hooks'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function create(input: Record<string, unknown> = {}): Promise<Json> {
  const { status, body } = await server.api('POST', '/web-hooks', {
    event: 'onMeetingScheduled',
    url: URL,
    ...input,
  })
  expect(status).toBe(201)
  return body
}

function pointersOf(body: Json): string[] {
  return body.errors.map((error: Json) => error.pointer)
}

test.each(hookNames)('a web hook of %s has the documented fields and defaults', async (event) => {
  const { status, headers, body } = await server.api('POST', '/web-hooks', { event, url: URL })
  expect(status).toBe(201)
  expect(headers.get('location')).toBe(`/api/v1/web-hooks/${body.id}`)
  expect(headers.get('etag')).toBe('"1"')
  expect(body).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    event,
    url: URL,
    method: 'POST',
    name: null,
    accountId: null,
    enabled: true,
    apiKeySet: false,
    apiKeyRotation: null,
    headers: {},
    signed: true,
    signedAsymmetrically: false,
    oldSecretRetiresAt: null,
    catchUpAutomatically: true,
    maxInFlight: 50,
    ratePerSecond: null,
    retrySchedule: null,
    holdSeconds: 600,
    timeoutSeconds: 15,
    clientCertificate: null,
    clientKeySet: false,
    extraCa: null,
    createdAt: server.clock.now().toISOString(),
    updatedAt: server.clock.now().toISOString(),
    health: {
      state: 'delivering',
      reason: null,
      since: null,
      backlog: 0,
      backlogIsMore: false,
      kept: 0,
      oldestPendingAt: null,
      nextTryAt: null,
    },
    warnings: [],
    signingSecret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{40,}={0,2}$/),
  })
  const { signingSecret: _, ...shown } = body
  const read = await server.api('GET', `/web-hooks/${body.id}`)
  expect(read.body).toEqual(shown)
  const listed = await server.api('GET', `/web-hooks?event=${event}`)
  expect(listed.body.data).toEqual([shown])
})

test('no secret is ever shown again: not on reading, not in the audit trail', async () => {
  const { cert: certificate, key } = createSelfSigned('DNS:client')
  const secrets = { apiKey: 'secret-api-key', headers: { Authorization: 'secret-header' } }
  const pair = { clientCertificate: certificate, clientKey: key }
  const { id, signingSecret } = await create({ ...secrets, ...pair })
  await server.api('PATCH', `/web-hooks/${id}`, {
    apiKey: 'secret-second-key',
    headers: { 'X-B': 'secret-b' },
  })
  const { body } = await server.api('GET', `/web-hooks/${id}`)
  expect(body).toMatchObject({
    apiKeySet: true,
    clientKeySet: true,
    clientCertificate: certificate,
    headers: { Authorization: '•••', 'X-B': '•••' },
  })
  const audit = await server.api('GET', `/audit-events?subject=${id}`)
  expect(audit.body.data.map((each: Json) => each.action)).toEqual(['web-hook.updated', 'web-hook.created'])
  const { rows } = await server.context.database.pool.query('select * from web_hooks where id = $1', [id])
  const everything = JSON.stringify([body, audit.body, rows])
  for (const secret of ['secret-', signingSecret, key.split('\n')[1]!])
    expect(everything).not.toContain(secret)
})

test('a patch changes what it names, and says so once', async () => {
  const { id } = await create({ name: 'patched', ratePerSecond: 5, apiKey: 'k-1' })
  const { status, headers, body } = await server.api('PATCH', `/web-hooks/${id}`, {
    method: 'PUT',
    ratePerSecond: null,
    maxInFlight: 3,
    timeoutSeconds: 4,
    holdSeconds: 0,
    name: null,
    signed: false,
  })
  expect([status, headers.get('etag')]).toEqual([200, '"2"'])
  expect(body).toMatchObject({
    method: 'PUT',
    ratePerSecond: null,
    maxInFlight: 3,
    name: null,
    apiKeySet: true,
  })
  const again = await server.api('PATCH', `/web-hooks/${id}`, { method: 'PUT', maxInFlight: 3 })
  expect([again.status, again.headers.get('etag')]).toEqual([200, '"2"'])
  const audit = await server.api('GET', `/audit-events?subject=${id}&action=web-hook.updated`)
  expect(audit.body.data).toHaveLength(1)
  expect(audit.body.data[0].details).toMatchObject({
    before: { method: 'POST', maxInFlight: 50 },
    after: { method: 'PUT', maxInFlight: 3 },
  })
  expect((await server.api('PATCH', `/web-hooks/${id}`, { apiKey: null })).body.apiKeySet).toBe(false)
})

test('custom headers are patched by name; a mask that is sent back means the stored value', async () => {
  const { id } = await create({ headers: { Authorization: 'a', 'X-Route': 'b' } })
  const patch = (headers: unknown) => server.api('PATCH', `/web-hooks/${id}`, { headers })
  expect((await patch({ authorization: '•••', 'X-Route': null, 'X-New': 'c' })).body.headers).toEqual({
    Authorization: '•••',
    'X-New': '•••',
  })
  expect(pointersOf((await patch({ 'X-Unknown': '•••' })).body)).toEqual(['/headers/X-Unknown'])
  expect((await patch(null)).body.headers).toEqual({})
})

test('a writer who read an older version is refused', async () => {
  const { id } = await create()
  const ifMatch = (tag: string) => ({ 'if-match': tag })
  expect((await server.api('PATCH', `/web-hooks/${id}`, { holdSeconds: 1 }, ifMatch('"1"'))).status).toBe(200)
  const late = await server.api('PATCH', `/web-hooks/${id}`, { holdSeconds: 2 }, ifMatch('"1"'))
  expect([late.status, late.body.type]).toEqual([412, '/problems/version-mismatch'])
  expect((await server.api('POST', `/web-hooks/${id}/rotate-secret`, {}, ifMatch('"1"'))).status).toBe(412)
  expect((await server.api('DELETE', `/web-hooks/${id}`, undefined, ifMatch('"1"'))).status).toBe(412)
  expect((await server.api('DELETE', `/web-hooks/${id}`, undefined, ifMatch('"2"'))).status).toBe(204)
  expect((await server.api('GET', `/web-hooks/${id}`)).status).toBe(404)
  expect((await server.api('DELETE', `/web-hooks/${id}`)).status).toBe(404)
})

const { cert, key } = createSelfSigned('DNS:client')
const otherKey = createSelfSigned('DNS:another').key

test.each([
  [['/url'], { url: 'ftp://example.com/' }],
  [['/url'], { url: 'https://10.0.0.1/' }],
  [['/url'], { url: 'http://93.184.216.34/' }],
  [['/url'], { url: `https://example.com/${'x'.repeat(2000)}` }],
  [['/url'], { url: 'https://user:password@example.com/' }],
  [['/method'], { method: 'GET' }],
  [['/event'], { event: 'onMeetingStarted' }],
  [['/maxInFlight'], { maxInFlight: 101 }],
  [['/ratePerSecond'], { ratePerSecond: 0 }],
  [['/ratePerSecond'], { ratePerSecond: 1e-46 }],
  [['/timeoutSeconds'], { timeoutSeconds: 16 }],
  [['/holdSeconds'], { holdSeconds: -1 }],
  [['/name'], { name: 'a\u0000b' }],
  [['/apiKey'], { apiKey: 'ключ' }],
  [['/apiKey'], { apiKey: 'a\r\nX-B: c' }],
  [['/headers/Content-Type'], { headers: { 'Content-Type': 'text/plain' } }],
  [['/headers/a~1b'], { headers: { 'a/b': 'c' } }],
  [['/headers/Host', '/headers/X-A'], { headers: { Host: 'x', 'X-A': 'b\nc' } }],
  [['/clientCertificate', '/clientKey'], { clientCertificate: 'nonsense', clientKey: 'nonsense' }],
  [['/clientKey'], { clientCertificate: cert }],
  [['/clientCertificate'], { clientKey: key }],
  [['/clientKey'], { clientCertificate: cert, clientKey: otherKey }],
  [['/extraCa'], { extraCa: 'nonsense' }],
  [['/accountId'], { accountId: 'ffffffffffffffffffffffff' }],
  [['/signingSecret'], { signingSecret: 'whsec_x' }],
])('what is wrong is refused at %j (case %#)', async (pointers, input) => {
  const made = { event: 'onMeetingScheduled', url: URL, ...input }
  const created = await server.api('POST', '/web-hooks', made)
  expect([created.status, pointersOf(created.body)]).toEqual([422, pointers])
  if ('event' in input) return
  const { id } = await create()
  const patched = await server.api('PATCH', `/web-hooks/${id}`, input)
  expect([patched.status, pointersOf(patched.body)]).toEqual([422, pointers])
})

test('health is found out, and cannot be set', async () => {
  const created = await server.api('POST', '/web-hooks', {
    event: 'onMeetingScheduled',
    url: URL,
    health: {},
  })
  expect([created.status, pointersOf(created.body)]).toEqual([422, ['/health']])
})

test('how a private address is allowed is said where it is refused', async () => {
  const { body } = await server.api('POST', '/web-hooks', {
    event: 'onMeetingClosed',
    url: 'https://169.254.169.254/latest',
  })
  expect(body.errors[0].detail).toContain('WEBHOOK_ALLOW_PRIVATE=169.254.169.254')
})

test('the event of a web hook stays', async () => {
  const { id } = await create()
  const changed = await server.api('PATCH', `/web-hooks/${id}`, { event: 'onMeetingClosed' })
  expect([changed.status, pointersOf(changed.body)]).toEqual([422, ['/event']])
  expect((await server.api('PATCH', `/web-hooks/${id}`, { event: 'onMeetingScheduled' })).status).toBe(200)
})

test('a web hook whose URL a later rule refuses can still be switched off', async () => {
  const { id } = await create()
  await server.context.database.pool.query(`update web_hooks set url = 'http://10.0.0.1/' where id = $1`, [
    id,
  ])
  expect((await server.api('PATCH', `/web-hooks/${id}`, { enabled: false })).body).toMatchObject({
    enabled: false,
    health: { state: 'off', since: server.clock.now().toISOString() },
  })
})

test('by name: created once, then changed where it differs, and secrets that are not given stay', async () => {
  const put = (body: unknown, headers?: Record<string, string>) =>
    server.api('PUT', '/web-hooks/by-name/crm', body, headers)
  const file = { event: 'onMeetingClosed', url: URL, apiKey: 'k', headers: { 'X-A': 'b' }, maxInFlight: 4 }
  const first = await put(file)
  expect([first.status, first.body.name]).toEqual([201, 'crm'])
  expect(first.body.signingSecret).toMatch(/^whsec_/)
  const second = await put(file)
  expect([second.status, second.headers.get('etag'), second.body.id]).toEqual([200, '"1"', first.body.id])
  expect(second.body).not.toHaveProperty('signingSecret')
  const third = await put({ event: 'onMeetingClosed', url: `${URL}/2` })
  expect(third.body).toMatchObject({
    apiKeySet: true,
    headers: { 'X-A': '•••' },
    maxInFlight: 50,
    url: `${URL}/2`,
  })
  expect(third.headers.get('etag')).toBe('"2"')
  expect((await put({ event: 'onMeetingClosed', url: URL, headers: {} })).body.headers).toEqual({})
  expect(pointersOf((await put({ event: 'onMeetingScheduled', url: URL })).body)).toEqual(['/event'])
  expect(pointersOf((await put({ ...file, name: 'other' })).body)).toEqual(['/name'])
  expect((await put(file, { 'if-match': '"1"' })).status).toBe(412)
  expect((await server.api('PUT', '/web-hooks/by-name/new', file, { 'if-match': '"1"' })).status).toBe(412)
})

test('two who apply the same file at once make one web hook', async () => {
  const file = { event: 'onMeetingClosed', url: URL }
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => server.api('PUT', '/web-hooks/by-name/at-once', file)),
  )
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 200, 200, 200, 201])
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
})

test('a name is taken within its account, and free again after its web hook was deleted', async () => {
  const { id } = await create({ name: 'taken' })
  const again = () =>
    server.api('POST', '/web-hooks', { event: 'onMeetingScheduled', url: URL, name: 'taken' })
  expect(pointersOf((await again()).body)).toEqual(['/name'])
  const tenant = await createTenant(server, 'names')
  const theirs = await tenant.api('PUT', '/web-hooks/by-name/taken', { event: 'onMeetingClosed', url: URL })
  expect([theirs.status, theirs.body.accountId]).toEqual([201, tenant.accountId])
  await server.api('DELETE', `/web-hooks/${id}`)
  expect((await again()).status).toBe(201)
})

test("an account's key sees and changes its own web hooks only", async () => {
  const [a, b] = [await createTenant(server, 'a'), await createTenant(server, 'b')]
  const { id } = (await a.api('POST', '/web-hooks', { event: 'onMeetingClosed', url: URL })).body
  const everyones = await create()
  for (const foreign of [id, everyones.id]) {
    expect((await b.api('GET', `/web-hooks/${foreign}`)).status).toBe(404)
    expect((await b.api('PATCH', `/web-hooks/${foreign}`, { enabled: false })).status).toBe(404)
    expect((await b.api('DELETE', `/web-hooks/${foreign}`)).status).toBe(404)
    for (const action of ['test', 'rotate-secret', 'rotate-api-key', 'catch-up']) {
      expect((await b.api('POST', `/web-hooks/${foreign}/${action}`)).status).toBe(404)
    }
    expect((await b.api('GET', `/web-hooks/${foreign}/statistics`)).status).toBe(404)
    const window = { since: '2026-01-01T00:00:00Z', only: 'all' }
    expect((await b.api('POST', `/web-hooks/${foreign}/replay`, window)).status).toBe(404)
  }
  expect((await a.api('GET', '/web-hooks')).body.data.map((each: Json) => each.id)).toEqual([id])
  expect((await b.api('GET', '/web-hooks')).body.data).toEqual([])
  const given = { event: 'onMeetingClosed', url: URL, accountId: a.accountId }
  expect(pointersOf((await b.api('POST', '/web-hooks', given)).body)).toEqual(['/accountId'])
  const host = await a.host()
  expect((await host.api('GET', '/web-hooks')).status).toBe(403)
})

test('the list goes in pages, newest first', async () => {
  const ids: string[] = []
  for (let i = 0; i < 5; i++) {
    server.clock.advance(1)
    ids.unshift((await create({ event: 'onMeetingRecordingCreated' })).id)
  }
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor ? `&cursor=${cursor}` : ''
    const { body } = await server.api('GET', `/web-hooks?event=onMeetingRecordingCreated&limit=2${query}`)
    seen.push(...body.data.map((each: Json) => each.id))
    cursor = body.nextCursor
  } while (cursor)
  expect(seen.slice(0, 5)).toEqual(ids)
  expect((await server.api('GET', '/web-hooks?event=onMeeting')).status).toBe(422)
})

test('creating twice under one Idempotency-Key answers the same secret', async () => {
  const body = { event: 'onMeetingUpdated', url: URL }
  const key = { 'idempotency-key': 'create-once' }
  const [first, second] = [
    await server.api('POST', '/web-hooks', body, key),
    await server.api('POST', '/web-hooks', body, key),
  ]
  expect(second.body).toEqual(first.body)
})
