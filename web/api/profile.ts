/** What people change about themselves. */
import type { Static } from 'typebox'
import type { ProfilePatch, Session, TotpSecret } from '../../server/api/schemas/session.ts'
import { call } from './client.ts'
import { queryClient } from './query-client.ts'
import { enterSession, sessionQuery } from './session.ts'

export type ProfilePatch = Static<typeof ProfilePatch>
export type TotpSecret = Static<typeof TotpSecret>

export async function updateProfile(body: ProfilePatch): Promise<void> {
  enterSession(await call<Session>('PATCH', '/session', { body }))
}

export const proposeTotp = () => call<TotpSecret>('POST', '/session/totp')

export async function enableTotp(body: { secret: string; code: string }): Promise<void> {
  await call('PUT', '/session/totp', { body })
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
}

export async function disableTotp(currentPassword: string): Promise<void> {
  await call('POST', '/session/totp/remove', { body: { currentPassword } })
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
}
