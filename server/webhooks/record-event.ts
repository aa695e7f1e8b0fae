/**
 * Records that something happened to a meeting, in the transaction that made it happen. Called by the operations of
 * meetings, summaries and recordings, as their last statements; refuses to run outside a transaction.
 *
 * Guaranteed at the commit: the event exists with the exact bytes that every call of it will carry; each of its
 * meetings has numbered it (1, 2, 3 …, no gaps); one delivery exists for each web hook of this event, switched on or
 * off. The deliveries are made here and not by a later fan-out, because concurrent fan-outs could put a meeting's
 * second event before its first. The meeting's counter row is the lock that orders them; several meetings are locked
 * in the order of their ids, so that two operations cannot wait for each other.
 */
import { sql, type RawBuilder } from 'kysely'
import type { HookName } from '../../receiver/src/contract/hook-names.ts'
import type { Clock } from '../platform/clock.ts'
import { announceOnCommit, assertTransaction, type Transaction } from '../platform/database/database.ts'
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
  const sequences = await nextSequences(tx, event.meetingIds)
  const changes = event.changes?.some((change) => change !== null)
    ? event.changes.map((change) => change ?? '-')
    : null
  await sql`
    with event as (
      insert into events (id, ordinal, hook, account_id, meeting_ids, sequences, occurrence, changes, body, created_at)
      values (${id}, nextval('event_ordinals'), ${event.hook}, ${event.accountId}, ${event.meetingIds}, ${sequences},
        ${event.occurrence ?? null}::timestamptz, ${changes}::text[], ${body}, ${now})
    )
    insert into event_meetings (event_id, meeting_id, sequence)
    select ${id}::uuid, * from unnest(${event.meetingIds}::text[], ${sequences}::bigint[])`.execute(tx)
  for (const webHookId of await insertDeliveries(tx, now, id, event, sequences)) {
    announceOnCommit(tx, 'deliveries', webHookId)
  }
  return id
}

async function nextSequences(tx: Transaction, meetingIds: string[]): Promise<number[]> {
  const next = new Map<string, number>()
  for (const meetingId of [...meetingIds].sort()) {
    const { rows } = await sql<{ last_sequence: number }>`
      insert into meeting_sequences as s (meeting_id, last_sequence) values (${meetingId}, 1)
      on conflict (meeting_id) do update set last_sequence = s.last_sequence + 1
      returning last_sequence`.execute(tx)
    next.set(meetingId, rows[0]!.last_sequence)
  }
  return meetingIds.map((meetingId) => next.get(meetingId)!)
}

async function insertDeliveries(
  tx: Transaction,
  now: RawBuilder<Date>,
  id: string,
  event: EventInput,
  sequences: number[],
): Promise<string[]> {
  const [meetingId, ...otherMeetingIds] = event.meetingIds
  const [sequence, ...otherSequences] = sequences
  const others = otherMeetingIds.length > 0
  const { rows } = await sql<{ web_hook_id: string }>`
    insert into deliveries (event_id, web_hook_id, epoch, meeting_id, origin_id, sequence, other_meeting_ids,
      other_sequences, kind, lane_class, due_at, created_at)
    select ${id}::uuid, h.id, f.epoch, ${meetingId}, h.origin_id, ${sequence}, ${others ? otherMeetingIds : null}::text[],
      ${others ? otherSequences : null}::bigint[], 'original', 0, ${now}, ${now}
    from web_hooks h join web_hook_flow f on f.web_hook_id = h.id
    where h.event = ${event.hook} and h.deleted_at is null
      and (h.account_id is null or h.account_id = ${event.accountId})
    order by h.created_at, h.id
    returning web_hook_id`.execute(tx)
  return rows.map((row) => row.web_hook_id)
}
