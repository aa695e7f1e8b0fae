/**
 * Lists the log: deliveries that are owed, finished ones, and test calls, newest first.
 *
 * What an index can choose (one web hook, a state, a meeting) is chosen by the statement. The rest is looked through
 * in chunks, and no more than `CHUNKS_LIMIT` of them for one page: a page may come out short, or empty, and still
 * have a next one. So the cost of a page is bounded whatever is asked, and nothing is missed.
 */
import { sql } from 'kysely'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Queries } from '../../platform/database/database.ts'
import { Forbidden } from '../../platform/errors.ts'
import { newestFirst, readFinished, readLive, readOfEvents, type DeliveryRow } from './delivery-queries.ts'
import type { DeliveryState } from './delivery-state.ts'
import {
  addDetails,
  addLastTries,
  describeDeliveries,
  visibleDeliveries,
  type Delivery,
} from './describe-deliveries.ts'
import { DISORDER_MARGIN_MS, findIdAfter } from './find-id-at.ts'
import { isUuid } from '../hooks/find-web-hook.ts'
import { stateOf } from './present-delivery.ts'

export interface DeliveryFilter {
  webHookId?: string
  /** 24 hex digits. */
  meetingId?: string
  event?: HookName
  state?: DeliveryState
  /** HTTP status of the answer to the last try. */
  status?: number
  since?: Date
  until?: Date
}

export interface DeliveryPage {
  deliveries: Delivery[]
  /** Ask for what is below it next; null: the end was reached. */
  before: number | null
}

interface Chunk {
  rows: DeliveryRow[]
  before: number | null
}

const CHUNK_ROWS = 500
const CHUNKS_LIMIT = 10
const EVENTS_OF_MEETING_LIMIT = 2_000
const LIVE_STATES: readonly DeliveryState[] = ['pending', 'sending', 'held', 'paused']

export async function listDeliveries(
  queries: Queries,
  caller: Caller,
  filter: DeliveryFilter,
  page: { before: number | null; limit: number },
): Promise<DeliveryPage> {
  checkFilter(caller, filter)
  if (filter.webHookId !== undefined && !isUuid(filter.webHookId)) return { deliveries: [], before: null }
  const readChunk = await chunkReader(queries, filter)
  const deliveries: Delivery[] = []
  let before: number | null = page.before ?? (await startOf(queries, filter))
  for (let chunks = 0; chunks < CHUNKS_LIMIT && before !== null; chunks++) {
    const chunk: Chunk = await readChunk(before, isExact(caller, filter) ? page.limit + 1 : CHUNK_ROWS)
    for (const delivery of await matching(queries, caller, filter, chunk.rows)) {
      if (deliveries.length === page.limit) {
        return { deliveries: await addDetails(queries, deliveries), before: deliveries.at(-1)!.row.id }
      }
      deliveries.push(delivery)
    }
    before = isPast(filter, chunk.rows) ? null : chunk.before
  }
  return { deliveries: await addDetails(queries, deliveries), before }
}

/** The receiver is not a host's to know, and a filter by it would tell. */
export function checkFilter(caller: Caller, { webHookId, status }: DeliveryFilter): void {
  if (caller.role === 'host' && (webHookId !== undefined || status !== undefined)) {
    throw new Forbidden(
      'administrators-only',
      'Only administrators see where deliveries go and what was answered. Leave out webHook and status.',
    )
  }
}

/** Whether a delivery, with its last try where a status is asked for, is one of those that are asked for. */
export function matches(
  { webHookId, meetingId, event, state, status, since, until }: DeliveryFilter,
  delivery: Delivery,
): boolean {
  const { row } = delivery
  return (
    (webHookId === undefined || row.web_hook_id === webHookId) &&
    (meetingId === undefined || delivery.event?.meeting_ids.includes(meetingId) === true) &&
    (event === undefined || (row.hook ?? delivery.event?.hook ?? delivery.hook?.event) === event) &&
    (state === undefined || stateOf(delivery).state === state) &&
    (status === undefined || delivery.last?.status === status) &&
    (since === undefined || row.created_at >= since) &&
    (until === undefined || row.created_at < until)
  )
}

async function matching(
  queries: Queries,
  caller: Caller,
  filter: DeliveryFilter,
  rows: DeliveryRow[],
): Promise<Delivery[]> {
  const described = await describeDeliveries(queries, rows)
  const deliveries = filter.status === undefined ? described : await addLastTries(queries, described)
  const wanted = deliveries.filter((delivery) => matches(filter, delivery))
  return visibleDeliveries(queries, caller, wanted)
}

async function chunkReader(
  queries: Queries,
  { webHookId: onlyHook, meetingId, state }: DeliveryFilter,
): Promise<(before: number, limit: number) => Promise<Chunk>> {
  const webHookId = onlyHook ?? null
  if (meetingId !== undefined) {
    const eventIds = await eventsOfMeeting(queries, meetingId)
    return async (before, limit) => {
      const rows = await readOfEvents(queries, eventIds, before, limit)
      return { rows, before: rows.length < limit ? null : rows.at(-1)!.id }
    }
  }
  const wantsLive = state === undefined || LIVE_STATES.includes(state)
  const wanted = (['delivered', 'failed'] as const).filter((each) => state === undefined || state === each)
  return async (before, limit) => {
    const live = wantsLive ? await readLive(queries, webHookId, before, limit) : { rows: [], floor: null }
    const finished = await Promise.all(
      wanted.map((each) => readFinished(queries, each, webHookId, before, limit)),
    )
    const floor = live.floor ?? 0
    const rows = newestFirst(live.rows, ...finished).filter((row) => row.id >= floor)
    if (rows.length >= limit) return { rows: rows.slice(0, limit), before: rows[limit - 1]!.id }
    return { rows, before: live.floor }
  }
}

async function eventsOfMeeting(queries: Queries, meetingId: string): Promise<string[]> {
  const { rows } = await sql<{ event_id: string }>`
    select event_id from event_meetings where meeting_id = ${meetingId}
    order by sequence desc limit ${EVENTS_OF_MEETING_LIMIT}`.execute(queries)
  return rows.map((row) => row.event_id)
}

function startOf(queries: Queries, { until }: DeliveryFilter): Promise<number> | number {
  return until === undefined ? Number.MAX_SAFE_INTEGER : findIdAfter(queries, until)
}

/** Every row of a chunk is one of the answer. */
function isExact(caller: Caller, filter: DeliveryFilter): boolean {
  const { event, status, state, since, until } = filter
  const isChosen = state === undefined || !LIVE_STATES.includes(state)
  return (
    caller.level === 'instance' &&
    caller.role !== 'host' &&
    isChosen &&
    [event, status, since, until].every((each) => each === undefined)
  )
}

/** Ids rise with time, nearly: nothing below this chunk can be young enough. */
function isPast({ since }: DeliveryFilter, rows: DeliveryRow[]): boolean {
  const last = rows.at(-1)
  return (
    since !== undefined &&
    last !== undefined &&
    last.created_at.getTime() < since.getTime() - DISORDER_MARGIN_MS
  )
}
