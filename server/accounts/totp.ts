/**
 * The second factor: time-based one-time passwords of RFC 6238, as every authenticator app does them (SHA-1, six
 * digits, 30 seconds). Pure, apart from making a secret. A code is accepted one step early or late, for clocks that
 * differ, and only once: whoever reads a code over a shoulder cannot use it.
 */
import { createHmac, randomBytes } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const SECRET_BYTES = 20
const STEP_SECONDS = 30
const DRIFT_STEPS = 1
const CODE_DIGITS = 6

/** A new secret, in base32. */
export function createTotpSecret(): string {
  let bits = ''
  for (const byte of randomBytes(SECRET_BYTES)) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{5}/g) ?? []).map((group) => ALPHABET[Number.parseInt(group, 2)]).join('')
}

/** What an authenticator app reads from a QR code. */
export function totpUrl(secret: string, issuer: string, email: string): string {
  const label = encodeURIComponent(`${issuer}:${email}`)
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}

/**
 * The time step that the code is for, if it is right and later than the last one that was accepted; else null.
 * @param lastStep the step of the code that was accepted before
 */
export function acceptTotp(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const current = totpStep(now)
  for (let step = current - DRIFT_STEPS; step <= current + DRIFT_STEPS; step++) {
    if (step > (lastStep ?? -1) && totpCode(secret, step) === code) return step
  }
  return null
}

export function totpStep(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS)
}

/** The code of one time step: HOTP of RFC 4226 over the step's number. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', decodeBase32(secret)).update(counter).digest()
  const offset = mac[mac.length - 1]! & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0')
}

function decodeBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
