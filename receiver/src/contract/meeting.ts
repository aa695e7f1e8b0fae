/**
 * The Meeting, as `onMeetingScheduled`, `onMeetingUpdated` and `onMeetingClosed` carry it, and the array of deleted
 * meetings that `onMeetingDeleted` carries: 37 keys each, all of them always, in this order.
 *
 * The two differ in one key's name. Who scheduled the meeting is `addedByEmail` in the first three hooks and
 * `addedByUserEmail`, at the same place, in the elements of `onMeetingDeleted`. The document prints it so, listeners
 * in the wild rely on it, and so it is followed to the letter here; `receiveHookCall` reads both as `addedByEmail`.
 */
import { type Static, Type } from 'typebox'
import {
  absoluteUrl,
  exactly,
  flag,
  meetingTypes,
  nullable,
  objectId,
  oneOf,
  text,
  utcTime,
  uuidPair,
} from './field-shapes.ts'

export const InvitedParticipant = Type.Object(
  {
    name: text('The name as it was typed in the invitation.'),
    email: text('Where the invitation goes.'),
    role: oneOf(['host', 'participant'], 'What the person may do once inside.'),
    language: text('Language of the invitation, as a BCP 47 tag such as `de` or `fr-CH`.'),
  },
  { ...exactly, title: 'InvitedParticipant', description: 'Somebody who was invited to the meeting.' },
)
export type InvitedParticipant = Static<typeof InvitedParticipant>

export const MeetingDocument = Type.Object(
  {
    id: Type.String({ minLength: 1, description: 'Identifies the document within the meeting.' }),
    name: text('File name, for people to read.'),
    mimeType: text('Media type, such as `application/pdf`.'),
    size: Type.Integer({ minimum: 0, description: 'Length of the file in bytes.' }),
    url: absoluteUrl('Where the file can be fetched.'),
  },
  { ...exactly, title: 'MeetingDocument', description: 'A file that was added to the meeting.' },
)
export type MeetingDocument = Static<typeof MeetingDocument>

export const MeetingRecurrence = Type.Object(
  {
    frequencyType: oneOf(
      ['', 'daily', 'weekly', 'monthly', 'yearly'],
      'The unit of repetition; `""` for none.',
    ),
    frequency: nullable(
      Type.Integer({ minimum: 1 }),
      'Every how many of these units the meeting repeats, 1 or more; null where it does not repeat.',
    ),
    monthlyPattern: oneOf(
      ['', 'dayOfMonth', 'dayOfWeek'],
      'Whether a monthly meeting keeps its day of the month or its weekday; `""` where it is not monthly. ' +
        'Which day that is follows from `startTime` in `timezone`.',
    ),
    endsType: oneOf(['', 'never', 'on', 'after'], 'What ends the series; `""` where there is none.'),
    endsOn: utcTime(
      'When the series ends, where `endsType` is `on`. Elsewhere it means nothing and holds the time at which the ' +
        'meeting was created.',
    ),
    endsAfter: Type.Integer({
      minimum: 0,
      description: 'After how many occurrences the series ends, where `endsType` is `after`; elsewhere 0.',
    }),
  },
  { ...exactly, title: 'MeetingRecurrence', description: 'How a meeting repeats.' },
)
export type MeetingRecurrence = Static<typeof MeetingRecurrence>

const fieldsBeforeEmail = {
  invitedParticipants: Type.Array(InvitedParticipant, {
    description: 'Who was invited. Empty also where the instance redacts private data.',
  }),
  meetingId: Type.String({
    pattern: '^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{4}$',
    description: 'The number that people type to join: sixteen digits as `dddd-dddd-dddd-dddd`, unique.',
  }),
  id: objectId('Identifies the meeting, and a series as a whole. 24 hex digits that sort by creation.'),
  topic: text('What the meeting is called.'),
  startTime: utcTime(
    'When it starts; in a series, when this occurrence starts. With `id` it names the occurrence.',
  ),
  endTime: utcTime('When it ends; in a series, when this occurrence ends.'),
  duration: Type.String({
    pattern: '^[1-9][0-9]*$',
    description: 'Minutes from `startTime` to `endTime`, as a string.',
  }),
  type: oneOf(
    meetingTypes,
    'The kind of meeting, `standard` by default. `offTheRecord` is never recorded and has no minutes.',
  ),
  roomId: objectId('The room in which it takes place.'),
  isRecurring: flag('Whether this is a series.'),
  isDialin: flag('Whether people may dial in by telephone.'),
  recurring: MeetingRecurrence,
  isRecorded: flag('Whether the meeting is recorded.'),
  agenda: text('What is to be discussed.'),
  documents: Type.Array(MeetingDocument, {
    description: 'Files added to the meeting. Empty also where the instance redacts private data.',
  }),
  meetingPermissionId: nullable(
    Type.String(),
    'The set of permissions that governs it; null unless configured.',
  ),
  videoResolution: oneOf(['low', 'standard', 'hd'], 'The picture quality that cameras send.'),
  dtClosedAt: nullable(utcTime('The time of closing.'), 'When the meeting was closed; null until then.'),
  whitelabelId: objectId('The white label instance that it belongs to.'),
  addedByUserId: objectId('The user who scheduled it.'),
}

const fieldsAfterEmail = {
  accountId: objectId('The account that it belongs to.'),
  addedByUsername: text('The name of the user who scheduled it.'),
  timezone: Type.String({
    minLength: 1,
    description: 'IANA name of the time zone in which the recurrence is expanded, such as `Europe/Zurich`.',
  }),
  privateDataVisible: flag(
    'False where the instance is set to redact: then topic, agenda, names, e-mail addresses, invitees and documents ' +
      'are `""` or `[]`.',
  ),
  icalSequence: Type.String({
    pattern: '^(0|[1-9][0-9]*)$',
    description:
      'The iCalendar SEQUENCE, an integer as a string. It rises with every change for which RFC 5546 wants a new ' +
      'one, and on cancellation.',
  }),
  icsToken: uuidPair(
    "The capability in the URL of the meeting's calendar file: anyone who has it may read the file. Keep it out of logs.",
  ),
  isActive: flag('Whether somebody is inside.'),
  isClosed: flag('Whether the meeting, or this occurrence of it, is closed.'),
  isOpen: flag('Whether people may enter now: from a while before the start until it is closed.'),
  dialInConferenceRoom: nullable(Type.String(), 'The conference room to dial; null unless configured.'),
  dialInNumbers: Type.Array(Type.String(), {
    description: 'Telephone numbers to dial; empty unless configured.',
  }),
  dialInPin: nullable(Type.String(), 'The PIN to enter after dialling; null unless configured.'),
  sipProxy: nullable(Type.String(), 'The SIP proxy; null unless configured.'),
  sipDomain: nullable(Type.String(), 'The SIP domain; null unless configured.'),
  isDemo: flag('Whether this is a demonstration.'),
  isPromo: flag('Whether this is a promotion.'),
}

const EMAIL_MEANING =
  'E-mail address of the user who scheduled it; `""` where there is none or it is redacted.'

export const Meeting = Type.Object(
  { ...fieldsBeforeEmail, addedByEmail: text(EMAIL_MEANING), ...fieldsAfterEmail },
  { ...exactly, title: 'Meeting', description: 'A meeting, or one occurrence of a series, as it stands.' },
)
export type Meeting = Static<typeof Meeting>

export const DeletedMeeting = Type.Object(
  { ...fieldsBeforeEmail, addedByUserEmail: text(EMAIL_MEANING), ...fieldsAfterEmail },
  {
    ...exactly,
    title: 'DeletedMeeting',
    description:
      'The final state of a deleted meeting: a Meeting whose `addedByEmail` is called `addedByUserEmail`.',
  },
)
export type DeletedMeeting = Static<typeof DeletedMeeting>

export const MeetingsDeleted = Type.Array(DeletedMeeting, {
  minItems: 1,
  title: 'MeetingsDeleted',
  description: 'Every meeting that one operation deleted. An array also for a single one.',
})
export type MeetingsDeleted = Static<typeof MeetingsDeleted>
