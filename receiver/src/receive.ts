/**
 * Turns a call, as it arrived over HTTP, into what a listener works with: which event, about what, in which place in
 * the meeting's order. Nothing is returned that was not verified: credentials first, then headers, then the body
 * against the schema of the very hook that it claims to be.
 *
 * A listener that was given no credential refuses every call. An environment variable that is not set would
 * otherwise open it to anybody, and nothing would show it.
 *
 * The payload is the documented body with one difference: who scheduled a deleted meeting is `addedByEmail` there,
 * too. The bytes as they arrived stay beside it in `body`.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { findProblems } from './contract/find-problems.ts'
import { type HookName, type HookPayloads, isHookName } from './contract/hook-names.ts'
import { hookSchemas } from './contract/hook-schemas.ts'
import type { DeletedMeeting, Meeting } from './contract/payload-types.ts'
import { HookCallError } from './hook-call-error.ts'
import { type HeadersLike, readHeader, requireHeader } from './read-header.ts'
import { bytesOf } from './read-body.ts'
import { type HookRequest, listOf, readTimestamp, verifySignature } from './verify-signature.ts'

const LISTED_PROBLEMS_LIMIT = 5

/** One value, or several of which any one will do: of several web hooks, or an old and a new one. */
type OneOrMore = string | readonly string[]

/** The same for every web hook, or by its name: each web hook has its own secret and key. */
export type PerHook = OneOrMore | { readonly [hook in HookName]?: OneOrMore | undefined }

export interface ReceiveOptions {
  /** The signing secret, `whsec_…`. */
  readonly secret?: PerHook | undefined
  /** The sender's public key, `whpk_…`, where it signs with ed25519. */
  readonly publicKey?: PerHook | undefined
  /** What `X-API-KEY` must be. Given beside a secret, both must be right. */
  readonly apiKey?: PerHook | undefined
  /** True accepts calls without any credential: only where nobody but the meeting server can reach the listener. */
  readonly unverified?: boolean | undefined
  /**
   * True also refuses what is not documented: a further key, another word where words are listed, an id of another
   * shape. For your tests; in production it would refuse every call as soon as the server adds something.
   */
  readonly strict?: boolean | undefined
  /** How far a call's timestamp may be from now. Default 300. */
  readonly toleranceSeconds?: number | undefined
  /** The present, for tests. Default: the clock. */
  readonly now?: Date | undefined
}

/** The documented bodies, with `addedByEmail` in every Meeting. */
export interface ReceivedPayloads extends Omit<HookPayloads, 'onMeetingDeleted'> {
  onMeetingDeleted: Meeting[]
}

/** A verified call of one hook. */
export interface HookCallOf<Event extends HookName> {
  readonly event: Event
  /** The event's id, the same on every try and every resend: deduplicate by it. */
  readonly id: string
  /** Which try this is: 1, 2, 3 … */
  readonly attempt: number
  /** The meeting's number for this event; for `onMeetingDeleted` one per element. Empty on a test call. */
  readonly sequence: readonly number[]
  /** When this try was made. */
  readonly timestamp: Date
  /** Somebody pressed "test": answer 2xx and do nothing. */
  readonly isTest: boolean
  readonly payload: ReceivedPayloads[Event]
  /** The body's bytes as they arrived. */
  readonly body: Uint8Array
}

/** A verified call. `event` tells which type `payload` has. */
export type HookCall = { [Event in HookName]: HookCallOf<Event> }[HookName]

/** Verifies and reads a call. Throws a `HookCallError`, whose `status` is the answer to give. */
export function receiveHookCall(request: HookRequest & ReceiveOptions): HookCall {
  const { headers } = request
  const body = bytesOf(request.body)
  const event = readEvent(headers)
  authenticate(event, { ...request, body })
  const isTest = readHeader(headers, 'webhook-test') === 'true'
  const payload = readPayload(event, body, request.strict ?? false)
  const sequence = isTest ? [] : readSequence(headers, Array.isArray(payload) ? payload.length : 1)
  const call = {
    event,
    id: requireHeader(headers, 'webhook-id'),
    attempt: readCount('webhook-attempt', requireHeader(headers, 'webhook-attempt')),
    sequence,
    timestamp: readTimestamp(requireHeader(headers, 'webhook-timestamp')),
    isTest,
    payload,
    body,
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `payload` was checked by the schema of this `event`
  return call as HookCall
}

function readEvent(headers: HeadersLike): HookName {
  const event = requireHeader(headers, 'webhook-event')
  if (isHookName(event)) return event
  throw new HookCallError(
    'unknown-event',
    `${JSON.stringify(event)} is not a web hook that this version knows. Update @simplex-meeting/receiver.`,
  )
}

function authenticate(event: HookName, request: HookRequest & ReceiveOptions): void {
  const secret = pick(request.secret, event)
  const publicKey = pick(request.publicKey, event)
  const apiKey = pick(request.apiKey, event)
  if (secret.length + publicKey.length + apiKey.length === 0 && !request.unverified) {
    throw new HookCallError(
      'no-credential',
      `The listener has no secret, public key or API key for ${event}, so anybody could call it. Pass the one shown ` +
        'when the web hook was created; an environment variable that is not set arrives here as undefined.',
    )
  }
  if (apiKey.length > 0) verifyApiKey(request.headers, apiKey)
  if (secret.length + publicKey.length > 0) {
    verifySignature(request, { ...request, secret, publicKey })
  }
}

function pick(value: PerHook | undefined, event: HookName): readonly string[] {
  if (typeof value !== 'object' || isList(value)) return listOf(value)
  return listOf(value[event])
}

/** `Array.isArray` does not narrow read-only lists. */
function isList(value: object): value is readonly string[] {
  return Array.isArray(value)
}

/** Digests have one length whatever was sent, so the comparison tells nothing about the key. */
function verifyApiKey(headers: HeadersLike, apiKeys: readonly string[]): void {
  if (apiKeys.includes('')) {
    throw new HookCallError(
      'malformed-key',
      'The option apiKey is empty. Pass the key that the web hook sends.',
    )
  }
  const digest = (key: string) => createHash('sha256').update(key).digest()
  const given = digest(readHeader(headers, 'x-api-key') ?? '')
  if (apiKeys.some((apiKey) => timingSafeEqual(given, digest(apiKey)))) return
  throw new HookCallError(
    'wrong-api-key',
    'X-API-KEY is absent or another one. Give the web hook and the listener the same API key.',
  )
}

function readPayload(event: HookName, body: Uint8Array, strict: boolean): ReceivedPayloads[HookName] {
  const value = parseJson(event, body)
  assertPayload(event, value, strict)
  return Array.isArray(value) ? value.map(withAddedByEmail) : value
}

function assertPayload<Event extends HookName>(
  event: Event,
  value: unknown,
  strict: boolean,
): asserts value is HookPayloads[Event] {
  const problems = findProblems(hookSchemas[event], value, { strict }).slice(0, LISTED_PROBLEMS_LIMIT)
  if (problems.length === 0) return
  const listed = problems.map(({ pointer, detail }) => `${pointer || '/'} ${detail}`)
  throw new HookCallError(
    'unexpected-payload',
    `The body is not what is documented for ${event}: ${listed.join('; ')}. Compare the versions of the meeting ` +
      'server and of @simplex-meeting/receiver.',
  )
}

function parseJson(event: HookName, body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new HookCallError(
      'malformed-body',
      `The body of this ${event} is not JSON in UTF-8. Pass the bytes as they arrived, uncompressed and whole.`,
    )
  }
}

function withAddedByEmail({ addedByUserEmail, ...meeting }: DeletedMeeting): Meeting {
  return { ...meeting, addedByEmail: addedByUserEmail }
}

function readSequence(headers: HeadersLike, meetings: number): number[] {
  const numbers = requireHeader(headers, 'webhook-sequence').split(',')
  if (numbers.length === meetings)
    return numbers.map((number) => readCount('webhook-sequence', number.trim()))
  throw new HookCallError(
    'malformed-header',
    `webhook-sequence has ${numbers.length} numbers for ${meetings} meetings. The meeting server sends one for each.`,
  )
}

function readCount(name: string, digits: string): number {
  if (/^[1-9][0-9]{0,14}$/.test(digits)) return Number(digits)
  throw new HookCallError(
    'malformed-header',
    `${name} is not a whole number from 1. Look for what changed it.`,
  )
}
