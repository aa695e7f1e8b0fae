/** One-time links: what a link is for, and using it. */
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type { SetUp, SetUpCheck, SetUpLink } from '../../server/api/schemas/session.ts'
import { call } from './client.ts'
import { enterSession, type Session } from './session.ts'

export type SetUpInput = Static<typeof SetUp>
export type SetUpLink = Static<typeof SetUpLink>

export const setUpLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['set-up', token],
    queryFn: () => call<SetUpLink>('GET', `/set-up/${encodeURIComponent(token)}`),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Refused where the person's part of it is; the link is not used. */
export const checkSetUp = (token: string, body: Static<typeof SetUpCheck>) =>
  call<void>('POST', `/set-up/${encodeURIComponent(token)}/check`, { body, renewSession: false })

export async function setUp(token: string, body: SetUpInput): Promise<Session> {
  const session = await call<Session>('POST', `/set-up/${encodeURIComponent(token)}`, {
    body,
    renewSession: false,
  })
  enterSession(session)
  return session
}
