/** What a new meeting is where nothing else is said. */
import { Type, type Static } from 'typebox'
import { Meeting } from '../../../receiver/src/contract/meeting.ts'
import { closed } from './fields.ts'

export const MeetingDefaults = Type.Object(
  {
    timezone: Type.String({ description: 'IANA name' }),
    language: Type.String({ description: 'BCP 47 tag of invitations' }),
    duration: Type.Integer({ description: 'Minutes' }),
    type: Meeting.properties.type,
    isRecorded: Meeting.properties.isRecorded,
    videoResolution: Meeting.properties.videoResolution,
    mailConfigured: Type.Boolean({ description: 'Whether invitees are mailed' }),
  },
  { ...closed, title: 'MeetingDefaults', description: 'What a new meeting is where nothing else is said' },
)
export type MeetingDefaults = Static<typeof MeetingDefaults>
