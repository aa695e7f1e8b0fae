/** Meetings in the API: the Meeting of the wire contract with the addresses that people need, and what makes one. */
import { Type, type TSchema } from 'typebox'
import { InvitedParticipant, Meeting, MeetingDocument } from '../../../receiver/src/contract/meeting.ts'
import { closed, Email, Language, ObjectId, Time, TimeText } from './fields.ts'
import { pageQuery } from './page.ts'

const INVITEES_LIMIT = 500
const DELETED_TOGETHER_LIMIT = 200
const REFERENCE_MAX_LENGTH = 30

/** Judged by the domain, which says more of what is wrong than a schema can. */
const IN_SAFE_RANGE = { minimum: -1_000_000, maximum: 1_000_000 }

const Text = (minLength: number, maxLength: number, description: string) =>
  Type.String({ minLength, maxLength, description })

const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

export const MeetingView = Type.Object(
  {
    ...Meeting.properties,
    joinUrl: Type.String({ description: 'Where people join' }),
    icsUrl: Type.String({ description: 'The invitation as a file, for anyone who has this address' }),
  },
  { ...closed, title: 'MeetingView', description: 'A Meeting of the wire contract, with its addresses' },
)

export const DocumentView = MeetingDocument

const RecurringBody = Type.Object(
  {
    frequencyType: Type.Optional(
      Type.Enum(['', 'daily', 'weekly', 'monthly', 'yearly'], { description: '"": does not repeat' }),
    ),
    frequency: Type.Optional(
      OrNull(Type.Integer({ ...IN_SAFE_RANGE, description: 'Every how many of these; 1 by default' })),
    ),
    monthlyPattern: Type.Optional(
      OrNull(
        Type.Enum(['', 'dayOfMonth', 'dayOfWeek'], {
          description: 'Of a monthly series; the day of the month by default',
        }),
      ),
    ),
    endsType: Type.Optional(
      OrNull(Type.Enum(['', 'never', 'on', 'after'], { description: 'How it ends; never by default' })),
    ),
    endsOn: Type.Optional(OrNull(TimeText('ISO 8601: the last moment at which an occurrence may start'))),
    endsAfter: Type.Optional(
      OrNull(Type.Integer({ ...IN_SAFE_RANGE, description: 'How many occurrences there are' })),
    ),
  },
  { ...closed, description: 'How it repeats. Weekday and day of month follow from startTime in timezone' },
)

const InviteeBody = Type.Object(
  {
    email: Email('Where the invitation goes'),
    name: Type.Optional(Text(0, 200, 'Their name')),
    role: Type.Optional(InvitedParticipant.properties.role),
    language: Type.Optional(Language('Of the invitation; the instance’s by default')),
  },
  closed,
)

const fields = {
  startTime: Type.Optional(TimeText('ISO 8601 with an offset; now by default')),
  endTime: Type.Optional(TimeText('ISO 8601 with an offset; 1 to 1440 whole minutes after startTime')),
  duration: Type.Optional(
    Type.Union([Type.Integer(IN_SAFE_RANGE), Type.String({ maxLength: 20 })], {
      description: 'Minutes, 1 to 1440; the instance’s default, 60, by default',
    }),
  ),
  timezone: Type.Optional(
    Type.String({ maxLength: 100, description: 'IANA name; the instance’s by default' }),
  ),
  type: Type.Optional(Meeting.properties.type),
  agenda: Type.Optional(OrNull(Text(0, 20_000, 'What is to be discussed'))),
  isRecorded: Type.Optional(Meeting.properties.isRecorded),
  isDialin: Type.Optional(Meeting.properties.isDialin),
  videoResolution: Type.Optional(Meeting.properties.videoResolution),
  roomId: Type.Optional(ObjectId('The room; the account’s own by default')),
  invitedParticipants: Type.Optional(OrNull(Type.Array(InviteeBody, { maxItems: INVITEES_LIMIT }))),
  recurring: Type.Optional(OrNull(RecurringBody)),
}

export const NewMeetingBody = Type.Object(
  {
    topic: Text(1, 500, 'What it is about'),
    ...fields,
    accountId: Type.Optional(ObjectId('The account it is for; only callers of the whole instance choose')),
  },
  closed,
)

/** A merge patch: null takes a field back to its default. */
export const MeetingPatchBody = Type.Object(
  { topic: Type.Optional(Text(1, 500, 'What it is about')), ...fields },
  closed,
)

export const MeetingParams = Type.Object({
  id: Type.String({
    description: '24 hex digits, or the sixteen digits, also with dashes or blanks between them',
  }),
})

export const DocumentParams = Type.Object({
  ...MeetingParams.properties,
  documentId: Type.String({ description: 'Its id' }),
})

export const ChangeQuery = Type.Object(
  {
    scope: Type.Optional(
      Type.Enum(['occurrence', 'following', 'series'], {
        default: 'series',
        description: 'Of a series: one occurrence, it and all that follow, or everything. Needed with start',
      }),
    ),
    start: Type.Optional(TimeText('startTime of the occurrence, needed unless scope is series')),
  },
  closed,
)

export const MeetingListQuery = Type.Object(
  {
    ...pageQuery,
    state: Type.Optional(
      Type.Enum(['upcoming', 'open', 'closed'], {
        description:
          'upcoming: not begun yet, also where people may enter already; open: people may enter; none: all',
      }),
    ),
    from: Type.Optional(TimeText('ISO 8601: those that start then or later')),
    to: Type.Optional(TimeText('ISO 8601: those that start before')),
    q: Type.Optional(Text(0, 200, 'Part of the topic, or of the sixteen digits')),
    order: Type.Optional(Type.Enum(['newest', 'oldest'], { default: 'newest', description: 'By startTime' })),
  },
  closed,
)

export const OccurrenceListQuery = Type.Object(
  {
    ...pageQuery,
    from: Type.Optional(TimeText('ISO 8601: those that start then or later')),
    to: Type.Optional(TimeText('ISO 8601: those that start before')),
  },
  closed,
)

export const OccurrenceView = Type.Object(
  {
    originalStart: Time('The start that the rule gives it: names it, whatever it was moved to'),
    startTime: Time('When it starts'),
    endTime: Time('When it ends'),
    topic: Type.String({ description: 'Its own, or that of the series' }),
    agenda: Type.String({ description: 'Its own, or that of the series' }),
    state: Type.Enum(['coming', 'current', 'closed', 'cancelled'], {
      description: 'current: the one that people join next',
    }),
    isChanged: Type.Boolean({
      description: 'Whether it has a time, a length, a topic or an agenda of its own',
    }),
  },
  { ...closed, title: 'Occurrence', description: 'One time at which a meeting takes place' },
)

export const OccurrencePosition = Type.Object(
  { startTime: Type.String({ format: 'date-time' }), originalStart: Type.String({ format: 'date-time' }) },
  closed,
)

export const MeetingPosition = Type.Object(
  { startTime: Type.String({ format: 'date-time' }), id: ObjectId('The meeting') },
  closed,
)

export const DeleteBody = Type.Object(
  {
    ids: Type.Array(Type.String({ maxLength: REFERENCE_MAX_LENGTH }), {
      minItems: 1,
      maxItems: DELETED_TOGETHER_LIMIT,
      description: 'Ids or sixteen digits of the meetings, of one account',
    }),
  },
  closed,
)

export const DeletedView = Type.Object(
  { deleted: Type.Array(ObjectId('A meeting that was deleted')) },
  closed,
)

export const TokenQuery = Type.Object(
  { token: Type.String({ maxLength: 200, description: 'The capability in the URL' }) },
  closed,
)

export const DocumentQuery = Type.Object(
  { name: Type.String({ maxLength: 1_000, description: 'File name' }) },
  closed,
)
