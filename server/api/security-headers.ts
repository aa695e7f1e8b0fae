/**
 * Headers that every answer carries unless its route says otherwise: no sniffing, no framing, no referrer (URLs of
 * files and invitations are capabilities), nothing kept in caches. Pages of the web app replace the policy by theirs.
 */
import type { Context } from '../platform/context.ts'
import type { Api } from './api.ts'

const HSTS_MAX_AGE_SECONDS = 31_536_000

export function addSecurityHeaders(app: Api, { publicUrl }: Context): void {
  const headers: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
  }
  if (publicUrl.startsWith('https:')) {
    headers['strict-transport-security'] = `max-age=${HSTS_MAX_AGE_SECONDS}`
  }
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id)
  })
}
