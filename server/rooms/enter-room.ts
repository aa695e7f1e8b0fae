/**
 * A participant's socket was connected: from now on they are inside, unless they wait in the lobby. Opens a visit with the database's time, unless one
 * is open already, makes this connection the one that counts, and puts the occurrence's automatic close off. No event:
 * joining alters no stored meeting.
 *
 * Anyone who comes back within the grace time was never away, and goes on with the same visit; anyone who comes back later
 * begins a new one, also where nobody had found out yet that the old one was over.
 *
 * Who waits has a connection and no visit: they are asked for again when a host decided. A host who enters, or a co-host,
 * who acts for them, lets in everybody who waits for no more than that.
 *
 * The occurrence's row lock puts this before or after a close, never beside it: nobody is inside a closed meeting.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, assertTransaction, type Transaction } from '../platform/database/database.ts'
import { isOpen, type OccurrenceRow } from '../meetings/meeting.ts'
import { refreshCloseDue } from '../meetings/refresh-close-due.ts'
import { readDatabaseTime } from '../platform/database/database-time.ts'
import { endingOf, ENDINGS, type Ending } from './close-codes.ts'
import { endAbsentVisits } from './end-absent-visits.ts'
import { fullAt } from './people-limit.ts'
import type { RosterEntry } from '../../shared/room-messages.ts'
import { rosterColumns, rosterEntry } from './room-roster.ts'
import { absenceThresholds } from '../meetings/presence.ts'

export interface Entered {
  person: RosterEntry
  /** In the lobby: not inside. */
  isWaiting: boolean
  /** The connection that counted until now, possibly in another process. */
  replacedConnectionId: string | null
}

export interface Entry {
  participantId: string
  occurrenceId: string
  connectionId: string
}

/** @returns how the connection has to end where the participant may not enter. */
export async function enterRoom(context: Context, tx: Transaction, entry: Entry): Promise<Entered | Ending> {
  assertTransaction(tx)
  const { settings, clock } = context
  const occurrence = await tx
    .selectFrom('occurrences')
    .selectAll()
    .where('id', '=', entry.occurrenceId)
    .forUpdate()
    .executeTakeFirst()
  if (!occurrence || occurrence.state === 'cancelled') return ENDINGS.meetingDeleted
  if (occurrence.state === 'closed') return ENDINGS.meetingClosed
  if (!isOpen(occurrence, settings.current(), clock.now())) return ENDINGS.notOpen

  const now = await readDatabaseTime(tx, clock)
  const thresholds = absenceThresholds(now, settings.current().leaveGraceSeconds)
  await endAbsentVisits(tx, occurrence.id, thresholds, { only: entry.participantId })
  const participant = await tx
    .selectFrom('participants as p')
    .select([...rosterColumns, 'p.connection_id', 'p.admission', 'p.refusal_word'])
    .where('p.id', '=', entry.participantId)
    .where('p.occurrence_id', '=', occurrence.id)
    .forUpdate()
    .executeTakeFirst()
  if (!participant) return ENDINGS.meetingDeleted
  const ending = endingOf(participant.admission, participant.refusal_word)
  if (ending) return ending
  const isWaiting = participant.admission === 'waiting'
  const entered = {
    person: rosterEntry(participant),
    isWaiting,
    replacedConnectionId: participant.connection_id === entry.connectionId ? null : participant.connection_id,
  }
  if (isWaiting) {
    await takeConnection(tx, entry, now)
    return entered
  }
  if ((await fullAt(tx, settings.current(), occurrence.id, entry.participantId)) !== null) return ENDINGS.full

  const isNewVisit = await openVisit(tx, entry.participantId, now)
  // A hand that somebody left with is not raised any more.
  if (isNewVisit) {
    await tx
      .updateTable('participants')
      .set({ hand_raised_at: null })
      .where('id', '=', entry.participantId)
      .execute()
    entered.person.hand = null
  }
  await takeConnection(tx, entry, now)
  await refreshCloseDue(context, tx, occurrence.id)
  if (!isActive(occurrence)) announceOnCommit(tx, 'meeting-changed', occurrence.meeting_id)
  if (participant.role !== 'participant') {
    await admitWhoWaitForHost(tx, occurrence)
    // Another may act as the host from now on.
    if (isNewVisit) announceOnCommit(tx, 'room-changed', occurrence.meeting_id)
  }
  return entered
}

/** A host, or a co-host who acts for them, is inside. */
export async function admitWhoWaitForHost(tx: Transaction, { id, meeting_id }: OccurrenceRow): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('participants')
    .set({ admission: 'admitted', waits_for: null })
    .where('occurrence_id', '=', id)
    .where('waits_for', '=', 'host')
    .executeTakeFirst()
  if (numUpdatedRows > 0n) announceOnCommit(tx, 'room-changed', meeting_id)
}

/** Not before the end of the visit before, nor at its very beginning. @returns false: one is open */
async function openVisit(tx: Transaction, participantId: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into visits (participant_id, joined_at)
    select ${participantId}, greatest(${now}::timestamptz, max(left_at), max(joined_at) + interval '1 millisecond')
    from visits where participant_id = ${participantId}
    on conflict (participant_id) where left_at is null do nothing`.execute(tx)
  return numAffectedRows === 1n
}

async function takeConnection(
  tx: Transaction,
  { participantId, connectionId }: Entry,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('participants')
    .set({ connection_id: connectionId, last_seen_at: sql`greatest(last_seen_at, ${now})` })
    .where('id', '=', participantId)
    .execute()
}

function isActive({ first_joined_at, last_left_at }: OccurrenceRow): boolean {
  return first_joined_at !== null && last_left_at === null
}
