/**
 * For the tests of a listener, as `@simplex-meeting/receiver/testing`: calls as the meeting server makes them, signed,
 * the documented example of each body, and a check that a body is exactly as documented. `fetch(url, await signTestCall({ event, secret }))` is a whole call.
 *
 * It is apart from the rest because a listener in production needs none of it.
 */
import deletedExample from '../examples/meetings-deleted.json' with { type: 'json' }
import meetingExample from '../examples/meeting.json' with { type: 'json' }
import recordingExample from '../examples/meeting-recording-prepared.json' with { type: 'json' }
import summaryExample from '../examples/meeting-summary.json' with { type: 'json' }
import type { HookName, HookPayloads } from './contract/hook-names.ts'
import { sign } from './verify-signature.ts'

export { assertDocumentedBody, UndocumentedBodyError } from './contract/check-body.ts'

/** The golden body of each hook, as the document prints it. */
export const examples = {
  onMeetingScheduled: meetingExample,
  onMeetingUpdated: meetingExample,
  onMeetingClosed: meetingExample,
  onMeetingDeleted: deletedExample,
  onMeetingSummaryCreated: summaryExample,
  onMeetingRecordingCreated: recordingExample,
} as HookPayloads

export interface TestCallOptions<Event extends HookName> {
  readonly event: Event
  /** Signs the call, `whsec_…`. Without one it carries no signature. */
  readonly secret?: string | undefined
  /** Sent as `X-API-KEY`. */
  readonly apiKey?: string | undefined
  /** Default: the documented example. Text and bytes are sent as they are. */
  readonly payload?: HookPayloads[Event] | string | Uint8Array | undefined
  /** The event's id. Default: a new one. */
  readonly id?: string | undefined
  /** Default 1. */
  readonly attempt?: number | undefined
  /** The meeting's number for this event; of a deletion one for each. Default: 1 for each. */
  readonly sequence?: number | readonly number[] | undefined
  /** When the call is signed. Default: now. */
  readonly at?: Date | undefined
  /** Further headers: `{ 'webhook-test': 'true' }`, `{ 'webhook-occurrence': … }`. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** What `fetch` takes as its second parameter. */
export interface TestCall {
  method: 'POST'
  headers: Record<string, string>
  body: string
}

/** A call as the meeting server makes it. */
export async function signTestCall<Event extends HookName>(
  options: TestCallOptions<Event>,
): Promise<TestCall> {
  const { event, id = crypto.randomUUID(), attempt = 1, at = new Date(), payload = examples[event] } = options
  const body =
    typeof payload === 'string'
      ? payload
      : payload instanceof Uint8Array
        ? new TextDecoder().decode(payload)
        : JSON.stringify(payload)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const count = Array.isArray(payload) ? payload.length : 1
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-event': event,
    'webhook-sequence': String(options.sequence ?? Array.from({ length: count }).fill(1)).replaceAll(
      ',',
      ', ',
    ),
    'webhook-attempt': String(attempt),
  }
  if (options.apiKey !== undefined) headers['x-api-key'] = options.apiKey
  if (options.secret !== undefined) {
    headers['webhook-signature'] = await sign(options.secret, id, timestamp, body)
  }
  return { method: 'POST', headers: { ...headers, ...options.headers }, body }
}
