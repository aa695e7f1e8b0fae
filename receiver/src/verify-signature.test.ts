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

test('what the public library signs is accepted, whatever the body', async () => {
  const secrets = fc
    .uint8Array({ minLength: 24, maxLength: 64 })
    .map((bytes) => Buffer.from(bytes).toString('base64'))
  await fc.assert(
    fc.asyncProperty(secrets, fc.string({ unit: 'grapheme' }), fc.uuid(), async (base64, text, id) => {
      const secret = `whsec_${base64}`
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(SENT_AT.getTime() / 1000),
        'webhook-signature': new Webhook(secret).sign(id, SENT_AT, text),
      }
      await verifySignature({ headers, body: Buffer.from(text) }, { secret, now: SENT_AT })
    }),
  )
})

test('what is accepted here is accepted by the public library, and what is refused here is refused there', async () => {
  const { headers, body } = signedCall('onMeetingClosed', new Date())
  const theirs = (secret: string) => () => new Webhook(secret).verify(body, headers)
  const ours = (secret: string) => verifySignature({ headers, body }, { secret })
  expect(theirs(SECRET)).not.toThrow()
  await ours(SECRET)
  expect(theirs(OTHER_SECRET)).toThrow()
  await expect(ours(OTHER_SECRET)).rejects.toThrow(refusedWith('signature-mismatch'))
})

test('any single changed byte of the body, and any other id or time, is refused', async () => {
  const { headers, body } = signedCall('onMeetingDeleted')
  const options = { secret: SECRET, now: SENT_AT }
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: body.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (position, change) => {
        const changed = Buffer.from(body)
        changed[position]! ^= change
        await expect(verifySignature({ headers, body: changed }, options)).rejects.toThrow(
          refusedWith('signature-mismatch'),
        )
      },
    ),
  )
  const otherId = { ...headers, 'webhook-id': 'another' }
  await expect(verifySignature({ headers: otherId, body }, options)).rejects.toThrow(
    refusedWith('signature-mismatch'),
  )
  const otherTime = { ...headers, 'webhook-timestamp': String(SENT_AT.getTime() / 1000 + 1) }
  await expect(verifySignature({ headers: otherTime, body }, options)).rejects.toThrow(
    refusedWith('signature-mismatch'),
  )
})

test('while a secret is rotated, one of several signatures is enough, wherever it stands', async () => {
  const { headers, body } = signedCall('onMeetingUpdated')
  const other = new Webhook(OTHER_SECRET).sign(EVENT_ID, SENT_AT, body)
  const rotating = {
    ...headers,
    'webhook-signature': `${other} v2,unheard-of ${headers['webhook-signature']}`,
  }
  for (const secret of [SECRET, OTHER_SECRET]) {
    await verifySignature({ headers: rotating, body }, { secret, now: SENT_AT })
  }
  const third = `whsec_${Buffer.alloc(24).toString('base64')}`
  await expect(verifySignature({ headers: rotating, body }, { secret: third, now: SENT_AT })).rejects.toThrow(
    refusedWith('signature-mismatch'),
  )
})

test('a timestamp is accepted up to the tolerance, either way, and refused one second beyond', async () => {
  const call = signedCall('onMeetingClosed')
  const at = (now: Date, toleranceSeconds?: number) =>
    verifySignature(call, { secret: SECRET, now, toleranceSeconds })
  await at(secondsLater(TIMESTAMP_TOLERANCE_SECONDS))
  await at(secondsLater(-TIMESTAMP_TOLERANCE_SECONDS))
  await expect(at(secondsLater(TIMESTAMP_TOLERANCE_SECONDS + 1))).rejects.toThrow(
    refusedWith('timestamp-too-old'),
  )
  await expect(at(secondsLater(-TIMESTAMP_TOLERANCE_SECONDS - 1))).rejects.toThrow(
    refusedWith('timestamp-too-new'),
  )
  await expect(at(secondsLater(11), 10)).rejects.toThrow(refusedWith('timestamp-too-old'))
  await at(secondsLater(10), 10)
})

test('v1a: an ed25519 signature is accepted under its own public key only', async () => {
  const { call, publicKey } = signedWithEd25519()
  await verifySignature(call, { publicKey, now: SENT_AT })
  await verifySignature(call, { publicKey, secret: SECRET, now: SENT_AT })
  const stranger = signedWithEd25519().publicKey
  await expect(verifySignature(call, { publicKey: stranger, now: SENT_AT })).rejects.toThrow(
    refusedWith('signature-mismatch'),
  )
  call.body[20]! ^= 1
  await expect(verifySignature(call, { publicKey, now: SENT_AT })).rejects.toThrow(
    refusedWith('signature-mismatch'),
  )
})

test('a signature counts only under the scheme it names', async () => {
  const { call, publicKey } = signedWithEd25519()
  await expect(verifySignature(call, { secret: SECRET, now: SENT_AT })).rejects.toThrow(
    refusedWith('signature-mismatch'),
  )
  call.headers['webhook-signature'] = call.headers['webhook-signature']!.replace('v1a,', 'v1,')
  await expect(verifySignature(call, { publicKey, now: SENT_AT })).rejects.toThrow(
    refusedWith('signature-mismatch'),
  )
})

test.each([
  ['', 'signature-missing'],
  ['v1', 'signature-mismatch'],
  ['v1,', 'signature-mismatch'],
  [',', 'signature-mismatch'],
  ['v1,@@@ v1,AAAA', 'signature-mismatch'],
])('the signature header "%s" is refused', async (signature, code) => {
  const { headers, body } = signedCall('onMeetingClosed')
  const spoilt = { ...headers, 'webhook-signature': signature }
  await expect(verifySignature({ headers: spoilt, body }, { secret: SECRET, now: SENT_AT })).rejects.toThrow(
    refusedWith(code),
  )
})

test.each(['', '0x10', '1e9', '-5', ' 17', '17.5', 'yesterday', '999999999999999'])(
  'the timestamp "%s" is refused',
  async (timestamp) => {
    const { headers, body } = signedCall('onMeetingClosed')
    const spoilt = { ...headers, 'webhook-timestamp': timestamp }
    await expect(
      verifySignature({ headers: spoilt, body }, { secret: SECRET, now: SENT_AT }),
    ).rejects.toThrow(refusedWith(timestamp === '' ? 'missing-header' : 'malformed-header'))
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
])('the listener is told that its keys cannot be used: %j', async (options, code) => {
  await expect(verifySignature(signedCall('onMeetingClosed'), { ...options, now: SENT_AT })).rejects.toThrow(
    refusedWith(code),
  )
})
