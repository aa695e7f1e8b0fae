/**
 * Secrets at rest: AES-256-GCM under a key derived from `SECRET_KEY`. A stored secret names the key that it was
 * encrypted with, so that a wrong `SECRET_KEY` is told apart from a damaged value. Tokens that only have to be
 * recognised are hashed instead, with SHA-256: they are random, so a slow hash would add nothing.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32
const KEY_ID_HEX_DIGITS = 8

export interface Vault {
  /** `context` binds the value to its place: moved elsewhere, it does not decrypt. */
  encrypt(plaintext: string, context: string): string
  decrypt(stored: string, context: string): string
  /** A MAC for tokens that carry their own meaning, such as room tokens. */
  sign(payload: string, purpose: string): string
  verify(payload: string, signature: string, purpose: string): boolean
}

export class WrongSecretKey extends Error {
  override readonly name = 'WrongSecretKey'
}

export function createVault(secretKey: string): Vault {
  const encryptionKey = derive(secretKey, 'encryption')
  const signingKey = derive(secretKey, 'signing')
  const keyId = createHash('sha256').update(encryptionKey).digest('hex').slice(0, KEY_ID_HEX_DIGITS)

  function sign(payload: string, purpose: string): string {
    return createHmac('sha256', signingKey).update(`${purpose}\0${payload}`).digest('base64url')
  }

  return {
    encrypt(plaintext, context) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, iv).setAAD(Buffer.from(context))
      const encrypted = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
      return `${keyId}:${Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64')}`
    },
    decrypt(stored, context) {
      const [storedKeyId, encoded = ''] = stored.split(':', 2)
      if (storedKeyId !== keyId) {
        throw new WrongSecretKey(
          `A stored secret was encrypted under another SECRET_KEY (key id ${storedKeyId}, this server has ${keyId}). Start with the key that was used before.`,
        )
      }
      const bytes = Buffer.from(encoded, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      return Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8')
    },
    sign,
    verify: (payload, signature, purpose) => equalInConstantTime(sign(payload, purpose), signature),
  }
}

/** What is stored of a token that only has to be recognised. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export function equalInConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(hashToken(a), hashToken(b))
}

function derive(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'simplex-meeting', purpose, KEY_BYTES))
}
