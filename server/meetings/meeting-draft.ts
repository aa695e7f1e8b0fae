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
import { parseInstant } from '../calendar/instant.ts'
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
    invitees: applyInvitees(base.invitees, given.invitedParticipants, defaults.language, errors),
  }
  if (draft.topic.trim() === '')
    errors.push({ pointer: '/topic', code: 'empty', detail: 'Must not be empty.' })
  if (!isTimeZone(draft.timezone)) {
    errors.push({
      pointer: '/timezone',
      code: 'timezone',
      detail: 'Must be the name of a time zone, such as Europe/Zurich.',
    })
  }
  if (draft.type === 'offTheRecord' && draft.isRecorded) {
    errors.push({
      pointer: given.isRecorded === undefined ? '/type' : '/isRecorded',
      code: 'never-recorded',
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
 * Whether calendars must be told by a new SEQUENCE. RFC 5546 (2.1.4) wants one when the times change, and with each
 * CANCEL, such as an invitee who was removed gets; none for summary, description or new attendees.
 */
export function needsNewSequence(before: MeetingDraft, after: MeetingDraft): boolean {
  return hasOtherTimes(before, after) || removedInvitees(before, after).length > 0
}

/** Those of `before` whose address is not invited any more. */
export function removedInvitees(before: MeetingDraft, after: MeetingDraft): Invitee[] {
  const present = new Set(after.invitees.map(addressOf))
  return before.invitees.filter((invitee) => !present.has(addressOf(invitee)))
}

/** Addresses are compared without regard to case. */
export function addressOf({ email }: Pick<Invitee, 'email'>): string {
  return email.toLowerCase()
}

/** DTSTART, DTEND, DURATION, RRULE. */
export function hasOtherTimes(before: MeetingDraft, after: MeetingDraft): boolean {
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
  // Where `endsOn` means nothing, rows of earlier versions have it milliseconds off: what it carries is no change.
  const meaningless = base.endsType === 'on' ? createdAt : new Date(base.endsOn)
  if (given === null) return notRecurring(meaningless)
  // An occurrence that was moved by itself may well start after the series ends.
  const isSame = given === undefined || saysTheSame(given, base)
  if (isSame && startTime.getTime() === former.getTime()) return base
  const merged = { ...(base.frequencyType === '' ? {} : base), ...given }
  const present = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
  const checked = checkRecurring(present, { startTime, createdAt: meaningless })
  if ('recurring' in checked) return checked.recurring
  errors.push(...checked.errors)
  return base
}

/** One address is invited once. A list that is what was read is taken as it is. */
function applyInvitees(
  base: Invitee[],
  given: InviteeInput[] | null | undefined,
  language: string,
  errors: InputError[],
): Invitee[] {
  if (given === undefined) return base
  const invitees = (given ?? []).map((invitee) => completeInvitee(invitee, language))
  if (isDeepStrictEqual(invitees, base)) return base
  const places = new Map<string, number>()
  for (const [index, { email }] of invitees.entries()) {
    const first = places.get(addressOf({ email }))
    if (first === undefined) places.set(addressOf({ email }), index)
    else {
      errors.push({
        pointer: `/invitedParticipants/${index}/email`,
        code: 'repeated',
        detail: `Is the address of /invitedParticipants/${first}. Invite each address once.`,
      })
    }
  }
  return invitees
}

/** Whether the members that were given are those that were read, however the moment is written. */
export function saysTheSame(given: RecurringInput, shown: Recurring): boolean {
  const { endsOn, ...others } = given
  const isSameEnd = endsOn === undefined || endsOn === shown.endsOn || isSameInstant(endsOn, shown.endsOn)
  return isSameEnd && isDeepStrictEqual({ ...shown, ...others }, shown)
}

function isSameInstant(given: string | null, shown: string): boolean {
  return given !== null && parseInstant(given)?.getTime() === Date.parse(shown)
}

function completeInvitee(
  { email, name = '', role = 'participant', language }: InviteeInput,
  fallback: string,
) {
  return { name, email, role, language: language ?? fallback }
}
