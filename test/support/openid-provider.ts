/**
 * A real OpenID provider for tests, in this process. Anyone who comes is signed in at once, as the person that the test
 * says; nobody is asked for consent.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FindAccount, Provider } from 'oidc-provider'

export const CLIENT = { id: 'meetings', secret: 'a secret of the provider for tests only' } as const

const TTL_SECONDS = 600

export interface OpenIdUser {
  subject: string
  email?: string
  isVerified?: boolean
  name?: string
}

export interface TestOpenIdProvider {
  readonly issuer: string
  /** Who comes next. Null: somebody who refuses. */
  signIn(user: OpenIdUser | null): void
  close(): Promise<void>
}

/** @param callbackPath where it may send browsers back to, at any port */
export async function startOpenIdProvider(callbackPath: string): Promise<TestOpenIdProvider> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const users = new Map<string, OpenIdUser>()
  let next: OpenIdUser | null = null

  const findAccount: FindAccount = (_ctx, subject) => ({
    accountId: subject,
    claims: () => {
      const { email, isVerified, name } = users.get(subject) ?? {}
      return { sub: subject, email, email_verified: isVerified, name }
    },
  })
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [`${issuer}/never`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['for tests only'] },
    features: { devInteractions: { enabled: false } },
    findAccount,
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    pkce: { required: () => true },
    ttl: {
      AccessToken: TTL_SECONDS,
      AuthorizationCode: TTL_SECONDS,
      Grant: TTL_SECONDS,
      IdToken: TTL_SECONDS,
      Interaction: TTL_SECONDS,
      Session: TTL_SECONDS,
    },
  })
  // The server under test takes any free port.
  provider.Client.prototype.redirectUriAllowed = (uri: string) => new URL(uri).pathname === callbackPath
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    if (next) users.set(next.subject, next)
    const result = next
      ? { login: { accountId: next.subject, remember: false } }
      : { error: 'access_denied', error_description: 'They did not want to' }
    return void provider.interactionFinished(request, response, result)
  })
  return {
    issuer,
    signIn(user) {
      next = user
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
