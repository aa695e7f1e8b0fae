/**
 * ETag, If-Match and If-None-Match on everything that two people may change at the same time: who has not seen the
 * latest is refused, who has it already is not sent it again, and what is sent back as it was read changes nothing.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

interface Thing {
  path: string
  change: Json
}

const things: Record<string, () => Promise<Thing>> = {
  account: async () => at('/accounts', await create('/accounts', { name: 'Before' }), { name: 'After' }),
  room: async () => at('/rooms', await create('/rooms', { name: 'Before' }), { name: 'After' }),
  user: async () => {
    const { user } = await create('/users', { email: 'u@example.org', username: 'Before', role: 'host' })
    return at('/users', user, { username: 'After' })
  },
  configuration: async () => ({ path: '/settings', change: { productName: 'After' } }),
  meeting: async () => at('/meetings', await create('/meetings', { topic: 'Before' }), { topic: 'After' }),
  'web hook': async () => at('/web-hooks', await createWebHook('a'), { name: 'After' }),
}

async function create(path: string, body: Json): Promise<Json> {
  const answer = await server.api('POST', path, body)
  expect(answer.status).toBe(201)
  expect(answer.headers.get('location')).toMatch(/^\/api\/v1\//)
  expect(answer.headers.get('etag')).toMatch(/^"/)
  return answer.body
}

const createWebHook = (path: string) =>
  create('/web-hooks', { event: 'onMeetingClosed', url: `http://127.0.0.1:9999/${path}` })

const at = (path: string, { id }: Json, change: Json): Thing => ({ path: `${path}/${id}`, change })

test.each(Object.keys(things))(
  'of a %s only the latest is changed, and it is read again only when it changed',
  async (what) => {
    const { path, change } = await things[what]!()
    const read = await server.api('GET', path)
    const tag = read.headers.get('etag')!
    const same = await server.api('GET', path, undefined, { 'if-none-match': `"other", ${tag}` })
    expect([same.status, same.body, same.headers.get('etag')]).toEqual([304, null, tag])

    const changed = await server.api('PATCH', path, change, { 'if-match': `"9999", ${tag}` })
    expect([changed.status, changed.headers.get('etag') === tag]).toEqual([200, false])
    for (const outdated of [tag, `W/${changed.headers.get('etag')}`, '"nonsense"']) {
      const refused = await server.api('PATCH', path, { ...change }, { 'if-match': outdated })
      expect([refused.status, refused.body.type]).toEqual([412, '/problems/version-mismatch'])
    }
    const again = await server.api('GET', path, undefined, { 'if-none-match': tag })
    expect([again.status, again.headers.get('etag')]).toEqual([200, changed.headers.get('etag')])
    expect((await server.api('PATCH', path, change, { 'if-match': '*' })).status).toBe(200)
  },
)

test('two who change the configuration at the same time: one of them is refused', async () => {
  const tag = (await server.api('GET', '/settings')).headers.get('etag')!
  const answers = await Promise.all(
    ['one', 'two'].map((productName) =>
      server.api('PATCH', '/settings', { productName }, { 'if-match': tag }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
})

test('by name: If-None-Match: * creates only, If-Match changes only', async () => {
  const hook = { event: 'onMeetingClosed', url: 'http://127.0.0.1:9999/named' }
  const put = (headers: Record<string, string>) => server.api('PUT', '/web-hooks/by-name/crm', hook, headers)
  const missing = await put({ 'if-match': '*' })
  expect([missing.status, missing.body.type]).toEqual([412, '/problems/web-hook-not-found'])
  expect((await put({ 'if-match': '"1"' })).status).toBe(412)
  const created = await put({ 'if-none-match': '*' })
  expect(created.status).toBe(201)
  const there = await put({ 'if-none-match': '*' })
  expect([there.status, there.body.type]).toEqual([412, '/problems/web-hook-exists'])
  expect((await put({ 'if-match': '*' })).status).toBe(200)
  expect((await put({ 'if-match': created.headers.get('etag')! })).status).toBe(200)
})
