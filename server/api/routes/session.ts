/**
 * Who am I: signing in and out, and what people change about themselves. Signing in answers with a cookie, and with
 * the CSRF token that writes have to carry.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findSessionCaller, SESSION_MAX_SECONDS } from '../../accounts/find-caller.ts'
import { findUser } from '../../accounts/users.ts'
import { requestPasswordReset } from '../../accounts/reset-forgotten-passwords.ts'
import { signIn } from '../../accounts/sign-in.ts'
import { KNOWN_BROWSER_SECONDS, rememberBrowser } from '../../accounts/known-browser.ts'
import { disableTotp, enableTotp, proposeTotp } from '../../accounts/second-factor.ts'
import { signOut } from '../../accounts/sessions.ts'
import { updateProfile } from '../../accounts/update-profile.ts'
import { hashToken } from '../../platform/settings/secrets.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Context } from '../../platform/context.ts'
import { Forbidden } from '../../platform/errors.ts'
import type { Api } from '../api.ts'
import { Nothing } from '../schemas/fields.ts'
import {
  PasswordResetRequest,
  ProfilePatch,
  Session,
  SignIn,
  TotpConfirmation,
  TotpRemoval,
  TotpSecret,
} from '../schemas/session.ts'
import { browserCookie, sessionCookie } from '../cookies.ts'

const tags = ['session']

export function registerSessionRoutes(api: Api, context: Context): void {
  api.post(
    '/session',
    {
      config: { scope: 'public', idempotency: false },
      schema: {
        operationId: 'signIn',
        tags,
        summary: 'Signs in',
        description:
          'Sets the session cookie, and one by which a browser that signed in before is known. Wrong guesses are held ' +
          'back, longer each time: of a known browser its own only.',
        body: SignIn,
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const browserToken = request.cookies[browserCookie(context.publicUrl).name] ?? null
      const token = await signIn(context, { ...request.body, address: request.ip, browserToken })
      const former = tokenOf(context, request)
      if (former) await signOut(context, former)
      return answerSignedIn(context, reply, token)
    },
  )

  api.post(
    '/session/password-reset',
    {
      config: { scope: 'public', idempotency: false },
      schema: {
        operationId: 'requestPasswordReset',
        tags,
        summary: 'Mails a link for a new password, if the address is a user’s',
        description:
          'The answer is the same for every address. 409 `mail-not-configured` where this instance sends no mails.',
        body: PasswordResetRequest,
        response: { 204: Nothing },
      },
    },
    async ({ body }, reply) => {
      await requestPasswordReset(context, body.email)
      return reply.code(204).send()
    },
  )

  api.get(
    '/session',
    {
      config: { scope: 'caller' },
      schema: {
        operationId: 'getSession',
        tags,
        summary: 'Says who the caller is',
        description: 'Of a browser also its CSRF token.',
        response: { 200: Session },
      },
    },
    async ({ caller, csrfToken }) => present(context, caller, csrfToken),
  )

  registerOwnSessionRoutes(api, context)
  registerTotpRoutes(api, context)
}

function registerOwnSessionRoutes(api: Api, context: Context): void {
  api.patch(
    '/session',
    {
      config: { scope: 'caller' },
      schema: {
        operationId: 'updateProfile',
        tags,
        summary: 'Changes one’s own name, language or password',
        description: 'A new password needs currentPassword beside it.',
        body: ProfilePatch,
        response: { 200: Session },
      },
    },
    async (request) => {
      const token = requireSession(context, request)
      await updateProfile(context, request.caller, token, request.body)
      return present(context, request.caller, request.csrfToken)
    },
  )

  api.delete(
    '/session',
    {
      config: { scope: 'caller' },
      schema: {
        operationId: 'signOut',
        tags,
        summary: 'Signs out',
        description: 'The session ends at once, in all tabs.',
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await signOut(context, requireSession(context, request))
      const { name, options } = sessionCookie(context.publicUrl)
      return reply.clearCookie(name, options).code(204).send()
    },
  )
}

function registerTotpRoutes(api: Api, context: Context): void {
  api.post(
    '/session/totp',
    {
      config: { scope: 'caller', idempotency: false },
      schema: {
        operationId: 'proposeTotp',
        tags,
        summary: 'Makes a secret for an authenticator app',
        description: 'It counts once it is confirmed by a code. 409 where a second factor is on.',
        response: { 200: TotpSecret },
      },
    },
    async (request) => {
      requireSession(context, request)
      return proposeTotp(context, request.caller)
    },
  )

  api.put(
    '/session/totp',
    {
      config: { scope: 'caller' },
      schema: {
        operationId: 'enableTotp',
        tags,
        summary: 'Switches the second factor on',
        description:
          'With a code of the secret that POST answered, which shows that the app has it, and with the password, where ' +
          'the user has one. 409 where a second factor is on.',
        body: TotpConfirmation,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      requireSession(context, request)
      await enableTotp(context, request.caller, request.body)
      return reply.code(204).send()
    },
  )

  api.post(
    '/session/totp/remove',
    {
      config: { scope: 'caller', idempotency: false },
      schema: {
        operationId: 'disableTotp',
        tags,
        summary: 'Switches the second factor off',
        description: 'With the current password or with a code.',
        body: TotpRemoval,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      requireSession(context, request)
      await disableTotp(context, request.caller, request.body)
      return reply.code(204).send()
    },
  )
}

/** The answer to anyone who has just been signed in, by password or by a one-time link. */
export async function answerSignedIn(context: Context, reply: FastifyReply, token: string): Promise<Session> {
  const { name, options } = sessionCookie(context.publicUrl)
  const session = await findSessionCaller(context, hashToken(token))
  if (!session) throw new Error('The session that was just made is gone')
  reply.setCookie(name, token, { ...options, maxAge: SESSION_MAX_SECONDS })
  const browser = browserCookie(context.publicUrl)
  reply.setCookie(browser.name, rememberBrowser(context, session.caller.userId), {
    ...browser.options,
    maxAge: KNOWN_BROWSER_SECONDS,
  })
  return present(context, session.caller, session.csrfToken)
}

async function present(context: Context, caller: Caller, csrfToken: string | null): Promise<Session> {
  const user = await findUser(context.database.queries, { ...caller, level: 'instance' }, caller.userId)
  // The owner of an account's key may be an administrator of the instance, of whom the account is told the name only.
  const isOwnAffair = caller.kind === 'user' || caller.level === 'instance'
  return {
    user: {
      id: user.id,
      email: isOwnAffair ? user.email : null,
      username: user.username,
      role: user.role,
      level: caller.level,
      accountId: caller.accountId,
      language: user.language,
      totpEnabled: isOwnAffair ? user.has_totp : null,
      scopes: [...caller.scopes],
    },
    csrfToken,
  }
}

function tokenOf({ publicUrl }: Context, { cookies }: FastifyRequest): string | null {
  return cookies[sessionCookie(publicUrl).name] ?? null
}

function requireSession(context: Context, request: FastifyRequest): string {
  const token = tokenOf(context, request)
  if (request.csrfToken === null || token === null) {
    throw new Forbidden(
      'users-only',
      'This is for people who are signed in; an API key has no profile of its own.',
    )
  }
  return token
}
