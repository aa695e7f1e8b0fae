/**
 * The way to an OpenID provider and back: authorization code with PKCE, state and nonce. What has to be remembered in
 * between (the attempt) is the caller's to keep in the person's browser; nothing is kept here but the provider's
 * description, which is asked for when it is first needed and again after a while.
 */
import * as client from 'openid-client'
import { NotAuthenticated } from './authentication-errors.ts'
import type { OpenIdConfig } from '../platform/config/openid.ts'
import type { Logger } from '../platform/logger.ts'

/** What the provider says of a person. */
export interface OpenIdPerson {
  issuer: string
  subject: string
  /** Null: none that the provider has verified. */
  email: string | null
  name: string | null
}

export interface OpenIdAttempt {
  verifier: string
  state: string
  nonce: string
}

export interface OpenIdProvider {
  readonly name: string
  readonly admitsNewUsers: boolean
  /** Where to send the browser. @throws NotAuthenticated */
  begin(): Promise<{ url: URL; attempt: OpenIdAttempt }>
  /** @param query what the provider sent the browser back with. @throws NotAuthenticated */
  finish(query: URLSearchParams, attempt: OpenIdAttempt): Promise<OpenIdPerson>
}

const SCOPE = 'openid email profile'
const ANSWER_TIMEOUT_SECONDS = 10
/** Keys that rotate are found by the library; endpoints hardly ever move. */
const DESCRIPTION_LIFE_MS = 3_600_000
const NAME_MAX_LENGTH = 200

/** @param redirectUri where the provider sends browsers back to; has to be registered there */
export function createOpenIdProvider(
  { issuer, clientId, clientSecret, name, admitsNewUsers }: OpenIdConfig,
  redirectUri: string,
  logger: Logger,
): OpenIdProvider {
  let known: { description: Promise<client.Configuration>; untilMs: number } | null = null

  function describe(): Promise<client.Configuration> {
    if (known && performance.now() < known.untilMs) return known.description
    const description = client.discovery(issuer, clientId, undefined, authentication(clientSecret), {
      timeout: ANSWER_TIMEOUT_SECONDS,
      execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
    })
    const asked = { description, untilMs: performance.now() + DESCRIPTION_LIFE_MS }
    known = asked
    description.catch(() => {
      if (known === asked) known = null
    })
    return description
  }

  return {
    name,
    admitsNewUsers,
    async begin() {
      const configuration = await describe().catch((error: unknown) => {
        logger.warn({ err: error, issuer: issuer.href }, 'The OpenID provider cannot be reached')
        throw new NotAuthenticated('openid-unreachable', `${name} cannot be reached now. Try again later.`)
      })
      const attempt = {
        verifier: client.randomPKCECodeVerifier(),
        state: client.randomState(),
        nonce: client.randomNonce(),
      }
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
      })
      return { url, attempt }
    },
    async finish(query, { verifier, state, nonce }) {
      try {
        const configuration = await describe()
        const tokens = await client.authorizationCodeGrant(
          configuration,
          new URL(`${redirectUri}?${query.toString()}`),
          { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
        )
        return await readPerson(configuration, tokens)
      } catch (error) {
        logger.warn({ err: error, issuer: issuer.href }, 'Signing in by the OpenID provider failed')
        throw new NotAuthenticated('openid-failed', `${name} did not sign you in. Try again.`)
      }
    },
  }
}

/** As the provider takes it; without a word from it, the header, as the specification says. */
function authentication(clientSecret: string | null): client.ClientAuth {
  if (clientSecret === null) return client.None()
  const byHeader = client.ClientSecretBasic(clientSecret)
  const byBody = client.ClientSecretPost(clientSecret)
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported
    return (taken === undefined || taken.includes('client_secret_basic') ? byHeader : byBody)(server, ...rest)
  }
}

type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>

/** Many providers tell the address only to anyone who asks with the access token. */
async function readPerson(configuration: client.Configuration, tokens: Tokens): Promise<OpenIdPerson> {
  const claims = tokens.claims()!
  const isComplete = claims['email_verified'] !== undefined
  const asks = !isComplete && configuration.serverMetadata().userinfo_endpoint !== undefined
  const said = asks
    ? { ...claims, ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)) }
    : claims
  const { email, email_verified: isVerified, name } = said as Record<string, unknown>
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: typeof email === 'string' && isVerified === true ? email : null,
    name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, NAME_MAX_LENGTH) : null,
  }
}
