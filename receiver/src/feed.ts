/**
 * Reads the catch-up feed, for those who would rather ask than listen, or fetch what they missed: every event, in the
 * order of each meeting, without gaps, in the same types as the calls.
 *
 * The place in the feed is kept in a store of the caller's. It moves on once the caller asks for the next event, so
 * what was being worked on when a process died is read again: at least once, like the calls, with the same ids.
 *
 * A place is the cursor of a page, and after `~` the last event of that page that was done.
 */
import { type HookName, isHookName } from './contract/hook-names.ts'
import { HookCallError, unknownEvent } from './hook-call-error.ts'
import { type MeetingReference, referTo } from './read-meetings.ts'
import { readPayload, type ReceivedPayloads } from './read-payload.ts'
import type { Runtime } from './runtime.ts'

const PAGE_EVENTS = 100
const POLL_INTERVAL_MS = 2_000
const RETRY_FIRST_MS = 1_000
const RETRY_LIMIT_MS = 60_000
const ANSWER_LIMIT_MS = 30_000

/** An event of the feed. */
export interface FeedEventOf<Event extends HookName> {
  readonly event: Event
  /** The `webhook-id` of its calls. */
  readonly id: string
  readonly meetings: readonly MeetingReference[]
  readonly createdAt: Date
  /** As in a call; null where it was erased since. */
  readonly payload: ReceivedPayloads[Event] | null
}

export type FeedEvent = { [Event in HookName]: FeedEventOf<Event> }[HookName]

/** Keeps the place in the feed: in a file, or in a row that the work of each event is committed with. */
export interface CursorStore {
  load(): string | null | undefined | Promise<string | null | undefined>
  save(place: string): void | Promise<void>
}

export interface FollowFeedOptions {
  /** Where the meeting server is, such as `https://meet.example.com`. */
  readonly server: string
  /** A key of the meeting server's API that may read events. */
  readonly apiKey: string
  /** Without one, reading begins at `after` each time. */
  readonly cursorStore?: CursorStore | undefined
  /** Where to begin while the store holds nothing: a cursor. Default: at the beginning of what is kept. */
  readonly after?: string | undefined
  /** Which hooks' events. Default: all. */
  readonly events?: readonly HookName[] | undefined
  /** False ends with the last event that there is. Default true: goes on asking. */
  readonly follow?: boolean | undefined
  /** How long to wait where nothing is new. Default 2000. */
  readonly pollIntervalMs?: number | undefined
  /** Ends the reading. */
  readonly signal?: Runtime<'AbortSignal'> | undefined
  /** Is told why asking failed, before it is tried again. */
  readonly onRetry?: ((error: unknown) => void) | undefined
}

interface ProblemBody {
  type?: string
  detail?: string
  oldestCursor?: string
  errors?: { detail: string }[]
}

/** The server refused to give the feed; asking again would change nothing. */
export class FeedError extends Error {
  override readonly name = 'FeedError'
  readonly status: number
  /** Stable, the end of the problem's `type`. `cursor-expired`: what comes next is past its retention. */
  readonly code: string
  /** With `cursor-expired`, where to go on from once what is missing was fetched by other means. */
  readonly oldestCursor: string | undefined

  /** `problem` is the answer's, as RFC 9457 has it; null where the answer is none. */
  constructor(status: number, problem: unknown) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the server describes its problems
    const { type, detail, oldestCursor, errors = [] } = (problem ?? {}) as ProblemBody
    const details = errors.map((fault) => ` ${fault.detail}`).join('')
    super((detail ?? `The server answered ${status} instead of the feed.`) + details)
    this.status = status
    this.code = type?.split(/[/:#]/).at(-1) ?? String(status)
    this.oldestCursor = oldestCursor
  }
}

/** Reads one event of the feed, as parsed JSON. Throws a `HookCallError`. */
export function parseFeedEvent(value: unknown): FeedEvent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field is looked at below
  const told = (value ?? {}) as Partial<WireEvent>
  const { event, id, meetings, createdAt, body } = told
  if (!event || !isHookName(event)) throw unknownEvent(event)
  if (!id || !createdAt || !Array.isArray(meetings)) {
    throw new HookCallError('unexpected-payload', 'This is not an event of the feed.')
  }
  const ids = meetings.map((meeting) => meeting.id)
  const sequences = meetings.map(({ sequence }) => sequence)
  const parsed = {
    event,
    id,
    meetings: referTo(ids, sequences, told),
    createdAt: new Date(createdAt),
    payload: body === null ? null : readPayload(event, body),
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `payload` was checked by the schema of this `event`
  return parsed as FeedEvent
}

/**
 * The events of the feed, one after the other. Network failures and overload are waited out; what cannot be mended by
 * asking again is thrown as a `FeedError`. Events of hooks that this version does not know are passed over.
 */
export async function* followFeed(options: FollowFeedOptions): AsyncGenerator<FeedEvent, void, void> {
  const { cursorStore, events, follow = true, signal } = options
  let [cursor = '', done = ''] = ((await cursorStore?.load()) ?? options.after ?? '').split('~')
  while (!signal?.aborted) {
    const page = await readPage(options, cursor)
    if (!page) return
    const start = page.data.findIndex(({ id }) => id === done) + 1
    for (const value of page.data.slice(start)) {
      if (isHookName(value.event) && (events ?? [value.event]).includes(value.event)) {
        yield parseFeedEvent(value)
        await cursorStore?.save(`${cursor}~${value.id}`)
      }
    }
    if (page.nextCursor !== cursor) await cursorStore?.save(page.nextCursor)
    cursor = page.nextCursor
    done = ''
    if (page.data.length === PAGE_EVENTS) continue
    if (!follow) return
    await pause(options.pollIntervalMs ?? POLL_INTERVAL_MS, signal)
  }
}

interface WireEvent {
  event: string
  id: string
  meetings: { id: string; sequence: number }[]
  occurrence: string | null
  change: string | null
  createdAt: string
  body: unknown
}

interface WirePage {
  data: WireEvent[]
  nextCursor: string
}

/** The page after `cursor`; null once the signal ended the reading. */
async function readPage(options: FollowFeedOptions, cursor: string): Promise<WirePage | null> {
  const { server, apiKey, events, signal } = options
  const query = new URLSearchParams({ limit: String(PAGE_EVENTS) })
  if (cursor) query.set('after', cursor)
  // One is asked for by name; of several the server is asked for all, and the others are left out here.
  if (events?.length === 1) query.set('event', events[0]!)
  const url = `${server.replace(/\/+$/, '')}/api/v1/events?${query}`
  for (let waitMs = RETRY_FIRST_MS; !signal?.aborted; waitMs = Math.min(2 * waitMs, RETRY_LIMIT_MS)) {
    try {
      const limit = AbortSignal.timeout(ANSWER_LIMIT_MS)
      const response = await fetch(url, {
        headers: { 'x-api-key': apiKey },
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      })
      if (response.ok) return (await response.json()) as WirePage
      const error = new FeedError(response.status, await response.json().catch(() => null))
      if (response.status < 500 && response.status !== 429) throw error
      waitMs = Math.max(waitMs, 1000 * Number(response.headers.get('retry-after') ?? 0) || 0)
      options.onRetry?.(error)
    } catch (error) {
      if (signal?.aborted) return null
      if (error instanceof FeedError) throw error
      options.onRetry?.(error)
    }
    await pause(waitMs, signal)
  }
  return null
}

function pause(ms: number, signal: Runtime<'AbortSignal'> | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end)
  })
}
