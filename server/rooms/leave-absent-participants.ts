/**
 * A lost connection becomes a `left`: counts out anyone who has been away for longer than the grace time, stamped with
 * their last sign of life. Reads its work from the database, so it also finds the people of a process that was killed,
 * and any number of processes may run it.
 *
 * When nobody is inside any more, the occurrence's automatic close begins to count. No event.
 */
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, type Transaction } from '../platform/database/database.ts'
import { refreshCloseDue } from '../meetings/refresh-close-due.ts'
import type { RunResult } from '../platform/reconciler.ts'
import { endAbsentVisits } from './end-absent-visits.ts'
import { absenceThresholds, type AbsenceThresholds } from '../meetings/presence.ts'

/** Occurrences in one run. */
const BATCH_LIMIT = 50

interface Departure {
  occurrenceId: string
  participantIds: string[]
}

export interface LeaveOptions {
  /** Participants whose connection lives in this process: it knows better than the database. */
  present: readonly string[]
  /** After the commit. */
  onDeparture(departure: Departure): void
}

export async function leaveAbsentParticipants(context: Context, options: LeaveOptions): Promise<RunResult> {
  const { thresholds, occurrenceIds } = await findOccurrences(context, options.present)
  let departures = 0
  for (const occurrenceId of occurrenceIds) {
    const participantIds = await context.database.transaction((tx) =>
      leave(context, tx, occurrenceId, thresholds, options.present),
    )
    if (participantIds.length === 0) continue
    departures++
    options.onDeparture({ occurrenceId, participantIds })
  }
  // A full batch in which nobody left was being changed by others: the next run finds out what became of it.
  return occurrenceIds.length === BATCH_LIMIT && departures > 0 ? 'more' : 'done'
}

async function findOccurrences(
  { database, clock, settings }: Context,
  present: readonly string[],
): Promise<{ thresholds: AbsenceThresholds; occurrenceIds: string[] }> {
  const time = await sql<{ now: Date }>`select ${databaseTime(clock)} as now`.execute(database.queries)
  const thresholds = absenceThresholds(time.rows[0]!.now, settings.current().leaveGraceSeconds)
  const { rows } = await sql<{ occurrence_id: string }>`
    select distinct p.occurrence_id
    from visits v join participants p on p.id = v.participant_id join occurrences o on o.id = p.occurrence_id
    where v.left_at is null and o.state = 'current' and p.id <> all (${present}::text[])
      and p.last_seen_at < case when p.connection_id is null then ${thresholds.lostBefore}::timestamptz
        else ${thresholds.silentBefore} end
    limit ${BATCH_LIMIT}`.execute(database.queries)
  return { thresholds, occurrenceIds: rows.map((row) => row.occurrence_id) }
}

async function leave(
  context: Context,
  tx: Transaction,
  occurrenceId: string,
  thresholds: AbsenceThresholds,
  present: readonly string[],
): Promise<string[]> {
  const locked = await tx
    .selectFrom('occurrences')
    .select('meeting_id')
    .where('id', '=', occurrenceId)
    .where('state', '=', 'current')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!locked) return []
  const participantIds = await endAbsentVisits(tx, occurrenceId, thresholds, { present })
  const occurrence = await refreshCloseDue(context, tx, occurrenceId)
  const isEmpty = participantIds.length > 0 && occurrence?.last_left_at != null
  if (isEmpty) announceOnCommit(tx, 'meeting-changed', locked.meeting_id)
  // Another may act as the host from now on.
  else if (await hasHost(tx, participantIds)) announceOnCommit(tx, 'room-changed', locked.meeting_id)
  return participantIds
}

async function hasHost(tx: Transaction, participantIds: readonly string[]): Promise<boolean> {
  if (participantIds.length === 0) return false
  const host = await tx
    .selectFrom('participants')
    .select('id')
    .where('id', 'in', participantIds)
    .where((where) => where.or([where('role', '=', 'host'), where('is_co_host', '=', true)]))
    .executeTakeFirst()
  return host !== undefined
}
