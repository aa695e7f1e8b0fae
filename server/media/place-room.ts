/**
 * Which server has the media of an occurrence. With LiveKit that is LiveKit's business; with embedded engines the room
 * lives on one server, the first that somebody joined by, and everybody who joins gets that server's address. A server
 * says every `ALIVE_INTERVAL_MS` that it is alive; when it has been silent for `DEAD_AFTER_SECONDS` the next join moves
 * the room. Pages whose engine is gone join again by themselves, and so all meet on the new one.
 */
import { sql } from 'kysely'
import type { OccurrencePlace } from '../platform/database/meeting-tables.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Queries, Transaction } from '../platform/database/database.ts'
import type { Context } from '../platform/context.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import type { MediaServer } from './media-server.ts'

const ALIVE_INTERVAL_MS = 5_000
const DEAD_AFTER_SECONDS = 15
const ADDRESSES_LIMIT = 200

/**
 * In the transaction of a join, with the occurrence locked against its close.
 * @returns where browsers connect, `ws:` or `wss:`
 */
export async function placeRoom(
  { clock }: Context,
  tx: Transaction,
  media: MediaServer,
  occurrence: OccurrencePlace,
): Promise<string> {
  const isHere = occurrence.media_url === media.url && occurrence.media_node_id === media.nodeId
  if (isHere) return media.url
  // Another server may have taken this one for dead, while it stood still.
  await sayAlive({ clock }, tx, media)
  const moved = await sql<{ media_url: string }>`
    update occurrences o set media_node_id = ${media.nodeId}, media_url = ${media.url}
    where o.id = ${occurrence.id} and (${media.nodeId}::uuid is null or not exists (
      select from media_nodes n where n.id = o.media_node_id
        and n.alive_at > ${databaseTime(clock)} - ${DEAD_AFTER_SECONDS} * interval '1 second'))
    returning media_url`.execute(tx)
  if (moved.rows[0]) return moved.rows[0].media_url
  const { media_url } = await tx
    .selectFrom('occurrences')
    .select('media_url')
    .where('id', '=', occurrence.id)
    .executeTakeFirstOrThrow()
  return media_url ?? media.url
}

export interface MediaNode extends Reconciler {
  /** Where pages may be sent for picture and sound: this server's address, and those of the others that are alive. */
  addresses(): readonly string[]
}

/** Says that this server's engine is there, and looks which others are; does neither with LiveKit. */
export function createMediaNode(context: Context, media: MediaServer): MediaNode {
  const { database, clock, logger } = context
  let addresses: readonly string[] = [media.url]
  const reconciler = createReconciler({
    name: 'media-node',
    intervalMs: ALIVE_INTERVAL_MS,
    logger,
    async run() {
      if (media.nodeId === null) return 'done'
      await sayAlive({ clock }, database.queries, media)
      addresses = [...new Set([media.url, ...(await findAddresses({ clock }, database.queries))])]
      return 'done'
    },
  })
  return { ...reconciler, addresses: () => addresses }
}

async function findAddresses({ clock }: Pick<Context, 'clock'>, queries: Queries): Promise<string[]> {
  const { rows } = await sql<{ url: string }>`
    select distinct url from media_nodes
    where alive_at > ${databaseTime(clock)} - ${DEAD_AFTER_SECONDS} * interval '1 second'
    order by url limit ${ADDRESSES_LIMIT}`.execute(queries)
  return rows.map(({ url }) => url)
}

async function sayAlive(
  { clock }: Pick<Context, 'clock'>,
  queries: Queries,
  media: MediaServer,
): Promise<void> {
  if (media.nodeId === null) return
  await sql`
    with dead as (delete from media_nodes
      where alive_at < ${databaseTime(clock)} - ${DEAD_AFTER_SECONDS} * interval '1 second' and id <> ${media.nodeId})
    insert into media_nodes (id, url, alive_at) values (${media.nodeId}, ${media.url}, ${databaseTime(clock)})
    on conflict (id) do update set alive_at = excluded.alive_at`.execute(queries)
}

/** Servers that are alive and tell browsers the same address, so that people of one room may come to different engines. */
export async function countSharingAddress(
  { clock }: Pick<Context, 'clock'>,
  queries: Queries,
): Promise<number> {
  const { rows } = await sql<{ servers: number }>`
    select coalesce(sum(servers), 0)::int as servers from (
      select count(*) as servers from media_nodes
      where alive_at > ${databaseTime(clock)} - ${DEAD_AFTER_SECONDS} * interval '1 second'
      group by url having count(*) > 1) as shared`.execute(queries)
  return rows[0]!.servers
}

/** This server ends in good order: its rooms move with the next join. */
export async function endMediaNode({ database }: Context, media: MediaServer): Promise<void> {
  if (media.nodeId === null) return
  await database.queries.deleteFrom('media_nodes').where('id', '=', media.nodeId).execute()
}
