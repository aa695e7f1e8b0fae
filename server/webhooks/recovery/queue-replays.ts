/**
 * Makes the deliveries of running replays, in the order of the feed, and ends what is through. At most
 * `OUTSTANDING_LIMIT` of a replay are live at a time; the next are made as those finish. Idempotent: how far it came
 * is a column of the replay, moved in the transaction that makes the deliveries.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Transaction } from '../../platform/database/database.ts'
import type { RunResult } from '../../platform/reconciler.ts'
import { finishWithoutCall } from '../deliveries/finish-without-call.ts'
import { eventsToReplay, type ReplayRow } from './replay.ts'

const OUTSTANDING_LIMIT = 50

export async function queueReplays(context: Context): Promise<RunResult> {
  const { database } = context
  const running = await database.queries
    .selectFrom('replays')
    .select('id')
    .where('state', '=', 'running')
    .execute()
  let more = false
  for (const { id } of running) {
    more = (await database.transaction((tx) => queueNext(context, tx, id))) || more
  }
  more = (await takeBackCancelled(context)) || more
  return more ? 'more' : 'done'
}

async function queueNext(context: Context, tx: Transaction, id: string): Promise<boolean> {
  const replay = await tx
    .selectFrom('replays')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'running')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!replay) return false
  const { rows: live } = await sql<{
    count: number
  }>`select count(*) from deliveries where replay_id = ${id}`.execute(tx)
  const room = OUTSTANDING_LIMIT - live[0]!.count
  if (room <= OUTSTANDING_LIMIT / 2) return false
  const queued = await insertDeliveries(context, tx, replay, room)
  if (queued > 0) return false
  if (room === OUTSTANDING_LIMIT) await end(context, tx, replay)
  return false
}

async function insertDeliveries(
  context: Context,
  tx: Transaction,
  replay: ReplayRow,
  room: number,
): Promise<number> {
  const webHook = await tx
    .selectFrom('web_hooks')
    .selectAll()
    .where('id', '=', replay.web_hook_id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!webHook) return 0
  const window = { since: replay.since, until: replay.until, only: replay.only_which }
  const { rows } = await sql<{ last: number | null; queued: number }>`
    with chosen as (
      select e.id, e.ordinal, e.meeting_ids, e.sequences from events e
      where e.ordinal > ${replay.position} and ${eventsToReplay(webHook, window)}
      order by e.ordinal limit ${room}
    ), made as (
      insert into deliveries (event_id, web_hook_id, epoch, meeting_id, origin_id, sequence, other_meeting_ids,
        other_sequences, kind, lane_class, replay_id, due_at, created_at)
      select c.id, f.web_hook_id, f.epoch, c.meeting_ids[1], ${webHook.origin_id}, c.sequences[1],
        case when cardinality(c.meeting_ids) > 1 then c.meeting_ids[2:] end,
        case when cardinality(c.meeting_ids) > 1 then c.sequences[2:] end,
        'replay', 1, ${replay.id}, n.now, n.now
      from chosen c, web_hook_flow f, (select coalesce(${context.clock.databaseNow()}::timestamptz, now()) as now) n
      where f.web_hook_id = ${webHook.id}
      order by c.ordinal
    )
    select max(ordinal) as last, count(*) as queued from chosen`.execute(tx)
  const { last, queued } = rows[0]!
  if (last === null) return 0
  await tx
    .updateTable('replays')
    .set({ position: last, queued: sql`queued + ${queued}` })
    .where('id', '=', replay.id)
    .execute()
  announceOnCommit(tx, 'deliveries', webHook.id)
  return queued
}

async function end(context: Context, tx: Transaction, replay: ReplayRow): Promise<void> {
  const finished_at = sql<Date>`coalesce(${context.clock.databaseNow()}::timestamptz, now())`
  await tx.updateTable('replays').set({ state: 'done', finished_at }).where('id', '=', replay.id).execute()
}

async function takeBackCancelled(context: Context): Promise<boolean> {
  const rows = await context.database.queries
    .selectFrom('deliveries as d')
    .innerJoin('replays as r', 'r.id', 'd.replay_id')
    .select('d.id')
    .where('d.replay_id', 'is not', null)
    .where('r.state', '=', 'cancelled')
    .where('d.state', '<>', 'sending')
    .limit(OUTSTANDING_LIMIT)
    .execute()
  if (rows.length === 0) return false
  await finishWithoutCall(context, { deliveryIds: rows.map((row) => row.id) }, 'The replay was cancelled.')
  return true
}
