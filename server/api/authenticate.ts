/**
 * Who calls? A machine says so by a key (`X-API-KEY`, or `Authorization: Bearer`), a browser by its session cookie.
 * Runs before the request's body is read, so that strangers learn nothing about what is valid.
 *
 * A browser sends its cookie along whatever page makes it call, so a write with a cookie also needs the session's
 * CSRF token in `X-CSRF-Token`, which only our own pages know. A key is never sent by itself and needs none.
 *
 * A valid key is a valid key, whatever else comes from its address: only wrong ones are counted, per network
 * (accounts/attempts), and answered by 429 beyond a limit. So a forgotten client with a revoked key shuts out nobody
 * behind the same router or proxy.
 */
import type { FastifyRequest } from 'fastify'
import { takeAttempt } from '../accounts/attempts.ts'
import { NotAuthenticated } from '../accounts/authentication-errors.ts'
import { hasScope, requireScope, type Caller } from '../accounts/caller.ts'
import { findAdministratorCaller, findKeyCaller, findSessionCaller } from '../accounts/find-caller.ts'
import { equalInConstantTime, hashToken } from '../platform/settings/secrets.ts'
import { clientNetwork } from '../platform/client-network.ts'
import type { Context } from '../platform/context.ts'
import { Forbidden } from '../platform/errors.ts'
import type { Api } from './api.ts'
import { sessionCookie } from './cookies.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls. Only on routes whose scope is not `public`, and not where `admit` let the request in. */
    readonly caller: Caller
    /** Who calls, if anybody; on public routes too. */
    readonly maybeCaller: Caller | null
    /** Of a browser's session; null for keys. */
    readonly csrfToken: string | null
    /** Looks once more whether the caller may do this: for answers that stay open. */
    isStillAllowed(): Promise<boolean>
  }
}

interface Identity {
  caller: Caller
  csrfToken: string | null
}

interface IdentityFinder {
  kind: 'key' | 'session'
  find(): Promise<Identity | null>
}

const identities = new WeakMap<FastifyRequest, Identity>()
const SAFE_METHOD = /^(GET|HEAD|OPTIONS)$/

export function addAuthentication(app: Api, context: Context, adminKeyHash: Buffer | null): void {
  const findIdentity = createIdentityFinder(context, adminKeyHash)
  app.decorateRequest('maybeCaller', {
    getter(this: FastifyRequest) {
      return identities.get(this)?.caller ?? null
    },
  })
  app.decorateRequest('csrfToken', {
    getter(this: FastifyRequest) {
      return identities.get(this)?.csrfToken ?? null
    },
  })
  app.decorateRequest('caller', {
    getter(this: FastifyRequest) {
      const caller = identities.get(this)?.caller
      if (!caller) throw new Error('This route has no caller; it must say so in config.scope')
      return caller
    },
  })
  app.decorateRequest('isStillAllowed', async function isStillAllowed(this: FastifyRequest) {
    const { scope } = this.routeOptions.config
    const before = identities.get(this)?.caller
    const now = (await findIdentity(this)?.find())?.caller
    if (!before || !now) return false
    const isSame =
      now.level === before.level &&
      now.role === before.role &&
      now.accountId === before.accountId &&
      now.ownMeetingsOnly === before.ownMeetingsOnly
    return isSame && (scope === 'caller' || scope === 'public' || hasScope(now, scope!))
  })
  app.addHook('onRequest', async (request) => {
    const { scope, admit } = request.routeOptions.config
    if (!scope || (admit && (await admit(request)))) return
    const finder = findIdentity(request)
    const identity = finder && (await finder.find())
    if (finder?.kind === 'key' && !identity) {
      await takeAttempt(context, `keys:${clientNetwork(request.ip)}`)
      throw new NotAuthenticated('wrong-api-key', 'This API key is not known, or was revoked.')
    }
    if (scope === 'public') {
      if (identity && hasCsrfToken(request, identity)) identities.set(request, identity)
      return
    }
    if (!identity) {
      throw new NotAuthenticated('not-authenticated', 'Sign in, or send an API key in the header X-API-KEY.')
    }
    if (!hasCsrfToken(request, identity)) {
      throw new Forbidden(
        'csrf-token-wrong',
        'Send the csrfToken of GET /session in the header X-CSRF-Token.',
      )
    }
    identities.set(request, identity)
    if (scope !== 'caller') requireScope(identity.caller, scope)
  })
}

function createIdentityFinder(context: Context, adminKeyHash: Buffer | null) {
  async function findByKey(keyHash: Buffer): Promise<Identity | null> {
    const caller = await (adminKeyHash?.equals(keyHash)
      ? findAdministratorCaller(context)
      : findKeyCaller(context, keyHash))
    return caller && { caller, csrfToken: null }
  }

  /** What proves who calls, and finding out who that is; null: nothing does. */
  return (request: FastifyRequest): IdentityFinder | null => {
    const key = keyOf(request)
    if (key !== null) return { kind: 'key', find: () => findByKey(hashToken(key)) }
    const token = request.cookies[sessionCookie(context.publicUrl).name]
    return token ? { kind: 'session', find: () => findSessionCaller(context, hashToken(token)) } : null
  }
}

function keyOf({ headers }: FastifyRequest): string | null {
  const key = headers['x-api-key']
  if (typeof key === 'string') return key.trim()
  return bearerToken(headers)
}

export function bearerToken({ authorization = '' }: FastifyRequest['headers']): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null
}

/** What a browser was made to send by another page counts as sent by nobody. */
function hasCsrfToken({ method, headers }: FastifyRequest, { csrfToken }: Identity): boolean {
  if (csrfToken === null || SAFE_METHOD.test(method)) return true
  const given = headers['x-csrf-token']
  return typeof given === 'string' && equalInConstantTime(given, csrfToken)
}
