/** The way back from an OpenID provider: taken once, in time, and to a page of our own. The browser's part is elsewhere. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPENID_CALLBACK_PATH, ownPath } from '../../server/api/routes/openid.ts'
import { inviteAndSignIn } from '../support/browser-session.ts'
import { CLIENT, startOpenIdProvider, type TestOpenIdProvider } from '../support/openid-provider.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const ATTEMPT_MAX_MS = 600_000
const REDIRECTS_LIMIT = 10

let provider: TestOpenIdProvider
let server: TestServer
beforeAll(async () => {
  provider = await startOpenIdProvider(OPENID_CALLBACK_PATH)
  server = await startTestServer({ env: openIdEnvironment() })
  await inviteAndSignIn(server, { role: 'host', email: 'ada@example.org' })
  provider.signIn({ subject: 'ada', email: 'ada@example.org', isVerified: true })
})
afterAll(async () => {
  await server.stop()
  await provider.close()
})

function openIdEnvironment() {
  return {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: 'Example Login',
  }
}

/** To the provider and nearly back. @returns where the provider sends the browser, and what the browser keeps of ours */
async function visitProvider(next = '/meetings'): Promise<{ path: string; cookie: string }> {
  const begun = await server.request('GET', `/api/v1/session/openid?next=${encodeURIComponent(next)}`)
  expect(begun.status).toBe(303)
  const cookie = begun.headers.getSetCookie()[0]!.split(';', 1)[0]!
  const jar = new Map<string, string>()
  let url = new URL(begun.headers.get('location')!)
  for (let count = 0; count < REDIRECTS_LIMIT && url.pathname !== OPENID_CALLBACK_PATH; count++) {
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie: cookies } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      jar.set(name!, value!)
    }
    url = new URL(answer.headers.get('location')!, url)
  }
  return { path: url.pathname + url.search, cookie }
}

async function comeBack({ path, cookie }: { path: string; cookie: string }): Promise<string | null> {
  const answer = await server.request('GET', path, undefined, { cookie })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')
}

test('an attempt is taken once', async () => {
  const attempt = await visitProvider()
  expect(await comeBack(attempt)).toBe('/meetings')
  expect(await comeBack(attempt)).toBe('/sign-in?problem=openid-expired')
})

test('an attempt is not taken after its time, whatever the browser keeps', async () => {
  const attempt = await visitProvider()
  server.clock.advance(ATTEMPT_MAX_MS)
  expect(await comeBack(attempt)).toBe('/sign-in?problem=openid-expired')
})

test('over HTTPS the cookie of the attempt is for this host alone', async () => {
  const secure = await startTestServer({
    env: { ...openIdEnvironment(), PUBLIC_URL: 'https://meet.example.org' },
  })
  try {
    const { headers } = await secure.request('GET', '/api/v1/session/openid')
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-openid-attempt=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  } finally {
    await secure.stop()
  }
})

test.each([
  ['/meetings?state=open#now', '/meetings?state=open#now'],
  ['https://meet.example.org/profile', '/profile'],
  ['https://somebody@meet.example.org/profile', '/profile'],
  ['/.//evil.example/x', '/'],
  ['/x/..//evil.example/x', '/'],
  ['/.\\\\evil.example/x', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example/x', '/'],
  ['javascript:alert(1)', '/'],
])('after %s the browser goes on to %s', (next, path) => {
  expect(ownPath({ publicUrl: 'https://meet.example.org' }, next)).toBe(path)
})
