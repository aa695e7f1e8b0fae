/**
 * Deliveries with what they are about: their event and their web hook, read for many at once, and who may see them.
 * An account sees the deliveries of its own events, also those to a web hook that serves all accounts; a test call
 * has no event and belongs to its web hook's account.
 */
import { sql } from 'kysely'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { Caller } from '../../accounts/caller.ts'
import { visibleAmong } from '../../accounts/visible-meetings.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { StoredChange } from '../../platform/database/web-hook-tables.ts'
import { readLastTries, type DeliveryRow, type LastTry } from './delivery-queries.ts'
import type { HookState } from './delivery-state.ts'

export interface HookFacts extends HookState {
  id: string
  account_id: string | null
  event: HookName
}

export interface EventFacts {
  id: string
  hook: HookName
  account_id: string
  meeting_ids: string[]
  occurrence: Date | null
  changes: StoredChange[] | null
  erased_at: Date | null
}

export interface Delivery {
  row: DeliveryRow
  /** Null: a test call, or past its retention. */
  event: EventFacts | null
  /** Null: a test call of a web hook that was not saved. */
  hook: HookFacts | null
  /** Null: it was not tried, or nobody asked (`addDetails`). */
  last: LastTry | null
  /** The first meeting that it is about; null: deleted since, or nobody asked. */
  meeting: MeetingFacts | null
}

export interface MeetingFacts {
  id: string
  number: string
  topic: string
}

export async function describeDeliveries(queries: Queries, rows: DeliveryRow[]): Promise<Delivery[]> {
  const hooks = await hookFacts(queries, [...new Set(rows.map((row) => row.web_hook_id))])
  const events = await eventFacts(queries, [...new Set(rows.flatMap((row) => row.event_id ?? []))])
  return rows.map((row) => ({
    row,
    event: (row.event_id !== null && events.get(row.event_id)) || null,
    hook: hooks.get(row.web_hook_id) ?? null,
    last: null,
    meeting: null,
  }))
}

/** Their last tries. */
export async function addLastTries(queries: Queries, deliveries: Delivery[]): Promise<Delivery[]> {
  const rows = deliveries.map(({ row }) => row)
  const tries = await readLastTries(queries, rows)
  return deliveries.map((delivery) => ({ ...delivery, last: tries.get(delivery.row.id) ?? null }))
}

/** What a row of the log shows besides: its last try, and its meeting by topic and number. */
export async function addDetails(queries: Queries, deliveries: Delivery[]): Promise<Delivery[]> {
  const meetings = await meetingFacts(
    queries,
    deliveries.flatMap(({ event }) => event?.meeting_ids[0] ?? []),
  )
  const tried = await addLastTries(queries, deliveries)
  return tried.map((delivery) => ({
    ...delivery,
    meeting: meetings.get(delivery.event?.meeting_ids[0] ?? '') ?? null,
  }))
}

async function meetingFacts(queries: Queries, ids: string[]): Promise<Map<string, MeetingFacts>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<MeetingFacts>`
    select m.* from unnest(${[...new Set(ids)]}::text[]) as k (id) cross join lateral (
      select m.id, m.number, m.topic from meetings m where m.id = k.id limit 1
    ) m`.execute(queries)
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Those of them that the caller may see. A host who sees some meetings of the account only sees deliveries that are
 * about those and no others.
 */
export async function visibleDeliveries(
  queries: Queries,
  caller: Caller,
  deliveries: Delivery[],
): Promise<Delivery[]> {
  const reached = deliveries.filter((delivery) => reaches(caller, delivery))
  if (!caller.ownMeetingsOnly) return reached
  const visible = await visibleAmong(
    queries,
    caller,
    reached.flatMap(({ event }) => event?.meeting_ids ?? []),
  )
  return reached.filter(({ event }) => event?.meeting_ids.every((id) => visible.has(id)))
}

function reaches(caller: Caller, { row, event, hook }: Delivery): boolean {
  if (row.kind === 'test' && caller.role === 'host') return false
  if (caller.level === 'instance') return true
  return caller.accountId === (row.kind === 'test' ? hook?.account_id : event?.account_id)
}

/**
 * Whether the web hook of a delivery is the caller's own. An account also sees what an instance-wide web hook was told
 * of its events, but that web hook is the operator's.
 */
export function ownsWebHook(caller: Pick<Caller, 'level' | 'accountId'>, { hook }: Delivery): boolean {
  return caller.level === 'instance' || (hook !== null && hook.account_id === caller.accountId)
}

async function hookFacts(queries: Queries, ids: string[]): Promise<Map<string, HookFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await queries
    .selectFrom('web_hooks as h')
    .innerJoin('web_hook_flow as f', 'f.web_hook_id', 'h.id')
    .select(['h.id', 'h.account_id', 'h.event', 'h.enabled', 'h.deleted_at', 'f.breaker', 'f.breaker_reason'])
    .select(['f.probe_at', 'f.released_from', 'f.moving', 'f.gated_until'])
    .where('h.id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The ids' bounds are named, so that only the days that they lie in are looked at. */
async function eventFacts(queries: Queries, ids: string[]): Promise<Map<string, EventFacts>> {
  if (ids.length === 0) return new Map()
  const sorted = ids.sort()
  const { rows } = await sql<EventFacts>`
    select e.* from unnest(${sorted}::uuid[]) as k (id) cross join lateral (
      select e.id, e.hook, e.account_id, e.meeting_ids, e.occurrence, e.changes, e.erased_at from events e
      where e.id = k.id and e.id between ${sorted[0]} and ${sorted.at(-1)} limit 1
    ) e`.execute(queries)
  return new Map(rows.map((row) => [row.id, row]))
}
