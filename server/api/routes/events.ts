/** The catch-up feed, asked for in pages or followed as a stream; and erasing what an event said. */
import { Type } from 'typebox'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import { confinedTo, type Caller } from '../../accounts/caller.ts'
import type { Context } from '../../platform/context.ts'
import { Forbidden, Gone, invalid } from '../../platform/errors.ts'
import type { Services } from '../../services.ts'
import { changeAt } from '../../webhooks/record-event.ts'
import { eraseEvent } from '../../webhooks/recovery/erase-event.ts'
import { spliceBody } from '../../webhooks/deliveries/find-delivery.ts'
import type { FeedExpired, FeedRow } from '../../webhooks/feed/read-feed.ts'
import { findFeedEnd, followEvents } from '../../webhooks/feed/watch-events.ts'
import { EVENT_STREAM_MEDIA_TYPE, type EventStreams } from '../event-streams.ts'
import { sendJsonText, type Api } from '../api.ts'
import { ErasedEvent, FeedPage, FeedQuery, FeedStreamQuery } from '../schemas/events.ts'
import { findMeetingId } from '../find-meeting-id.ts'
import { IdParams } from '../schemas/fields.ts'
import { decodeCursor, encodeCursor, NumberPosition, PAGE_LIMIT_DEFAULT } from '../schemas/page.ts'
import { lastEventId } from './deliveries.ts'

const tags = ['events']
/** Zero: before the first event. */
const FeedPlace = Type.Integer({ ...NumberPosition, minimum: 0 })
/** In place of a cursor. */
const NOW = 'now'
/** No meeting has this id: its first four bytes would be the second in which it was made. */
const NO_MEETING = '0'.repeat(24)

export function registerEventRoutes(
  api: Api,
  context: Context,
  services: Pick<Services, 'engine'>,
  streams: EventStreams,
): void {
  registerFeed(api, context, services)
  registerStream(api, context, services, streams)
  registerErasure(api, context)
}

function registerFeed(api: Api, context: Context, services: Pick<Services, 'engine'>): void {
  api.get(
    '/events',
    {
      config: { scope: 'events:read' },
      schema: {
        operationId: 'readEvents',
        tags,
        summary: 'The catch-up feed: all events, oldest first',
        description:
          'For a receiver that would rather ask than listen, or heals itself. Nothing ever appears behind a cursor ' +
          'that was handed out. Without `after` from the beginning. 410 `cursor-expired` with `oldestCursor` where ' +
          'it is older than what is kept.',
        querystring: FeedQuery,
        response: { 200: FeedPage },
      },
    },
    async ({ caller, query }, reply) => {
      requireAdministrator(caller)
      const { feed } = services.engine
      if (query.after === NOW) {
        const nextCursor = encodeCursor(await findFeedEnd(context, feed))
        return sendJsonText(reply, JSON.stringify({ data: [], nextCursor }))
      }
      const page = await feed.read({
        ...(await chosen(context, caller, query)),
        after: placeOf(query.after, '/after') ?? 0,
        limit: query.limit ?? PAGE_LIMIT_DEFAULT,
      })
      if ('oldestOrdinal' in page) throw expired(page)
      const data = page.rows.map(present).join(',')
      return sendJsonText(
        reply,
        `{"data":[${data}],"nextCursor":${JSON.stringify(encodeCursor(page.nextOrdinal))}}`,
      )
    },
  )
}

function registerStream(
  api: Api,
  context: Context,
  services: Pick<Services, 'engine'>,
  streams: EventStreams,
): void {
  api.get(
    '/events/stream',
    {
      config: { scope: 'events:read' },
      schema: {
        operationId: 'followEvents',
        tags,
        summary: 'The catch-up feed as it grows: server-sent events',
        description:
          'Events `event` (an event of the feed); their `id:` is a cursor. From `Last-Event-ID`, else from `after`, ' +
          'else from now on. A comment every 15 s.',
        querystring: FeedStreamQuery,
        response: { 200: Type.String({ contentMediaType: EVENT_STREAM_MEDIA_TYPE }) },
      },
    },
    async (request, reply) => {
      const { caller, query, headers } = request
      requireAdministrator(caller)
      const { feed } = services.engine
      const given = query.after === NOW ? undefined : query.after
      const place =
        placeOf(lastEventId(headers) ?? undefined, '/headers/last-event-id') ?? placeOf(given, '/after')
      const after = place ?? (await findFeedEnd(context, feed))
      const question = { ...(await chosen(context, caller, query)), after }
      const first = await feed.read({ ...question, limit: 1 })
      if ('oldestOrdinal' in first) throw expired(first)
      const stream = streams.open(request)
      const follower = {
        ...question,
        onEvent: (event: FeedRow) => stream.send('event', present(event), encodeCursor(event.ordinal)),
        ready: () => stream.ready(),
        onExpired: () => stream.end(),
      }
      stream.onClose(followEvents(context, feed, follower, after))
      return stream.answer(reply)
    },
  )
}

function registerErasure(api: Api, context: Context): void {
  api.post(
    '/events/:id/erase',
    {
      config: { scope: 'administration:write' },
      schema: {
        operationId: 'eraseEvent',
        tags,
        summary: 'Erases what an event said',
        description:
          'Its body is gone for good, what is pending of it fails, and a resend is refused. That it happened stays ' +
          'in the log.',
        params: IdParams,
        response: { 200: ErasedEvent },
      },
    },
    async ({ caller, params }) => {
      const { id, hook, erased_at } = await context.database.transaction((tx) =>
        eraseEvent(context, tx, caller, params.id),
      )
      return { id, event: hook, erasedAt: erased_at.toISOString() }
    },
  )
}

/** Which events are asked for. Where no meeting has the number, there are none. */
async function chosen(
  context: Context,
  caller: Caller,
  { event, meeting }: { event?: HookName | HookName[]; meeting?: string },
) {
  const meetingId = meeting === undefined ? null : ((await findMeetingId(context, meeting)) ?? NO_MEETING)
  return { hooks: event === undefined ? null : [event].flat(), meetingId, accountId: confinedTo(caller) }
}

/** Bodies are not a host's to see. */
function requireAdministrator(caller: Caller): void {
  if (caller.role === 'host') {
    throw new Forbidden(
      'administrators-only',
      'The feed carries the bodies of events. Ask an administrator for a key.',
    )
  }
}

function placeOf(cursor: string | undefined, pointer: string): number | null {
  try {
    return decodeCursor(cursor, FeedPlace)
  } catch {
    throw invalid(
      pointer,
      'This is not a cursor of the feed. Take nextCursor from an answer, or leave it out.',
      'cursor',
    )
  }
}

function expired({ oldestOrdinal }: FeedExpired): Gone {
  return new Gone(
    'cursor-expired',
    'Events after this cursor are past their retention. Go on from oldestCursor, and fetch what is missing by other means.',
    { oldestCursor: encodeCursor(oldestOrdinal) },
  )
}

/** As JSON text: the body goes in as the very bytes that are sent. */
function present(row: FeedRow): string {
  const meetings = row.meeting_ids.map((id, index) => ({ id, sequence: row.sequences[index]! }))
  const event = {
    id: row.id,
    event: row.hook,
    occurrence: row.occurrence?.toISOString() ?? null,
    change: changeAt(row.changes, 0),
    meetingId: meetings[0]!.id,
    sequence: meetings[0]!.sequence,
    meetings,
    createdAt: row.created_at.toISOString(),
  }
  return spliceBody(event, row.body)
}
