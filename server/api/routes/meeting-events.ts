/** What was told about a meeting, and to whom. */
import type { Context } from '../../platform/context.ts'
import {
  listMeetingEvents,
  type MeetingEvent as Event,
} from '../../webhooks/deliveries/list-meeting-events.ts'
import { presentDelivery } from '../../webhooks/deliveries/present-delivery.ts'
import { changeAt } from '../../webhooks/record-event.ts'
import type { Caller } from '../../accounts/caller.ts'
import { findMeetingId } from '../find-meeting-id.ts'
import type { Api } from '../api.ts'
import { MeetingEvent, MeetingEventParams, MeetingEventQuery } from '../schemas/events.ts'
import { decodeCursor, NumberPosition, Page, PAGE_LIMIT_DEFAULT, pageOf } from '../schemas/page.ts'

export function registerMeetingEventRoutes(api: Api, context: Context): void {
  api.get(
    '/meetings/:id/events',
    {
      config: { scope: 'deliveries:read' },
      schema: {
        operationId: 'listMeetingEvents',
        tags: ['events'],
        summary: 'Lists the events of a meeting, in order, each with its deliveries',
        description:
          'Also of a meeting that was deleted, by its id. Hosts see of deliveries state and times.',
        params: MeetingEventParams,
        querystring: MeetingEventQuery,
        response: { 200: Page(MeetingEvent) },
      },
    },
    async ({ caller, params, query: { limit = PAGE_LIMIT_DEFAULT, cursor } }) => {
      const after = decodeCursor(cursor, NumberPosition) ?? 0
      const meetingId = await findMeetingId(context, params.id)
      const events = await listMeetingEvents(context.database.queries, caller, meetingId, { after, limit })
      return pageOf(
        events,
        limit,
        ({ sequence }) => sequence,
        (event) => present(event, meetingId!, caller),
      )
    },
  )
}

function present(event: Event, meetingId: string, caller: Caller) {
  return {
    id: event.id,
    event: event.hook,
    occurrence: event.occurrence?.toISOString() ?? null,
    change: changeAt(event.changes, event.meeting_ids.indexOf(meetingId)),
    sequence: event.sequence,
    meetingIds: event.meeting_ids,
    createdAt: event.created_at.toISOString(),
    erasedAt: event.erased_at?.toISOString() ?? null,
    deliveries: event.deliveries.map((delivery) => presentDelivery(delivery, caller)),
  }
}
