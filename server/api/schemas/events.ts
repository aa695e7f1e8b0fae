/** Events in the API: the catch-up feed, and what was told about one meeting. */
import { Type } from 'typebox'
import { DeliveryRow, seriesFields } from './deliveries.ts'
import { closed, OptionalTime, Time } from './fields.ts'
import { pageQuery } from './page.ts'
import { HookName } from './web-hooks.ts'

const after = Type.Optional(
  Type.String({
    maxLength: 500,
    description:
      '`nextCursor` of an earlier answer, or the `id:` of a stream’s event; `now`: only what happens from now on',
  }),
)

const feedFilters = {
  event: Type.Optional(
    Type.Union([HookName, Type.Array(HookName, { minItems: 1, maxItems: 6 })], {
      description: 'Of this kind; may be repeated',
    }),
  ),
  meeting: Type.Optional(
    Type.String({ maxLength: 30, description: 'About this meeting: its id, or its sixteen digits' }),
  ),
}

export const FeedQuery = Type.Object({ limit: pageQuery.limit, after, ...feedFilters }, closed)
export const FeedStreamQuery = Type.Object({ after, ...feedFilters }, closed)

const Sequence = Type.Integer({ minimum: 1, description: 'Its number for that meeting: 1, 2, 3 …' })

export const FeedEvent = Type.Object(
  {
    id: Type.String({ description: '`webhook-id`' }),
    event: HookName,
    ...seriesFields,
    meetingId: Type.String({ description: 'The first meeting that it is about' }),
    sequence: Sequence,
    meetings: Type.Array(Type.Object({ id: Type.String(), sequence: Sequence }, closed), {
      description: 'All of them, in the order of the body',
    }),
    createdAt: Time('When it was recorded'),
    body: Type.Unknown({ description: 'The very JSON that is sent; null where it was erased' }),
  },
  { ...closed, title: 'FeedEvent', description: 'What happened to a meeting' },
)

export const FeedPage = Type.Object(
  {
    data: Type.Array(FeedEvent),
    nextCursor: Type.String({ description: 'Always set: where to go on from, also at the end of the feed' }),
  },
  { ...closed, title: 'FeedPage' },
)

export const MeetingEventParams = Type.Object({
  id: Type.String({ maxLength: 30, description: 'The meeting’s id, or its sixteen digits' }),
})
export const MeetingEventQuery = Type.Object(pageQuery, closed)

export const MeetingEvent = Type.Object(
  {
    id: Type.String({ description: '`webhook-id`' }),
    event: HookName,
    ...seriesFields,
    sequence: Sequence,
    meetingIds: Type.Array(Type.String(), { description: 'All meetings that it is about' }),
    createdAt: Time('When it was recorded'),
    erasedAt: OptionalTime('When its body was erased on request'),
    deliveries: Type.Array(DeliveryRow, { description: 'To whom it was told, in the order of making' }),
  },
  { ...closed, title: 'MeetingEvent', description: 'An event of a meeting, with its deliveries' },
)

export const ErasedEvent = Type.Object(
  { id: Type.String(), event: HookName, erasedAt: Time('When its body was erased') },
  { ...closed, title: 'ErasedEvent' },
)
