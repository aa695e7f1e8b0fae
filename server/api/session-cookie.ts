/**
 * The cookie of a signed-in browser: unreadable for scripts, never sent from other sites. Over HTTPS it has the
 * `__Host-` prefix, so that no neighbouring host can plant one.
 */
import type { CookieSerializeOptions } from '@fastify/cookie'

export interface SessionCookie {
  name: string
  options: CookieSerializeOptions
}

export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:')
  return {
    name: secure ? '__Host-session' : 'session',
    options: { path: '/', httpOnly: true, sameSite: 'strict', secure },
  }
}
