/**
 * The cookies of a browser: unreadable for scripts, and over HTTPS with the `__Host-` prefix, so that no neighbouring
 * host can plant one.
 */
import type { CookieSerializeOptions } from '@fastify/cookie'

export interface Cookie {
  name: string
  options: CookieSerializeOptions
}

/** Of a signed-in browser. Never sent from other sites. */
export function sessionCookie(publicUrl: string): Cookie {
  return hostCookie(publicUrl, 'session', 'strict')
}

/** Of a browser that has signed in before (`accounts/known-browser`). Never sent from other sites. */
export function browserCookie(publicUrl: string): Cookie {
  return hostCookie(publicUrl, 'browser', 'strict')
}

/** Of a browser that is at the OpenID provider. It has to come along when the provider sends the browser back. */
export function openIdCookie(publicUrl: string): Cookie {
  return hostCookie(publicUrl, 'openid-attempt', 'lax')
}

function hostCookie(publicUrl: string, name: string, sameSite: 'strict' | 'lax'): Cookie {
  const secure = publicUrl.startsWith('https:')
  return { name: secure ? `__Host-${name}` : name, options: { path: '/', httpOnly: true, sameSite, secure } }
}
