/**
 * What `onMeetingSummaryCreated` carries: who was inside a closed meeting, when, with which browser, and what was
 * written down. It is the only payload in an envelope, `{ "responseCode": 0, "data": … }`, because the document
 * prints it so.
 *
 * Times inside are epoch milliseconds, unlike the ISO 8601 of the Meeting; that, too, is as documented.
 */
import { type Static, Type } from 'typebox'
import {
  absoluteUrl,
  epochMs,
  exactly,
  flag,
  meetingTypes,
  nullable,
  objectId,
  oneOf,
  text,
} from './field-shapes.ts'
import { MeetingDocument } from './meeting.ts'

export const PresenceChange = Type.Object(
  {
    action: oneOf(['joined', 'left'], 'What happened.'),
    timestamp: epochMs('When it happened, in epoch milliseconds.'),
  },
  { ...exactly, title: 'PresenceChange', description: 'A participant came or went.' },
)
export type PresenceChange = Static<typeof PresenceChange>

export const BrowserInfo = Type.Object(
  {
    browserVersion: text('Version of the browser, such as `82.0.4062.0`.'),
    browserName: text('Name of the browser, such as `Chrome`.'),
    osName: text('Name of the operating system, such as `macOS`.'),
    osVersion: text('Version of the operating system, such as `10.15.6`.'),
    platformType: text('Kind of device, such as `desktop`, `tablet` or `mobile`.'),
    platformVendor: text('Maker of the device, such as `Apple`.'),
  },
  {
    ...exactly,
    title: 'BrowserInfo',
    description:
      'What the participant\'s browser said of itself. All six keys always, `""` for what is unknown.',
  },
)
export type BrowserInfo = Static<typeof BrowserInfo>

export const SummaryParticipant = Type.Object(
  {
    name: text('The name under which the person took part; `""` where the instance redacts private data.'),
    durations: Type.Array(PresenceChange, {
      description:
        'Comings and goings in order, `joined` and `left` in turn. Anyone who is inside at the close leaves at the close.',
    }),
    info: BrowserInfo,
  },
  {
    ...exactly,
    title: 'SummaryParticipant',
    description: 'One person, however often they came and went: the same user, or the same guest.',
  },
)
export type SummaryParticipant = Static<typeof SummaryParticipant>

export const MeetingQuestion = Type.Object(
  {
    question: text('What was asked.'),
    askedBy: text('The name of the person who asked.'),
    answers: Type.Array(Type.String(), { description: 'The answers given, in order.' }),
  },
  { ...exactly, title: 'MeetingQuestion', description: 'A question that was asked during the meeting.' },
)
export type MeetingQuestion = Static<typeof MeetingQuestion>

export const MeetingSummary = Type.Object(
  {
    id: objectId('Identifies the summary.'),
    meetingId: objectId("The meeting's `id` of 24 hex digits, not the sixteen digits that people type."),
    meetingType: oneOf(meetingTypes, 'The kind of meeting it was.'),
    agenda: text('The agenda as it stood; `""` where there was none.'),
    minutes: text('The minutes; `""` where there are none, and always for an off-the-record meeting.'),
    participants: Type.Array(SummaryParticipant, {
      description: 'Everybody who was inside, once each. Empty where nobody came.',
    }),
    documents: Type.Array(MeetingDocument, { description: 'Files added to the meeting.' }),
    pdf: nullable(
      absoluteUrl('A URL that grants access to anyone who knows it, valid until the file is deleted.'),
      'Where the summary can be fetched as a PDF; null where there is none.',
    ),
    dayTimestamp: Type.Integer({
      description:
        "Local midnight, in the meeting's time zone, of the day on which it took place, in epoch milliseconds.",
    }),
    accountId: objectId('The account that the meeting belongs to.'),
    isNamedRoom: flag('Whether it was held in a permanent room with a name of its own.'),
    isRecordingPrepared: flag('Whether the recording was already merged when this summary was made.'),
    sfuHostname: text('The media node that carried the meeting; `""` where there was none.'),
    meetingQuestions: Type.Array(MeetingQuestion, {
      description: 'Questions asked during the meeting. Always empty for an off-the-record meeting.',
    }),
  },
  { ...exactly, title: 'MeetingSummary', description: 'The summary of one closed meeting or occurrence.' },
)
export type MeetingSummary = Static<typeof MeetingSummary>

export const MeetingSummaryCreated = Type.Object(
  {
    responseCode: Type.Literal(0, { description: 'Always 0.' }),
    data: MeetingSummary,
  },
  { ...exactly, title: 'MeetingSummaryCreated', description: 'A summary in its envelope.' },
)
export type MeetingSummaryCreated = Static<typeof MeetingSummaryCreated>
