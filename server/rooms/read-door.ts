/**
 * What the door of a meeting says to people who have its number, before they come in: what it is about, whose it is,
 * when it starts, whether it is recorded, and who is inside. Nothing is stored, and nobody counts as having come.
 *
 * The names of those inside are for people who could come in at once: where somebody would have to wait, or the meeting
 * is locked, they see only how many there are.
 */
import { findMeetingByReference, meetingNotFound } from '../meetings/find-meeting.ts'
import { isOpen, opensAt, topicOf } from '../meetings/meeting.ts'
import { findCurrent, lastClosed } from '../meetings/series.ts'
import type { Context } from '../platform/context.ts'
import type { MeetingType } from '../platform/database/tables.ts'
import { listInside } from './room-roster.ts'
import { roomSettings } from './room-settings.ts'

export interface Door {
  topic: string
  host: string
  meetingType: MeetingType
  isRecorded: boolean
  state: 'not-open' | 'open' | 'closed'
  /** ISO 8601. */
  opensAt: string
  startTime: string
  endTime: string
  isLocked: boolean
  inside: { count: number; hasHost: boolean; names: string[] }
}

/** Further ones are counted only. */
const NAMES_LIMIT = 5

/** Throws NotFound `meeting-not-found`. */
export async function readDoor(context: Context, reference: string): Promise<Door> {
  const { settings, clock } = context
  const { queries } = context.database
  const meeting = await findMeetingByReference(queries, reference)
  if (!meeting) throw meetingNotFound()
  const current = await findCurrent(queries, meeting.id)
  const occurrence = current ?? (await lastClosed(queries, meeting.id))
  if (!occurrence) throw meetingNotFound()
  const isOn = current !== undefined && isOpen(current, settings.current(), clock.now())
  const { locked, lobby } = roomSettings(meeting, current)
  const inside = isOn ? await listInside(queries, occurrence.id) : []
  const isFree = lobby === 'nobody' && !locked && !occurrence.strangers_wait
  return {
    topic: topicOf(meeting, occurrence),
    host: meeting.added_by_username,
    meetingType: meeting.type,
    isRecorded: meeting.is_recorded,
    state: isOn ? 'open' : current ? 'not-open' : 'closed',
    opensAt: opensAt(occurrence, settings.current()).toISOString(),
    startTime: occurrence.start_time.toISOString(),
    endTime: occurrence.end_time.toISOString(),
    isLocked: locked,
    inside: {
      count: inside.length,
      hasHost: inside.some(({ role }) => role !== 'participant'),
      names: isFree ? inside.slice(0, NAMES_LIMIT).map(({ name }) => name) : [],
    },
  }
}
