import { generateKeyPairSync, sign } from 'node:crypto'
import * as fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { EVENT_ID, OTHER_SECRET, SECRET, SENT_AT, signedCall } from './testing/signed-call.ts'
import { TIMESTAMP_TOLERANCE_SECONDS, verifySignature } from './verify-signature.ts'

const secondsLater = (seconds: number) => new Date(SENT_AT.getTime() + seconds * 1000)
const refusedWith = (code: string) => expect.objectContaining({ name: 'HookCallError', code })

/** A call signed with ed25519, and the key to verify it with. */
function signedWithEd25519() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const call = signedCall('onMeetingClosed')
  const signed = Buffer.concat([Buffer.from(`${EVENT_ID}.${call.headers['webhook-timestamp']}.`), call.body])
  call.headers['webhook-signature'] = `v1a,${sign(null, signed, privateKey).toString('base64')}`
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  return { call, publicKey: `whpk_${raw.toString('base64')}` }
}

test('what the public library signs is accepted, whatever the body', () => {
  const secrets = fc
    .uint8Array({ minLength: 24, maxLength: 64 })
    .map((bytes) => Buffer.from(bytes).toString('base64'))
  fc.assert(
    fc.property(secrets, fc.string({ unit: 'grapheme' }), fc.uuid(), (base64, text, id) => {
      const secret = `whsec_${base64}`
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(SENT_AT.getTime() / 1000),
        'webhook-signature': new Webhook(secret).sign(id, SENT_AT, text),
      }
      verifySignature({ headers, body: Buffer.from(text) }, { secret, now: SENT_AT })
    }),
  )
})

test('what is accepted here is accepted by the public library, and what is refused here is refused there', () => {
  const { headers, body } = signedCall('onMeetingClosed', new Date())
  const theirs = (secret: string) => () => new Webhook(secret).verify(body, headers)
  const ours = (secret: string) => () => verifySignature({ headers, body }, { secret })
  expect(theirs(SECRET)).not.toThrow()
  expect(ours(SECRET)).not.toThrow()
  expect(theirs(OTHER_SECRET)).toThrow()
  expect(ours(OTHER_SECRET)).toThrow(refusedWith('signature-mismatch'))
})

test('any single changed byte of the body, and any other id or time, is refused', () => {
  const { headers, body } = signedCall('onMeetingDeleted')
  const options = { secret: SECRET, now: SENT_AT }
  fc.assert(
    fc.property(fc.nat({ max: body.length - 1 }), fc.integer({ min: 1, max: 255 }), (position, change) => {
      const changed = Buffer.from(body)
      changed[position]! ^= change
      expect(() => verifySignature({ headers, body: changed }, options)).toThrow(
        refusedWith('signature-mismatch'),
      )
    }),
  )
  const otherId = { ...headers, 'webhook-id': 'another' }
  expect(() => verifySignature({ headers: otherId, body }, options)).toThrow(
    refusedWith('signature-mismatch'),
  )
  const otherTime = { ...headers, 'webhook-timestamp': String(SENT_AT.getTime() / 1000 + 1) }
  expect(() => verifySignature({ headers: otherTime, body }, options)).toThrow(
    refusedWith('signature-mismatch'),
  )
})

test('while a secret is rotated, one of several signatures is enough, wherever it stands', () => {
  const { headers, body } = signedCall('onMeetingUpdated')
  const other = new Webhook(OTHER_SECRET).sign(EVENT_ID, SENT_AT, body)
  const rotating = {
    ...headers,
    'webhook-signature': `${other} v2,unheard-of ${headers['webhook-signature']}`,
  }
  for (const secret of [SECRET, OTHER_SECRET]) {
    verifySignature({ headers: rotating, body }, { secret, now: SENT_AT })
  }
  const third = `whsec_${Buffer.alloc(24).toString('base64')}`
  expect(() => verifySignature({ headers: rotating, body }, { secret: third, now: SENT_AT })).toThrow(
    refusedWith('signature-mismatch'),
  )
})

test('a timestamp is accepted up to the tolerance, either way, and refused one second beyond', () => {
  const call = signedCall('onMeetingClosed')
  const at = (now: Date, toleranceSeconds?: number) => () =>
    verifySignature(call, { secret: SECRET, now, toleranceSeconds })
  expect(at(secondsLater(TIMESTAMP_TOLERANCE_SECONDS))).not.toThrow()
  expect(at(secondsLater(-TIMESTAMP_TOLERANCE_SECONDS))).not.toThrow()
  expect(at(secondsLater(TIMESTAMP_TOLERANCE_SECONDS + 1))).toThrow(refusedWith('timestamp-too-old'))
  expect(at(secondsLater(-TIMESTAMP_TOLERANCE_SECONDS - 1))).toThrow(refusedWith('timestamp-too-new'))
  expect(at(secondsLater(11), 10)).toThrow(refusedWith('timestamp-too-old'))
  expect(at(secondsLater(10), 10)).not.toThrow()
})

test('v1a: an ed25519 signature is accepted under its own public key only', () => {
  const { call, publicKey } = signedWithEd25519()
  verifySignature(call, { publicKey, now: SENT_AT })
  verifySignature(call, { publicKey, secret: SECRET, now: SENT_AT })
  const stranger = signedWithEd25519().publicKey
  expect(() => verifySignature(call, { publicKey: stranger, now: SENT_AT })).toThrow(
    refusedWith('signature-mismatch'),
  )
  call.body[20]! ^= 1
  expect(() => verifySignature(call, { publicKey, now: SENT_AT })).toThrow(refusedWith('signature-mismatch'))
})

test('a signature counts only under the scheme it names', () => {
  const { call, publicKey } = signedWithEd25519()
  expect(() => verifySignature(call, { secret: SECRET, now: SENT_AT })).toThrow(
    refusedWith('signature-mismatch'),
  )
  call.headers['webhook-signature'] = call.headers['webhook-signature']!.replace('v1a,', 'v1,')
  expect(() => verifySignature(call, { publicKey, now: SENT_AT })).toThrow(refusedWith('signature-mismatch'))
})

test.each([
  ['', 'signature-missing'],
  ['v1', 'signature-mismatch'],
  ['v1,', 'signature-mismatch'],
  [',', 'signature-mismatch'],
  ['v1,@@@ v1,AAAA', 'signature-mismatch'],
])('the signature header "%s" is refused', (signature, code) => {
  const { headers, body } = signedCall('onMeetingClosed')
  const spoilt = { ...headers, 'webhook-signature': signature }
  expect(() => verifySignature({ headers: spoilt, body }, { secret: SECRET, now: SENT_AT })).toThrow(
    refusedWith(code),
  )
})

test.each(['', '0x10', '1e9', '-5', ' 17', '17.5', 'yesterday', '999999999999999'])(
  'the timestamp "%s" is refused',
  (timestamp) => {
    const { headers, body } = signedCall('onMeetingClosed')
    const spoilt = { ...headers, 'webhook-timestamp': timestamp }
    expect(() => verifySignature({ headers: spoilt, body }, { secret: SECRET, now: SENT_AT })).toThrow(
      refusedWith(timestamp === '' ? 'missing-header' : 'malformed-header'),
    )
  },
)

test.each([
  [{ secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }, 'malformed-key'],
  [{ secret: 'whsec_' }, 'malformed-key'],
  [{ secret: 'whsec_MfKQ 9r8G' }, 'malformed-key'],
  [{ publicKey: SECRET }, 'malformed-key'],
  [{ publicKey: 'whpk_AAAA' }, 'malformed-key'],
  [{}, 'no-credential'],
  [{ secret: undefined }, 'no-credential'],
])('the listener is told that its keys cannot be used: %j', (options, code) => {
  expect(() => verifySignature(signedCall('onMeetingClosed'), { ...options, now: SENT_AT })).toThrow(
    refusedWith(code),
  )
})
