/** The log of deliveries: list, watch, read; send again, try now, and give up. */
import { Type } from 'typebox'
import type { Context } from '../../platform/context.ts'
import { cancelDelivery } from '../../webhooks/recovery/cancel-delivery.ts'
import { readDelivery } from '../../webhooks/deliveries/find-delivery.ts'
import {
  checkFilter,
  listDeliveries,
  type DeliveryFilter,
} from '../../webhooks/deliveries/list-deliveries.ts'
import { presentDelivery } from '../../webhooks/deliveries/present-delivery.ts'
import { tryDeliveryNow } from '../../webhooks/recovery/try-now.ts'
import { resendDelivery } from '../../webhooks/recovery/resend-delivery.ts'
import { createDeliveryWatch } from '../../webhooks/deliveries/watch-deliveries.ts'
import { API_PREFIX } from '../collect-routes.ts'
import { EVENT_STREAM_MEDIA_TYPE, type EventStreams } from '../event-streams.ts'
import { findMeetingId } from '../find-meeting-id.ts'
import { sendJsonText, type Api } from '../api.ts'
import { DeliveryDetail, DeliveryListQuery, DeliveryRow, DeliveryStreamQuery } from '../schemas/deliveries.ts'
import { IdParams } from '../schemas/fields.ts'
import { decodeCursor, encodeCursor, NumberPosition, Page, PAGE_LIMIT_DEFAULT } from '../schemas/page.ts'

const tags = ['deliveries']

export function registerDeliveryRoutes(api: Api, context: Context, streams: EventStreams): void {
  registerReading(api, context)
  registerStream(api, context, streams)
  registerActing(api, context)
}

function registerReading(api: Api, context: Context): void {
  api.get(
    '/deliveries',
    {
      config: { scope: 'deliveries:read' },
      schema: {
        operationId: 'listDeliveries',
        tags,
        summary: 'Lists deliveries and test calls, newest first',
        description:
          'A page may be short, even empty, and still have a next one: only nextCursor null is the end. Hosts see ' +
          'state and times.',
        querystring: DeliveryListQuery,
        response: { 200: Page(DeliveryRow) },
      },
    },
    async ({ caller, query: { limit = PAGE_LIMIT_DEFAULT, cursor, ...query } }) => {
      const position = decodeCursor(cursor, NumberPosition)
      const filter = await filterOf(context, query)
      if (!filter) return { data: [], nextCursor: null }
      const { deliveries, before } = await listDeliveries(context.database.queries, caller, filter, {
        before: position,
        limit,
      })
      return {
        data: deliveries.map((delivery) => presentDelivery(delivery, caller)),
        nextCursor: before === null ? null : encodeCursor(before),
      }
    },
  )

  api.get(
    '/deliveries/:id',
    {
      config: { scope: 'deliveries:read' },
      schema: {
        operationId: 'getDelivery',
        tags,
        summary: 'Reads a delivery with its body and its tries',
        description: 'Keys and signatures are masked.',
        params: IdParams,
        response: { 200: DeliveryDetail },
      },
    },
    async ({ caller, params }, reply) =>
      sendJsonText(reply, await readDelivery(context.database.queries, caller, params.id)),
  )
}

function registerStream(api: Api, context: Context, streams: EventStreams): void {
  const watch = createDeliveryWatch(context)
  api.addHook('preClose', async () => watch.stop())

  api.get(
    '/deliveries/stream',
    {
      config: { scope: 'deliveries:read' },
      schema: {
        operationId: 'watchDeliveries',
        tags,
        summary: 'Deliveries as they change: server-sent events',
        description:
          'Events `delivery` (a row of the list, each time it changes) and `gap` (too much changed: read the list ' +
          'again). Come back with `Last-Event-ID` to be shown what changed meanwhile. A comment every 15 s.',
        querystring: DeliveryStreamQuery,
        response: { 200: Type.String({ contentMediaType: EVENT_STREAM_MEDIA_TYPE }) },
      },
    },
    async (request, reply) => {
      const { caller, query, headers } = request
      const filter = await filterOf(context, query)
      if (filter) checkFilter(caller, filter)
      const stream = streams.open(request)
      if (!filter) return stream.answer(reply)
      const watcher = {
        caller,
        filter,
        onDelivery: (delivery: object, mark: string) =>
          stream.send('delivery', JSON.stringify(delivery), mark),
        onGap: (mark: string) => stream.send('gap', '{}', mark),
      }
      try {
        // Before the answer begins: whatever changes after it is shown.
        stream.onClose(await watch.watch(watcher, lastEventId(headers)))
      } catch (error) {
        stream.destroy()
        throw error
      }
      return stream.answer(reply)
    },
  )
}

function registerActing(api: Api, context: Context): void {
  api.post(
    '/deliveries/:id/resend',
    {
      config: { scope: 'deliveries:write' },
      schema: {
        operationId: 'resendDelivery',
        tags,
        summary: 'Sends a finished delivery again',
        description: 'A new delivery of the same event: the same bytes, the same `webhook-id`.',
        params: IdParams,
        response: { 201: DeliveryRow },
      },
    },
    async ({ caller, params }, reply) => {
      const delivery = await context.database.transaction((tx) =>
        resendDelivery(context, tx, caller, params.id),
      )
      return reply
        .code(201)
        .header('location', `${API_PREFIX}/deliveries/${delivery.row.id}`)
        .send(presentDelivery(delivery, caller))
    },
  )

  api.post(
    '/deliveries/:id/try-now',
    {
      config: { scope: 'deliveries:write' },
      schema: {
        operationId: 'tryDeliveryNow',
        tags,
        summary: 'Has a delivery that waits tried now',
        description:
          'It counts as a try. While the breaker of its web hook is open it is the next probe. 409 `web-hook-off`, ' +
          '`web-hook-gone`, `delivery-held` (an earlier call of its meeting comes first), `delivery-kept` (it waits for ' +
          'Catch up), `delivery-in-flight`, `probe-in-flight`, `delivery-finished`.',
        params: IdParams,
        response: { 200: DeliveryRow },
      },
    },
    async ({ caller, params }) => {
      const delivery = await context.database.transaction((tx) =>
        tryDeliveryNow(context, tx, caller, params.id),
      )
      return presentDelivery(delivery, caller)
    },
  )

  api.post(
    '/deliveries/:id/cancel',
    {
      config: { scope: 'deliveries:write' },
      schema: {
        operationId: 'cancelDelivery',
        tags,
        summary: 'Gives up a delivery that waits',
        description: 'It becomes `failed`, and holds nothing up any more. 409 while it is being sent.',
        params: IdParams,
        response: { 200: DeliveryRow },
      },
    },
    async ({ caller, params }) => {
      const delivery = await context.database.transaction((tx) =>
        cancelDelivery(context, tx, caller, params.id),
      )
      return presentDelivery(delivery, caller)
    },
  )
}

type FilterQuery = Omit<DeliveryFilter, 'webHookId' | 'meetingId' | 'since' | 'until'> & {
  webHook?: string
  meeting?: string
  since?: string
  until?: string
}

/** Null: no delivery can be one of those. */
async function filterOf(context: Context, query: FilterQuery): Promise<DeliveryFilter | null> {
  const { webHook, meeting, since, until, ...rest } = query
  const meetingId = meeting === undefined ? undefined : await findMeetingId(context, meeting)
  if (meetingId === null) return null
  return {
    ...rest,
    webHookId: webHook,
    meetingId,
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
  }
}

/** What a browser sends by itself when it comes back. */
export function lastEventId(headers: Record<string, string | string[] | undefined>): string | null {
  const id = headers['last-event-id']
  return typeof id === 'string' && id !== '' ? id : null
}
