import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { hookNames } from './contract/hook-names.ts'
import { receiveHookCall } from './receive.ts'
import { OTHER_SECRET, SECRET } from './testing/signed-call.ts'
import { goldenBody } from './testing/golden-bodies.ts'
import { assertDocumentedBody, examples, signTestCall } from './testing.ts'

test.each(hookNames)(
  'a test call of %s is taken by the public library and by this one, and exactly as documented',
  async (event) => {
    const { method, headers, body } = await signTestCall({ event, secret: SECRET, apiKey: 'k-1' })
    expect(method).toBe('POST')
    expect(new Webhook(SECRET).verify(body, headers)).toEqual(goldenBody(event))
    expect(() => new Webhook(OTHER_SECRET).verify(body, headers)).toThrow('No matching signature')
    const call = await receiveHookCall({ headers, body, secret: SECRET, apiKey: 'k-1' })
    expect(call).toMatchObject({ event, attempt: 1, isTest: false, meetings: [{ sequence: 1 }] })
    assertDocumentedBody(event, call.body)
    expect(() => assertDocumentedBody(event, Buffer.from('{}'))).toThrow('departs from the document')
    expect(examples[event]).toEqual(goldenBody(event))
  },
)

test('everything about a test call can be chosen', async () => {
  const [meeting] = examples.onMeetingDeleted
  const at = new Date('2026-11-24T08:00:00.000Z')
  const call = await signTestCall({
    event: 'onMeetingDeleted',
    secret: SECRET,
    payload: [meeting!, { ...meeting!, topic: 'Ünïcode' }],
    id: 'evt-1',
    attempt: 3,
    sequence: [4, 9],
    at,
    headers: { 'webhook-test': 'false', 'webhook-change': 'series, -' },
  })
  const received = await receiveHookCall({ ...call, secret: SECRET, now: at })
  expect(received).toMatchObject({ id: 'evt-1', attempt: 3, timestamp: at })
  expect(received.meetings).toMatchObject([
    { sequence: 4, change: 'series' },
    { sequence: 9, change: null },
  ])
})

test('without a secret a test call carries no signature, and text is sent as it is', async () => {
  const { headers, body } = await signTestCall({ event: 'onMeetingClosed', payload: '{ "spaced" : 1 }' })
  expect(headers).not.toHaveProperty('webhook-signature')
  expect(body).toBe('{ "spaced" : 1 }')
})
