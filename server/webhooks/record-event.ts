/**
 * Records that something happened to a meeting, in the transaction that made it happen. Called by the operations of
 * meetings, summaries and recordings, as their last statements; refuses to run outside a transaction.
 *
 * Guaranteed at the commit: the event exists with the exact bytes that every call of it will carry; each of its
 * meetings has numbered it (1, 2, 3 …, no gaps); one delivery exists for each web hook of this event, switched on or
 * off. The deliveries are made here and not by a later fan-out, because concurrent fan-outs could put a meeting's
 * second event before its first. The meeting's counter row is the lock that orders them; several meetings are locked
 * in the order of their ids, so that two operations cannot wait for each other. The statements are sent along: what
 * they say is known, and the commit waits for them.
 */
import { sql } from 'kysely'
import type { HookName } from '../../receiver/src/contract/hook-names.ts'
import type { Clock } from '../platform/clock.ts'
import {
  announceOnCommit,
  assertTransaction,
  sendAlong,
  type Transaction,
} from '../platform/database/database.ts'
import type { SeriesChange, StoredChange } from '../platform/database/web-hook-tables.ts'
import { timeOrderedUuid } from '../platform/ids.ts'

/** Which part of a series an event is about. The body cannot say it; headers and fields of the API do. */
export interface EventSubject {
  /** Of each meeting, in the order of `meetingIds`; null for one that is no series. Left out: none is a series. */
  changes?: (SeriesChange | null)[]
  /** The start that the series' rule gives the occurrence which the event is about. Left out: about no single one. */
  occurrence?: Date
}

export interface EventInput extends EventSubject {
  hook: HookName
  accountId: string
  /** The meetings that it is about, in the order of the body. */
  meetingIds: string[]
  /** The documented payload; its keys leave in this order. */
  payload: unknown
}

/** What changed of the series that the meeting at `index` is; null: it is none. `changes`: as they are stored. */
export function changeAt(changes: readonly StoredChange[] | null, index: number): SeriesChange | null {
  const change = changes?.[index]
  return change === undefined || change === '-' ? null : change
}

/** @returns the event's id, which is the `webhook-id` of its calls. */
export async function recordEvent(tx: Transaction, clock: Clock, event: EventInput): Promise<string> {
  assertTransaction(tx)
  // Partitions are by real time, whatever the clock of the operation says.
  const id = timeOrderedUuid(new Date())
  const body = Buffer.from(JSON.stringify(event.payload))
  const now = sql<Date>`coalesce(${clock.databaseNow()}::timestamptz, now())`
  const changes = event.changes?.some((change) => change !== null)
    ? event.changes.map((change) => change ?? '-')
    : null
  for (const meetingId of [...event.meetingIds].sort()) sendAlong(tx, countUp(tx, meetingId))
  const called = sql<{ web_hook_id: string }>`
    with meeting as (
      select m.id, m.position, s.last_sequence as sequence
      from unnest(${event.meetingIds}::text[]) with ordinality as m (id, position)
      join meeting_sequences s on s.meeting_id = m.id
    ), whole as (
      select array_agg(id order by position) as ids, array_agg(sequence order by position) as sequences
      from meeting
    ), event as (
      insert into events (id, ordinal, hook, account_id, meeting_ids, sequences, occurrence, changes, body, created_at)
      select ${id}::uuid, nextval('event_ordinals'), ${event.hook}, ${event.accountId}, ids, sequences,
        ${event.occurrence ?? null}::timestamptz, ${changes}::text[], ${body}::bytea, ${now}
      from whole
    ), numbered as (
      insert into event_meetings (event_id, meeting_id, sequence) select ${id}::uuid, id, sequence from meeting
    )
    insert into deliveries (event_id, web_hook_id, epoch, meeting_id, origin_id, sequence, other_meeting_ids,
      other_sequences, kind, lane_class, due_at, created_at)
    select ${id}::uuid, h.id, f.epoch, whole.ids[1], h.origin_id, whole.sequences[1],
      nullif(whole.ids[2:], '{}'), nullif(whole.sequences[2:], '{}'), 'original', 0, ${now}, ${now}
    from whole cross join web_hooks h join web_hook_flow f on f.web_hook_id = h.id
    where h.event = ${event.hook} and h.deleted_at is null
      and (h.account_id is null or h.account_id = ${event.accountId})
    order by h.created_at, h.id
    returning web_hook_id`.execute(tx)
  sendAlong(tx, announceCalled(tx, called))
  return id
}

async function announceCalled(
  tx: Transaction,
  called: Promise<{ rows: { web_hook_id: string }[] }>,
): Promise<void> {
  for (const { web_hook_id } of (await called).rows) announceOnCommit(tx, 'deliveries', web_hook_id)
}

/** The meeting's next number, under the lock of its counter until the transaction ends. */
function countUp(tx: Transaction, meetingId: string): Promise<unknown> {
  return sql`
    insert into meeting_sequences as s (meeting_id, last_sequence) values (${meetingId}, 1)
    on conflict (meeting_id) do update set last_sequence = s.last_sequence + 1`.execute(tx)
}
