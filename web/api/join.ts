/** The door of a meeting: whoever has its number, or a link of their own, asks to come in. */
import type { Static } from 'typebox'
import type { JoinBody, JoinedView } from '../../server/api/schemas/join.ts'
import { call } from './client.ts'

export type Joined = Static<typeof JoinedView>
export type JoinRequest = Static<typeof JoinBody>

/** Nobody is asked to sign in: guests never were. */
export function joinMeeting(number: string, body: JoinRequest): Promise<Joined> {
  return call<Joined>('POST', `/join/${encodeURIComponent(number)}`, { body, renewSession: false })
}
