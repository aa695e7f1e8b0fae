/**
 * The events of one meeting, in their order, each with its deliveries: what was told to whom. It asks for events and
 * not for the meeting, so it answers also when the meeting is long deleted; the tenant is the events' account.
 */
import type { Caller } from '../../accounts/caller.ts'
import { visibleAmong } from '../../accounts/visible-meetings.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { StoredChange } from '../../platform/database/web-hook-tables.ts'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import { NotFound } from '../../platform/errors.ts'
import { readOfEvents } from './delivery-queries.ts'
import { addDetails, describeDeliveries, visibleDeliveries, type Delivery } from './describe-deliveries.ts'

export interface MeetingEvent {
  id: string
  hook: HookName
  sequence: number
  meeting_ids: string[]
  occurrence: Date | null
  changes: StoredChange[] | null
  account_id: string
  created_at: Date
  erased_at: Date | null
  /** In the order in which they were made. */
  deliveries: Delivery[]
}

/** Of all events of a page together; the newest are shown. */
const DELIVERIES_LIMIT = 5_000

/**
 * @param meetingId 24 hex digits; null: what was asked for names no meeting
 * @param after the sequence number to go on from
 * @returns up to `limit + 1` events. @throws NotFound `meeting-not-found`
 */
export async function listMeetingEvents(
  queries: Queries,
  caller: Caller,
  meetingId: string | null,
  { after, limit }: { after: number; limit: number },
): Promise<MeetingEvent[]> {
  if (meetingId === null) throw notFound()
  const isHidden =
    caller.ownMeetingsOnly && !(await visibleAmong(queries, caller, [meetingId])).has(meetingId)
  if (isHidden) throw notFound()
  let query = queries
    .selectFrom('event_meetings as m')
    .innerJoin('events as e', 'e.id', 'm.event_id')
    .select(['e.id', 'e.hook', 'm.sequence', 'e.meeting_ids', 'e.occurrence', 'e.changes', 'e.account_id'])
    .select(['e.created_at', 'e.erased_at'])
    .where('m.meeting_id', '=', meetingId)
    .where('m.sequence', '>', after)
    .orderBy('m.sequence')
    .limit(limit + 1)
  if (caller.level === 'account') query = query.where('e.account_id', '=', caller.accountId)
  const events = await query.execute()
  if (events.length === 0 && after === 0) throw notFound()
  const deliveries = await deliveriesOf(
    queries,
    caller,
    events.map((event) => event.id),
  )
  return events.map((event) => ({ ...event, deliveries: deliveries.get(event.id) ?? [] }))
}

async function deliveriesOf(
  queries: Queries,
  caller: Caller,
  eventIds: string[],
): Promise<Map<string, Delivery[]>> {
  const rows = await readOfEvents(queries, eventIds, Number.MAX_SAFE_INTEGER, DELIVERIES_LIMIT)
  const deliveries = await describeDeliveries(queries, rows.reverse())
  const visible = await addDetails(queries, await visibleDeliveries(queries, caller, deliveries))
  return Map.groupBy(visible, ({ row }) => row.event_id!)
}

function notFound(): NotFound {
  return new NotFound(
    'meeting-not-found',
    'There are no events of such a meeting, or it belongs to another account. Check its number or id.',
  )
}
