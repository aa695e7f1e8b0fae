/**
 * Looks for what comes about by time alone, and raises or ends its warnings: a backlog that grows old, calls that wait
 * for Catch up, keys about to change, certificates about to expire. What a change of state warns of (the breaker, a
 * 410, switching off) is written with that change, not here.
 *
 * Any number of processes may look; what one raises the others find raised. A difference is judged again under the lock
 * of the web hook's `web_hook_flow` row before it is written, so that it is true at that moment. Of each web hook a
 * bounded number of deliveries is looked at, the longest overdue and those due last, so that a large backlog costs no
 * more than a small one.
 */
import { sql } from 'kysely'
import { databaseTime } from '../../platform/database/database-time.ts'
import type { Context } from '../../platform/context.ts'
import type { Queries } from '../../platform/database/database.ts'
import { groundsOf, judgeWarnings, type PresentCode, type Warning } from '../hooks/judge-warnings.ts'
import { lastTryOf } from '../hooks/web-hook-health.ts'
import { noteWarningsIn } from '../hooks/note-warnings.ts'

const LOOK_LIMIT_ROWS = 500

const COME_BY_TIME: readonly PresentCode[] = [
  'backlog-old',
  'last-try',
  'catch-up-waits',
  'certificate-expires',
  'client-certificate-expires',
  'signing-secret-retires',
  'api-key-changes',
]

interface Difference {
  webHookId: string
  raised: Warning[]
  ended: PresentCode[]
}

type GroundsRow = Parameters<typeof groundsOf>[0] &
  Parameters<typeof groundsOf>[1] & {
    id: string
    noted: { code: PresentCode; deadline: string | null }[]
    now: Date
  }

export async function lookForWarnings(context: Context): Promise<void> {
  const { database, clock } = context
  for (const { webHookId } of await findDifferences(context, database.queries, null)) {
    await database.transaction(async (tx) => {
      await tx
        .selectFrom('web_hook_flow')
        .select('web_hook_id')
        .where('web_hook_id', '=', webHookId)
        .forUpdate()
        .execute()
      const [difference] = await findDifferences(context, tx, webHookId)
      if (!difference) return
      const { raised, ended } = difference
      await noteWarningsIn(tx, clock, {
        raised: raised.map((warning) => ({ ...warning, webHookId, action: 'web-hook.warned' })),
        ended: ended.map((code) => ({ webHookId, code })),
      })
    })
  }
}

/** @param webHookId null: of all web hooks */
async function findDifferences(
  context: Context,
  queries: Queries,
  webHookId: string | null,
): Promise<Difference[]> {
  const rows = await readGrounds(context, queries, webHookId)
  return rows.map(differenceOf).filter(({ raised, ended }) => raised.length > 0 || ended.length > 0)
}

/** Another call's last try is no news to those who know of the first. */
function differenceOf(row: GroundsRow): Difference {
  const present = judgeWarnings(groundsOf(row, row), row.now).filter(({ code }) =>
    COME_BY_TIME.includes(code),
  )
  const noted = new Map(row.noted.map(({ code, deadline }) => [code, deadline && Date.parse(deadline)]))
  return {
    webHookId: row.id,
    raised: present.filter(
      ({ code, deadline }) =>
        !noted.has(code) || (code !== 'last-try' && noted.get(code) !== (deadline?.getTime() ?? null)),
    ),
    ended: [...noted.keys()].filter((code) => present.every((warning) => warning.code !== code)),
  }
}

/** A small backlog is looked at from both ends, and counted twice: whether there is any is what matters here. */
async function readGrounds(
  context: Context,
  queries: Queries,
  webHookId: string | null,
): Promise<GroundsRow[]> {
  const { rows } = await sql<GroundsRow>`
    select h.id, h.enabled, h.switched_off_at, h.former_signing_secrets_until, h.next_api_key_from, h.client_certificate,
      f.breaker, f.breaker_since, f.breaker_reason, g.certificate_valid_from, g.certificate_valid_to,
      d.backlog, d.kept, d.oldest_released_at, l.last_try_at, n.noted, ${databaseTime(context.clock)} as now
    from web_hooks h
    join web_hook_flow f on f.web_hook_id = h.id
    join origins g on g.id = h.origin_id
    cross join lateral (
      select count(*) as backlog, count(*) filter (where d.epoch < f.released_from) as kept,
        min(d.created_at) filter (where d.epoch >= f.released_from) as oldest_released_at
      from (
        (select epoch, created_at from deliveries where web_hook_id = h.id
          order by epoch, due_at, id limit ${LOOK_LIMIT_ROWS})
        union all
        (select epoch, created_at from deliveries where web_hook_id = h.id
          order by epoch desc, due_at desc, id desc limit ${LOOK_LIMIT_ROWS})
      ) d
    ) d
    cross join lateral (${lastTryOf(context)}) l
    cross join lateral (
      select coalesce(json_agg(json_build_object('code', w.code, 'deadline', w.deadline)), '[]'::json) as noted
      from web_hook_warnings w
      where w.web_hook_id = h.id and w.ended_at is null and w.code = any (${COME_BY_TIME}::text[])
    ) n
    where h.deleted_at is null and h.id = coalesce(${webHookId}::uuid, h.id)
    order by h.id`.execute(queries)
  return rows
}
