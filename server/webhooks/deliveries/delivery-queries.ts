/**
 * Reads deliveries: what is owed from the live table, what is finished from the last lines of the log. Each statement
 * follows one index and reads a bounded number of rows, whatever the backlog and however long the history.
 *
 * Where rows are looked up by many keys, each key is a probe of its own (`cross join lateral (… limit …)`): one list of
 * keys for a whole table lets the planner prefer to read all of it when its statistics are old, as they are every
 * morning in the new day's partitions.
 *
 * All are in the order of delivery ids, newest first: ids are drawn when deliveries are made, and a delivery keeps its
 * place when it moves from the live table to the log. Readers of both ask for the live rows first: what finishes
 * between the two statements is then found twice, never missed.
 */
import { sql, type RawBuilder } from 'kysely'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { Queries } from '../../platform/database/database.ts'
import { lowestUuid } from '../../platform/database/partitions.ts'
import type { DeliveryKind } from '../../platform/database/tables.ts'
import type { StoredState } from './delivery-state.ts'

export interface DeliveryRow extends StoredState {
  id: number
  /** Null: a test call. */
  event_id: string | null
  web_hook_id: string
  kind: DeliveryKind | 'test'
  repeats: number | null
  created_at: Date
  finished_at: Date | null
  /** Null while it is live: it is the event's. */
  hook: HookName | null
  /** Of the last line of a finished one, as in `LastTry`. */
  duration_ms: number | null
  url: string | null
  error_class: string | null
}

/** The latest try of a delivery: a call that was made, or one that could not be. */
export interface LastTry {
  /** HTTP status of the answer; null: none came. */
  status: number | null
  duration_ms: number | null
  /** As it was called. */
  url: string | null
  error_class: string | null
}

export interface LiveRows {
  rows: DeliveryRow[]
  /** Looked at down to this id only; null: to the end. */
  floor: number | null
}

/** A web hook with fewer live rows is read whole; of one with more, the newest rows of all are looked through. */
const WHOLE_LIMIT_ROWS = 1_000
const LOOK_LIMIT_ROWS = 20_000
/** The class of a line that no call was made for: a person, or a web hook's end, ended the delivery. */
const GIVEN_UP = 'given-up'
/** A line of a delivery is written after its event, by another clock perhaps. */
const CLOCK_SKEW_MARGIN_MS = 3_600_000

const LIVE = sql`d.id, d.event_id, d.web_hook_id, d.kind, d.repeats, d.attempts, d.created_at, d.state, d.epoch, d.due_at,
  d.held_by, null::timestamptz as finished_at, null::text as reason, null::smallint as status, null::text as hook,
  null::real as duration_ms, null::text as url, null::text as error_class`

const FINISHED = sql`l.delivery_id as id, l.event_id, l.web_hook_id, l.kind, l.repeats, l.attempt as attempts,
  l.delivery_created_at as created_at, l.final_state as state, null::integer as epoch, null::timestamptz as due_at,
  null::bigint as held_by, l.logged_at as finished_at, l.reason, l.status, l.hook,
  l.duration_ms, l.url, l.error_class`

/** The newest live deliveries below `before`, of one web hook or of all. */
export async function readLive(
  queries: Queries,
  webHookId: string | null,
  before: number,
  limit: number,
): Promise<LiveRows> {
  if (webHookId === null) {
    return {
      rows: await run(
        queries,
        sql`select ${LIVE} from deliveries d where d.id < ${before} order by d.id desc limit ${limit}`,
      ),
      floor: null,
    }
  }
  const whole = await run(
    queries,
    sql`select ${LIVE} from deliveries d where d.web_hook_id = ${webHookId}
      order by d.epoch, d.due_at, d.id limit ${WHOLE_LIMIT_ROWS + 1}`,
  )
  if (whole.length <= WHOLE_LIMIT_ROWS) {
    const rows = newestFirst(whole).filter((row) => row.id < before)
    return { rows: rows.slice(0, limit), floor: null }
  }
  return lookThrough(queries, webHookId, before, limit)
}

async function lookThrough(
  queries: Queries,
  webHookId: string,
  before: number,
  limit: number,
): Promise<LiveRows> {
  const [end] = await run(
    queries,
    sql`select ${LIVE} from deliveries d where d.id < ${before} order by d.id desc offset ${LOOK_LIMIT_ROWS - 1} limit 1`,
  )
  const floor = end?.id ?? null
  const rows = await run(
    queries,
    sql`select ${LIVE} from deliveries d where d.web_hook_id = ${webHookId} and d.id < ${before} and d.id >= ${floor ?? 0}
      order by d.id desc limit ${limit}`,
  )
  return { rows, floor: rows.length < limit ? floor : null }
}

/** The newest finished deliveries below `before`, test calls included. */
export function readFinished(
  queries: Queries,
  state: 'delivered' | 'failed',
  webHookId: string | null,
  before: number,
  limit: number,
): Promise<DeliveryRow[]> {
  // The partitions are named, because without statistics the planner takes an outcome for a rare one.
  const lines =
    state === 'delivered'
      ? sql`delivery_log_success l where true`
      : sql`delivery_log_failure l where l.final_state = 'failed'`
  const ofHook = webHookId === null ? sql`` : sql`and l.web_hook_id = ${webHookId}`
  return run(
    queries,
    sql`select ${FINISHED} from ${lines} ${ofHook} and l.delivery_id < ${before}
      order by l.delivery_id desc limit ${limit}`,
  )
}

/** The newest deliveries of these events below `before`. */
export async function readOfEvents(
  queries: Queries,
  eventIds: string[],
  before: number,
  limit: number,
): Promise<DeliveryRow[]> {
  if (eventIds.length === 0) return []
  const keys = sql`unnest(${eventIds}::uuid[]) as k (id)`
  const live = await run(
    queries,
    sql`select d.* from ${keys} cross join lateral (
        select ${LIVE} from deliveries d where d.event_id = k.id and d.kind = 'original' and d.id < ${before} limit ${limit}
      ) d
      union all
      select d.* from ${keys} cross join lateral (
        select ${LIVE} from deliveries d where d.event_id = k.id and d.kind <> 'original' and d.id < ${before} limit ${limit}
      ) d
      order by id desc limit ${limit}`,
  )
  const finished = await run(
    queries,
    sql`select l.* from ${keys} cross join lateral (
        select ${FINISHED} from delivery_log l where l.event_id = k.id and l.id >= ${earliestLine(eventIds)}
          and l.final_state is not null and l.delivery_id < ${before} limit ${limit}
      ) l
      order by l.id desc limit ${limit}`,
  )
  return newestFirst(live, finished).slice(0, limit)
}

export async function readByIds(queries: Queries, ids: number[]): Promise<DeliveryRow[]> {
  if (ids.length === 0) return []
  const keys = sql`unnest(${ids}::bigint[]) as k (id)`
  const live = await run(
    queries,
    sql`select d.* from ${keys} cross join lateral (
      select ${LIVE} from deliveries d where d.id = k.id limit 1) d`,
  )
  const finished = await run(
    queries,
    sql`select l.* from ${keys} cross join lateral (
      select ${FINISHED} from delivery_log l where l.delivery_id = k.id and l.final_state is not null limit 1) l`,
  )
  return newestFirst(live, finished)
}

/** Merged by id; of one that finished in between, the finished row counts. */
export function newestFirst(live: DeliveryRow[], ...finished: DeliveryRow[][]): DeliveryRow[] {
  const rows = new Map(live.map((row) => [row.id, row]))
  for (const row of finished.flat()) rows.set(row.id, row)
  return [...rows.values()].sort((a, b) => b.id - a.id)
}

/**
 * By delivery that was tried, its last try. The last line of a finished one tells it, unless a person gave it up: then,
 * as while it is live, the line before does.
 */
export async function readLastTries(queries: Queries, rows: DeliveryRow[]): Promise<Map<number, LastTry>> {
  const told = rows.filter((row) => row.epoch === null && row.error_class !== GIVEN_UP)
  const tries = new Map<number, LastTry>(told.map((row) => [row.id, row]))
  const tried = rows.filter((row) => row.attempts > 0 && row.event_id !== null && !tries.has(row.id))
  if (tried.length === 0) return tries
  const ids = tried.map((row) => row.id)
  const from = earliestLine(tried.map((row) => row.event_id!))
  const { rows: found } = await sql<LastTry & { id: number }>`
    select k.id, l.* from unnest(${ids}::bigint[]) as k (id) cross join lateral (
      select l.status, l.duration_ms, l.url, l.error_class from delivery_log l
      where l.outcome = 'failure' and l.delivery_id = k.id and l.id >= ${from}
        and l.error_class is distinct from ${GIVEN_UP}
      order by l.id desc limit 1
    ) l`.execute(queries)
  for (const { id, ...last } of found) tries.set(id, last)
  return tries
}

/** Lines of deliveries come after their events, so that the days before need not be looked at. */
function earliestLine(eventIds: string[]): string {
  return lowestUuid(Math.min(...eventIds.map(uuidTime)) - CLOCK_SKEW_MARGIN_MS)
}

/** The milliseconds in a UUIDv7. */
function uuidTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

async function run(queries: Queries, query: RawBuilder<unknown>): Promise<DeliveryRow[]> {
  const { rows } = await query.execute(queries)
  return rows as DeliveryRow[]
}
