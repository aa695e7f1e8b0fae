import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL_SCOPES } from '../../server/accounts/caller.ts'
import { inviteAndSignIn } from '../support/browser-session.ts'
import { forgetGuesses } from '../support/rate-limits.ts'
import { ADMIN_KEY, startTestServer, type TestServer } from '../support/server.ts'

const MINUTE_MS = 60_000

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function makeKey(scopes: string[], name = 'A key'): Promise<{ id: string; key: string }> {
  const { status, body } = await server.api('POST', '/api-keys', { name, scopes })
  expect(status).toBe(201)
  return body
}

function withKey(key: string, path: string, method = 'GET', body?: unknown) {
  return server.request(method, `/api/v1${path}`, body, { 'x-api-key': key })
}

test('a key is shown once, and then only its first characters', async () => {
  const { id, key } = await makeKey(['meetings:read'])
  expect(key).toMatch(/^sm_[\w-]{43}$/)
  const { body } = await server.api('GET', `/api-keys/${id}`)
  expect(body).toMatchObject({
    prefix: key.slice(0, 9),
    level: 'instance',
    lastUsedAt: null,
    revokedAt: null,
  })
  expect(JSON.stringify(body)).not.toContain(key)
  const { rows } = await server.context.database.pool.query('select api_keys::text as row from api_keys')
  expect(JSON.stringify(rows)).not.toContain(key)
})

test('it goes into X-API-KEY or behind Bearer', async () => {
  const { key } = await makeKey(['meetings:read'])
  const ways: Record<string, string>[] = [
    { 'x-api-key': key },
    { authorization: `Bearer ${key}` },
    { authorization: `bearer ${key}` },
  ]
  for (const headers of ways) {
    expect((await server.request('GET', '/api/v1/rooms', undefined, headers)).status).toBe(200)
  }
  expect(
    (await server.request('GET', '/api/v1/rooms', undefined, { authorization: `Basic ${key}` })).status,
  ).toBe(401)
})

test('it may do what its scopes say and nothing else', async () => {
  const { key } = await makeKey(['meetings:read'])
  const refused = await withKey(key, '/users')
  expect(refused.status).toBe(403)
  expect(refused.body).toMatchObject({ type: '/problems/missing-scope', scope: 'administration:read' })
  expect((await withKey(key, '/rooms', 'POST', { name: 'x' })).status).toBe(403)
  expect((await withKey(key, '/session')).body.user.scopes).toEqual(['meetings:read'])
})

test('what is missing or not allowed in a new key is said field by field', async () => {
  const { status, body } = await server.api('POST', '/api-keys', {
    name: '',
    scopes: ['all'],
    level: 'instance',
  })
  expect(status).toBe(422)
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
    '/level',
    '/name',
    '/scopes/0',
  ])
})

test('the last use is noted to the minute', async () => {
  const { id, key } = await makeKey(['meetings:read'])
  const used = async () => (await server.api('GET', `/api-keys/${id}`)).body.lastUsedAt
  server.clock.set(new Date('2026-11-25T10:20:30.400Z'))
  await withKey(key, '/rooms')
  expect(await used()).toBe('2026-11-25T10:20:00.000Z')
  server.clock.advance(MINUTE_MS)
  await withKey(key, '/rooms')
  expect(await used()).toBe('2026-11-25T10:21:00.000Z')
})

test('a revoked key is refused from the next request on', async () => {
  const { id, key } = await makeKey(['meetings:read'])
  expect((await withKey(key, '/rooms')).status).toBe(200)
  expect((await server.api('DELETE', `/api-keys/${id}`)).status).toBe(204)
  const refused = await withKey(key, '/rooms')
  expect([refused.status, refused.body.type]).toEqual([401, '/problems/wrong-api-key'])
  expect(refused.headers.get('www-authenticate')).toBe('Bearer')
  expect((await server.api('DELETE', `/api-keys/${id}`)).status).toBe(204)
  expect((await server.api('GET', `/api-keys/${id}`)).body.revokedAt).not.toBeNull()
})

test('a key never may more than its owner: disabled with them, demoted with them', async () => {
  const owner = await inviteAndSignIn(server, { email: 'owner@example.org', role: 'administrator' })
  const made = await owner.api('POST', '/api-keys', { name: 'Mine', scopes: [...ALL_SCOPES] })
  const { key } = made.body
  expect(made.body.userId).toBe(owner.id)
  expect((await withKey(key, '/users')).status).toBe(200)
  await server.api('PATCH', `/users/${owner.id}`, { role: 'host' })
  expect((await withKey(key, '/users')).status).toBe(403)
  expect((await withKey(key, '/session')).body.user).toMatchObject({ level: 'account', role: 'host' })
  await server.api('PATCH', `/users/${owner.id}`, { disabled: true })
  expect((await withKey(key, '/rooms')).status).toBe(401)
})

test('an unknown id is 404, whatever it looks like', async () => {
  for (const id of ['6b0511bd4d154ade4d4f006c', 'x', "';--", '%00']) {
    expect((await server.api('GET', `/api-keys/${encodeURIComponent(id)}`)).status).toBe(404)
  }
})

test('wrong keys are held back, and a right one is a right one, used before or not', async () => {
  await forgetGuesses(server)
  const { key } = await makeKey(['meetings:read'])
  for (let index = 0; index < 20; index++) {
    expect((await withKey(`wrong-${index}`, '/rooms')).status).toBe(401)
  }
  const heldBack = await withKey('wrong', '/rooms')
  expect([heldBack.status, heldBack.headers.get('retry-after')]).toEqual([429, '1'])
  expect((await withKey(key, '/rooms')).status).toBe(200)
  expect((await withKey(ADMIN_KEY, '/rooms')).status).toBe(200)
})

test('behind a proxy it is the client’s network that is held back, and what it says about itself does not help it', async () => {
  const behind = await startTestServer({ env: { TRUST_PROXY: 'true' } })
  const attempt = (forwardedFor: string) =>
    behind.request('GET', '/api/v1/rooms', undefined, {
      'x-api-key': 'wrong',
      'x-forwarded-for': forwardedFor,
    })
  try {
    for (let index = 0; index < 20; index++) await attempt(`10.0.0.${index}, 192.0.2.1`)
    expect((await attempt('10.0.0.99, 192.0.2.1')).status).toBe(429)
    expect((await attempt('192.0.2.2')).status).toBe(401)
    for (let index = 0; index < 20; index++) await attempt(`2001:db8::${index}`)
    expect((await attempt('2001:db8::ffff:1')).status).toBe(429)
    expect((await attempt('2001:db8:0:1::1')).status).toBe(401)
  } finally {
    await behind.stop()
  }
})
