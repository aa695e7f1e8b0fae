import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inviteAndSignIn, sessionOf, signIn, type BrowserSession } from '../support/browser-session.ts'
import { forgetGuesses, passTime } from '../support/rate-limits.ts'
import {
  ADMIN_EMAIL,
  ADMIN_KEY,
  ADMIN_PASSWORD,
  startTestServer,
  type Answer,
  type Json,
  type TestServer,
} from '../support/server.ts'
import { totpCode } from '../support/totp.ts'

const CREDENTIALS = { email: ADMIN_EMAIL, password: ADMIN_PASSWORD }
const HOUR_MS = 3_600_000

const DAY_MS = 24 * HOUR_MS

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
/** What earlier tests left is forgotten by then: sessions, locks, codes. */
beforeEach(async () => {
  server.clock.advance(30 * DAY_MS)
  await forgetGuesses(server)
})

test('signing in answers with who it is, a CSRF token, and a cookie that scripts and other sites do not get', async () => {
  const answer = await server.request('POST', '/api/v1/session', {
    ...CREDENTIALS,
    email: ' ADMIN@example.org ',
  })
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({
    user: { email: ADMIN_EMAIL, role: 'administrator', level: 'instance', totpEnabled: false },
    csrfToken: expect.stringMatching(/^.{40,}$/),
  })
  expect(answer.headers.getSetCookie()[0]).toMatch(
    /^session=.{40,}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/,
  )
})

test('over HTTPS the cookie is for this host alone', async () => {
  const secure = await startTestServer({ env: { PUBLIC_URL: 'https://meet.example.org' } })
  try {
    const answer = await secure.request('POST', '/api/v1/session', CREDENTIALS)
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-session=.*; Secure/)
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d+/)
  } finally {
    await secure.stop()
  }
})

test('a wrong password and an unknown address get the same answer', async () => {
  const wrong = await server.request('POST', '/api/v1/session', { ...CREDENTIALS, password: 'wrong' })
  const unknown = await server.request('POST', '/api/v1/session', { ...CREDENTIALS, email: 'x@y' })
  expect(wrong.status).toBe(401)
  expect(wrong.body.type).toBe('/problems/wrong-credentials')
  expect(unknown.status).toBe(401)
  expect(unknown.body).toEqual(wrong.body)
})

test('the empty address of somebody who was not set up yet is nobody', async () => {
  expect((await server.request('POST', '/api/v1/session', { email: '', password: '' })).status).toBe(401)
})

test('after some wrong guesses the address is locked, also for the right password, for longer each time', async () => {
  const attempt = (password: string) =>
    server.request('POST', '/api/v1/session', { ...CREDENTIALS, password })
  const guess = async (times: number) => {
    for (let guesses = 1; guesses <= times; guesses++) expect((await attempt('wrong')).status).toBe(401)
  }
  await guess(5)
  const locked = await attempt(ADMIN_PASSWORD)
  expect(locked.status).toBe(429)
  expect(locked.body.type).toBe('/problems/too-many-attempts')
  expect(locked.headers.get('retry-after')).toBe('15')
  expect([...locked.headers].filter(([name]) => name.startsWith('ratelimit-'))).toEqual([
    ['ratelimit-limit', '5'],
    ['ratelimit-remaining', '0'],
    ['ratelimit-reset', '15'],
  ])
  await passTime(server, 15_000)
  await guess(5)
  expect((await attempt('wrong')).headers.get('retry-after')).toBe('30')
  await passTime(server, 30_000)
  expect((await attempt(ADMIN_PASSWORD)).status).toBe(200)
  await guess(5)
  expect((await attempt('wrong')).headers.get('retry-after')).toBe('15')
})

test('forty guesses at once are forty guesses', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      server.request('POST', '/api/v1/session', { ...CREDENTIALS, password: 'x' }),
    ),
  )
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(35)
})

test('right passwords are no guesses, however often, nor is one that lacks the code', async () => {
  for (let times = 0; times < 25; times++) await signIn(server, CREDENTIALS)
  const gil = await inviteAndSignIn(server, { role: 'host', email: 'gil@example.org' })
  await enableTotp(gil)
  const credentials = { email: 'gil@example.org', password: gil.password }
  for (let times = 0; times < 10; times++) {
    const answer = await server.request('POST', '/api/v1/session', credentials)
    expect(answer.body.type).toBe('/problems/totp-required')
  }
})

test('guessing through many e-mail addresses locks the network', async () => {
  const attempt = (index: number) =>
    server.request('POST', '/api/v1/session', { email: `a${index}@example.org`, password: 'x' })
  for (let index = 0; index < 20; index++) expect((await attempt(index)).status).toBe(401)
  expect((await attempt(20)).status).toBe(429)
})

test('a browser that signed in before is let in, anyone who guesses at the address, and has its own guesses counted', async () => {
  const attempt = (password: string, cookie = '') =>
    server.request('POST', '/api/v1/session', { ...CREDENTIALS, password }, { cookie })
  const first = await attempt(ADMIN_PASSWORD)
  const browser = first.headers.getSetCookie().find((cookie) => cookie.startsWith('browser='))!
  expect(browser).toMatch(/; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Strict$/)
  const known = browser.split(';', 1)[0]!
  for (let guesses = 0; guesses < 6; guesses++) await attempt('wrong')
  expect((await attempt(ADMIN_PASSWORD)).status).toBe(429)
  expect((await attempt(ADMIN_PASSWORD, known)).status).toBe(200)
  for (let guesses = 0; guesses < 5; guesses++) expect((await attempt('wrong', known)).status).toBe(401)
  expect((await attempt(ADMIN_PASSWORD, known)).status).toBe(429)
  const other = await inviteAndSignIn(server, { role: 'host', email: 'other@example.org' })
  for (let guesses = 0; guesses < 6; guesses++) {
    await server.request('POST', '/api/v1/session', { email: 'other@example.org', password: 'wrong' })
  }
  const credentials = { email: 'other@example.org', password: other.password }
  expect((await server.request('POST', '/api/v1/session', credentials, { cookie: known })).status).toBe(429)
})

test('a write with the cookie needs the CSRF token; a read does not, and a key never does', async () => {
  const { cookie, csrfToken } = await signIn(server, CREDENTIALS)
  const write = (headers: Record<string, string>) =>
    server.request('POST', '/api/v1/accounts', { name: 'Another' }, headers)
  expect((await server.request('GET', '/api/v1/session', undefined, { cookie })).status).toBe(200)
  expect((await write({ cookie })).body.type).toBe('/problems/csrf-token-wrong')
  expect((await write({ cookie, 'x-csrf-token': 'wrong' })).status).toBe(403)
  expect((await write({ cookie, 'x-csrf-token': csrfToken })).status).toBe(201)
  expect((await write({ 'x-api-key': ADMIN_KEY })).status).toBe(201)
})

test('signing out ends the session at once', async () => {
  const session = await signIn(server, CREDENTIALS)
  const answer = await session.api('DELETE', '/session')
  expect(answer.status).toBe(204)
  expect(answer.headers.get('set-cookie')).toMatch(/^session=; /)
  expect((await session.api('GET', '/session')).status).toBe(401)
})

test('signing in again ends the session that the browser had', async () => {
  const first = await signIn(server, CREDENTIALS)
  const again = await server.request('POST', '/api/v1/session', CREDENTIALS, { cookie: first.cookie })
  expect(again.status).toBe(200)
  expect((await first.api('GET', '/session')).status).toBe(401)
})

test('a session lives on while it is used, ends when it is not, and ends after two weeks in any case', async () => {
  const session = await signIn(server, CREDENTIALS)
  for (let hours = 0; hours < 44; hours += 11) {
    server.clock.advance(11 * HOUR_MS)
    expect((await session.api('GET', '/session')).status).toBe(200)
  }
  server.clock.advance(12 * HOUR_MS)
  expect((await session.api('GET', '/session')).status).toBe(401)

  const busy = await signIn(server, CREDENTIALS)
  for (let hours = 0; hours < 14 * 24 - 8; hours += 8) {
    server.clock.advance(8 * HOUR_MS)
    expect((await busy.api('GET', '/session')).status).toBe(200)
  }
  server.clock.advance(8 * HOUR_MS)
  expect((await busy.api('GET', '/session')).status).toBe(401)
})

test('an API key says who it acts for, and has no profile of its own', async () => {
  const who = await server.api('GET', '/session')
  expect(who.body).toMatchObject({ user: { email: ADMIN_EMAIL, level: 'instance' }, csrfToken: null })
  for (const [method, path, body] of [
    ['DELETE', '/session', undefined],
    ['PATCH', '/session', { username: 'Key' }],
    ['POST', '/session/totp', undefined],
  ] as const) {
    expect((await server.api(method, path, body)).body.type).toBe('/problems/users-only')
  }
})

test('people change their own name and language', async () => {
  const session = await signIn(server, CREDENTIALS)
  const changed = await session.api('PATCH', '/session', { username: 'Ada', language: 'de-CH' })
  expect(changed.body.user).toMatchObject({ username: 'Ada', language: 'de-CH' })
  expect((await session.api('PATCH', '/session', { email: 'x@y' })).body.errors).toMatchObject([
    { pointer: '/email', detail: 'There is no such field, or it cannot be set here.' },
  ])
})

test('a new password needs the old one, and ends the other sessions', async () => {
  const session = await signIn(server, CREDENTIALS)
  const other = await signIn(server, CREDENTIALS)
  const refused = await session.api('PATCH', '/session', { password: 'a new password' })
  expect(refused.status).toBe(422)
  expect(refused.body.errors[0].pointer).toBe('/currentPassword')
  const change = { password: 'a new password', currentPassword: ADMIN_PASSWORD }
  expect((await session.api('PATCH', '/session', change)).status).toBe(200)
  expect((await session.api('GET', '/session')).status).toBe(200)
  expect((await other.api('GET', '/session')).status).toBe(401)
  expect((await server.request('POST', '/api/v1/session', CREDENTIALS)).status).toBe(401)
  await signIn(server, { email: ADMIN_EMAIL, password: 'a new password' })
  const back = { password: ADMIN_PASSWORD, currentPassword: 'a new password' }
  expect((await session.api('PATCH', '/session', back)).status).toBe(200)
})

/** @returns the secret */
async function enableTotp(session: BrowserSession & { password?: string }): Promise<string> {
  const { secret } = (await session.api('POST', '/session/totp')).body
  const confirmation = {
    code: totpCode(secret, server.clock.now()),
    currentPassword: session.password ?? ADMIN_PASSWORD,
  }
  expect((await session.api('PUT', '/session/totp', confirmation)).status).toBe(204)
  return secret
}

const codeOf = ({ status, body }: Answer<Json>) => [status, body?.type?.replace('/problems/', '')]

test('with a second factor, a password alone is not enough, and a code works once', async () => {
  const session = await signIn(server, CREDENTIALS)
  const { secret, url } = (await session.api('POST', '/session/totp')).body
  expect(url).toContain(secret)
  const code = () => totpCode(secret, server.clock.now())
  const confirm = (body: object) => session.api('PUT', '/session/totp', body)
  const given = { code: code(), currentPassword: ADMIN_PASSWORD }
  expect((await confirm({ ...given, code: '000000' })).body.errors[0].pointer).toBe('/code')
  expect((await confirm({ code: code() })).body.errors[0].pointer).toBe('/currentPassword')
  expect((await confirm({ ...given, secret })).body.errors[0].pointer).toBe('/secret')
  expect((await confirm(given)).status).toBe(204)
  const attempt = (totp?: string) => server.request('POST', '/api/v1/session', { ...CREDENTIALS, totp })
  expect((await attempt()).body.type).toBe('/problems/totp-required')
  expect((await attempt(code())).body.type).toBe('/problems/wrong-totp')
  server.clock.advance(30_000)
  const again = await signIn(server, { ...CREDENTIALS, totp: code() })
  expect((await attempt(code())).body.type).toBe('/problems/wrong-totp')

  expect((await again.api('POST', '/session/totp/remove', { currentPassword: 'x' })).status).toBe(422)
  expect((await again.api('POST', '/session/totp/remove', { code: '000000' })).status).toBe(422)
  expect((await again.api('POST', '/session/totp/remove', {})).status).toBe(422)
  expect((await again.api('POST', '/session/totp/remove', { currentPassword: ADMIN_PASSWORD })).status).toBe(
    204,
  )
  expect((await attempt()).status).toBe(200)
})

test('a second factor that is on is not replaced; it goes off by a code, too', async () => {
  const host = await inviteAndSignIn(server, { role: 'host', email: 'hal@example.org' })
  const secret = await enableTotp(host)
  const code = () => totpCode(secret, server.clock.now())
  server.clock.advance(30_000)
  const confirmation = { code: code(), currentPassword: host.password }
  expect(codeOf(await host.api('POST', '/session/totp'))).toEqual([409, 'totp-enabled'])
  expect(codeOf(await host.api('PUT', '/session/totp', confirmation))).toEqual([409, 'totp-enabled'])
  expect((await host.api('POST', '/session/totp/remove', { code: code() })).status).toBe(204)
  expect((await host.api('GET', '/session')).body.user.totpEnabled).toBe(false)
})

test('a secret that was not proposed, or long ago, is not confirmed', async () => {
  const host = await inviteAndSignIn(server, { role: 'host', email: 'ida@example.org' })
  const confirm = (code: string) => host.api('PUT', '/session/totp', { code, currentPassword: host.password })
  expect(codeOf(await confirm('000000'))).toEqual([409, 'totp-not-proposed'])
  const { secret } = (await host.api('POST', '/session/totp')).body
  server.clock.advance(15 * 60_000 + 1)
  expect(codeOf(await confirm(totpCode(secret, server.clock.now())))).toEqual([409, 'totp-not-proposed'])
})

test('anyone who is signed in has so many guesses at password and code, too', async () => {
  const host = await inviteAndSignIn(server, { role: 'host', email: 'jo@example.org' })
  await enableTotp(host)
  const guess = (body: object) => host.api('POST', '/session/totp/remove', body)
  for (let guesses = 0; guesses < 5; guesses++) expect((await guess({ code: '000000' })).status).toBe(422)
  expect((await guess({ currentPassword: host.password })).status).toBe(429)
})

test('a one-time link asks for the second factor, and a stranger who has it guesses few codes', async () => {
  const host = await inviteAndSignIn(server, { role: 'host', email: 'ka@example.org' })
  const secret = await enableTotp(host)
  const { body: link } = await server.api('POST', `/users/${host.id}/one-time-link`)
  const door = `/api/v1${new URL(link.url).pathname}`
  expect((await server.request('GET', door)).body.totpRequired).toBe(true)
  const use = (more: object = {}) => server.request('POST', door, { password: 'another one', ...more })
  expect(codeOf(await use())).toEqual([401, 'totp-required'])
  for (let guesses = 0; guesses < 5; guesses++) {
    expect(codeOf(await use({ totp: '000000' }))).toEqual([401, 'wrong-totp'])
  }
  expect((await use({ totp: '000000' })).status).toBe(429)
  await passTime(server, 15_000)
  server.clock.advance(30_000)
  const session = sessionOf(server, await use({ totp: totpCode(secret, server.clock.now()) }))
  expect((await session.api('GET', '/session')).body.user.totpEnabled).toBe(true)
})
