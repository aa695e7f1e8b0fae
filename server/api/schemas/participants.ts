/** The people of a meeting, and how its room is set. */
import { Type } from 'typebox'
import { closed, ObjectId, OptionalTime } from './fields.ts'
import { MeetingParams } from './meetings.ts'

export const ParticipantParams = Type.Object({
  ...MeetingParams.properties,
  participantId: Type.String({ description: '`participantId` of the answer to joining' }),
})

export const RefuseBody = Type.Object(
  {
    word: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        pattern: String.raw`\S`,
        description: 'Shown to the person who is refused',
      }),
    ),
  },
  closed,
)

export const MessageParams = Type.Object({
  ...MeetingParams.properties,
  messageId: ObjectId('The `id` of a chat message on the room’s socket'),
})

export const ParticipantListView = Type.Object(
  {
    data: Type.Array(
      Type.Object(
        {
          id: ObjectId('`participantId` of the answer to joining'),
          name: Type.String({ description: 'By which the others know them' }),
          role: Type.Enum(['host', 'co-host', 'participant'], { description: 'What they may do' }),
          state: Type.Enum(['inside', 'waiting', 'refused', 'away', 'left', 'removed'], {
            description: 'Waiting in the lobby; away: their connection is lost, and may come back',
          }),
          joinedAt: OptionalTime('When they first came in; null: not yet'),
          hand: OptionalTime('Since when their hand is raised; null: it is not'),
          mayPublish: Type.Boolean({
            description:
              'Whether they may send picture and sound now: inside, and with the floor where one is given',
          }),
          muted: Type.Boolean({ description: 'A host muted them, and they may not unmute' }),
        },
        closed,
      ),
    ),
    nextCursor: Type.Null({ description: 'All of them are in `data`' }),
  },
  closed,
)

const fields = {
  locked: Type.Boolean({ description: 'Nobody new is let in; only while the meeting is open' }),
  lobby: Type.Enum(['nobody', 'guests', 'everybody'], {
    description: 'Who waits until a host lets them in. A guest has neither a session nor a join link',
  }),
  entryBeforeHost: Type.Boolean({ description: 'False: participants wait until a host is inside' }),
  mutedOnEntry: Type.Enum(['never', 'fromFive', 'always'], {
    description: 'Who comes in muted: nobody, everybody where five or more are inside, or everybody',
  }),
  mayUnmute: Type.Boolean({ description: 'False: who was muted by a host cannot unmute again' }),
  recording: Type.Enum(['off', 'on', 'paused'], {
    description:
      'Whether the server records it, as long as somebody is inside; only while the meeting is open. The first `on` sets ' +
      '`isRecorded` of the meeting, which is an `onMeetingUpdated`; `paused` and `off` leave it',
  }),
}

export const RoomSettingsView = Type.Object(fields, closed)
export const RoomSettingsBody = Type.Partial(Type.Object(fields, closed), closed)
