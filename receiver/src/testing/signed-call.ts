/**
 * For tests: calls as a meeting server makes them, signed by the public `standardwebhooks` package, so that what is
 * verified was not written by the same hand. Not part of the published package.
 */
import { Webhook } from 'standardwebhooks'
import type { HookName } from '../contract/hook-names.ts'
import { goldenBytes } from './golden-bodies.ts'

/** When the calls are made. */
export const SENT_AT = new Date('2026-11-24T08:00:00.000Z')

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='
export const OTHER_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDC2FVsBQIhrs='
export const EVENT_ID = '019ab4f2-6d00-7cc3-98c4-dc0c0c07398f'

export interface SignedCall {
  headers: Record<string, string>
  body: Buffer
}

/** The golden body of `hook`, signed with `SECRET` at `sentAt`, as the first try of the meeting's third event. */
export function signedCall(hook: HookName, sentAt: Date = SENT_AT): SignedCall {
  const body = goldenBytes(hook)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': EVENT_ID,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'webhook-signature': new Webhook(SECRET).sign(EVENT_ID, sentAt, body),
    'webhook-event': hook,
    'webhook-sequence': '3',
    'webhook-attempt': '1',
    'user-agent': 'simplex-meeting/0.1.0',
  }
  return { headers, body }
}
