/** Summaries in the API: the MeetingSummary of the wire contract, with what tells one from another in a list. */
import { Type } from 'typebox'
import { MeetingSummary } from '../../../receiver/src/contract/meeting-summary.ts'
import { closed, ObjectId, Time } from './fields.ts'
import { pageQuery } from './page.ts'

const MINUTES_MAX_LENGTH = 200_000
const TOKEN_MAX_LENGTH = 200
const REFERENCE_MAX_LENGTH = 30

export const SummaryView = Type.Object(
  {
    ...MeetingSummary.properties,
    topic: Type.String({ description: 'Of the meeting' }),
    startTime: Time('When it began, by plan'),
    closedAt: Time('When it was closed'),
    createdAt: Time('When the summary was made'),
    absent: Type.Array(
      Type.Object(
        {
          name: Type.String({ description: 'As invited' }),
          email: Type.String({ description: 'As invited' }),
        },
        { ...closed, title: 'AbsentInvitee', description: 'Somebody who was invited and did not come' },
      ),
      { description: 'Who was invited and did not come, by address, or by name where a guest gave none' },
    ),
  },
  {
    ...closed,
    title: 'SummaryView',
    description: 'A MeetingSummary of the wire contract, with the name and time of its meeting',
  },
)

export const SummaryListQuery = Type.Object(
  {
    ...pageQuery,
    meeting: Type.Optional(
      Type.String({
        maxLength: REFERENCE_MAX_LENGTH,
        description: 'Id or number of a meeting: only its own',
      }),
    ),
  },
  closed,
)

/** The last summary of the page before. */
export const SummaryPosition = ObjectId('A summary')

export const SummaryPatchBody = Type.Object(
  {
    minutes: Type.Optional(
      Type.String({
        maxLength: MINUTES_MAX_LENGTH,
        description: 'The minutes, as plain text',
      }),
    ),
  },
  closed,
)

export const PdfQuery = Type.Object(
  {
    token: Type.Optional(
      Type.String({
        maxLength: TOKEN_MAX_LENGTH,
        description: 'The capability in `pdf`; or send credentials',
      }),
    ),
  },
  closed,
)
