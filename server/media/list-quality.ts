/** How well picture and sound reached people in the last week: one row for each person in each meeting. */
import { sql } from 'kysely'
import { requireInstanceLevel, type Caller } from '../accounts/caller.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Context } from '../platform/context.ts'
import { LIVE_SECONDS } from './keep-quality.ts'

export interface QualityRow {
  participant_id: string
  name: string
  meeting_id: string
  meeting_number: string
  topic: string
  first_at: Date
  last_at: Date
  is_live: boolean
  minutes: number
  bad_minutes: number
  quality: 'excellent' | 'good' | 'poor' | 'lost'
  loss_in: number
  loss_out: number
  round_trip_ms: number | null
  bits_in: number
  bits_out: number
  paused_minutes: number
}

/** Who joined last comes first. `meeting`: its sixteen digits with dashes, or its id. */
export async function listQuality(
  { database, clock }: Context,
  caller: Caller,
  { meeting, isLive }: { meeting?: string; isLive?: boolean },
  { limit, after }: { limit: number; after: string | null },
): Promise<QualityRow[]> {
  requireInstanceLevel(caller)
  const live = sql`max(q.measured_at) > ${databaseTime(clock)} - ${LIVE_SECONDS} * interval '1 second'`
  const { rows } = await sql<QualityRow>`
    select p.id as participant_id, p.name, m.id as meeting_id, m.number as meeting_number,
      coalesce(o.topic, m.topic) as topic, min(q.measured_at) as first_at, max(q.measured_at) as last_at,
      ${live} as is_live, count(*)::int as minutes,
      (count(*) filter (where q.quality in ('poor', 'lost')))::int as bad_minutes,
      (array['excellent', 'good', 'poor', 'lost'])[
        max(array_position(array['excellent', 'good', 'poor', 'lost'], q.quality))] as quality,
      max(q.loss_in)::float8 as loss_in, max(q.loss_out)::float8 as loss_out, max(q.round_trip_ms) as round_trip_ms,
      avg(q.bits_per_second_in)::float8 as bits_in, avg(q.bits_per_second_out)::float8 as bits_out,
      (count(*) filter (where q.paused_pictures > 0))::int as paused_minutes
    from media_quality q join participants p on p.id = q.participant_id
      join occurrences o on o.id = p.occurrence_id join meetings m on m.id = o.meeting_id
    where (${after}::text is null or p.id < ${after})
      and (${meeting ?? null}::text is null or m.number = ${meeting ?? null} or m.id = ${meeting ?? null})
    group by p.id, m.id, o.id
    having ${isLive ?? false} = false or ${live}
    order by p.id desc limit ${limit + 1}`.execute(database.queries)
  return rows
}
