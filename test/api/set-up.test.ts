import { afterEach, beforeEach, expect, test } from 'vitest'
import { sessionOf, signIn } from '../support/browser-session.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, startTestServer, type TestServer } from '../support/server.ts'

const NO_ADMIN = { ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined }
const DAY_MS = 86_400_000
const GIVEN = {
  email: 'ada@example.org',
  username: 'Ada',
  password: 'a long password',
  productName: 'Meetings of Ada',
  timezone: 'Europe/Zurich',
  language: 'de',
}

let server: TestServer
beforeEach(async () => {
  server = await startTestServer({ env: NO_ADMIN })
})
afterEach(() => server.stop())

function door(running: TestServer): string {
  const { url } = running.setUpLink!
  expect(url).toMatch(/^http:\/\/localhost:\d+\/set-up\/[\w-]{43}$/)
  return `/api/v1${new URL(url).pathname}`
}

test('until set-up the administrator has no e-mail address and cannot sign in; the key works', async () => {
  expect((await server.api('GET', '/session')).body.user).toMatchObject({ email: '', role: 'administrator' })
})

test('the link leads to set-up, which names the instance and signs in', async () => {
  const link = await server.request('GET', door(server))
  expect(link.body).toMatchObject({
    purpose: 'set-up',
    email: '',
    productName: 'simplex Meeting',
    timezone: 'UTC',
  })
  const answer = await server.request('POST', door(server), GIVEN)
  expect(answer.status).toBe(200)
  expect(answer.body.user).toMatchObject({ email: 'ada@example.org', username: 'Ada', language: 'de' })
  const session = sessionOf(server, answer)
  expect((await session.api('GET', '/settings')).body).toMatchObject({
    productName: 'Meetings of Ada',
    timezone: 'Europe/Zurich',
    language: 'de',
  })
  await signIn(server, GIVEN)
})

test('it works once, and an unknown link is none', async () => {
  expect((await server.request('POST', door(server), GIVEN)).status).toBe(200)
  const again = await server.request('POST', door(server), GIVEN)
  expect([again.status, again.body.type]).toEqual([410, '/problems/link-used'])
  expect((await server.request('GET', door(server))).status).toBe(410)
  expect((await server.request('GET', '/api/v1/set-up/unknown')).status).toBe(404)
})

test('of two people who use it at the same moment, one gets in', async () => {
  const answers = await Promise.all([1, 2].map(() => server.request('POST', door(server), GIVEN)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410])
})

test('it is wholly used or not at all', async () => {
  const refused = await server.request('POST', door(server), { ...GIVEN, timezone: 'Mars/Olympus' })
  expect(refused.body.errors).toMatchObject([
    { pointer: '/timezone', detail: 'Must be the IANA name of a time zone, such as Europe/Zurich.' },
  ])
  expect((await server.request('POST', door(server), { password: 'short' })).body.errors).toMatchObject([
    { pointer: '/password', detail: 'Must have 8 characters or more.' },
  ])
  const { email: _, ...withoutEmail } = GIVEN
  expect((await server.request('POST', door(server), withoutEmail)).body.errors[0].pointer).toBe('/email')
  expect((await server.request('POST', door(server), GIVEN)).status).toBe(200)
})

test('after a week it is too late', async () => {
  await server.moveClock(7 * DAY_MS)
  const late = await server.request('GET', door(server))
  expect([late.status, late.body.type]).toEqual([410, '/problems/link-expired'])
})

test('each start prints a link until set-up is done; then none, and ADMIN_PASSWORD changes nothing any more', async () => {
  const { connectionString, clock } = server
  const second = await startTestServer({ database: connectionString, clock, env: NO_ADMIN })
  expect(door(second)).not.toBe(door(server))
  expect((await second.request('POST', door(second), GIVEN)).status).toBe(200)
  await second.stop()
  expect((await server.request('GET', door(server))).status).toBe(410)

  const third = await startTestServer({ database: connectionString, clock })
  expect(third.setUpLink).toBeNull()
  const seeded = { email: ADMIN_EMAIL, password: ADMIN_PASSWORD }
  expect((await third.request('POST', '/api/v1/session', seeded)).status).toBe(401)
  await signIn(third, GIVEN)
  await third.stop()
})

test('ADMIN_EMAIL alone is filled in already', async () => {
  const other = await startTestServer({ env: { ADMIN_PASSWORD: undefined } })
  try {
    expect((await other.request('GET', door(other))).body.email).toBe(ADMIN_EMAIL)
    expect((await other.request('POST', door(other), { password: 'a long password' })).status).toBe(200)
  } finally {
    await other.stop()
  }
})

test('the link never reaches the log', async () => {
  const lines: string[] = []
  const { pino } = await import('pino')
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const logged = await startTestServer({ env: NO_ADMIN, logger })
  await logged.request('GET', `${door(logged)}?token=abc`)
  await logged.request('POST', door(logged), GIVEN)
  await logged.stop()
  const log = lines.join('')
  expect(log).toContain('/api/v1/set-up/:token')
  for (const secret of [door(logged).split('/').at(-1)!, 'abc', GIVEN.password])
    expect(log).not.toContain(secret)
})
