import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import type { Api } from '../../server/api/api.ts'
import { bodySchemaFiles } from '../../server/api/describe-web-hooks.ts'
import { administer } from '../support/database.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const BODY_LIMIT_BYTES = 1024 * 1024
const MINUTES_MAX_LENGTH = 200_000

function addRoutes(app: Api): void {
  const config = { scope: 'meetings:write' } as const
  app.get('/api/v1/test/bug', { config, schema: { operationId: 'testBug', summary: 'Fails' } }, async () => {
    throw new Error('the secret of the house')
  })
  const body = Type.Object({ count: Type.Integer() }, { additionalProperties: false })
  const querystring = Type.Object({ limit: Type.Optional(Type.Integer()) }, { additionalProperties: false })
  const schema = { operationId: 'testEcho', summary: 'Answers', body, querystring }
  app.post('/api/v1/test/echo', { config, schema }, async (request) => [
    request.body.count,
    request.query.limit,
  ])
}

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ onHttpServer: addRoutes })
})
afterAll(() => server.stop())

const JSON_TYPE = { 'content-type': 'application/json' }

function codeOf({ body }: { body: { type: string } }): string {
  return body.type.replace('/problems/', '')
}

test('every problem is a problem document of RFC 9457 with a page behind its type', async () => {
  const answer = await server.api('POST', '/accounts', { nom: 'x' })
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(answer.body).toEqual({
    type: '/problems/invalid-input',
    title: 'Some values cannot be accepted',
    status: 422,
    detail: 'The request has values that cannot be accepted.',
    errors: [
      { pointer: '/name', code: 'required', parameters: {}, detail: 'This field is required.' },
      {
        pointer: '/nom',
        code: 'unknown-field',
        parameters: {},
        detail: 'There is no such field, or it cannot be set here.',
      },
    ],
  })
  const page = await server.request('GET', answer.body.type)
  expect([page.status, page.body]).toEqual([200, expect.stringContaining('Some values cannot be accepted')])
  expect((await server.request('GET', '/problems/none')).status).toBe(404)
})

test.each([
  ['not JSON', '{"name":', JSON_TYPE, 400],
  ['a poisoned prototype', '{"__proto__":{"x":1},"name":"x"}', JSON_TYPE, 400],
  ['another media type', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['text', 'x', { 'content-type': 'text/plain' }, 415],
  ['nothing', '', JSON_TYPE, 422],
  ['null', 'null', JSON_TYPE, 422],
  ['an array', '[]', JSON_TYPE, 422],
  ['a merge patch', '{"name":"Patch"}', { 'content-type': 'application/merge-patch+json' }, 201],
  ['JSON in UTF-8', '{"name":"Zürich"}', { 'content-type': 'application/json; charset=utf-8' }, 201],
  ['JSON in bytes that are not UTF-8', Buffer.from('{"name":"Z\xfcrich"}', 'latin1'), JSON_TYPE, 400],
  ['JSON in another charset', '{"name":"x"}', { 'content-type': 'application/json; charset=latin1' }, 415],
])('a body that is %s is answered by the right status', async (_what, body, headers, status) => {
  const answer = await server.api('POST', '/accounts', body, headers)
  expect([answer.status, answer.body.status ?? 201]).toEqual([status, status])
})

test('a body that is too large is 413, unread', async () => {
  const body = JSON.stringify({ name: 'x'.repeat(BODY_LIMIT_BYTES) })
  expect((await server.api('POST', '/accounts', body, JSON_TYPE)).status).toBe(413)
})

test('a body as large as its schema allows is read, however it is written', async () => {
  const minutes = String.raw`\ud83d\ude00`.repeat(MINUTES_MAX_LENGTH)
  const answer = await server.api(
    'PATCH',
    '/summaries/6b0511bd4d154ade4d4f006c',
    `{"minutes":"${minutes}"}`,
    JSON_TYPE,
  )
  expect([answer.status, codeOf(answer)]).toEqual([404, 'summary-not-found'])
})

test('a compressed body is 415, and the answer says what is taken', async () => {
  const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' }
  const answer = await server.api('POST', '/accounts', gzipSync('{"name":"x"}'), headers)
  expect([answer.status, codeOf(answer)]).toEqual([415, 'unsupported-media-type'])
  expect(answer.headers.get('accept-encoding')).toBe('identity')
})

test('an expectation that cannot be met is 417, with a problem', async () => {
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8')
  socket.write('POST /api/v1/accounts HTTP/1.1\r\nHost: x\r\nExpect: the-best\r\nContent-Length: 2\r\n\r\n')
  let answer = ''
  for await (const chunk of socket) answer += chunk
  expect(answer).toMatch(/^HTTP\/1\.1 417 [^]*content-type: application\/problem\+json/i)
  expect(answer).toContain('/problems/expectation-failed')
})

test('nothing in a body is converted; in a query a number is one', async () => {
  expect((await server.api('POST', '/test/echo?limit=5', { count: 3 })).body).toEqual([3, 5])
  expect((await server.api('POST', '/test/echo', { count: '3' })).body.errors).toMatchObject([
    { pointer: '/count', detail: 'Must be a whole number.' },
  ])
  expect((await server.api('POST', '/test/echo?limit=five', { count: 3 })).body.errors[0].pointer).toBe(
    '/limit',
  )
  expect((await server.api('POST', '/test/echo?other=5', { count: 3 })).body.errors[0].pointer).toBe('/other')
})

test('a method that an address does not have is 405 with those that it has, whatever comes along', async () => {
  for (const method of ['DELETE', 'PUT', 'OPTIONS', 'QUERY']) {
    for (const body of [undefined, { name: 'x' }, '{']) {
      const answer = await server.api(method, '/accounts', body)
      expect([answer.status, codeOf(answer)], method).toEqual([405, 'method-not-allowed'])
      expect(answer.headers.get('allow')).toBe('GET, HEAD, POST')
    }
  }
})

test('a request that takes no body takes an empty one, and refuses fields', async () => {
  expect((await server.api('GET', '/users?limit=201')).body.errors[0].pointer).toBe('/limit')
  const { id } = (await server.api('GET', '/session')).body.user
  const path = `/users/${id}/one-time-link`
  expect((await server.api('POST', path, '', JSON_TYPE)).status).toBe(201)
  expect((await server.api('POST', path, {})).status).toBe(201)
  expect((await server.api('POST', path, { force: true })).body.errors).toMatchObject([
    { pointer: '/force', detail: 'This request takes no fields.' },
  ])
})

test('anyone who is not known learns nothing about what would be valid', async () => {
  const answer = await server.request('POST', '/api/v1/accounts', { nonsense: true })
  expect([answer.status, codeOf(answer)]).toEqual([401, 'not-authenticated'])
  expect((await server.request('POST', '/api/v1/accounts', '{', JSON_TYPE)).status).toBe(401)
})

test('an unknown address of the API is a 404 of the API, whatever the method', async () => {
  for (const method of ['GET', 'POST', 'DELETE', 'PATCH']) {
    const answer = await server.api(method, '/nothing', undefined, { accept: 'text/html' })
    expect([answer.status, codeOf(answer)]).toEqual([404, 'no-such-route'])
  }
  expect((await server.request('GET', '/api/v1/%zz')).status).toBe(400)
})

test('an error of the server is 500, keeps its text to itself and names the request', async () => {
  const answer = await server.api('GET', '/test/bug')
  expect([answer.status, codeOf(answer)]).toEqual([500, 'internal-error'])
  expect(JSON.stringify(answer.body)).not.toContain('secret')
  expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'))
})

test('every answer is protected: no sniffing, no frames, no referrer, no caches', async () => {
  for (const path of ['/api/v1/session', '/healthz', '/api/v1/openapi.json']) {
    const { headers } = await server.request('GET', path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  }
})

test('the id of a request is taken from a proxy that is trusted, and from nobody else', async () => {
  const given = { 'x-request-id': 'from-the-proxy-1' }
  expect((await server.request('GET', '/healthz', undefined, given)).headers.get('x-request-id')).not.toBe(
    'from-the-proxy-1',
  )
  const behind = await startTestServer({ env: { TRUST_PROXY: 'true' } })
  try {
    expect((await behind.request('GET', '/healthz', undefined, given)).headers.get('x-request-id')).toBe(
      'from-the-proxy-1',
    )
    const odd = { 'x-request-id': 'x\u00e4' }
    expect((await behind.request('GET', '/healthz', undefined, odd)).headers.get('x-request-id')).toMatch(
      /^[0-9a-f-]{36}$/,
    )
  } finally {
    await behind.stop()
  }
})

test('alive, ready, measured', async () => {
  expect((await server.request('GET', '/healthz')).body).toEqual({ status: 'ok' })
  expect((await server.request('GET', '/readyz')).body).toEqual({ status: 'ready' })
  await server.api('GET', '/accounts/6b0511bd4d154ade4d4f006c')
  const { headers, body } = await server.request('GET', '/metrics')
  expect(headers.get('content-type')).toMatch(/^text\/plain/)
  expect(body).toContain(
    'http_request_duration_seconds_count{method="GET",route="/api/v1/accounts/:id",status="404"}',
  )
  expect(body).not.toContain('6b0511bd4d154ade4d4f006c')
})

test('the descriptions are served to everybody, with the addresses of this server', async () => {
  const { body } = await server.request('GET', '/api/v1/openapi.json')
  const { publicUrl } = server.context
  const contact = { url: `${publicUrl}/docs/` }
  expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'simplex Meeting', contact } })
  expect(Object.keys(body.webhooks)).toEqual([...hookNames])
  const asyncApi = await server.request('GET', '/asyncapi.json')
  expect(asyncApi.headers.get('access-control-allow-origin')).toBe('*')
  expect(asyncApi.body).toMatchObject({ asyncapi: '3.0.0', info: { contact } })
  expect(Object.keys(asyncApi.body.operations)).toEqual([...hookNames])
})

test('the JSON Schema of each body is served at its own id, and is what the example in it keeps to', async () => {
  expect(bodySchemaFiles).toHaveLength(4)
  for (const file of bodySchemaFiles) {
    const { status, headers, body: schema } = await server.request('GET', `/schemas/${file}`)
    expect(status, file).toBe(200)
    expect(headers.get('content-type')).toMatch(/^application\/schema\+json/)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cache-control')).toBe('public, max-age=3600')
    expect(schema.$id).toBe(`${server.context.publicUrl}/schemas/${file}`)
    const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
    expect(fits(schema.examples[0]), JSON.stringify(fits.errors)).toBe(true)
    expect(fits(7)).toBe(false)
  }
  for (const file of ['nothing.json', 'meeting', '__proto__', '..%2fpackage.json'])
    expect((await server.request('GET', `/schemas/${file}`)).status, file).toBe(404)
})

test('what is not even HTTP gets a problem, too', async () => {
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8')
  socket.write('HELO there\r\n\r\n')
  let answer = ''
  for await (const chunk of socket) answer += chunk
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/)
  expect(answer).toContain('/problems/malformed-request')
})

test('while the database cannot be reached the answer is 503 with Retry-After; afterwards all is well again', async () => {
  const cut = await startTestServer()
  const name = new URL(cut.connectionString.replace('@/', '@host/')).pathname.slice(1)
  const { connectionString } = inject('testPostgres')
  try {
    await administer(connectionString, `alter database ${name} connection limit 0`)
    await administer(
      connectionString,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    )
    const ready = await cut.request('GET', '/readyz')
    expect([ready.status, codeOf(ready), ready.headers.get('retry-after')]).toEqual([503, 'not-ready', '2'])
    expect((await cut.request('GET', '/healthz')).status).toBe(200)
    const answer = await cut.api('GET', '/rooms')
    expect([answer.status, codeOf(answer)]).toEqual([503, 'database-unreachable'])
    expect(answer.headers.get('retry-after')).toBe('2')
    await administer(connectionString, `alter database ${name} connection limit -1`)
    expect((await cut.request('GET', '/readyz')).status).toBe(200)
    expect((await cut.api('GET', '/rooms')).status).toBe(200)
  } finally {
    await cut.stop()
  }
})
