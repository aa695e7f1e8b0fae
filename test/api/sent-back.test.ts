/**
 * What GET answered may be sent back, all of it or any part: that is no change, and leaves no trace. What can only be
 * read is refused by its name where it was changed. Of meetings see meetings-sent-back.test.ts.
 */
import fc from 'fast-check'
import { sql } from 'kysely'
import type { TObject } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AccountPatch, RoomPatch, UserPatch } from '../../server/api/schemas/accounts.ts'
import { SettingsPatch } from '../../server/api/schemas/settings.ts'
import { SummaryPatchBody } from '../../server/api/schemas/summaries.ts'
import { NamedWebHookBody, WebHookPatchBody } from '../../server/api/schemas/web-hooks.ts'
import { connect, join } from '../support/room-client.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

const RUNS_OF_EACH = 20
const SUMMARY_DELAY_MS = 300_000
/** What the clock, deliveries or a merge change. */
const CHANGING_BY_THEMSELVES = [
  'health',
  'warnings',
  'apiKeyRotation',
  'oldSecretRetiresAt',
  'isRecordingPrepared',
]

interface Thing {
  path: string
  method: 'PATCH' | 'PUT'
  body: TObject
}

let server: TestServer
const things: Record<string, () => Promise<Thing>> = {
  account: async () => patched('/accounts', await create('/accounts', { name: 'A' }), AccountPatch),
  room: async () => patched('/rooms', await create('/rooms', { name: 'R' }), RoomPatch),
  'room without a name': async () => {
    const { id } = await create('/accounts', { name: 'B' })
    const { body } = await server.api('GET', `/rooms?accountId=${id}`)
    expect(body.data[0].name).toBe('')
    return patched('/rooms', body.data[0], RoomPatch)
  },
  user: async () => patched('/users', await createUser('u@example.org'), UserPatch),
  'user with a second factor, and without an address': async () => {
    const user = await createUser('v@example.org')
    const queries = server.context.database.queries
    await queries
      .updateTable('users')
      .set({ totp_secret: 'x', email: '' })
      .where('id', '=', user.id)
      .execute()
    return patched('/users', user, UserPatch)
  },
  summary: () => summaryOf('classroom'),
  'summary off the record': () => summaryOf('offTheRecord'),
  configuration: async () => ({ path: '/settings', method: 'PATCH', body: SettingsPatch }),
  'web hook': async () => patched('/web-hooks', await create('/web-hooks', webHook('own')), WebHookPatchBody),
  'web hook by name': async () => {
    const path = '/web-hooks/by-name/crm'
    expect((await server.api('PUT', path, webHook('named'))).status).toBe(201)
    return { path, method: 'PUT', body: NamedWebHookBody }
  },
}

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

function patched(path: string, { id }: Json, body: TObject): Thing {
  return { path: `${path}/${id}`, method: 'PATCH', body }
}

async function create(path: string, body: Json): Promise<Json> {
  const answer = await server.api('POST', path, body)
  expect([answer.status, answer.body.errors]).toEqual([201, undefined])
  return answer.body
}

async function createUser(email: string): Promise<Json> {
  return (await create('/users', { email, username: 'U', role: 'host' })).user
}

const webHook = (path: string) => ({
  event: 'onMeetingClosed',
  url: `http://127.0.0.1:9999/${path}`,
  apiKey: 'secret',
  headers: { 'X-Route': 'east' },
  ratePerSecond: 1 / 3,
  retrySchedule: [5, 300],
})

async function summaryOf(type: string): Promise<Thing> {
  const meeting = await create('/meetings', {
    topic: 'Über',
    type,
    startTime: server.clock.now().toISOString(),
  })
  const client = await connect((await join(server, meeting, { name: 'Ada' })).roomUrl)
  client.send({ type: 'question', question: 'Who?' })
  await client.next('question')
  await server.api('POST', `/meetings/${meeting.id}/close`)
  await server.moveClock(SUMMARY_DELAY_MS)
  const { body } = await server.api('GET', `/summaries?meeting=${meeting.id}`)
  return patched('/summaries', body.data[0], SummaryPatchBody)
}

/** All that a change leaves behind. */
async function traces({ path }: Thing) {
  const { rows } = await sql`
    select (select count(*) from events) as events, (select count(*) from audit_events) as audited
  `.execute(server.context.database.queries)
  const { body, headers } = await server.api('GET', path)
  return { ...rows[0]!, body, etag: headers.get('etag') }
}

async function expectNoChange(thing: Thing, body: Json): Promise<void> {
  const before = await traces(thing)
  const answer = await server.api(thing.method, thing.path, body)
  expect([answer.status, answer.body.errors], JSON.stringify(body)).toEqual([200, undefined])
  expect(await traces(thing), JSON.stringify(body)).toEqual(before)
}

/** Of a PUT every field that can be written stays: left out, it would be set to its default. */
function droppable({ method, body }: Thing, shown: Json): string[] {
  return Object.keys(shown).filter((field) => method === 'PATCH' || !Object.hasOwn(body.properties, field))
}

function other(value: unknown): unknown {
  if (typeof value === 'string') return `${value}x`
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (Array.isArray(value)) return [...value, 'x']
  return { ...(value as object | null), x: 1 }
}

test.each(Object.keys(things))('sending back any part of a %s changes nothing', async (what) => {
  const thing = await things[what]!()
  const { body: shown } = await server.api('GET', thing.path)
  await expectNoChange(thing, shown)
  await fc.assert(
    fc.asyncProperty(fc.subarray(droppable(thing, shown)), async (dropped) => {
      const body = Object.fromEntries(Object.entries(shown).filter(([field]) => !dropped.includes(field)))
      await expectNoChange(thing, body)
    }),
    { numRuns: RUNS_OF_EACH, seed: 25 },
  )

  const before = await traces(thing)
  const readOnly = Object.keys(shown).filter((field) => !Object.hasOwn(thing.body.properties, field))
  expect(readOnly.length).toBeGreaterThan(0)
  for (const field of readOnly) {
    const body = { ...shown, [field]: other(shown[field]) }
    if (CHANGING_BY_THEMSELVES.includes(field)) {
      await expectNoChange(thing, body)
      continue
    }
    const refused = await server.api(thing.method, thing.path, body)
    expect([refused.status, refused.body.errors], field).toEqual([
      422,
      [expect.objectContaining({ pointer: `/${field}`, code: 'read-only' })],
    ])
  }
  const unknown = await server.api(thing.method, thing.path, { ...shown, colour: 'red' })
  expect(unknown.body.errors).toEqual([
    expect.objectContaining({ pointer: '/colour', code: 'unknown-field' }),
  ])
  expect(await traces(thing)).toEqual(before)
})

test('what was changed in the whole is changed, and nothing else', async () => {
  const { id } = await createUser('w@example.org')
  const { body: shown } = await server.api('GET', `/users/${id}`)
  const changed = await server.api('PATCH', `/users/${id}`, { ...shown, username: 'After' })
  expect([changed.status, changed.body]).toEqual([200, { ...shown, username: 'After' }])
  const { body } = await server.api('GET', `/audit-events?action=user.updated&subject=${id}`)
  expect(body.data.map(({ details }: Json) => details)).toEqual([{ username: 'After' }])
})

test('a path with what is no text is not found, whatever the body has', async () => {
  for (const path of [
    '/rooms/%00',
    '/users/%00',
    '/accounts/%00',
    '/summaries/%00',
    '/web-hooks/by-name/%00',
  ]) {
    const method = path.includes('by-name') ? 'PUT' : 'PATCH'
    expect((await server.api(method, path, { id: 'x' })).status, path).toBe(404)
  }
})

test('a web hook is read by its name, in the account that is asked for', async () => {
  const { id: accountId } = await create('/accounts', { name: 'C' })
  const path = '/web-hooks/by-name/of-account'
  const put = await server.api('PUT', path, { ...webHook('of-account'), accountId })
  expect(put.status).toBe(201)
  const read = await server.api('GET', `${path}?accountId=${accountId}`)
  expect([read.status, read.body.id, read.headers.get('etag')]).toEqual([
    200,
    put.body.id,
    put.headers.get('etag'),
  ])
  const everybodys = await server.api('GET', path)
  expect([everybodys.status, everybodys.body.type]).toEqual([404, '/problems/web-hook-not-found'])
  expect((await server.api('PUT', path, read.body)).headers.get('etag')).toBe(read.headers.get('etag'))
})
