/** A signed-in browser, without the browser: keeps the cookie and sends the CSRF token with every request. */
import type { Answer, Json, TestServer } from './server.ts'

export interface BrowserSession {
  cookie: string
  csrfToken: string
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<Json>>
}

export async function signIn(
  server: TestServer,
  { email, password, totp }: { email: string; password: string; totp?: string },
): Promise<BrowserSession> {
  const answer = await server.request('POST', '/api/v1/session', { email, password, totp })
  if (answer.status !== 200) throw new Error(`Signing in was answered by ${answer.status}`)
  return sessionOf(server, answer)
}

/** The session that an answer began. */
export function sessionOf(server: TestServer, answer: Answer<Json>): BrowserSession {
  const cookie = cookieOf(answer)
  const csrfToken = String(answer.body.csrfToken)
  return {
    cookie,
    csrfToken,
    api: (method, path, body, headers) =>
      server.request(method, `/api/v1${path}`, body, { cookie, 'x-csrf-token': csrfToken, ...headers }),
  }
}

function cookieOf({ headers }: Answer): string {
  return headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
}

/** A further user, invited by the administrator, who set a password and is signed in. */
export async function inviteAndSignIn(
  server: TestServer,
  user: { role: 'administrator' | 'host'; accountId?: string; email: string },
): Promise<BrowserSession & { id: string; password: string }> {
  const invited = await server.api('POST', '/users', { username: user.email, ...user })
  if (invited.status !== 201) throw new Error(`Inviting was answered by ${invited.status}`)
  const password = `password of ${user.email}`
  const door = `/api/v1${new URL(invited.body.invitation.url).pathname}`
  const answer = await server.request('POST', door, { password })
  return { ...sessionOf(server, answer), id: String(invited.body.user.id), password }
}
