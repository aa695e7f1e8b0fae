/**
 * Turns a call, as it arrived over HTTP, into what a listener works with: which event, about what, in which place in
 * the meeting's order. Nothing is returned that was not verified: credentials first, then headers, then the body
 * against the schema of the very hook that it claims to be.
 *
 * A listener that was given no credential refuses every call. An environment variable that is not set would
 * otherwise open it to anybody, and nothing would show it.
 *
 * The commercial product that these web hooks come from sends the same bodies with `X-API-KEY` alone. Its calls are
 * received where the listener says which hook the route is for (`event`): what such a call does not say is null, and
 * its id is a new one each time, so that no call is ever taken for one that was handled before.
 */
import { type HookName, isHookName } from './contract/hook-names.ts'
import { HookCallError, noCredential, unknownEvent } from './hook-call-error.ts'
import { bodyTooLarge, bytesOf } from './read-body.ts'
import { type HeadersLike, readCount, readHeader, requireHeader } from './read-header.ts'
import { idsIn, type MeetingReference, referTo } from './read-meetings.ts'
import { readPayload, type ReceivedPayloads } from './read-payload.ts'
import { type HookRequest, listOf, readTimestamp, verifySignature } from './verify-signature.ts'

/** The longest body that is read, unless told otherwise. 200 meetings like the golden one take 0.3 MiB. */
export const BODY_LIMIT_BYTES = 16 * 1024 * 1024

/** One value, or several of which any one will do: of several web hooks, or an old and a new one. */
type OneOrMore = string | readonly string[]

/** The same for every web hook, or by its name: each web hook has its own secret and key. */
export type PerHook = OneOrMore | { readonly [hook in HookName]?: OneOrMore | undefined }

export interface ReceiveOptions {
  /** The signing secret, `whsec_…`. */
  readonly secret?: PerHook | undefined
  /** The sender's public key, `whpk_…`, where it signs with Ed25519. */
  readonly publicKey?: PerHook | undefined
  /** What `X-API-KEY` must be. Given beside a secret, both must be right. */
  readonly apiKey?: PerHook | undefined
  /** True accepts calls without any credential: only where nobody but the meeting server can reach the listener. */
  readonly unverified?: boolean | undefined
  /**
   * The hook that this route is for. A call that says another one is refused, and one that says none, as the
   * commercial product's do, is taken for this.
   */
  readonly event?: HookName | undefined
  /** Longer bodies are refused. Default 16 MiB. */
  readonly bodyLimitBytes?: number | undefined
  /** How far a call's timestamp may be from now. Default 300. */
  readonly toleranceSeconds?: number | undefined
  /** The present, for tests. Default: the clock. */
  readonly now?: Date | undefined
}

/** A verified call of one hook. */
export interface HookCallOf<Event extends HookName> {
  readonly event: Event
  /** The event's id, the same on every try and every resend: deduplicate by it. */
  readonly id: string
  /** Which try this is: 1, 2, 3 … */
  readonly attempt: number
  /** The meetings that it is about, with their numbers for this event: one, and for `onMeetingDeleted` each element. */
  readonly meetings: readonly MeetingReference[]
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

/** Verifies and reads a call. Rejects with a `HookCallError`, whose `status` is the answer to give. */
export async function receiveHookCall(request: HookRequest & ReceiveOptions): Promise<HookCall> {
  const { headers, now = new Date(), bodyLimitBytes = BODY_LIMIT_BYTES } = request
  const body = bytesOf(request.body)
  if (body.length > bodyLimitBytes) throw bodyTooLarge(bodyLimitBytes)
  const event = readEvent(headers, request.event)
  await authenticate(event, { ...request, body })
  const isBare = readHeader(headers, 'webhook-event') === undefined
  const read = isBare ? readHeader : requireHeader
  const isTest = readHeader(headers, 'webhook-test') === 'true'
  const payload = readPayload(event, parseJson(event, body))
  const ids = idsIn(payload)
  const timestamp = read(headers, 'webhook-timestamp')
  const call = {
    event,
    id: read(headers, 'webhook-id') ?? crypto.randomUUID(),
    attempt: readCount('webhook-attempt', read(headers, 'webhook-attempt') ?? '1'),
    meetings: referTo(ids, isTest ? undefined : readSequences(read(headers, 'webhook-sequence'), ids), {
      occurrence: readHeader(headers, 'webhook-occurrence'),
      change: readHeader(headers, 'webhook-change'),
    }),
    timestamp: timestamp === undefined ? now : readTimestamp(timestamp),
    isTest,
    payload,
    body,
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `payload` was checked by the schema of this `event`
  return call as HookCall
}

function readEvent(headers: HeadersLike, expected: HookName | undefined): HookName {
  const event = readHeader(headers, 'webhook-event') ?? expected ?? requireHeader(headers, 'webhook-event')
  if (!isHookName(event)) throw unknownEvent(event)
  if (event === (expected ?? event)) return event
  throw new HookCallError(
    'unexpected-event',
    `This route is for ${expected}, and the call is one of ${event}. Correct the URL of that web hook.`,
  )
}

async function authenticate(event: HookName, request: HookRequest & ReceiveOptions): Promise<void> {
  const secret = pick(request.secret, event)
  const publicKey = pick(request.publicKey, event)
  const apiKey = pick(request.apiKey, event)
  if (secret.length + publicKey.length + apiKey.length === 0 && !request.unverified) throw noCredential()
  if (apiKey.length > 0) await verifyApiKey(request.headers, apiKey)
  if (secret.length + publicKey.length > 0) {
    await verifySignature(request, { ...request, secret, publicKey })
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

/** What is compared are digests, so that the time it takes tells nothing about the key. */
async function verifyApiKey(headers: HeadersLike, apiKeys: readonly string[]): Promise<void> {
  if (apiKeys.includes('')) {
    throw new HookCallError('malformed-key', 'The option apiKey is empty.')
  }
  const digest = async (key: string) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(key) as Uint8Array<ArrayBuffer>)).join()
  const given = await digest(readHeader(headers, 'x-api-key') ?? '')
  for (const apiKey of apiKeys) if ((await digest(apiKey)) === given) return
  throw new HookCallError(
    'wrong-api-key',
    'X-API-KEY is absent or another one. Give the web hook and the listener the same API key.',
  )
}

function readSequences(header: string | undefined, ids: readonly string[]): number[] | undefined {
  const sequences = header?.split(',').map((number) => readCount('webhook-sequence', number.trim()))
  if (!sequences || sequences.length === ids.length) return sequences
  throw new HookCallError(
    'malformed-header',
    `webhook-sequence has ${sequences.length} numbers for ${ids.length} meetings. Look for what changed it.`,
  )
}

function parseJson(event: HookName, body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new HookCallError(
      'malformed-body',
      `The body of this ${event} is not JSON in UTF-8. Pass it as it arrived, uncompressed and whole.`,
    )
  }
}
