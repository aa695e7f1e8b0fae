/** The door of a meeting: anyone who has its number, or a link of their own, asks to come in. */
import type { Static } from 'typebox'
import { queryOptions } from '@tanstack/react-query'
import type { DoorView, JoinBody, JoinedView } from '../../server/api/schemas/join.ts'
import { call } from './client.ts'

export type Joined = Static<typeof JoinedView>
export type Door = Static<typeof DoorView>
export type JoinRequest = Static<typeof JoinBody>

/** Nobody is asked to sign in: guests never were. */
export function joinMeeting(number: string, body: JoinRequest): Promise<Joined> {
  return call<Joined>('POST', `/join/${encodeURIComponent(number)}`, { body, renewSession: false })
}

/** Who is inside changes while people are about to join. */
const LOOK_AGAIN_MS = 10_000

export function doorQuery(number: string) {
  return queryOptions({
    queryKey: ['door', number],
    queryFn: () => call<Door>('GET', `/join/${encodeURIComponent(number)}`, { renewSession: false }),
    refetchInterval: LOOK_AGAIN_MS,
    retry: false,
  })
}
