/**
 * Moves `released_from` up to the oldest epoch that still has deliveries, so that claims do not look into epochs that
 * were caught up with long ago.
 */
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

export async function forgetOldEpochs(context: Context): Promise<void> {
  await sql`
    update web_hook_flow f set released_from = least(f.epoch, o.oldest)
    from web_hook_flow g cross join lateral (
      select coalesce((select d.epoch from deliveries d
        where d.web_hook_id = g.web_hook_id and d.epoch >= g.released_from
        order by d.epoch limit 1), g.epoch) as oldest) o
    where f.web_hook_id = g.web_hook_id and g.released_from < g.epoch and f.released_from = g.released_from
      and f.epoch = g.epoch and o.oldest > f.released_from`.execute(context.database.queries)
}
