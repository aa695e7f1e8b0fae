/**
 * Verifies that a call comes from the holder of the signing key, and that it was made just now, after the Standard
 * Webhooks specification (https://www.standardwebhooks.com): `v1` is HMAC-SHA256 under a shared secret, `v1a` is
 * ed25519. What is signed is `{webhook-id}.{webhook-timestamp}.{body}`, the body byte for byte.
 *
 * The sender signs every try anew, so the timestamp is recent also for a resend weeks later. While a secret is being
 * rotated a call carries one signature for each; one that matches is enough. What is *not* signed are the other
 * headers, `webhook-event` among them; each web hook has a secret of its own, so giving secrets by hook name (see
 * `receiveHookCall`) binds the event to the signature as well.
 *
 * Why node:crypto and not Web Crypto: it is synchronous, and it has ed25519 in every Node from 18 on.
 */
import { Buffer } from 'node:buffer'
import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import { HookCallError } from './hook-call-error.ts'
import { bytesOf, type HookBody } from './read-body.ts'
import { type HeadersLike, readHeader, requireHeader } from './read-header.ts'

/** How far a call's timestamp may be from now, either way, unless told otherwise. */
export const TIMESTAMP_TOLERANCE_SECONDS = 300

/** More signatures than any rotation needs; what comes after them is not looked at. */
const SIGNATURES_LIMIT = 10
const ED25519_PUBLIC_KEY_BYTES = 32
const MS_PER_SECOND = 1000

/** A call as it arrived. */
export interface HookRequest {
  readonly headers: HeadersLike
  /** The body untouched, as bytes or text: parsed and written again it is another body, and no signature matches. */
  readonly body: HookBody
}

export interface SignatureOptions {
  /** The web hook's signing secret, `whsec_…`, for `v1` signatures. Of several, any one is enough. */
  readonly secret?: string | readonly string[] | undefined
  /** The sender's public key, `whpk_…`, for `v1a` signatures. With both given, either signature is enough. */
  readonly publicKey?: string | readonly string[] | undefined
  /** Default 300. */
  readonly toleranceSeconds?: number | undefined
  /** The present, for tests. Default: the clock. */
  readonly now?: Date | undefined
}

/** Returns when a signature matches and the timestamp is recent; throws a `HookCallError` otherwise. */
export function verifySignature(request: HookRequest, options: SignatureOptions): void {
  const { headers } = request
  const matchers = readKeys(options)
  const id = requireHeader(headers, 'webhook-id')
  const timestamp = requireHeader(headers, 'webhook-timestamp')
  refuseStale(timestamp, options)
  const signatures = readHeader(headers, 'webhook-signature')
  if (signatures === undefined) {
    throw new HookCallError(
      'signature-missing',
      'The call has no webhook-signature. Switch signing on for this web hook, or look for a proxy that drops headers.',
    )
  }
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), bytesOf(request.body)])
  const matches = signatures.split(' ', SIGNATURES_LIMIT).some((entry) => {
    const comma = entry.indexOf(',')
    const scheme = entry.slice(0, comma)
    const signature = Buffer.from(entry.slice(comma + 1), 'base64')
    return matchers.some((matcher) => matcher.scheme === scheme && matcher.matches(signed, signature))
  })
  if (!matches) {
    throw new HookCallError(
      'signature-mismatch',
      `None of the signatures was made with the key given (${matchers.map(({ scheme }) => scheme).join(' or ')}). Check that it is ` +
        "this web hook's own, that it was not rotated since, and that the body is verified as the bytes that arrived.",
    )
  }
}

/** The moment of this try, from `webhook-timestamp`. */
export function readTimestamp(timestamp: string): Date {
  if (/^[0-9]{1,11}$/.test(timestamp)) return new Date(Number(timestamp) * MS_PER_SECOND)
  throw new HookCallError(
    'malformed-header',
    'webhook-timestamp is not a number of unix seconds. The meeting server sends one: look for what changed it.',
  )
}

interface Matcher {
  readonly scheme: 'v1' | 'v1a'
  matches(signed: Uint8Array, signature: Uint8Array): boolean
}

function readKeys(options: SignatureOptions): Matcher[] {
  const matchers = [
    ...listOf(options.secret).map(readSecret),
    ...listOf(options.publicKey).map(readPublicKey),
  ]
  if (matchers.length > 0) return matchers
  throw new HookCallError(
    'no-credential',
    'There is neither a secret nor a public key to verify the signature with. Pass the one shown when the web hook ' +
      'was created; an environment variable that is not set arrives here as undefined.',
  )
}

/** Nothing, one or several, as a list. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? [])
}

function readSecret(secret: string): Matcher {
  const key = decodeKey('secret', 'whsec_', secret)
  return {
    scheme: 'v1',
    matches(signed, signature) {
      const expected = createHmac('sha256', key).update(signed).digest()
      return signature.length === expected.length && timingSafeEqual(signature, expected)
    },
  }
}

function readPublicKey(publicKey: string): Matcher {
  const raw = decodeKey('publicKey', 'whpk_', publicKey)
  if (raw.length !== ED25519_PUBLIC_KEY_BYTES) throw malformedKey('publicKey', 'whpk_')
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  return { scheme: 'v1a', matches: (signed, signature) => verify(null, signed, key, signature) }
}

function decodeKey(option: string, prefix: string, key: string): Buffer {
  const base64 = key.slice(prefix.length)
  if (!key.startsWith(prefix) || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw malformedKey(option, prefix)
  return Buffer.from(base64, 'base64')
}

function malformedKey(option: string, prefix: string): HookCallError {
  const message = `The option ${option} is not ${prefix} followed by base64. Copy it again, whole and without spaces.`
  return new HookCallError('malformed-key', message)
}

function refuseStale(timestamp: string, options: SignatureOptions): void {
  const { now = new Date(), toleranceSeconds = TIMESTAMP_TOLERANCE_SECONDS } = options
  const ageSeconds =
    Math.floor(now.getTime() / MS_PER_SECOND) - readTimestamp(timestamp).getTime() / MS_PER_SECOND
  if (Math.abs(ageSeconds) <= toleranceSeconds) return
  throw new HookCallError(
    ageSeconds > 0 ? 'timestamp-too-old' : 'timestamp-too-new',
    `The call was signed ${Math.abs(ageSeconds)} s ${ageSeconds > 0 ? 'ago' : 'in the future'}, and ` +
      `${toleranceSeconds} s are allowed. Set the clocks of both machines by NTP; a call that is much older is a replay.`,
  )
}
