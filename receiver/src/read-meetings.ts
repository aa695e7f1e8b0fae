/**
 * Which meetings an event is about, and which of each meeting's events it is. A call says so in its headers, an event
 * of the feed in its fields; both are read into the same shape.
 */
import type { ReceivedPayloads } from './read-payload.ts'

/** One meeting that an event is about. */
export interface MeetingReference {
  /** The meeting's `id` of 24 hex digits. */
  readonly id: string
  /** The meeting's number for this event: 1, 2, 3 …; null on a test call, and where the sender gives none. */
  readonly sequence: number | null
  /**
   * Of an event about one occurrence of a series: the start that the series' rule gives it, whatever it was moved to.
   * `2026-12-01T09:00:00.000Z`; else null.
   */
  readonly occurrence: string | null
  /** Of an event of a series, what it concerns: `series`, `occurrence`, `occurrence-cancelled`, `following`; else null. */
  readonly change: string | null
}

/** What a sender says of all meetings of one event: separated by commas, `-` where it does not apply. */
export interface Marks {
  readonly occurrence?: string | null | undefined
  readonly change?: string | null | undefined
}

/** Each meeting with its number and marks. A mark that is not one for each is passed over. */
export function referTo(
  ids: readonly string[],
  sequences: readonly number[] | undefined,
  { occurrence, change }: Marks,
): MeetingReference[] {
  const markAt = (index: number, marks: string | null | undefined) => {
    const all = marks?.split(',')
    const mark = all?.length === ids.length ? all[index]!.trim() : '-'
    return mark === '-' ? null : mark
  }
  return ids.map((id, index) => ({
    id,
    sequence: sequences?.[index] ?? null,
    occurrence: markAt(index, occurrence),
    change: markAt(index, change),
  }))
}

/** `id` in a Meeting; in a summary and a recording `id` is their own, or absent, and the meeting's is `meetingId`. */
export function idsIn(payload: ReceivedPayloads[keyof ReceivedPayloads]): string[] {
  if (Array.isArray(payload)) return payload.map(({ id }) => id)
  if ('data' in payload) return [payload.data.meetingId]
  return ['topic' in payload ? payload.id : payload.meetingId]
}
