/**
 * Signing in by a real OpenID provider, in a real browser: the provider is at another site than the server
 * (127.0.0.1 and localhost), so that cookies are as strict as they are between two companies.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPENID_CALLBACK_PATH } from '../../server/api/routes/openid.ts'
import { inviteAndSignIn } from '../support/browser-session.ts'
import { startBrowser, type TestBrowser, type Visitor } from '../support/browser.ts'
import { CLIENT, startOpenIdProvider, type TestOpenIdProvider } from '../support/openid-provider.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: TestBrowser
let provider: TestOpenIdProvider
let server: TestServer
let origin: string
beforeAll(async () => {
  browser = await startBrowser()
  provider = await startOpenIdProvider(OPENID_CALLBACK_PATH)
  server = await startWith({})
  origin = originOf(server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await provider.close()
})

function startWith(env: Record<string, string>): Promise<TestServer> {
  return startTestServer({
    clock: null,
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_NAME: 'Example Login',
      ...env,
    },
  })
}

const originOf = ({ port }: TestServer) => `http://localhost:${port}`

function invite(email: string) {
  return inviteAndSignIn(server, { role: 'host', email })
}

async function signInByProvider({ page }: Visitor, path = '/', from = origin): Promise<void> {
  await page.goto(from + path)
  await page.getByRole('link', { name: 'Sign in with Example Login' }).click()
}

async function expectTurnedAway({ page }: Visitor, title: string): Promise<void> {
  await page.getByRole('alert').getByText(title).waitFor()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}

test('who was invited signs in without a password, and comes out where they wanted to go', async () => {
  await invite('ada@example.org')
  provider.signIn({ subject: 'ada', email: 'Ada@example.org', isVerified: true })
  const ada = await browser.visit()
  await signInByProvider(ada, '/meetings?q=Orbits')
  await ada.page.waitForURL(`${origin}/meetings?q=Orbits`)
  await ada.page.getByRole('heading', { name: 'Meetings', level: 1 }).waitFor()
  expect(ada.faults).toEqual([])
  await ada.close()
})

test('who came before is known by the subject from then on, whatever becomes of the address', async () => {
  await invite('grace@example.org')
  provider.signIn({ subject: 'grace', email: 'grace@example.org', isVerified: true })
  const first = await browser.visit()
  await signInByProvider(first)
  await first.page.getByRole('heading', { name: /^Welcome/ }).waitFor()
  await first.close()

  provider.signIn({ subject: 'grace', email: 'grace.hopper@example.org', isVerified: true })
  const renamed = await browser.visit()
  await signInByProvider(renamed)
  await renamed.page.getByRole('heading', { name: 'Welcome, grace@example.org' }).waitFor()
  await renamed.close()

  provider.signIn({ subject: 'successor', email: 'grace@example.org', isVerified: true })
  const successor = await browser.visit()
  await signInByProvider(successor)
  await expectTurnedAway(successor, 'You have no user here yet')
  await successor.close()
})

test.each([
  ['is a stranger', { subject: 'stranger', email: 'stranger@example.org', isVerified: true }],
  ['claims an address that nobody verified', { subject: 'mallory', email: 'admin@example.org' }],
  ['claims an unverified address', { subject: 'mallory', email: 'admin@example.org', isVerified: false }],
  ['has no address', { subject: 'nameless' }],
])('who %s is turned away, and is told what to do', async (_who, user) => {
  provider.signIn(user)
  const visitor = await browser.visit()
  await signInByProvider(visitor)
  await expectTurnedAway(visitor, 'You have no user here yet')
  await visitor.page.getByText(/Ask an administrator to invite you .* Example Login/).waitFor()
  expect(await server.api('GET', '/users').then(({ body }) => JSON.stringify(body))).not.toContain('stranger')
  await visitor.close()
})

test('whom an administrator has disabled does not get in', async () => {
  const { id } = await invite('edsger@example.org')
  provider.signIn({ subject: 'edsger', email: 'edsger@example.org', isVerified: true })
  const before = await browser.visit()
  await signInByProvider(before)
  await before.page.getByRole('heading', { name: /^Welcome/ }).waitFor()
  await before.close()
  expect((await server.api('PATCH', `/users/${id}`, { disabled: true })).status).toBe(200)
  const after = await browser.visit()
  await signInByProvider(after)
  await expectTurnedAway(after, 'You have no user here yet')
  await after.close()
})

test('who refuses at the provider comes back to the sign-in page', async () => {
  provider.signIn(null)
  const visitor = await browser.visit()
  await signInByProvider(visitor)
  await expectTurnedAway(visitor, 'The sign-in service did not sign you in')
  await visitor.close()
})

test('an answer that this browser did not ask for signs nobody in', async () => {
  const visitor = await browser.visit()
  await visitor.page.goto(`${origin}${OPENID_CALLBACK_PATH}?code=stolen&state=guessed`)
  await expectTurnedAway(visitor, 'Signing in took too long, or began in another browser')

  const begun = await server.request('GET', '/api/v1/session/openid')
  const cookie = begun.headers.getSetCookie()[0]!
  expect(cookie).toMatch(/^openid-attempt=.+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)
  const forged = await server.request('GET', `${OPENID_CALLBACK_PATH}?code=stolen&state=guessed`, undefined, {
    cookie: cookie.split(';', 1)[0]!,
  })
  expect(forged.status).toBe(303)
  expect(forged.headers.get('location')).toBe('/sign-in?problem=openid-failed')
  expect(forged.headers.getSetCookie().join()).not.toContain('session=')
  await visitor.close()
})

test('nobody is led on to another site', async () => {
  for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example/']) {
    const visitor = await browser.visit()
    provider.signIn({ subject: 'ada', email: 'ada@example.org', isVerified: true })
    await visitor.page.goto(`${origin}/api/v1/session/openid?${new URLSearchParams({ next })}`)
    await visitor.page.getByRole('heading', { name: /^Welcome/ }).waitFor()
    expect(new URL(visitor.page.url()).origin).toBe(origin)
    await visitor.close()
  }
})

test('a session that ended is renewed in another tab, and what was typed is still there', async () => {
  await invite('katherine@example.org')
  provider.signIn({ subject: 'katherine', email: 'katherine@example.org', isVerified: true })
  const visitor = await browser.visit()
  await signInByProvider(visitor, '/meetings/new')
  const { page, context } = visitor
  await page.getByLabel('Topic').fill('Orbits')
  await context.clearCookies({ name: 'session' })
  await page.getByRole('button', { name: 'Schedule' }).click()
  await page.getByRole('dialog', { name: 'Sign in again' }).waitFor()
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Sign in with Example Login' }).click()
  const tab = await opened
  await tab.getByRole('heading', { name: /^Welcome/ }).waitFor()
  await tab.close()
  await page.bringToFront()
  await page.getByRole('heading', { name: 'Orbits' }).waitFor()
  await visitor.close()
})

test('where the operator wants it, anyone whom the provider vouches for becomes a host', async () => {
  const open = await startWith({ OIDC_NEW_USERS: 'host' })
  try {
    provider.signIn({
      subject: 'newcomer',
      email: 'new@example.org',
      isVerified: true,
      name: 'Nora Newcomer',
    })
    const visitor = await browser.visit()
    await signInByProvider(visitor, '/', originOf(open))
    await visitor.page.getByRole('heading', { name: 'Welcome, Nora Newcomer' }).waitFor()
    await visitor.close()
    const { body } = await open.api('GET', '/users')
    expect(body.data).toContainEqual(expect.objectContaining({ email: 'new@example.org', role: 'host' }))
    const { body: audit } = await open.api('GET', '/audit-events')
    expect(audit.data.map(({ action }: { action: string }) => action)).toContain('user.admitted')
  } finally {
    await open.stop()
  }
})

test('while the provider is down, people are told so and use their password', async () => {
  const cutOff = await startWith({ OIDC_ISSUER: 'http://127.0.0.1:9' })
  try {
    const visitor = await browser.visit()
    await signInByProvider(visitor, '/', originOf(cutOff))
    await expectTurnedAway(visitor, 'The sign-in service cannot be reached')
    await visitor.close()
  } finally {
    await cutOff.stop()
  }
})

test('an instance without a provider offers none', async () => {
  const plain = await startTestServer({ clock: null })
  try {
    const visitor = await browser.visit()
    await visitor.page.goto(`${originOf(plain)}/sign-in`)
    await visitor.page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await visitor.page.getByRole('link', { name: /Sign in with/ }).count()).toBe(0)
    expect((await plain.request('GET', '/api/v1/session/openid')).status).toBe(404)
    await visitor.close()
  } finally {
    await plain.stop()
  }
})
