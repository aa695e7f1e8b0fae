/**
 * Replays: repeating the events of a time window to one web hook. A replay is a row; its deliveries are made by
 * `queue-replays`, a few at a time, so that fresh events wait behind a handful of repeated ones at most. They carry
 * the stored bytes and the same `webhook-id`, and run in a lane class of their own that holds no original back.
 */
import { sql, type Selectable } from 'kysely'
import type { Caller } from '../../accounts/caller.ts'
import { recordAudit } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Queries, type Transaction } from '../../platform/database/database.ts'
import { lowestUuid } from '../../platform/database/partitions.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { Conflict, invalid, NotFound } from '../../platform/errors.ts'
import { timeOrderedUuid } from '../../platform/ids.ts'
import { findWebHook, isUuid, type WebHookRow } from '../hooks/find-web-hook.ts'

export type ReplayRow = Selectable<Tables['replays']>
export type ReplayWhich = 'failed' | 'missed' | 'all'

export interface ReplayWindow {
  since: Date
  until: Date
  only: ReplayWhich
}

export interface ReplayProgress extends ReplayRow {
  /** Deliveries of it that are finished, whatever their outcome. */
  done: number
}

/** Ids carry the clock of the process that recorded; the window is by the database's. */
const CLOCK_SKEW_MARGIN_MS = 3_600_000
/** A replay of a web hook that is off runs until somebody switches it on, or cancels the replay. */
const RUNNING_OF_ACCOUNT_LIMIT = 20
const RUNNING_OF_INSTANCE_LIMIT = 400

/**
 * The events that a replay is about, as a condition on `e`. `failed` asks for the latest outcome: an event that failed
 * and was delivered later, or is being tried, is none.
 */
export function eventsToReplay(webHook: WebHookRow, { since, until, only }: ReplayWindow) {
  const from = lowestUuid(since.getTime() - CLOCK_SKEW_MARGIN_MS)
  const to = lowestUuid(until.getTime() + CLOCK_SKEW_MARGIN_MS)
  const live = sql`exists (select 1 from deliveries d where d.event_id = e.id and d.web_hook_id = ${webHook.id})`
  const logged = (state: string) =>
    sql`exists (select 1 from delivery_log l where l.event_id = e.id and l.web_hook_id = ${webHook.id} and l.final_state = ${state})`
  const conditions = {
    all: sql`true`,
    missed: sql`not ${live} and not exists (select 1 from delivery_log l where l.event_id = e.id and l.web_hook_id = ${webHook.id})`,
    failed: sql`not ${live} and ${logged('failed')} and not ${logged('delivered')}`,
  }
  return sql<boolean>`e.id >= ${from} and e.id < ${to} and e.created_at >= ${since} and e.created_at < ${until}
    and e.hook = ${webHook.event} and e.body is not null
    and (${webHook.account_id}::text is null or e.account_id = ${webHook.account_id})
    and ${conditions[only]}`
}

/** How many calls it would be. */
export async function countReplay(
  queries: Queries,
  webHook: WebHookRow,
  window: ReplayWindow,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from events e where ${eventsToReplay(webHook, window)}`.execute(queries)
  return rows[0]!.count
}

export async function startReplay(
  context: Context,
  tx: Transaction,
  caller: Caller,
  webHook: WebHookRow,
  window: ReplayWindow,
): Promise<ReplayProgress> {
  if (window.since >= window.until)
    throw invalid('/until', 'The window ends before it begins.', 'time-window')
  await requireFreeReplay(tx, webHook.account_id)
  const total = await countReplay(tx, webHook, window)
  const now = sql<Date>`coalesce(${context.clock.databaseNow()}::timestamptz, now())`
  const row = await tx
    .insertInto('replays')
    .values({
      id: timeOrderedUuid(new Date()),
      web_hook_id: webHook.id,
      since: window.since,
      until: window.until,
      only_which: window.only,
      state: 'running',
      total,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAudit(
    tx,
    caller,
    'web-hook.replayed',
    webHook.id,
    { replay: row.id, ...window, total },
    webHook.account_id,
  )
  announceOnCommit(tx, 'replays', row.id)
  return { ...row, done: 0 }
}

async function requireFreeReplay(tx: Transaction, accountId: string | null): Promise<void> {
  const { own, all } = await tx
    .selectFrom('replays as r')
    .innerJoin('web_hooks as w', 'w.id', 'r.web_hook_id')
    .where('r.state', '=', 'running')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('w.account_id', 'is not distinct from', accountId).as('own'),
    ])
    .executeTakeFirstOrThrow()
  if (own >= RUNNING_OF_ACCOUNT_LIMIT) {
    throw new Conflict(
      'too-many-replays',
      `${RUNNING_OF_ACCOUNT_LIMIT} replays are running. Wait for one to end, or cancel one.`,
    )
  }
  if (all >= RUNNING_OF_INSTANCE_LIMIT) {
    throw new Conflict(
      'too-many-replays',
      'All accounts together have too many replays running. Try again later.',
    )
  }
}

/** @throws NotFound `replay-not-found`, also for another tenant's. */
export async function findReplay(queries: Queries, caller: Caller, id: string): Promise<ReplayProgress> {
  const row = isUuid(id)
    ? await queries
        .selectFrom('replays as r')
        .selectAll('r')
        .select(
          sql<number>`r.queued - (select count(*) from deliveries d where d.replay_id = r.id)`.as('done'),
        )
        .where('r.id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!row) throw new NotFound('replay-not-found', `There is no replay ${id}.`)
  await findWebHook(queries, caller, row.web_hook_id)
  return row
}

/** What is in flight is let finish; what waits is taken back by `queue-replays`. */
export async function cancelReplay(
  context: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
): Promise<ReplayProgress> {
  const replay = await findReplay(tx, caller, id)
  if (replay.state !== 'running') throw new Conflict('replay-finished', 'This replay has ended already.')
  const finished_at = sql<Date>`coalesce(${context.clock.databaseNow()}::timestamptz, now())`
  const row = await tx
    .updateTable('replays')
    .set({ state: 'cancelled', finished_at })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Conflict('replay-finished', 'This replay has ended already.')
  await recordAudit(tx, caller, 'web-hook.replay-cancelled', replay.web_hook_id, { replay: id })
  announceOnCommit(tx, 'replays', id)
  return { ...row, done: replay.done }
}
