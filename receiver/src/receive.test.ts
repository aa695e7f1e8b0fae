import { expect, expectTypeOf, test } from 'vitest'
import { hookNames } from './contract/hook-names.ts'
import type { Meeting, MeetingSummaryCreated } from './contract/payload-types.ts'
import { type HookCall, receiveHookCall } from './receive.ts'
import { goldenBody, goldenBytes } from './testing/golden-bodies.ts'
import { EVENT_ID, OTHER_SECRET, SECRET, SENT_AT, signedCall } from './testing/signed-call.ts'

const options = { secret: SECRET, now: SENT_AT }
const refusedWith = (code: string) => expect.objectContaining({ name: 'HookCallError', code })

test.each(hookNames)('a call of %s is received with everything that its headers say', (hook) => {
  const call = receiveHookCall({ ...signedCall(hook), ...options })
  expect(call).toMatchObject({ event: hook, id: EVENT_ID, attempt: 1, sequence: [3], isTest: false })
  expect(call.timestamp).toEqual(SENT_AT)
  expect(call.body).toEqual(goldenBytes(hook))
  if (hook !== 'onMeetingDeleted') expect(call.payload).toEqual(goldenBody(hook))
})

test('the event tells the compiler what the payload is', () => {
  const read = (call: HookCall) => {
    if (call.event === 'onMeetingDeleted') expectTypeOf(call.payload).toEqualTypeOf<Meeting[]>()
    if (call.event === 'onMeetingSummaryCreated')
      expectTypeOf(call.payload).toEqualTypeOf<MeetingSummaryCreated>()
  }
  read(receiveHookCall({ ...signedCall('onMeetingDeleted'), ...options }))
})

test('who scheduled a deleted meeting is read as addedByEmail, and the bytes still say addedByUserEmail', () => {
  const call = receiveHookCall({ ...signedCall('onMeetingDeleted'), ...options })
  expect(call.payload).toEqual([goldenBody('onMeetingClosed')])
  expect(Buffer.from(call.body).toString()).toContain('"addedByUserEmail"')
})

test('a call about several meetings has one number for each', () => {
  const body = Buffer.from(
    JSON.stringify([...goldenBody('onMeetingDeleted'), ...goldenBody('onMeetingDeleted')]),
  )
  const { headers } = signedCall('onMeetingDeleted')
  const received = (sequence: string) =>
    receiveHookCall({ headers: { ...headers, 'webhook-sequence': sequence }, body, unverified: true })
      .sequence
  expect(received('7, 12')).toEqual([7, 12])
  expect(() => received('7')).toThrow(refusedWith('malformed-header'))
  expect(() => received('7, 12, 1')).toThrow(refusedWith('malformed-header'))
})

test('a test call has no number and says that it is one', () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const { 'webhook-sequence': _, ...rest } = headers
  const call = receiveHookCall({ headers: { ...rest, 'webhook-test': 'true' }, body, ...options })
  expect(call).toMatchObject({ isTest: true, sequence: [] })
})

test('headers are read in any case, as lists, from Fetch Headers, and unknown ones are ignored', () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const upper = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
  )
  const future = { ...headers, 'webhook-region': 'mars', get: 'a header called get' }
  for (const variant of [upper, future, new Headers(headers)]) {
    expect(receiveHookCall({ headers: variant, body, ...options }).id).toBe(EVENT_ID)
  }
})

test.each(['webhook-id', 'webhook-timestamp', 'webhook-event', 'webhook-sequence', 'webhook-attempt'])(
  'a call without %s is refused',
  (name) => {
    const { headers, body } = signedCall('onMeetingClosed')
    const { [name]: _, ...rest } = headers
    expect(() => receiveHookCall({ headers: rest, body, ...options })).toThrow(refusedWith('missing-header'))
  },
)

test.each([
  ['webhook-attempt', '0', 'malformed-header'],
  ['webhook-attempt', 'first', 'malformed-header'],
  ['webhook-sequence', '3, 4', 'malformed-header'],
  ['webhook-sequence', '-3', 'malformed-header'],
  ['webhook-event', 'onMeetingMoved', 'unknown-event'],
  ['webhook-event', 'toString', 'unknown-event'],
])('a call whose %s is "%s" is refused', (name, value, code) => {
  const { headers, body } = signedCall('onMeetingClosed')
  expect(() => receiveHookCall({ headers: { ...headers, [name]: value }, body, ...options })).toThrow(
    refusedWith(code),
  )
})

test('a listener without a credential refuses, unless that is meant', () => {
  const call = signedCall('onMeetingClosed')
  expect(() => receiveHookCall(call)).toThrow(refusedWith('no-credential'))
  expect(() => receiveHookCall({ ...call, secret: undefined })).toThrow(refusedWith('no-credential'))
  expect(receiveHookCall({ ...call, unverified: true }).id).toBe(EVENT_ID)
})

test('unverified does not switch off a credential that is there', () => {
  const call = signedCall('onMeetingClosed')
  expect(() => receiveHookCall({ ...call, unverified: true, secret: OTHER_SECRET, now: SENT_AT })).toThrow(
    refusedWith('signature-mismatch'),
  )
})

test('the API key must be the very same, with or without a signature', () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const withKey = { headers: { ...headers, 'X-API-KEY': 'k-1' }, body }
  expect(receiveHookCall({ ...withKey, apiKey: 'k-1' }).id).toBe(EVENT_ID)
  expect(receiveHookCall({ ...withKey, apiKey: 'k-1', ...options }).id).toBe(EVENT_ID)
  for (const apiKey of ['k-2', 'k-', 'k-11']) {
    expect(() => receiveHookCall({ ...withKey, apiKey, ...options })).toThrow(refusedWith('wrong-api-key'))
  }
  expect(() => receiveHookCall({ headers, body, apiKey: 'k-1' })).toThrow(refusedWith('wrong-api-key'))
  expect(() => receiveHookCall({ headers, body, apiKey: '' })).toThrow(refusedWith('malformed-key'))
  expect(() => receiveHookCall({ ...withKey, apiKey: 'k-1', secret: OTHER_SECRET, now: SENT_AT })).toThrow(
    refusedWith('signature-mismatch'),
  )
})

test("with secrets by hook, a body signed for one hook does not pass as another's", () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const secret = { onMeetingClosed: SECRET, onMeetingUpdated: OTHER_SECRET }
  expect(receiveHookCall({ headers, body, secret, now: SENT_AT }).event).toBe('onMeetingClosed')
  const passedOff = (event: string) => () =>
    receiveHookCall({ headers: { ...headers, 'webhook-event': event }, body, secret, now: SENT_AT })
  expect(passedOff('onMeetingUpdated')).toThrow(refusedWith('signature-mismatch'))
  expect(passedOff('onMeetingScheduled')).toThrow(refusedWith('no-credential'))
})

test.each([
  ['not JSON', Buffer.from('{'), 'malformed-body'],
  ['empty', Buffer.alloc(0), 'malformed-body'],
  ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'malformed-body'],
  ['of another hook', goldenBytes('onMeetingDeleted'), 'unexpected-payload'],
  [
    'a Meeting without a key',
    Buffer.from(JSON.stringify({ ...goldenBody('onMeetingClosed'), topic: undefined })),
    'unexpected-payload',
  ],
])('a body that is %s is refused', (_what, body, code) => {
  const { headers } = signedCall('onMeetingClosed')
  expect(() => receiveHookCall({ headers, body, unverified: true })).toThrow(refusedWith(code))
})

test('a body with a field that a newer server added is received, and refused only where all is to be strict', () => {
  const { headers } = signedCall('onMeetingClosed')
  const added = { ...goldenBody('onMeetingClosed'), type: 'webinar', extra: { of: 'tomorrow' } }
  const call = { headers, body: JSON.stringify(added), unverified: true }
  expect(receiveHookCall(call).payload).toEqual(added)
  expect(() => receiveHookCall({ ...call, strict: true })).toThrow(refusedWith('unexpected-payload'))
})

test('the body may be text, an ArrayBuffer or bytes; what was parsed is refused by name', () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const buffer = new Uint8Array(body).buffer
  for (const variant of [body.toString(), buffer, new Uint8Array(buffer), body]) {
    const received = receiveHookCall({ headers, body: variant, ...options })
    expect(Buffer.from(received.body)).toEqual(body)
  }
  for (const parsed of [JSON.parse(body.toString()), null, undefined, 7]) {
    expect(() => receiveHookCall({ headers, body: parsed, ...options })).toThrow(
      refusedWith('body-already-read'),
    )
  }
})

test('of several secrets or keys one is enough', () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const call = { headers: { ...headers, 'x-api-key': 'k-2' }, body, now: SENT_AT }
  for (const secret of [[OTHER_SECRET, SECRET], { onMeetingClosed: [SECRET, OTHER_SECRET] }]) {
    expect(receiveHookCall({ ...call, secret, apiKey: ['k-1', 'k-2'] }).id).toBe(EVENT_ID)
  }
  expect(() => receiveHookCall({ ...call, secret: [OTHER_SECRET] })).toThrow(
    refusedWith('signature-mismatch'),
  )
  expect(() => receiveHookCall({ ...call, apiKey: ['k-1', 'k-3'] })).toThrow(refusedWith('wrong-api-key'))
  expect(() => receiveHookCall({ ...call, secret: [] })).toThrow(refusedWith('no-credential'))
})
