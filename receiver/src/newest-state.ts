/**
 * Keeps what a listener stores about meetings in order: the newest state wins. Every Meeting that arrives shows the
 * whole state, so a late call is not made up for, it is passed over.
 *
 * A meeting's events are numbered through. Those about one occurrence of a series replace what is known of that
 * occurrence only; those about the meeting or the whole series replace everything that is known of it before.
 */
import type { HookName } from './contract/hook-names.ts'
import type { Meeting } from './contract/payload-types.ts'
import type { MeetingReference } from './read-meetings.ts'
import type { ReceivedPayloads } from './read-payload.ts'

/** How many meetings and occurrences are remembered unless told otherwise; the oldest are forgotten. */
const REMEMBERED_STATES_LIMIT = 10_000

/** What one event says of one meeting, or of one occurrence of it. */
export interface MeetingState extends MeetingReference {
  readonly isDeleted: boolean
  readonly meeting: Meeting
}

/** A call or an event of the feed, as far as it is read here. */
export interface Told {
  readonly event: HookName
  readonly meetings: readonly MeetingReference[]
  readonly payload: ReceivedPayloads[HookName] | null
}

/** The states in a call or an event of the feed: one, of a deletion one for each meeting, of others none. */
export function meetingStates({ event, meetings, payload }: Told): MeetingState[] {
  const list = Array.isArray(payload) ? payload : payload && 'topic' in payload ? [payload] : []
  return list.map((meeting, index) => ({
    ...meetings[index]!,
    isDeleted: event === 'onMeetingDeleted',
    meeting,
  }))
}

export interface NewestStates {
  /** Of the states in a call those that are newer than all that were taken before. */
  take(told: Told): MeetingState[]
}

/** In memory. In a database the same is a condition of the upsert: `WHERE excluded.sequence > meetings.sequence`. */
export function createNewestStates(limit: number = REMEMBERED_STATES_LIMIT): NewestStates {
  const newest = new Map<string, number>()
  return {
    take: (told) =>
      meetingStates(told).filter(({ id, occurrence, sequence }) => {
        if (sequence === null) return true
        const key = `${id} ${occurrence ?? ''}`
        if (sequence <= Math.max(newest.get(key) ?? 0, newest.get(`${id} `) ?? 0)) return false
        // Deleted first, so that what changed last is forgotten last.
        newest.delete(key)
        newest.set(key, sequence)
        if (newest.size > limit) newest.delete(newest.keys().next().value!)
        return true
      }),
  }
}
