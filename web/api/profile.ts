/** What people change about themselves. */
import type { Static } from 'typebox'
import type {
  ProfilePatch,
  Session,
  TotpConfirmation,
  TotpRemoval,
  TotpSecret,
} from '../../server/api/schemas/session.ts'
import { call } from './client.ts'
import { queryClient } from './query-client.ts'
import { enterSession, sessionQuery } from './session.ts'

export type ProfilePatch = Static<typeof ProfilePatch>
export type TotpSecret = Static<typeof TotpSecret>

export async function updateProfile(body: ProfilePatch): Promise<void> {
  enterSession(await call<Session>('PATCH', '/session', { body }))
}

export const proposeTotp = () => call<TotpSecret>('POST', '/session/totp')

export async function enableTotp(body: Static<typeof TotpConfirmation>): Promise<void> {
  await call('PUT', '/session/totp', { body })
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
}

export async function disableTotp(body: Static<typeof TotpRemoval>): Promise<void> {
  await call('POST', '/session/totp/remove', { body })
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
}
