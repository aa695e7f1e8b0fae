import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Api } from '../../server/api/api.ts'
import { ADMIN_KEY, startTestServer, type TestServer } from '../support/server.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Runs of the route below; each waits until it is let go. */
let runs = 0
let whenRunning = Promise.withResolvers<void>()
let letGo = Promise.withResolvers<number>()

function addSlowRoute(app: Api): void {
  app.post(
    '/api/v1/test/slow',
    { config: { scope: 'meetings:write' }, schema: { operationId: 'testSlow', summary: 'Waits' } },
    async (_request, reply) => {
      runs++
      whenRunning.resolve()
      return reply.code(await letGo.promise).send({ run: runs })
    },
  )
}

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ onHttpServer: addSlowRoute })
})
afterAll(() => server.stop())

function post(path: string, body: unknown, key: string, headers: Record<string, string> = {}) {
  return server.api('POST', path, body, { 'idempotency-key': key, ...headers })
}

function slow(key: string) {
  whenRunning = Promise.withResolvers()
  letGo = Promise.withResolvers()
  return post('/test/slow', undefined, key)
}

async function accountsCalled(name: string): Promise<number> {
  const { body } = await server.api('GET', '/accounts?limit=200')
  return body.data.filter((account: { name: string }) => account.name === name).length
}

test('the same request again gets the stored answer, and nothing happens twice', async () => {
  const first = await post('/accounts', { name: 'Once' }, 'key-1')
  const again = await post('/accounts', { name: 'Once' }, 'key-1')
  expect(first.status).toBe(201)
  expect(again.status).toBe(201)
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'))
  expect([first, again].map(({ headers }) => headers.get('idempotent-replay'))).toEqual([null, 'true'])
  expect(await accountsCalled('Once')).toBe(1)
})

test('another request under the same key is refused', async () => {
  await post('/accounts', { name: 'Mine' }, 'key-2')
  for (const [path, body] of [
    ['/accounts', { name: 'Yours' }],
    ['/rooms', { name: 'Mine' }],
  ] as const) {
    const answer = await post(path, body, 'key-2')
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0].pointer).toBe('/headers/idempotency-key')
  }
})

test('what was refused is not kept: the mended request runs', async () => {
  const user = { email: 'admin@example.org', username: 'A', role: 'host' }
  for (const _again of [1, 2]) {
    const refused = await post('/users', user, 'key-3')
    expect([refused.status, refused.headers.get('idempotent-replay')]).toEqual([409, null])
  }
  expect((await post('/users', { ...user, email: 'free@example.org' }, 'key-3')).status).toBe(201)
  expect((await post('/accounts', {}, 'key-4')).status).toBe(422)
  expect((await post('/accounts', { name: 'Corrected' }, 'key-4')).status).toBe(201)
  expect((await post('/meetings/6745e2f1a9b0c3d4e5f60718/close', undefined, 'key-4b')).status).toBe(404)
  expect((await post('/accounts', { name: 'After a 404' }, 'key-4b')).status).toBe(201)
})

test('requests are compared by what they mean: blanks and the order of fields do not count', async () => {
  const texts = ['{"topic":"Same","duration":30}', '{ "duration" : 30, "topic" : "S\\u0061me" }']
  const json = { 'content-type': 'application/json; charset=utf-8' }
  const [first, again] = [
    await post('/meetings', texts[0], 'key-m', json),
    await post('/meetings', texts[1], 'key-m', json),
  ]
  expect([first.status, again.headers.get('idempotent-replay')]).toEqual([201, 'true'])
  const other = await post('/meetings', texts[0], 'key-m', { ...json, 'if-match': '"1"' })
  expect([other.status, other.body.type]).toEqual([422, '/problems/idempotency-key-reused'])
})

test('documents are compared by their bytes, and their type belongs to it', async () => {
  const { body: meeting } = await server.api('POST', '/meetings', { topic: 'With a document' })
  const path = `/meetings/${meeting.id}/documents?name=plan.bin`
  const bytes = Buffer.alloc(4 * 1024 * 1024, 7)
  const send = (content: Buffer, type = 'application/octet-stream') =>
    post(path, content, 'key-d', { 'content-type': type })
  const first = await send(bytes)
  expect([first.status, (await send(bytes)).headers.get('idempotent-replay')]).toEqual([201, 'true'])
  expect((await send(Buffer.concat([bytes, Buffer.of(7)]))).body.type).toBe(
    '/problems/idempotency-key-reused',
  )
  expect((await send(bytes, 'application/pdf')).body.type).toBe('/problems/idempotency-key-reused')
})

test('while the first one runs, the others are told so', async () => {
  const first = slow('key-5')
  await whenRunning.promise
  const meanwhile = await post('/test/slow', undefined, 'key-5')
  expect([meanwhile.status, meanwhile.body.type]).toEqual([409, '/problems/idempotency-key-in-use'])
  letGo.resolve(200)
  const { body } = await first
  const runsBefore = runs
  expect((await post('/test/slow', undefined, 'key-5')).body).toEqual(body)
  expect(runs).toBe(runsBefore)
})

test('of many at once, one runs', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post('/accounts', { name: 'Many at once' }, 'key-6')),
  )
  expect(await accountsCalled('Many at once')).toBe(1)
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
})

test('a failure of the server is not kept: the next one runs', async () => {
  const failing = slow('key-7')
  letGo.resolve(503)
  expect((await failing).status).toBe(503)
  const next = slow('key-7')
  letGo.resolve(200)
  expect((await next).status).toBe(200)
})

test('a first request that never ended is given up after a minute', async () => {
  await server.context.database.queries
    .insertInto('idempotency_keys')
    .values({
      owner: 'api-key:admin',
      key: 'key-8',
      request_hash: Buffer.alloc(32),
      status: null,
      headers: null,
      body: null,
      created_at: server.clock.now(),
    })
    .execute()
  server.clock.advance(MINUTE_MS)
  expect((await post('/accounts', { name: 'Too early' }, 'key-8')).status).toBe(422)
  server.clock.advance(1)
  expect((await post('/accounts', { name: 'In time' }, 'key-8')).status).toBe(201)
})

test('after 24 hours the key is forgotten', async () => {
  const first = await post('/accounts', { name: 'Daily' }, 'key-9')
  server.clock.advance(24 * HOUR_MS)
  expect((await post('/accounts', { name: 'Daily' }, 'key-9')).body).toEqual(first.body)
  await server.moveClock(1)
  expect((await post('/accounts', { name: 'Daily' }, 'key-9')).body.id).not.toBe(first.body.id)
})

test('a key belongs to its caller', async () => {
  const { body: made } = await server.api('POST', '/api-keys', {
    name: 'Other',
    scopes: ['administration:write'],
  })
  const mine = await post('/accounts', { name: 'Shared' }, 'key-10')
  const theirs = await post('/accounts', { name: 'Shared' }, 'key-10', { 'x-api-key': made.key })
  expect(theirs.body.id).not.toBe(mine.body.id)
})

test('what is shown once is shown again to anyone who asks again, and lies nowhere in the clear', async () => {
  const body = { name: 'Shown once', scopes: ['meetings:read'] }
  const { key } = (await post('/api-keys', body, 'key-11')).body
  expect((await post('/api-keys', body, 'key-11')).body.key).toBe(key)
  const { rows } = await server.context.database.pool.query('select body from idempotency_keys')
  expect(JSON.stringify(rows)).not.toContain(key)
})

test('a key that cannot be one is refused', async () => {
  for (const key of ['with space', 'x'.repeat(256)]) {
    expect((await post('/accounts', { name: 'x' }, key)).status).toBe(422)
  }
  expect(
    (await server.request('POST', '/api/v1/accounts', { name: 'x' }, { 'x-api-key': ADMIN_KEY })).status,
  ).toBe(201)
})
