/**
 * Signatures by Standard Webhooks (https://www.standardwebhooks.com): what a receiver verifies to know that a call is
 * ours and unchanged.
 *
 * Pure. Signed is `id.timestamp.body`. `v1` is HMAC-SHA256 with a secret that both sides share; while a secret is being
 * rotated the header carries one signature for each. `v1a` is ed25519, for receivers that want to hold a public key
 * only. Keys are made once from their text and kept by the caller (`signingKey`, `privateSigningKey`), because
 * preparing a key costs as much as signing.
 */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'

const SECRET_PREFIX = 'whsec_'
const PRIVATE_KEY_PREFIX = 'whsk_'
const PUBLIC_KEY_PREFIX = 'whpk_'
const SECRET_BYTES = 32
/** What the specification asks of a secret. */
const SECRET_MINIMUM_BYTES = 24
const SECRET_LIMIT_BYTES = 64
const ED25519_KEY_BYTES = 32
/** RFC 8410: the DER around the 32 bytes of an ed25519 private key. */
const PKCS8_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex')

export class SigningKeyInvalid extends Error {
  readonly code = 'signing-key-invalid'
}

/** A new secret for `v1`: `whsec_` and 32 random bytes in base64. */
export function generateSigningSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64')
}

/** The prepared key of a `whsec_…` secret. Throws SigningKeyInvalid. */
export function signingKey(secret: string): KeyObject {
  const bytes = decode(secret, SECRET_PREFIX)
  if (bytes.length < SECRET_MINIMUM_BYTES || bytes.length > SECRET_LIMIT_BYTES) {
    throw new SigningKeyInvalid(
      `A signing secret has ${SECRET_MINIMUM_BYTES} to ${SECRET_LIMIT_BYTES} bytes; this one has ${bytes.length}.`,
    )
  }
  return createSecretKey(bytes)
}

/** The `webhook-signature` header: `v1,…` for each key, separated by a space. */
export function signV1(
  keys: readonly KeyObject[],
  id: string,
  timestampSeconds: number,
  body: Buffer,
): string {
  const prefix = signedPrefix(id, timestampSeconds)
  let header = ''
  for (const key of keys) {
    const signature = createHmac('sha256', key).update(prefix).update(body).digest('base64')
    header += header === '' ? `v1,${signature}` : ` v1,${signature}`
  }
  return header
}

export interface SigningKeyPair {
  /** `whsk_` and base64 of the 64 bytes seed ‖ public key. */
  privateKey: string
  /** `whpk_` and base64 of the 32 bytes of the public key. */
  publicKey: string
}

/** A new ed25519 key pair for `v1a`. */
export function generateSigningKeyPair(): SigningKeyPair {
  const pair = generateKeyPairSync('ed25519')
  const { d, x } = pair.privateKey.export({ format: 'jwk' })
  const seed = Buffer.from(d!, 'base64url')
  const publicBytes = Buffer.from(x!, 'base64url')
  return {
    privateKey: PRIVATE_KEY_PREFIX + Buffer.concat([seed, publicBytes]).toString('base64'),
    publicKey: PUBLIC_KEY_PREFIX + publicBytes.toString('base64'),
  }
}

/** The prepared key of a `whsk_…` text: 64 bytes, or the seed's 32 alone. Throws SigningKeyInvalid. */
export function privateSigningKey(text: string): KeyObject {
  const bytes = decode(text, PRIVATE_KEY_PREFIX)
  if (bytes.length !== ED25519_KEY_BYTES && bytes.length !== 2 * ED25519_KEY_BYTES) {
    throw new SigningKeyInvalid(`An ed25519 private key has 32 or 64 bytes; this one has ${bytes.length}.`)
  }
  const der = Buffer.concat([PKCS8_HEADER, bytes.subarray(0, ED25519_KEY_BYTES)])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

/** `whpk_…`, what a receiver is given to verify `v1a`. */
export function publicKeyOf(privateKey: KeyObject): string {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  return PUBLIC_KEY_PREFIX + Buffer.from(x!, 'base64url').toString('base64')
}

/** One `v1a,…` signature, to be appended to the header after those of `signV1`. */
export function signV1a(privateKey: KeyObject, id: string, timestampSeconds: number, body: Buffer): string {
  const signed = Buffer.concat([Buffer.from(signedPrefix(id, timestampSeconds)), body])
  return `v1a,${sign(null, signed, privateKey).toString('base64')}`
}

function signedPrefix(id: string, timestampSeconds: number): string {
  return `${id}.${timestampSeconds}.`
}

function decode(text: string, prefix: string): Buffer {
  const base64 = text.startsWith(prefix) ? text.slice(prefix.length) : null
  if (base64 === null || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    throw new SigningKeyInvalid(`A key is written as ${prefix} and base64.`)
  }
  return Buffer.from(base64, 'base64')
}
