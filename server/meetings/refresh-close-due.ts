/**
 * Keeps what an occurrence knows of its visitors, and when it closes by itself, in step with the visits themselves.
 *
 * Anyone who begins or ends a visit calls `refreshCloseDue` in the same transaction. Settings may change at any time,
 * also by an environment variable of the next start: the reconciler judges all current occurrences by the settings
 * in force, at every start, when told that settings changed, and now and then.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { assertTransaction, type Transaction } from '../platform/database/database.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import { closeDueAt, type OccurrenceRow } from './meeting.ts'

const INTERVAL_MS = 600_000
const BATCH_LIMIT_OCCURRENCES = 500

/**
 * Locks the occurrence, and brings first and last presence and the time of closing up to date.
 * @returns the occurrence as it is now; undefined where it is not the current one of its meeting any more, which
 * nobody may enter.
 */
export async function refreshCloseDue(
  context: Context,
  tx: Transaction,
  occurrenceId: string,
): Promise<OccurrenceRow | undefined> {
  assertTransaction(tx)
  const occurrence = await tx
    .selectFrom('occurrences')
    .selectAll()
    .where('id', '=', occurrenceId)
    .where('state', '=', 'current')
    .forUpdate()
    .executeTakeFirst()
  if (!occurrence) return undefined
  const { rows } = await sql<Pick<OccurrenceRow, 'first_joined_at' | 'last_left_at'>>`
    select min(v.joined_at) as first_joined_at,
      case when bool_and(v.left_at is not null) then max(v.left_at) end as last_left_at
    from visits v join participants p on p.id = v.participant_id
    where p.occurrence_id = ${occurrenceId}`.execute(tx)
  const presence = rows[0]!
  const close_due_at = closeDueAt({ ...occurrence, ...presence }, context.settings.current())
  return tx
    .updateTable('occurrences')
    .set({ ...presence, close_due_at })
    .where('id', '=', occurrenceId)
    .returningAll()
    .executeTakeFirst()
}

export function createCloseDueRefresher(context: Context): Reconciler {
  let position = ''
  return createReconciler({
    name: 'refresh-close-due',
    intervalMs: INTERVAL_MS,
    logger: context.logger,
    async run() {
      const rows = await occurrencesAfter(context, position)
      const settings = context.settings.current()
      for (const row of rows) {
        if (row.close_due_at?.getTime() === closeDueAt(row, settings).getTime()) continue
        await context.database.transaction((tx) => refreshCloseDue(context, tx, row.id))
      }
      position = rows.at(-1)?.id ?? ''
      return rows.length === BATCH_LIMIT_OCCURRENCES ? 'more' : 'done'
    },
  })
}

async function occurrencesAfter(context: Context, position: string): Promise<OccurrenceRow[]> {
  let query = context.database.queries
    .selectFrom('occurrences')
    .selectAll()
    .where('state', '=', 'current')
    .orderBy('id')
    .limit(BATCH_LIMIT_OCCURRENCES)
  if (position !== '') query = query.where('id', '>', position)
  return query.execute()
}
