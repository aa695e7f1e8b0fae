/** How well picture and sound reached people. */
import { Type, type Static } from 'typebox'
import { closed, ObjectId, Time } from './fields.ts'
import { pageQuery } from './page.ts'

const Count = (description: string) => Type.Integer({ minimum: 0, description })
const Share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description })

export const MediaQualityList = Type.Object({
  ...pageQuery,
  meeting: Type.Optional(
    Type.String({ maxLength: 30, description: 'In this meeting: its id, or its sixteen digits with dashes' }),
  ),
  isLive: Type.Optional(Type.Boolean({ description: 'True: only people who are connected now' })),
})

export const MediaQuality = Type.Object(
  {
    participantId: ObjectId('Of the person in this meeting'),
    name: Type.String({ description: 'Of the person' }),
    meetingId: ObjectId('Of the meeting'),
    meetingNumber: Type.String({ description: 'Its sixteen digits' }),
    topic: Type.String({ description: 'Of the meeting' }),
    firstAt: Time('The first minute that was measured'),
    lastAt: Time('The last one'),
    isLive: Type.Boolean({ description: 'They are connected now' }),
    minutes: Count('How many minutes were measured'),
    badMinutes: Count('In how many of them the quality was poor or lost'),
    quality: Type.Enum(['excellent', 'good', 'poor', 'lost'], { description: 'In the worst minute' }),
    lossIn: Share('Packets lost on the way from them, in the worst minute; 0.05 is 5 %'),
    lossOut: Share('Packets lost on the way to them, in the worst minute'),
    roundTripMs: Type.Union([Type.Integer(), Type.Null()], {
      description: 'To them and back, in the worst minute; null: not measured',
    }),
    bitsPerSecondIn: Count('From them, on average'),
    bitsPerSecondOut: Count('To them, on average'),
    pausedMinutes: Count(
      'In how many minutes they missed pictures, because their connection did not carry them',
    ),
  },
  {
    ...closed,
    title: 'MediaQuality',
    description: 'How well picture and sound reached one person in one meeting',
  },
)
export type MediaQuality = Static<typeof MediaQuality>
