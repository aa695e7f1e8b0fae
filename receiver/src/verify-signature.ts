/**
 * Verifies that a call comes from the holder of the signing key, and that it was made just now, after the Standard
 * Webhooks specification (https://www.standardwebhooks.com): `v1` is HMAC-SHA256 under a shared secret, `v1a` is
 * Ed25519. What is signed is `{webhook-id}.{webhook-timestamp}.{body}`, the body byte for byte.
 *
 * The sender signs every try again, so the timestamp is recent also for a resend weeks later. While a secret is being
 * rotated a call carries one signature for each; one that matches is enough. What is *not* signed are the other
 * headers, `webhook-event` among them; where each web hook has a secret of its own, giving secrets by hook name (see
 * `receiveHookCall`) binds the event to the signature as well.
 *
 * Web Crypto is in every runtime (Node, Deno, Bun, Workers) and asynchronous, so what verifies is asynchronous, too.
 */
import { HookCallError, noCredential } from './hook-call-error.ts'
import { bytesOf, type HookBody, joined } from './read-body.ts'
import { type HeadersLike, readCount, readHeader, requireHeader } from './read-header.ts'

/** How far a call's timestamp may be from now, either way, unless told otherwise. */
export const TIMESTAMP_TOLERANCE_SECONDS = 300

/** More signatures than any rotation needs; what comes after them is not looked at. */
const SIGNATURES_LIMIT = 10
const ED25519_PUBLIC_KEY_BYTES = 32
const MS_PER_SECOND = 1000
const HMAC = { name: 'HMAC', hash: 'SHA-256' }

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
export async function verifySignature(request: HookRequest, options: SignatureOptions): Promise<void> {
  const { headers } = request
  const keys = readKeys(options)
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
  const signed = contentToSign(id, timestamp, request.body)
  for (const entry of signatures.split(' ', SIGNATURES_LIMIT)) {
    const comma = entry.indexOf(',')
    for (const key of keys) {
      if (key.scheme === entry.slice(0, comma) && (await matches(key, entry.slice(comma + 1), signed))) return
    }
  }
  throw new HookCallError(
    'signature-mismatch',
    "None of the signatures was made with the key given. Check that it is this web hook's own and was not rotated since, " +
      'and that the body is passed as it arrived.',
  )
}

/** The moment of this try, from `webhook-timestamp`. */
export function readTimestamp(timestamp: string): Date {
  return new Date(readCount('webhook-timestamp', timestamp) * MS_PER_SECOND)
}

/** The `v1` signature of a call, as its header carries it. For `@simplex-meeting/receiver/testing`. */
export async function sign(secret: string, id: string, timestamp: string, body: HookBody): Promise<string> {
  const key = await crypto.subtle.importKey('raw', decodeKey('secret', 'whsec_', secret), HMAC, false, [
    'sign',
  ])
  const signature = await crypto.subtle.sign('HMAC', key, contentToSign(id, timestamp, body))
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`
}

/** Nothing, one or several, as a list. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? [])
}

/** `{id}.{timestamp}.{body}`, as bytes. */
function contentToSign(id: string, timestamp: string, body: HookBody) {
  return joined([bytesOf(`${id}.${timestamp}.`), bytesOf(body)])
}

type Key = ReturnType<typeof readKeys>[number]

function readKeys(options: SignatureOptions) {
  const keys = [
    ...listOf(options.secret).map((secret) => ({
      scheme: 'v1',
      algorithm: HMAC,
      raw: decodeKey('secret', 'whsec_', secret),
    })),
    ...listOf(options.publicKey).map((publicKey) => ({
      scheme: 'v1a',
      algorithm: { name: 'Ed25519' },
      raw: decodeKey('publicKey', 'whpk_', publicKey, ED25519_PUBLIC_KEY_BYTES),
    })),
  ]
  if (keys.length > 0) return keys
  throw noCredential()
}

/** Web Crypto compares in constant time. */
async function matches({ algorithm, raw }: Key, base64: string, signed: Uint8Array<ArrayBuffer>) {
  const signature = decodeBase64(base64)
  if (!signature) return false
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['verify'])
  return crypto.subtle.verify(algorithm, key, signature, signed)
}

function decodeKey(option: string, prefix: string, key: string, lengthBytes?: number) {
  const raw = key.startsWith(prefix) ? decodeBase64(key.slice(prefix.length)) : null
  if (raw?.length && raw.length === (lengthBytes ?? raw.length)) return raw
  throw new HookCallError(
    'malformed-key',
    `The option ${option} is not ${prefix} followed by base64. Copy it again, whole.`,
  )
}

/** Null where it is none. */
export function decodeBase64(base64: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return null
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

function refuseStale(timestamp: string, options: SignatureOptions): void {
  const { now = new Date(), toleranceSeconds = TIMESTAMP_TOLERANCE_SECONDS } = options
  const ageSeconds = Math.floor((now.getTime() - readTimestamp(timestamp).getTime()) / MS_PER_SECOND)
  if (Math.abs(ageSeconds) <= toleranceSeconds) return
  throw new HookCallError(
    ageSeconds > 0 ? 'timestamp-too-old' : 'timestamp-too-new',
    `The call was signed ${Math.abs(ageSeconds)} s ${ageSeconds > 0 ? 'ago' : 'in the future'}, and ` +
      `${toleranceSeconds} s are allowed. Set both clocks by NTP.`,
  )
}
