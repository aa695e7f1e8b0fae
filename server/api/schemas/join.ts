/** Joining a meeting, and the links by which other products let their own people join. */
import { Type } from 'typebox'
import { meetingTypes } from '../../../receiver/src/contract/field-shapes.ts'
import { closed, Language, Name, ObjectId, Time } from './fields.ts'

/** A link that is valid for longer is a key, and should be one. */
const LINK_VALID_MAX_SECONDS = 90 * 86_400
const GUEST_TOKEN_MAX_LENGTH = 200
const LINK_TOKEN_MAX_LENGTH = 4_096

const PersonName = Name('The name by which the others know them')

const PersonEmail = Type.String({
  maxLength: 320,
  pattern: '^([^\\s@]+@[^\\s@]+)?$',
  'x-fault': 'email',
  description: 'Their e-mail address, if they want to give one',
})

const ParticipantRole = Type.Enum(['host', 'participant'], { description: 'What they may do inside' })

export const JoinParams = Type.Object({
  meetingId: Type.String({ description: 'The sixteen digits with or without dashes, or the 24 hex digits' }),
})

export const JoinBody = Type.Object(
  {
    name: Type.Optional(PersonName),
    email: Type.Optional(PersonEmail),
    guestToken: Type.Optional(
      Type.String({
        maxLength: GUEST_TOKEN_MAX_LENGTH,
        description: 'From an earlier answer: makes a participant who comes back the same person',
      }),
    ),
    linkToken: Type.Optional(
      Type.String({ maxLength: LINK_TOKEN_MAX_LENGTH, description: '`link` of a join link' }),
    ),
  },
  { ...closed, description: 'The name is needed, unless a join link or the session says it' },
)

export const DoorView = Type.Object(
  {
    topic: Type.String({ description: 'Of the meeting' }),
    host: Type.String({ description: 'Who scheduled it, by name' }),
    meetingType: Type.Enum(meetingTypes, { description: '`type` of the meeting' }),
    isRecorded: Type.Boolean({ description: 'It is recorded; to join is to agree' }),
    state: Type.Enum(['not-open', 'open', 'closed'], { description: 'Whether people can join now' }),
    opensAt: Time('When people can join'),
    startTime: Time('As it is planned'),
    endTime: Time('As it is planned'),
    isLocked: Type.Boolean({ description: 'Nobody new is let in' }),
    inside: Type.Object(
      {
        count: Type.Integer({ minimum: 0, description: 'How many people are inside' }),
        hasHost: Type.Boolean({ description: 'A host or co-host is among them' }),
        names: Type.Array(Type.String(), {
          description: 'The first five; empty where people may have to wait, or it is locked',
        }),
      },
      { ...closed, description: 'Who is inside now' },
    ),
  },
  closed,
)

export const JoinedView = Type.Object(
  {
    participantId: ObjectId('Names the person in this occurrence'),
    guestToken: Type.String({ description: 'To be shown when joining again; a secret of this person' }),
    roomToken: Type.String({ description: 'For the room’s socket and for recording parts' }),
    roomUrl: Type.String({ description: 'The room’s WebSocket, complete' }),
    role: ParticipantRole,
    state: Type.Enum(['inside', 'waiting'], {
      description: 'Waiting: in the lobby, until a host lets them in, which is told on the room’s socket',
    }),
    media: Type.Union(
      [
        Type.Object(
          {
            kind: Type.Literal('livekit', {
              description: 'LiveKit’s protocol: any LiveKit client SDK connects',
            }),
            url: Type.String({ description: 'Where to connect, `ws:` or `wss:`' }),
            token: Type.String({
              description:
                'For this person and this room, valid for ten minutes: join again for a new one. The identity is ' +
                '`participantId`, the room is the `meetingToken`',
            }),
          },
          {
            ...closed,
            description:
              'Picture and sound. A client that uses it holds the room’s socket, too: who is not connected there is removed',
          },
        ),
        Type.Null(),
      ],
      { description: 'Null while they wait; then it comes with `admitted` on the room’s socket' },
    ),
    entersMuted: Type.Boolean({
      description: 'The room is set so that they come in with the microphone muted',
    }),
    topic: Type.String({ description: 'Of the meeting' }),
    meetingType: Type.Enum(meetingTypes, {
      description: '`type` of the meeting. `offTheRecord`: our pages encrypt from browser to browser',
    }),
  },
  closed,
)

export const JoinLinkBody = Type.Object(
  {
    name: PersonName,
    email: Type.Optional(PersonEmail),
    role: ParticipantRole,
    language: Type.Optional(Language('Of the page that it opens; the browser’s by default')),
    validSeconds: Type.Integer({ minimum: 1, maximum: LINK_VALID_MAX_SECONDS, description: 'From now' }),
  },
  closed,
)

export const JoinLinkView = Type.Object(
  {
    url: Type.String({ description: 'Anyone who opens it is this person: send it to them alone' }),
    expiresAt: Time('Nobody joins by it from here on; who is inside stays'),
  },
  closed,
)
