/** One-time links: what a link is for, and using it. */
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type { SetUp, SetUpLink } from '../../server/api/schemas/session.ts'
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

export async function setUp(token: string, body: SetUpInput): Promise<Session> {
  const session = await call<Session>('POST', `/set-up/${encodeURIComponent(token)}`, {
    body,
    renewSession: false,
  })
  enterSession(session)
  return session
}
