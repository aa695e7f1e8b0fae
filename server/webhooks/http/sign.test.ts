import { createPublicKey, verify } from 'node:crypto'
import * as fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import {
  generateSigningKeyPair,
  generateSigningSecret,
  privateSigningKey,
  publicKeyOf,
  signingKey,
  SigningKeyInvalid,
  signV1,
  signV1a,
} from './sign.ts'

const ID = '0193-event'

function headers(timestampSeconds: number, signature: string) {
  return { 'webhook-id': ID, 'webhook-timestamp': String(timestampSeconds), 'webhook-signature': signature }
}

const nowSeconds = () => Math.floor(Date.now() / 1000)

test('signs the specification’s own example', () => {
  const key = signingKey('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
  const body = Buffer.from('{"test": 2432232314}')
  expect(signV1([key], 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, body)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
})

test('the public package verifies any body under a new secret', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const secret = generateSigningSecret()
      const seconds = nowSeconds()
      const signature = signV1([signingKey(secret)], ID, seconds, Buffer.from(json))
      expect(new Webhook(secret).verify(json, headers(seconds, signature))).toEqual(JSON.parse(json))
    }),
  )
})

test('while a secret is rotated the old and the new one both verify, and no third', () => {
  const [older, newer, other] = [generateSigningSecret(), generateSigningSecret(), generateSigningSecret()]
  const seconds = nowSeconds()
  const body = '{"topic":"Zürich ☕"}'
  const signature = signV1([signingKey(newer), signingKey(older)], ID, seconds, Buffer.from(body))
  expect(signature).toMatch(/^v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=$/)
  for (const secret of [older, newer]) new Webhook(secret).verify(body, headers(seconds, signature))
  expect(() => new Webhook(other).verify(body, headers(seconds, signature))).toThrow()
  expect(() => new Webhook(newer).verify(body.replace('Z', 'X'), headers(seconds, signature))).toThrow()
})

test('a public-key signature beside the shared-secret one disturbs no verifier', () => {
  const secret = generateSigningSecret()
  const pair = generateSigningKeyPair()
  const seconds = nowSeconds()
  const body = Buffer.from('{}')
  const both = `${signV1([signingKey(secret)], ID, seconds, body)} ${signV1a(privateSigningKey(pair.privateKey), ID, seconds, body)}`
  new Webhook(secret).verify('{}', headers(seconds, both))
})

test('what the private key signs, the public key verifies', () => {
  const pair = generateSigningKeyPair()
  expect(pair.privateKey).toMatch(/^whsk_[A-Za-z0-9+/]{86}==$/)
  expect(pair.publicKey).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/)
  const key = privateSigningKey(pair.privateKey)
  expect(publicKeyOf(key)).toBe(pair.publicKey)
  const x = Buffer.from(pair.publicKey.slice('whpk_'.length), 'base64').toString('base64url')
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const [version, signature] = signV1a(key, ID, 1614265330, Buffer.from('{"a":1}')).split(',')
  expect(version).toBe('v1a')
  const isGenuine = (text: string) =>
    verify(null, Buffer.from(text), publicKey, Buffer.from(signature!, 'base64'))
  expect(isGenuine(`${ID}.1614265330.{"a":1}`)).toBe(true)
  expect(isGenuine(`${ID}.1614265331.{"a":1}`)).toBe(false)
})

test('the seed alone is the same private key', () => {
  const pair = generateSigningKeyPair()
  const seed = Buffer.from(pair.privateKey.slice('whsk_'.length), 'base64').subarray(0, 32).toString('base64')
  expect(publicKeyOf(privateSigningKey(`whsk_${seed}`))).toBe(pair.publicKey)
})

test.each([
  '',
  'whsec_',
  'whsec_!!!!',
  'whsk_AAAA',
  `whsec_${'A'.repeat(20)}`,
  `whsec_${'A'.repeat(120)}`,
  'A'.repeat(44),
])('“%s” is no secret', (text) => expect(() => signingKey(text)).toThrow(SigningKeyInvalid))

test.each(['whsk_AAAA', 'whsec_AAAA', `whsk_${'A'.repeat(64)}`])('“%s” is no private key', (text) => {
  expect(() => privateSigningKey(text)).toThrow(SigningKeyInvalid)
})
