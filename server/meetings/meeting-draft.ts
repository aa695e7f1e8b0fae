/**
 * A meeting as a client edits it: what it says of itself, without what the server decides. Pure.
 *
 * A new meeting is a change of the empty draft, and a change is judged by what it makes of the draft that the client
 * sees: the same draft again is no change at all. All faults of an input are found at once.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Settings } from '../platform/config/settings.ts'
import type { MeetingType, ParticipantRole, VideoResolution } from '../platform/database/tables.ts'
import { InvalidInput, type InputError } from '../platform/errors.ts'
import { checkRecurring } from '../calendar/check-recurring.ts'
import { notRecurring, type Recurring } from '../calendar/recurring.ts'
import { isTimeZone } from '../calendar/time-zone.ts'
import { agendaOf, minutesBetween, topicOf } from './meeting.ts'
import type { InviteeInput, MeetingInput, RecurringInput } from './meeting-input.ts'
import { applyTimes, type Times } from './meeting-times.ts'
import type { MeetingView } from './meeting-view.ts'
import { recurringOf } from './series.ts'

export interface Invitee {
  name: string
  email: string
  role: ParticipantRole
  language: string
}

export interface MeetingDraft extends Times {
  topic: string
  agenda: string
  type: MeetingType
  timezone: string
  recurring: Recurring
  isRecorded: boolean
  isDialin: boolean
  videoResolution: VideoResolution
  roomId: string
  invitees: Invitee[]
}

export interface DraftDefaults {
  /** Since when the meeting exists; `endsOn` carries it where it means nothing. */
  createdAt: Date
  /** BCP 47 tag of invitations that name none. */
  language: string
}

/** What the instance says where a new meeting says nothing. */
export type MeetingDefaults = Pick<
  Settings,
  'timezone' | 'meetingDurationMinutes' | 'meetingType' | 'meetingIsRecorded' | 'meetingVideoResolution'
>

/** `type`: what is asked for, since off the record nothing is recorded by default either. */
export function emptyDraft(
  now: Date,
  roomId: string,
  defaults: MeetingDefaults,
  type: MeetingType = defaults.meetingType,
): MeetingDraft {
  return {
    topic: '',
    agenda: '',
    type,
    timezone: defaults.timezone,
    startTime: now,
    durationMinutes: defaults.meetingDurationMinutes,
    recurring: notRecurring(now),
    isRecorded: defaults.meetingIsRecorded && type !== 'offTheRecord',
    isDialin: false,
    videoResolution: defaults.meetingVideoResolution,
    roomId,
    invitees: [],
  }
}

/** The meeting as it is shown. */
export function draftOf({ meeting, occurrence, invitees }: MeetingView): MeetingDraft {
  return {
    topic: topicOf(meeting, occurrence),
    agenda: agendaOf(meeting, occurrence),
    type: meeting.type,
    timezone: meeting.timezone,
    startTime: occurrence.start_time,
    durationMinutes: minutesBetween(occurrence.start_time, occurrence.end_time),
    recurring: recurringOf(meeting),
    isRecorded: meeting.is_recorded,
    isDialin: meeting.is_dialin,
    videoResolution: meeting.video_resolution,
    roomId: meeting.room_id,
    invitees: invitees.map(({ name, email, role, language }) => ({ name, email, role, language })),
  }
}

/** What `given` makes of `base`; throws InvalidInput with all that is wrong. */
export function applyInput(base: MeetingDraft, given: MeetingInput, defaults: DraftDefaults): MeetingDraft {
  const errors: InputError[] = []
  const { startTime, durationMinutes } = applyTimes(base, given, errors)
  const draft: MeetingDraft = {
    topic: given.topic ?? base.topic,
    agenda: given.agenda === undefined ? base.agenda : (given.agenda ?? ''),
    type: given.type ?? base.type,
    timezone: given.timezone ?? base.timezone,
    startTime,
    durationMinutes,
    recurring: applyRecurring(base, given.recurring, startTime, defaults.createdAt, errors),
    isRecorded: given.isRecorded ?? base.isRecorded,
    isDialin: given.isDialin ?? base.isDialin,
    videoResolution: given.videoResolution ?? base.videoResolution,
    roomId: given.roomId ?? base.roomId,
    invitees:
      given.invitedParticipants === undefined
        ? base.invitees
        : (given.invitedParticipants ?? []).map((invitee) => completeInvitee(invitee, defaults.language)),
  }
  if (draft.topic.trim() === '') errors.push({ pointer: '/topic', detail: 'Must not be empty.' })
  if (!isTimeZone(draft.timezone)) {
    errors.push({ pointer: '/timezone', detail: 'Must be the name of a time zone, such as Europe/Zurich.' })
  }
  if (draft.type === 'offTheRecord' && draft.isRecorded) {
    errors.push({
      pointer: given.isRecorded === undefined ? '/type' : '/isRecorded',
      detail: 'An off-the-record meeting is never recorded. Set isRecorded to false, or choose another type.',
    })
  }
  if (errors.length > 0) throw new InvalidInput(errors)
  return draft
}

export function isSameDraft(a: MeetingDraft, b: MeetingDraft): boolean {
  return isDeepStrictEqual(a, b)
}

/**
 * Whether calendars must be told by a new SEQUENCE: RFC 5546 (2.1.4) wants one when DTSTART, DTEND, DURATION, RRULE,
 * RDATE, EXDATE or STATUS change, and none for summary, description or attendees.
 */
export function needsNewSequence(before: MeetingDraft, after: MeetingDraft): boolean {
  return (
    before.startTime.getTime() !== after.startTime.getTime() ||
    before.durationMinutes !== after.durationMinutes ||
    before.timezone !== after.timezone ||
    !isDeepStrictEqual(before.recurring, after.recurring)
  )
}

function applyRecurring(
  { recurring: base, startTime: former }: MeetingDraft,
  given: RecurringInput | null | undefined,
  startTime: Date,
  createdAt: Date,
  errors: InputError[],
): Recurring {
  if (given === null) return notRecurring(createdAt)
  // An occurrence that was moved by itself may well start after the series ends.
  if (given === undefined && startTime.getTime() === former.getTime()) return base
  const merged = { ...(base.frequencyType === '' ? {} : base), ...given }
  const present = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
  const checked = checkRecurring(present, { startTime, createdAt })
  if ('recurring' in checked) return checked.recurring
  errors.push(...checked.errors)
  return base
}

function completeInvitee(
  { email, name = '', role = 'participant', language }: InviteeInput,
  fallback: string,
) {
  return { name, email, role, language: language ?? fallback }
}
