/**
 * The meeting as the form has it, and what of it is sent. A new meeting is sent as a whole; of a changed one only what
 * was changed, so that two people who edit different things do not undo each other's work.
 */
import type {
  Meeting,
  MeetingDefaults,
  MeetingPatch,
  NewMeeting,
  Occurrence,
  Recurring,
} from '../../api/meetings.ts'
import { instantOf, isTimeZone, likelyStart, wallTimeOf } from './zoned-time.ts'

export interface Invitee {
  name: string
  email: string
  role: 'host' | 'participant'
  /** `""`: that of the instance. */
  language: string
}

/** Monthly is two choices, because people choose between "the 24th" and "the fourth Tuesday". */
export const repeatChoices = [
  'never',
  'daily',
  'weekly',
  'monthlyByDate',
  'monthlyByWeekday',
  'yearly',
] as const
export type Repeats = (typeof repeatChoices)[number]

export interface MeetingValues {
  topic: string
  date: string
  time: string
  timezone: string
  /** Minutes. */
  duration: number | null
  repeats: Repeats
  every: number | null
  ends: 'never' | 'on' | 'after'
  endsOn: string
  endsAfter: number | null
  invitedParticipants: Invitee[]
  agenda: string
  type: Meeting['type']
  isRecorded: boolean
  isDialin: boolean
  videoResolution: Meeting['videoResolution']
  /** `""`: the account's own. */
  roomId: string
}

const LAST_MINUTE = '23:59'

export function newValues(now: Date, timezone: string, defaults: MeetingDefaults): MeetingValues {
  const { duration, type, isRecorded, videoResolution } = defaults
  const { date, time } = wallTimeOf(likelyStart(now), timezone)
  return {
    topic: '',
    date,
    time,
    timezone,
    duration,
    repeats: 'never',
    every: 1,
    ends: 'never',
    endsOn: '',
    endsAfter: 10,
    invitedParticipants: [],
    agenda: '',
    type,
    isRecorded,
    isDialin: false,
    videoResolution,
    roomId: '',
  }
}

/**
 * `start`: from which on it is to be changed; `occurrence`: the one that is, with what it has for itself, such as the
 * time to which it was moved.
 */
export function valuesOf(
  meeting: Meeting,
  start = new Date(meeting.startTime),
  occurrence: Occurrence | null = null,
): MeetingValues {
  const { recurring, timezone } = meeting
  return {
    topic: occurrence?.topic ?? meeting.topic,
    ...wallTimeOf(occurrence ? new Date(occurrence.startTime) : start, timezone),
    timezone,
    duration: occurrence ? minutesOf(occurrence) : Number(meeting.duration),
    repeats: repeatsOf(recurring),
    every: recurring.frequency ?? 1,
    ends: recurring.endsType === '' ? 'never' : recurring.endsType,
    endsOn: recurring.endsType === 'on' ? wallTimeOf(new Date(recurring.endsOn), timezone).date : '',
    endsAfter: recurring.endsType === 'after' ? recurring.endsAfter : 10,
    invitedParticipants: meeting.invitedParticipants,
    agenda: occurrence?.agenda ?? meeting.agenda,
    type: meeting.type,
    isRecorded: meeting.isRecorded,
    isDialin: meeting.isDialin,
    videoResolution: meeting.videoResolution,
    roomId: meeting.roomId,
  }
}

const MINUTE_MS = 60_000

function minutesOf({ startTime, endTime }: Occurrence): number {
  return (Date.parse(endTime) - Date.parse(startTime)) / MINUTE_MS
}

export function newMeeting(values: MeetingValues): NewMeeting {
  const { topic, roomId, type, isRecorded, isDialin, videoResolution, agenda, timezone } = values
  return {
    topic,
    type,
    isRecorded,
    isDialin,
    videoResolution,
    agenda,
    timezone,
    ...timesOf(values),
    invitedParticipants: inviteesOf(values),
    ...(values.repeats !== 'never' && { recurring: recurringOf(values) }),
    ...(roomId !== '' && { roomId }),
  }
}

export function changesOf(before: MeetingValues, after: MeetingValues): MeetingPatch {
  const has = (...names: (keyof MeetingValues)[]) =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const { startTime, duration } = timesOf(after)
  return {
    ...(has('topic') && { topic: after.topic }),
    ...(has('date', 'time', 'timezone') && { startTime }),
    ...(has('timezone') && { timezone: after.timezone }),
    ...(has('duration') && { duration }),
    ...recurringChanges(before, after),
    ...(has('invitedParticipants') && { invitedParticipants: inviteesOf(after) }),
    ...(has('agenda') && { agenda: after.agenda }),
    ...(has('type') && { type: after.type }),
    ...(has('isRecorded') && { isRecorded: after.isRecorded }),
    ...(has('isDialin') && { isDialin: after.isDialin }),
    ...(has('videoResolution') && { videoResolution: after.videoResolution }),
    ...(has('roomId') && { roomId: after.roomId }),
  }
}

/** Member by member: to say "ten times" again would mean ten times from now on. */
function recurringChanges(before: MeetingValues, after: MeetingValues): Pick<MeetingPatch, 'recurring'> {
  const former = recurringOf(before)
  const changed = Object.entries(recurringOf(after)).filter(
    ([name, value]) => value !== former[name as keyof Recurring],
  )
  return changed.length === 0 ? {} : { recurring: Object.fromEntries(changed) }
}

/** The field that a pointer into the sent body is about, as a path of the form. */
export function fieldOf(pointer: string): string {
  const known: Record<string, keyof MeetingValues> = {
    '/startTime': 'date',
    '/endTime': 'duration',
    '/recurring': 'repeats',
    '/recurring/frequencyType': 'repeats',
    '/recurring/monthlyPattern': 'repeats',
    '/recurring/frequency': 'every',
    '/recurring/endsType': 'ends',
    '/recurring/endsOn': 'endsOn',
    '/recurring/endsAfter': 'endsAfter',
  }
  return known[pointer] ?? pointer.slice(1).replaceAll('/', '.')
}

/** When it starts; null where date or time are none. */
export function startOf({ date, time, timezone }: MeetingValues): Date | null {
  return instantOf({ date, time }, timezone)
}

/**
 * What is no time is sent as it was typed, for the server to refuse in words. Where only the time zone is none, the
 * time is sent as if it were UTC: the fault is then found where it is.
 */
function timesOf(values: MeetingValues): { startTime: string; duration: number | string } {
  const { date, time, duration, timezone } = values
  const start = startOf(values) ?? (isTimeZone(timezone) ? null : startOf({ ...values, timezone: 'UTC' }))
  return { startTime: start?.toISOString() ?? `${date} ${time}`.trim(), duration: duration ?? '' }
}

/** Also what `recurring` is to become in words, before it is sent. */
export function recurringOf(values: MeetingValues): Recurring {
  const { repeats, every, ends, endsOn, endsAfter, timezone } = values
  const isMonthly = repeats === 'monthlyByDate' || repeats === 'monthlyByWeekday'
  // The series may take place on that day still, at whatever time.
  const last = instantOf({ date: endsOn, time: LAST_MINUTE }, timezone)
  return {
    frequencyType: repeats === 'never' ? '' : isMonthly ? 'monthly' : repeats,
    frequency: repeats === 'never' ? null : (every ?? 0),
    monthlyPattern:
      repeats === 'monthlyByDate' ? 'dayOfMonth' : repeats === 'monthlyByWeekday' ? 'dayOfWeek' : '',
    endsType: repeats === 'never' ? '' : ends,
    endsOn: ends === 'on' ? (last?.toISOString() ?? endsOn) : '',
    endsAfter: ends === 'after' ? (endsAfter ?? 0) : 0,
  }
}

function repeatsOf({ frequencyType, monthlyPattern }: Recurring): Repeats {
  if (frequencyType === '') return 'never'
  if (frequencyType !== 'monthly') return frequencyType
  return monthlyPattern === 'dayOfWeek' ? 'monthlyByWeekday' : 'monthlyByDate'
}

function inviteesOf({ invitedParticipants }: MeetingValues): NonNullable<NewMeeting['invitedParticipants']> {
  return invitedParticipants.map(({ language, ...invitee }) =>
    language === '' ? invitee : { ...invitee, language },
  )
}
