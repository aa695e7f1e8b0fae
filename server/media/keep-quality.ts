/**
 * Keeps how well picture and sound reach each person: once a minute what the embedded engine of this server measured is
 * stored, for `KEPT_DAYS`. With LiveKit there is nothing to keep: its server tells nobody of the quality of connections.
 */
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Context } from '../platform/context.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import type { MediaServer } from './media-server.ts'

const INTERVAL_MS = 60_000
/** In one run; beyond it the rest of the people are not measured. */
const PEOPLE_LIMIT = 2_000
const KEPT_DAYS = 7
const FORGET_LIMIT_ROWS = 10_000
/** Who was measured by then is there now. */
export const LIVE_SECONDS = 150

export function createQualityKeeper(context: Context, media: MediaServer): Reconciler {
  const { database, clock, logger } = context
  return createReconciler({
    name: 'media-quality',
    intervalMs: INTERVAL_MS,
    logger,
    async run() {
      const { stats } = await media.read()
      const people = (stats?.rooms ?? []).flatMap(({ participants }) => participants).slice(0, PEOPLE_LIMIT)
      const measured = people.map((person) => ({
        id: person.identity,
        quality: person.quality,
        loss_in: share(person.lossIn),
        loss_out: share(person.lossOut),
        round_trip_ms: person.roundTripMs === null ? null : Math.round(person.roundTripMs),
        bits_in: Math.round(person.bitsPerSecondIn),
        bits_out: Math.round(person.bitsPerSecondOut),
        paused: person.pausedPictures,
      }))
      // Who has left the meeting meanwhile, and who only tests a connection, is no participant.
      await sql`
        insert into media_quality (participant_id, measured_at, quality, loss_in, loss_out, round_trip_ms,
          bits_per_second_in, bits_per_second_out, paused_pictures)
        select p.id, ${databaseTime(clock)}, m.quality, m.loss_in, m.loss_out, m.round_trip_ms, m.bits_in, m.bits_out, m.paused
        from jsonb_to_recordset(${JSON.stringify(measured)}::jsonb) as m (id text, quality text, loss_in real,
          loss_out real, round_trip_ms integer, bits_in bigint, bits_out bigint, paused integer)
        join participants p on p.id = m.id
        on conflict do nothing`.execute(database.queries)
      const { numAffectedRows = 0n } = await sql`
        delete from media_quality where ctid = any (array(
          select ctid from media_quality
          where measured_at < ${databaseTime(clock)} - ${KEPT_DAYS} * interval '1 day'
          limit ${FORGET_LIMIT_ROWS}))`.execute(database.queries)
      return Number(numAffectedRows) === FORGET_LIMIT_ROWS ? 'more' : 'done'
    },
  })
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value))
}
