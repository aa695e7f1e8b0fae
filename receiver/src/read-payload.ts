/**
 * A parsed body, held against the shape that its hook documents. The payload is the documented body with one difference: who
 * scheduled a deleted meeting is `addedByEmail` there, too.
 */
import { findMisfits } from './contract/find-misfits.ts'
import type { HookName, HookPayloads } from './contract/hook-names.ts'
import { hookShapes } from './contract/hook-shapes.ts'
import type { DeletedMeeting, Meeting } from './contract/payload-types.ts'
import { HookCallError } from './hook-call-error.ts'

const LISTED_PROBLEMS_LIMIT = 5

/** The documented bodies, with `addedByEmail` in every Meeting. */
export interface ReceivedPayloads extends Omit<HookPayloads, 'onMeetingDeleted'> {
  onMeetingDeleted: Meeting[]
}

/** The payload of `event`; `unexpected-payload` where `value` is none. */
export function readPayload(event: HookName, value: unknown): ReceivedPayloads[HookName] {
  assertPayload(event, value)
  return Array.isArray(value) ? value.map(withAddedByEmail) : value
}

function assertPayload<Event extends HookName>(
  event: Event,
  value: unknown,
): asserts value is HookPayloads[Event] {
  const problems = findMisfits(hookShapes[event], value).slice(0, LISTED_PROBLEMS_LIMIT)
  if (problems.length === 0) return
  const listed = problems.map(({ pointer, detail }) => `${pointer || '/'} ${detail}`)
  throw new HookCallError(
    'unexpected-payload',
    `The body is not what is documented for ${event}: ${listed.join('; ')}. Compare the versions of ` +
      'both sides.',
  )
}

function withAddedByEmail({ addedByUserEmail, ...meeting }: DeletedMeeting): Meeting {
  return { ...meeting, addedByEmail: addedByUserEmail }
}
