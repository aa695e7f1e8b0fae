/**
 * Who is signed in. The session's cookie is invisible to scripts; what is known here is what the server says of it,
 * and the CSRF token that writes carry.
 *
 * A session that ends while a page is open is renewed in place: every call that was refused waits on one promise,
 * which the dialog of `shell/sign-in-again` settles. Somebody else who signs in there gets a page of their own.
 */
import { queryOptions } from '@tanstack/react-query'
import { create } from '../store.ts'
import type { Session } from '../../server/api/schemas/session.ts'
import { call, onSessionEnded, keepCsrfToken } from './client.ts'
import { queryClient } from './query-client.ts'

export type { Session }
export type SessionUser = Session['user']

export interface SignInInput {
  email: string
  password: string
  totp?: string
}

/** Somebody who signs in in one tab is signed in in all; those that ask for it hear of it here. */
const otherTabs = new BroadcastChannel('session')

function takeUp({ csrfToken }: Session): void {
  keepCsrfToken(csrfToken)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is this origin's alone
  otherTabs.postMessage('signed-in')
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  queryFn: async () => {
    const session = await call<Session>('GET', '/session', { renewSession: false })
    takeUp(session)
    return session
  },
})

export async function signIn(input: SignInInput): Promise<Session> {
  const session = await call<Session>('POST', '/session', { body: input, renewSession: false })
  enterSession(session)
  return session
}

/** After signing in by whatever way. */
export function enterSession(session: Session): void {
  takeUp(session)
  queryClient.setQueryData(sessionQuery.queryKey, session)
}

/** The answer is the same whether somebody has this address or not. */
export const requestPasswordReset = (email: string) =>
  call<void>('POST', '/session/password-reset', { body: { email }, renewSession: false })

export async function signOut(): Promise<void> {
  await call('DELETE', '/session', { renewSession: false })
  // A whole new page: nothing of what this person saw stays in memory.
  location.assign('/sign-in')
}

export interface Renewal {
  email: string
  finish: (session: Session) => void
  giveUp: () => void
}

/** While somebody has to sign in again: what the dialog needs. */
export const renewal = create<Renewal | null>(null)
let renewing: Promise<void> | null = null

onSessionEnded(() => {
  renewing ??= askToSignInAgain().finally(() => {
    renewing = null
    renewal.set(null)
  })
  return renewing
})

function askToSignInAgain(): Promise<void> {
  const before = queryClient.getQueryData(sessionQuery.queryKey)
  if (!before) return Promise.reject(new Error('Nobody was signed in'))
  const settled = new AbortController()
  return new Promise<void>((resolve, reject) => {
    const finish = (session: Session) => {
      if (session.user.id === before.user.id) resolve()
      else location.assign('/')
    }
    renewal.set({
      email: before.user.email ?? '',
      finish,
      giveUp: () => reject(new Error('Not signed in again')),
    })
    // Refused where the other tab has signed out again meanwhile: the dialog stays.
    const look = () => void queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).then(finish, () => {})
    otherTabs.addEventListener('message', look, { signal: settled.signal })
  }).finally(() => settled.abort())
}
