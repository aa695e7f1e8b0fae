/**
 * What `onMeetingRecordingCreated` carries: where the merged recording of one held session can be fetched. It never
 * arrives before the summary whose id it carries, and it has no envelope.
 */
import { type Static, Type } from 'typebox'
import { absoluteUrl, exactly, objectId, uuid } from './field-shapes.ts'

export const MeetingRecordingPrepared = Type.Object(
  {
    meetingId: objectId("The meeting's `id` of 24 hex digits, not the sixteen digits that people type."),
    meetingSummaryId: objectId('The summary of the same session; its `onMeetingSummaryCreated` came before.'),
    meetingToken: uuid('Identifies the held session: one per occurrence that took place.'),
    mergedRecordingUrl: absoluteUrl(
      'Where the merged `.webm` can be fetched. It grants access to anyone who knows it, until the file is deleted: ' +
        'keep it out of logs.',
    ),
    recordingUrls: Type.Array(Type.String({ minLength: 1 }), {
      description: 'The bare file names of the parts that were merged, in order.',
    }),
  },
  { ...exactly, title: 'MeetingRecordingPrepared', description: 'The recording of one session, merged.' },
)
export type MeetingRecordingPrepared = Static<typeof MeetingRecordingPrepared>
