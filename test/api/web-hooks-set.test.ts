import { afterAll, beforeAll, expect, test } from 'vitest'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

const URL = 'https://receiver.example.com/hooks/{event}'
const OWN_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const create = (body: Json) => server.api('POST', '/web-hooks/set', body)

async function names(): Promise<string[]> {
  const { body } = await server.api('GET', '/web-hooks?limit=200')
  return body.data.map(({ name }: Json) => name)
}

test('one listener gets all six hooks at once, with one secret', async () => {
  const { status, body } = await create({ url: URL, apiKey: 'key', name: 'crm', holdSeconds: 60 })
  expect(status).toBe(201)
  expect(body.signingSecret).toMatch(/^whsec_/)
  expect(body.data.map(({ event }: Json) => event)).toEqual(hookNames)
  for (const webHook of body.data) {
    expect(webHook).toMatchObject({
      url: URL.replace('{event}', webHook.event),
      name: `crm-${webHook.event}`,
      apiKeySet: true,
      holdSeconds: 60,
    })
    const read = await server.api('GET', `/web-hooks/${webHook.id}`)
    expect(read.body).toEqual(webHook)
  }
})

test('some of them, with a secret that the caller chose', async () => {
  const events = ['onMeetingClosed', 'onMeetingDeleted']
  const url = 'https://other.example.com/'
  const { body } = await create({ url, events, signingSecret: OWN_SECRET })
  expect(body.signingSecret).toBe(OWN_SECRET)
  expect(body.data.map(({ event, url }: Json) => [event, url])).toEqual(events.map((event) => [event, url]))
})

test('where one exists already nothing is created', async () => {
  const url = 'https://third.example.com/'
  await create({ url, events: ['onMeetingDeleted'] })
  const before = await names()
  const { status, body } = await create({ url, name: 'again' })
  expect([status, body.type]).toEqual([409, expect.stringContaining('web-hook-exists')])
  expect(await names()).toEqual(before)
})

test.each([
  ['a secret without its prefix', { signingSecret: 'secret' }, '/signingSecret'],
  ['a secret that is too short', { signingSecret: 'whsec_c2hvcnQ=' }, '/signingSecret'],
  ['a prefix that leaves no room', { name: 'x'.repeat(71) }, '/name'],
  ['the same event twice', { events: ['onMeetingClosed', 'onMeetingClosed'] }, '/events'],
  ['no event', { events: [] }, '/events'],
  ['an impossible URL', { url: 'https://{event}:x/' }, '/url'],
  ['a schedule of more than seven days', { retrySchedule: [604_800, 1] }, '/retrySchedule'],
])('%s is refused by name', async (_, input, pointer) => {
  const { status, body } = await create({ url: 'https://fourth.example.com/', ...input })
  expect([status, body.errors?.map((error: Json) => error.pointer)]).toEqual([422, [pointer]])
})

test('a single web hook may have a secret of one’s own, too', async () => {
  const given = { event: 'onMeetingClosed', url: 'https://fifth.example.com/', signingSecret: OWN_SECRET }
  expect((await server.api('POST', '/web-hooks', given)).body.signingSecret).toBe(OWN_SECRET)
})
