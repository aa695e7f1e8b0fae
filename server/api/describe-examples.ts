/**
 * Examples in the API description, so that mock servers and readers have useful data: the golden bodies where a schema is
 * one of the contract, a Meeting with its addresses, two requests, and one problem for each status.
 */
import { examples } from '../../receiver/src/testing.ts'
import { problem } from './problems.ts'

const SERVER = 'https://meet.example.com'
const closed = examples.onMeetingClosed
const [deleted] = examples.onMeetingDeleted

/** By the title of a schema. */
export const schemaExamples: Readonly<Record<string, unknown>> = {
  Meeting: closed,
  DeletedMeeting: deleted,
  MeetingsDeleted: examples.onMeetingDeleted,
  MeetingSummary: examples.onMeetingSummaryCreated.data,
  MeetingSummaryCreated: examples.onMeetingSummaryCreated,
  MeetingRecordingPrepared: examples.onMeetingRecordingCreated,
  MeetingView: {
    ...closed,
    joinUrl: `${SERVER}/join/${closed.meetingId}`,
    icsUrl: `${SERVER}/api/v1/meetings/${closed.id}/calendar.ics?token=${closed.icsToken}`,
  },
}

/** By operation: the body of a request. */
export const requestExamples: Readonly<Record<string, unknown>> = {
  scheduleMeeting: {
    topic: 'Weekly',
    startTime: '2027-01-11T09:00:00+01:00',
    duration: 45,
    timezone: 'Europe/Zurich',
    recurring: { frequencyType: 'weekly', frequency: 1, endsType: 'never' },
    invitedParticipants: [{ name: 'Ada Lovelace', email: 'ada@example.com', role: 'host', language: 'en' }],
  },
  createWebHook: {
    event: 'onMeetingClosed',
    url: 'https://hooks.example.org/meetings',
    method: 'POST',
    apiKey: 'a key that the listener knows',
    name: 'Billing',
  },
}

/** By status. */
export const problemExamples: Readonly<Record<string, unknown>> = {
  400: problem(400, 'malformed-request', 'The request could not be read: the body is no JSON.').body,
  401: problem(401, 'wrong-api-key', 'This API key is not known, or it was revoked.').body,
  403: problem(403, 'missing-scope', 'This needs the scope meetings:write. Use a key that has it.').body,
  404: problem(404, 'meeting-not-found', 'There is no such meeting, or it belongs to another account.').body,
  409: problem(409, 'meeting-closed', 'This meeting is closed and cannot be changed any more.').body,
  412: problem(412, 'version-mismatch', 'The meeting was changed by somebody else in the meantime.').body,
  413: problem(413, 'request-too-large', 'The body is larger than is accepted here.').body,
  415: problem(415, 'unsupported-media-type', 'Send the body as Content-Type: application/json.').body,
  422: problem(422, 'invalid-input', 'The request has values that cannot be accepted.', {
    errors: [{ pointer: '/topic', code: 'empty', parameters: {}, detail: 'Must not be empty.' }],
  }).body,
  429: problem(429, 'too-many-requests', 'Too many requests. Try again in 30 seconds.').body,
  default: problem(503, 'database-unreachable', 'The database does not answer at the moment. Try again soon.')
    .body,
}
