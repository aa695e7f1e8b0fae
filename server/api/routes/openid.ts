/**
 * Signing in by the operator's OpenID provider: out to it, and back from it. These two are opened by browsers, not
 * called by programs, so that what goes wrong leads to the sign-in page, which words it. What has to be remembered
 * until the person comes back is sealed into a cookie of its own; it goes along when the provider sends the browser
 * back, unlike the session's, which other sites' links never carry. Until when it is accepted is sealed with it, and
 * that it was used is stored: a cookie that was copied opens nothing later, and nothing twice.
 */
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { takeAttempt, takeAttemptBack } from '../../accounts/attempts.ts'
import { NotAuthenticated } from '../../accounts/authentication-errors.ts'
import type { OpenIdAttempt, OpenIdProvider } from '../../accounts/openid-provider.ts'
import { signInByOpenId, useOpenIdAttempt } from '../../accounts/sign-in-by-openid.ts'
import { clientNetwork } from '../../platform/client-network.ts'
import type { Context } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { secretToken } from '../../platform/ids.ts'
import { API_PREFIX } from '../collect-routes.ts'
import type { Api } from '../api.ts'
import { openIdCookie } from '../cookies.ts'
import { Nothing } from '../schemas/fields.ts'
import { answerSignedIn } from './session.ts'

const PATH = '/session/openid'
const BACK_PATH = `${PATH}/callback`
/** From the root. */
export const OPENID_CALLBACK_PATH = `${API_PREFIX}${BACK_PATH}`

const tags = ['session']
/** Binds what is sealed to its use. */
const PURPOSE = 'openid-attempt'
const ATTEMPT_MAX_SECONDS = 600
const PATH_MAX_LENGTH = 2_000

interface Remembered extends OpenIdAttempt {
  id: string
  /** Epoch milliseconds. */
  expiresAt: number
  next: string
}

export function registerOpenIdRoutes(api: Api, context: Context, provider: OpenIdProvider | null): void {
  const cookie = openIdCookie(context.publicUrl)

  api.get(
    PATH,
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'beginOpenIdSignIn',
        tags,
        summary: 'Sends the browser to the OpenID provider',
        description: 'The first step of signing in by OpenID Connect; a page leads here.',
        querystring: Type.Object({
          next: Type.Optional(
            Type.String({ maxLength: PATH_MAX_LENGTH, description: 'Page to go on to; default the first' }),
          ),
        }),
        response: { 303: Nothing },
      },
    },
    async (request, reply) =>
      leadOn(provider, reply, async ({ begin }) => {
        const { url, attempt } = await begin()
        const remembered: Remembered = {
          ...attempt,
          id: secretToken(),
          expiresAt: context.clock.now().getTime() + ATTEMPT_MAX_SECONDS * 1000,
          next: ownPath(context, request.query.next),
        }
        reply.setCookie(cookie.name, context.vault.encrypt(JSON.stringify(remembered), PURPOSE), {
          ...cookie.options,
          maxAge: ATTEMPT_MAX_SECONDS,
        })
        return url.href
      }),
  )

  api.get(
    BACK_PATH,
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'finishOpenIdSignIn',
        tags,
        summary: 'Where the OpenID provider sends the browser back to',
        description:
          'The redirect URI to register at the provider. Signs in, or leads to a page that says why not.',
        response: { 303: Nothing },
      },
    },
    async (request, reply) =>
      leadOn(provider, reply, async ({ finish, admitsNewUsers }) => {
        reply.clearCookie(cookie.name, cookie.options)
        const { next, id, expiresAt, ...attempt } = recall(context, request.cookies[cookie.name])
        const network = `network:${clientNetwork(request.ip)}` as const
        await takeAttempt(context, network)
        if (!(await useOpenIdAttempt(context, id, new Date(expiresAt)))) throw expired()
        const person = await finish(new URL(request.url, context.publicUrl).searchParams, attempt)
        const token = await signInByOpenId(context, person, admitsNewUsers)
        await takeAttemptBack(context, network)
        await answerSignedIn(context, reply, token)
        return next
      }),
  )
}

/** On to where `go` says, with an error of the domain to the sign-in page. Without a provider there is nothing here. */
async function leadOn(
  provider: OpenIdProvider | null,
  reply: FastifyReply,
  go: (provider: OpenIdProvider) => Promise<string>,
): Promise<FastifyReply> {
  if (!provider) {
    reply.callNotFound()
    return reply
  }
  reply.header('cache-control', 'no-store')
  try {
    return reply.redirect(await go(provider), 303)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return reply.redirect(`/sign-in?problem=${error.code}`, 303)
  }
}

function recall({ vault }: Context, sealed: string | undefined): Remembered {
  try {
    return JSON.parse(vault.decrypt(sealed ?? '', PURPOSE)) as Remembered
  } catch {
    throw expired()
  }
}

function expired(): NotAuthenticated {
  return new NotAuthenticated(
    'openid-expired',
    'Signing in took too long, or began in another browser. Try again.',
  )
}

/** A page of our own and nothing else, so that no link leads through here to another site. */
export function ownPath({ publicUrl }: Pick<Context, 'publicUrl'>, next: string | undefined): string {
  const url = next === undefined ? null : URL.parse(next, publicUrl)
  if (!url || url.origin !== new URL(publicUrl).origin) return '/'
  // A path that begins with two slashes names another site.
  return /^\/[/\\]/.test(url.pathname) ? '/' : url.pathname + url.search + url.hash
}
