/**
 * The cryptography of a meeting off the record, with the browser's WebCrypto alone: a key pair for each visit, a key of
 * the meeting that is wrapped for one person at a time, texts sealed with it, and the code that people compare. Nothing
 * here knows rooms, sockets or media.
 */

/** The meeting's key, as it is handed on. The newest one counts: the higher number, then the higher id. */
export interface MeetingKey extends KeyName {
  /** 32 random bytes. */
  secret: Uint8Array<ArrayBuffer>
}

export interface KeyName {
  /** Counts renewals, from 0. */
  number: number
  /** Tells keys apart that two pages made at the same time. */
  id: string
}

export interface Pair {
  /** Raw P-256 point, base64. */
  publicKey: string
  privateKey: CryptoKey
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const
const IV_BYTES = 12
const SECRET_BYTES = 32
/**
 * A person in the middle would have to find keys of their own for which both codes are equal while people wait to come in.
 * Each try costs this many rounds.
 */
const CODE_ITERATIONS = 200_000
/** Easily told apart when they are read aloud; 32 of them. */
const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 12
const CODE_GROUP_LENGTH = 4

export async function createPair(): Promise<Pair> {
  // The private key never leaves the browser's own store.
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  return { publicKey: toBase64(await crypto.subtle.exportKey('raw', publicKey)), privateKey }
}

/** Whether keys can be made with it. */
export async function isPublicKey(text: unknown): Promise<boolean> {
  try {
    await crypto.subtle.importKey('raw', fromBase64(String(text)), CURVE, false, [])
    return true
  } catch {
    return false
  }
}

export function createKey(number: number): MeetingKey {
  return { number, id: crypto.randomUUID(), secret: crypto.getRandomValues(new Uint8Array(SECRET_BYTES)) }
}

export function isNewer(one: KeyName, other: KeyName | null): boolean {
  if (!other) return true
  return one.number === other.number ? one.id > other.id : one.number > other.number
}

/** For the holder of the private key of `publicKey` alone. */
export async function wrap(key: MeetingKey, pair: Pair, publicKey: string): Promise<string> {
  const { number, id, secret } = key
  return seal(
    await sharedKey(pair, publicKey, 'wrap'),
    JSON.stringify({ number, id, secret: toBase64(secret) }),
  )
}

/** @returns null: it was made for somebody else, or changed on its way */
export async function unwrap(wrapped: string, pair: Pair, publicKey: string): Promise<MeetingKey | null> {
  const text = await open(await sharedKey(pair, publicKey, 'wrap'), wrapped)
  if (text === null) return null
  const { number, id, secret } = JSON.parse(text) as { number: number; id: string; secret: string }
  return { number, id, secret: fromBase64(secret) }
}

/** What is written, for everybody who has the key. */
export async function sealText(text: string, { id, secret }: MeetingKey): Promise<string> {
  return `${id} ${await seal(await textKey(secret), text)}`
}

/** By which key something was sealed; undefined: by none. */
export function sealedBy(sealed: string): string | undefined {
  return /^([0-9a-f-]{36}) [A-Za-z0-9+/=]+$/.exec(sealed)?.[1]
}

/** @returns null: it was not sealed with this key, or changed on its way */
export async function openText(sealed: string, { secret }: MeetingKey): Promise<string | null> {
  return open(await textKey(secret), sealed.slice(sealed.indexOf(' ') + 1))
}

/**
 * The same on all pages that know the same public keys of the same people. With somebody in the middle, who has to give
 * each side keys of their own, it differs.
 */
export async function codeOf(publicKeys: ReadonlyMap<string, string>): Promise<string> {
  const lines = [...publicKeys].map(([id, publicKey]) => `${id} ${publicKey}`).toSorted()
  const material = await crypto.subtle.importKey('raw', encode(lines.join('\n')), 'PBKDF2', false, [
    'deriveBits',
  ])
  const salt = encode('simplex-meeting code')
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: CODE_ITERATIONS },
    material,
    CODE_LENGTH * 8,
  )
  const letters = [...new Uint8Array(bits)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length])
  const groups = Array.from({ length: CODE_LENGTH / CODE_GROUP_LENGTH }, (_, index) =>
    letters.slice(index * CODE_GROUP_LENGTH, (index + 1) * CODE_GROUP_LENGTH).join(''),
  )
  return groups.join('-')
}

async function sharedKey(
  { publicKey, privateKey }: Pair,
  other: string,
  purpose: string,
): Promise<CryptoKey> {
  const theirs = await crypto.subtle.importKey('raw', fromBase64(other), CURVE, false, [])
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, SECRET_BYTES * 8)
  return deriveKey(bits, [purpose, ...[publicKey, other].toSorted()].join(' '))
}

function textKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return deriveKey(secret, 'text')
}

async function deriveKey(secret: ArrayBuffer | Uint8Array<ArrayBuffer>, info: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: encode('simplex-meeting'), info: encode(info) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

async function seal(key: CryptoKey, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encode(text)))
  const whole = new Uint8Array(IV_BYTES + sealed.length)
  whole.set(iv)
  whole.set(sealed, IV_BYTES)
  return toBase64(whole)
}

async function open(key: CryptoKey, sealed: string): Promise<string | null> {
  try {
    const whole = fromBase64(sealed)
    const iv = whole.subarray(0, IV_BYTES)
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, whole.subarray(IV_BYTES))
    return new TextDecoder().decode(text)
  } catch {
    return null
  }
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function toBase64(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}
