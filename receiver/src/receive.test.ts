import { expect, expectTypeOf, test } from 'vitest'
import { hookNames } from './contract/hook-names.ts'
import type { Meeting, MeetingSummaryCreated } from './contract/payload-types.ts'
import { type HookCall, receiveHookCall } from './receive.ts'
import { goldenBody, goldenBytes } from './testing/golden-bodies.ts'
import { EVENT_ID, OTHER_SECRET, SECRET, SENT_AT, signedCall } from './testing/signed-call.ts'

const options = { secret: SECRET, now: SENT_AT }
const refusedWith = (code: string) => expect.objectContaining({ name: 'HookCallError', code })

test.each(hookNames)('a call of %s is received with everything that its headers say', async (hook) => {
  const call = await receiveHookCall({ ...signedCall(hook), ...options })
  expect(call).toMatchObject({ event: hook, id: EVENT_ID, attempt: 1, isTest: false })
  const id = hook === 'onMeetingSummaryCreated' ? goldenBody(hook).data.meetingId : expect.any(String)
  expect(call.meetings).toEqual([{ id, sequence: 3, occurrence: null, change: null }])
  expect(call.timestamp).toEqual(SENT_AT)
  expect(call.body).toEqual(goldenBytes(hook))
  if (hook !== 'onMeetingDeleted') expect(call.payload).toEqual(goldenBody(hook))
})

test('the event tells the compiler what the payload is', async () => {
  const read = (call: HookCall) => {
    if (call.event === 'onMeetingDeleted') expectTypeOf(call.payload).toEqualTypeOf<Meeting[]>()
    if (call.event === 'onMeetingSummaryCreated')
      expectTypeOf(call.payload).toEqualTypeOf<MeetingSummaryCreated>()
  }
  read(await receiveHookCall({ ...signedCall('onMeetingDeleted'), ...options }))
})

test('who scheduled a deleted meeting is read as addedByEmail, and the bytes still say addedByUserEmail', async () => {
  const call = await receiveHookCall({ ...signedCall('onMeetingDeleted'), ...options })
  expect(call.payload).toEqual([goldenBody('onMeetingClosed')])
  expect(Buffer.from(call.body).toString()).toContain('"addedByUserEmail"')
})

test('a call about several meetings has one number for each', async () => {
  const body = Buffer.from(
    JSON.stringify([...goldenBody('onMeetingDeleted'), ...goldenBody('onMeetingDeleted')]),
  )
  const { headers } = signedCall('onMeetingDeleted')
  const received = async (sequence: string, more: Record<string, string> = {}) => {
    const told = { ...headers, ...more, 'webhook-sequence': sequence }
    return (await receiveHookCall({ headers: told, body, unverified: true })).meetings
  }
  const { id } = goldenBody('onMeetingClosed')
  expect(await received('7, 12', { 'webhook-change': 'series, -' })).toEqual([
    { id, sequence: 7, occurrence: null, change: 'series' },
    { id, sequence: 12, occurrence: null, change: null },
  ])
  await expect(received('7')).rejects.toThrow(refusedWith('malformed-header'))
  await expect(received('7, 12, 1')).rejects.toThrow(refusedWith('malformed-header'))
})

test('a test call has no number and says that it is one', async () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const { 'webhook-sequence': _, ...rest } = headers
  const call = await receiveHookCall({ headers: { ...rest, 'webhook-test': 'true' }, body, ...options })
  expect(call).toMatchObject({ isTest: true, meetings: [{ sequence: null }] })
})

test('headers are read in any case, as lists, from Fetch Headers, and unknown ones are ignored', async () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const upper = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
  )
  const future = { ...headers, 'webhook-region': 'mars', get: 'a header called get' }
  for (const variant of [upper, future, new Headers(headers)]) {
    expect((await receiveHookCall({ headers: variant, body, ...options })).id).toBe(EVENT_ID)
  }
})

test.each(['webhook-id', 'webhook-timestamp', 'webhook-event', 'webhook-sequence', 'webhook-attempt'])(
  'a call without %s is refused',
  async (name) => {
    const { headers, body } = signedCall('onMeetingClosed')
    const { [name]: _, ...rest } = headers
    await expect(receiveHookCall({ headers: rest, body, ...options })).rejects.toThrow(
      refusedWith('missing-header'),
    )
  },
)

test.each([
  ['webhook-attempt', '0', 'malformed-header'],
  ['webhook-attempt', 'first', 'malformed-header'],
  ['webhook-sequence', '3, 4', 'malformed-header'],
  ['webhook-sequence', '-3', 'malformed-header'],
  ['webhook-event', 'onMeetingMoved', 'unknown-event'],
  ['webhook-event', 'toString', 'unknown-event'],
])('a call whose %s is "%s" is refused', async (name, value, code) => {
  const { headers, body } = signedCall('onMeetingClosed')
  await expect(receiveHookCall({ headers: { ...headers, [name]: value }, body, ...options })).rejects.toThrow(
    refusedWith(code),
  )
})

test('a listener without a credential refuses, unless that is meant', async () => {
  const call = signedCall('onMeetingClosed')
  await expect(receiveHookCall(call)).rejects.toThrow(refusedWith('no-credential'))
  await expect(receiveHookCall({ ...call, secret: undefined })).rejects.toThrow(refusedWith('no-credential'))
  expect((await receiveHookCall({ ...call, unverified: true })).id).toBe(EVENT_ID)
})

test('unverified does not switch off a credential that is there', async () => {
  const call = signedCall('onMeetingClosed')
  await expect(
    receiveHookCall({ ...call, unverified: true, secret: OTHER_SECRET, now: SENT_AT }),
  ).rejects.toThrow(refusedWith('signature-mismatch'))
})

test('the API key must be the very same, with or without a signature', async () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const withKey = { headers: { ...headers, 'X-API-KEY': 'k-1' }, body }
  expect((await receiveHookCall({ ...withKey, apiKey: 'k-1' })).id).toBe(EVENT_ID)
  expect((await receiveHookCall({ ...withKey, apiKey: 'k-1', ...options })).id).toBe(EVENT_ID)
  for (const apiKey of ['k-2', 'k-', 'k-11']) {
    await expect(receiveHookCall({ ...withKey, apiKey, ...options })).rejects.toThrow(
      refusedWith('wrong-api-key'),
    )
  }
  await expect(receiveHookCall({ headers, body, apiKey: 'k-1' })).rejects.toThrow(
    refusedWith('wrong-api-key'),
  )
  await expect(receiveHookCall({ headers, body, apiKey: '' })).rejects.toThrow(refusedWith('malformed-key'))
  await expect(
    receiveHookCall({ ...withKey, apiKey: 'k-1', secret: OTHER_SECRET, now: SENT_AT }),
  ).rejects.toThrow(refusedWith('signature-mismatch'))
})

test("with secrets by hook, a body signed for one hook does not pass as another's", async () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const secret = { onMeetingClosed: SECRET, onMeetingUpdated: OTHER_SECRET }
  expect((await receiveHookCall({ headers, body, secret, now: SENT_AT })).event).toBe('onMeetingClosed')
  const passedOff = (event: string) =>
    receiveHookCall({ headers: { ...headers, 'webhook-event': event }, body, secret, now: SENT_AT })
  await expect(passedOff('onMeetingUpdated')).rejects.toThrow(refusedWith('signature-mismatch'))
  await expect(passedOff('onMeetingScheduled')).rejects.toThrow(refusedWith('no-credential'))
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
])('a body that is %s is refused', async (_what, body, code) => {
  const { headers } = signedCall('onMeetingClosed')
  await expect(receiveHookCall({ headers, body, unverified: true })).rejects.toThrow(refusedWith(code))
})

test('a body with a field and a word that a newer server added is received', async () => {
  const { headers } = signedCall('onMeetingClosed')
  const added = { ...goldenBody('onMeetingClosed'), type: 'webinar', extra: { of: 'tomorrow' } }
  const call = { headers, body: JSON.stringify(added), unverified: true }
  expect((await receiveHookCall(call)).payload).toEqual(added)
})

test('the body may be text, an ArrayBuffer or bytes; what was parsed is refused by name', async () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const buffer = new Uint8Array(body).buffer
  for (const variant of [body.toString(), buffer, new Uint8Array(buffer), body]) {
    const received = await receiveHookCall({ headers, body: variant, ...options })
    expect(Buffer.from(received.body)).toEqual(body)
  }
  for (const parsed of [JSON.parse(body.toString()), null, undefined, 7]) {
    await expect(receiveHookCall({ headers, body: parsed, ...options })).rejects.toThrow(
      refusedWith('body-already-read'),
    )
  }
})

test('of several secrets or keys one is enough', async () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const call = { headers: { ...headers, 'x-api-key': 'k-2' }, body, now: SENT_AT }
  for (const secret of [[OTHER_SECRET, SECRET], { onMeetingClosed: [SECRET, OTHER_SECRET] }]) {
    expect((await receiveHookCall({ ...call, secret, apiKey: ['k-1', 'k-2'] })).id).toBe(EVENT_ID)
  }
  await expect(receiveHookCall({ ...call, secret: [OTHER_SECRET] })).rejects.toThrow(
    refusedWith('signature-mismatch'),
  )
  await expect(receiveHookCall({ ...call, apiKey: ['k-1', 'k-3'] })).rejects.toThrow(
    refusedWith('wrong-api-key'),
  )
  await expect(receiveHookCall({ ...call, secret: [] })).rejects.toThrow(refusedWith('no-credential'))
})

test('an event about an occurrence says which and what changed; a mark that is not one for each is passed over', async () => {
  const { headers, body } = signedCall('onMeetingUpdated')
  const occurrence = '2026-12-01T09:00:00.000Z'
  const marked = { ...headers, 'webhook-occurrence': occurrence, 'webhook-change': 'occurrence' }
  const call = await receiveHookCall({ headers: marked, body, ...options })
  expect(call.meetings).toMatchObject([{ sequence: 3, occurrence, change: 'occurrence' }])
  const spoilt = { ...headers, 'webhook-occurrence': `${occurrence}, -` }
  expect((await receiveHookCall({ headers: spoilt, body, ...options })).meetings[0]!.occurrence).toBeNull()
})

test.each(hookNames)(
  "a call of the commercial product's %s is received on a route of its own",
  async (event) => {
    const call = {
      headers: { 'X-API-KEY': 'k-1' },
      body: goldenBytes(event),
      apiKey: 'k-1',
      event,
      now: SENT_AT,
    }
    const received = await receiveHookCall(call)
    expect(received).toMatchObject({ event, attempt: 1, timestamp: SENT_AT, isTest: false })
    expect(received.meetings).toMatchObject([{ sequence: null, occurrence: null, change: null }])
    expect((await receiveHookCall(call)).id).not.toBe(received.id)
    await expect(receiveHookCall({ ...call, apiKey: 'k-2' })).rejects.toThrow(refusedWith('wrong-api-key'))
    await expect(receiveHookCall({ ...call, event: undefined })).rejects.toThrow(
      refusedWith('missing-header'),
    )
  },
)

test('a route for one hook refuses the calls of another, and takes nothing as read that should be there', async () => {
  const { headers, body } = signedCall('onMeetingClosed')
  await expect(receiveHookCall({ headers, body, ...options, event: 'onMeetingUpdated' })).rejects.toThrow(
    refusedWith('unexpected-event'),
  )
  const { 'webhook-id': _, ...rest } = headers
  const call = { headers: rest, body, unverified: true, event: 'onMeetingClosed' as const }
  await expect(receiveHookCall(call)).rejects.toThrow(refusedWith('missing-header'))
})
