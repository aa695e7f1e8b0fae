/**
 * Which server records which room. The lease of an occurrence is a row by the database's clock: the server that holds it
 * records, renews it every second, and gives it back when the recorder's files have become parts. A server that dies
 * stops renewing; another one takes over `LEASE_SECONDS` later, or the same one after its restart.
 *
 * The row also says until when the recorder was in the room. What lies between that and its next arrival is a gap, and
 * is stored as one by the server that notices it.
 *
 * A server that was cut off from the database may not know that its lease was taken. The media engine does: the second
 * recorder in a room ends the first, which gets no token to come back with.
 */
import { sql } from 'kysely'
import { insertRecording } from '../meetings/insert-recording.ts'
import type { Context } from '../platform/context.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Queries } from '../platform/database/database.ts'
import type { OccurrencePlace, RecordingGapReason } from '../platform/database/tables.ts'

/** Three renewals may fail. */
const LEASE_SECONDS = 4
/** A room whose media are on another server that lives is left to it for so long. */
const OTHERS_FIRST_SECONDS = 5
/** A recorder that is back sooner has missed nothing that anybody would notice. */
const GAP_LEAST_SECONDS = 1.5
/** So long its first arrival may take, on a busy machine. */
const ARRIVAL_LIMIT_SECONDS = 5
/** In one look. */
const ROOMS_LIMIT = 1_000

export interface RoomToRecord extends OccurrencePlace {
  meeting_id: string
  /** Null: nobody. */
  holder: string | null
  /** Nobody has it, or who has it does not renew it any more. */
  is_free: boolean
  /** Another server has its media, and may want to record it itself. */
  is_left_to_others: boolean
}

/**
 * Rooms that have to be recorded now: somebody is inside, and no host has paused or stopped it.
 * @param mediaUrl of this server's own media
 */
export async function findRoomsToRecord(
  { database, clock }: Context,
  mediaUrl: string,
): Promise<RoomToRecord[]> {
  const now = databaseTime(clock)
  const { rows } = await sql<RoomToRecord>`
    with inside as (
      select p.occurrence_id, min(v.joined_at) as since from visits v join participants p on p.id = v.participant_id
      where v.left_at is null group by p.occurrence_id
    )
    select o.id, o.meeting_id, o.media_node_id, o.media_url, l.holder,
      l.leased_until is null or l.leased_until < ${now} as is_free,
      o.media_node_id is not null and o.media_url is distinct from ${mediaUrl}
        and greatest(i.since, l.leased_until) > ${now} - make_interval(secs => ${OTHERS_FIRST_SECONDS}) as is_left_to_others
    from inside i join occurrences o on o.id = i.occurrence_id join meetings m on m.id = o.meeting_id
      left join recorder_leases l on l.occurrence_id = o.id
    where o.state = 'current' and m.is_recorded and o.recording_paused_at is null and o.recording_stopped_at is null
    order by o.id limit ${ROOMS_LIMIT}`.execute(database.queries)
  return rows
}

/** Whose server was gone, and whose files may still lie about: nobody records them, and nobody has given the lease back. */
export async function findAbandoned({ database, clock }: Context): Promise<LeasedRoom[]> {
  const { rows } = await sql<LeasedRoom>`
    select l.occurrence_id, o.meeting_id from recorder_leases l join occurrences o on o.id = l.occurrence_id
    where l.leased_until < ${databaseTime(clock)} limit ${ROOMS_LIMIT}`.execute(database.queries)
  return rows
}

export interface LeasedRoom {
  occurrence_id: string
  meeting_id: string
}

/**
 * Takes the lease where it is free, and makes the recording where this is its first. Locked against the close: it comes
 * before, or finds the recording.
 * @returns whether it was taken from a server that is gone; null: it is not to be had
 */
export async function claimRoom(
  context: Context,
  holder: string,
  occurrenceId: string,
): Promise<{ isTakenOver: boolean } | null> {
  const { database, clock } = context
  return database.transaction(async (tx) => {
    const occurrence = await tx
      .selectFrom('occurrences as o')
      .innerJoin('meetings as m', 'm.id', 'o.meeting_id')
      .select(['o.id', 'o.meeting_id', 'm.account_id', 'o.state', 'm.is_recorded'])
      .where('o.id', '=', occurrenceId)
      .forShare('o')
      .executeTakeFirst()
    if (!occurrence) return null
    const now = databaseTime(clock)
    const { rows } = await sql<{ former: string | null }>`
      with before as (select holder from recorder_leases where occurrence_id = ${occurrenceId})
      insert into recorder_leases as l (occurrence_id, holder, leased_until, recorded_until)
      values (${occurrenceId}, ${holder}, ${leaseEnd(context)}, ${now})
      on conflict (occurrence_id) do update set holder = excluded.holder, leased_until = excluded.leased_until
        where l.leased_until < ${now} or l.holder = excluded.holder
      returning (select holder from before) as former`.execute(tx)
    const [row] = rows
    if (!row) return null
    if (occurrence.state === 'current' && occurrence.is_recorded) {
      const recorded = { occurrenceId, meetingId: occurrence.meeting_id, accountId: occurrence.account_id }
      await insertRecording(tx, recorded, { state: 'collecting' }, clock.now())
    }
    return { isTakenOver: row.former !== null && row.former !== holder }
  })
}

/**
 * @param rooms those that this server holds; false: its recorder has to be in the room, and is not
 * @returns those that it still holds
 */
export async function renewLeases(
  context: Context,
  holder: string,
  rooms: ReadonlyMap<string, boolean>,
): Promise<Set<string>> {
  if (rooms.size === 0) return new Set()
  const { rows } = await sql<{ occurrence_id: string }>`
    update recorder_leases l set leased_until = ${leaseEnd(context)},
      recorded_until = case when r.is_as_wanted then ${databaseTime(context.clock)} else l.recorded_until end
    from unnest(${[...rooms.keys()]}::uuid[], ${[...rooms.values()]}::boolean[]) as r (id, is_as_wanted)
    where l.occurrence_id = r.id and l.holder = ${holder}
    returning l.occurrence_id`.execute(context.database.queries)
  return new Set(rows.map((row) => row.occurrence_id))
}

export interface Missed {
  reason: RecordingGapReason
  /** It has never been in the room. */
  isFirst: boolean
  /** Nobody records it now: the gap lasts until somebody does, or until the close. */
  isAbandoned?: boolean
}

/** The recorder is in the room, or will not come back: what was not recorded since it was there last is a gap. */
export async function noteRecorded(
  context: Context,
  holder: string,
  occurrenceId: string,
  { reason, isFirst, isAbandoned = false }: Missed,
): Promise<void> {
  const { clock, database } = context
  const least = isFirst ? ARRIVAL_LIMIT_SECONDS : GAP_LEAST_SECONDS
  const now = databaseTime(clock)
  // Nobody is missed after the close, nor after a host has paused or stopped it. When people left is not known of a
  // server that was gone: with it they all seem to have left.
  await sql`
    with former as (
      select l.occurrence_id, l.recorded_until,
        least(${now}, o.closed_at, o.recording_paused_at, o.recording_stopped_at) as missed_until,
        ${isAbandoned} and o.state = 'current' and o.recording_paused_at is null and o.recording_stopped_at is null
          as lasts
      from recorder_leases l join occurrences o on o.id = l.occurrence_id
      where l.occurrence_id = ${occurrenceId} and l.holder = ${holder} for update of l
    ), ended as (
      update recording_gaps g set ended_at = greatest(g.began_at, f.missed_until) from former f
      where g.occurrence_id = f.occurrence_id and g.ended_at is null and g.reason in ('recorder-lost', 'server-lost')
        and not f.lasts
    ), noted as (
      insert into recording_gaps (occurrence_id, began_at, ended_at, reason)
      select occurrence_id, recorded_until, case when lasts then null else missed_until end, ${reason} from former
      where missed_until - recorded_until > make_interval(secs => ${least})
      on conflict do nothing
    )
    update recorder_leases l set recorded_until = ${now} from former f where l.occurrence_id = f.occurrence_id`.execute(
    database.queries,
  )
}

/** All files of this room have become parts. */
export async function giveBackRoom(
  { database }: Context,
  holder: string,
  occurrenceId: string,
): Promise<void> {
  await database.queries
    .deleteFrom('recorder_leases')
    .where('occurrence_id', '=', occurrenceId)
    .where('holder', '=', holder)
    .execute()
}

/** This server ends in good order: others may take its rooms at once. */
export async function letOthersRecord(
  { clock, database }: Pick<Context, 'clock' | 'database'>,
  holder: string,
): Promise<void> {
  await sql`update recorder_leases set leased_until = ${databaseTime(clock)} - interval '1 millisecond'
    where holder = ${holder}`.execute(database.queries)
}

/** Whether this server may still join it. */
export async function holdsRoom(queries: Queries, holder: string, occurrenceId: string): Promise<boolean> {
  const row = await queries
    .selectFrom('recorder_leases')
    .select('occurrence_id')
    .where('occurrence_id', '=', occurrenceId)
    .where('holder', '=', holder)
    .executeTakeFirst()
  return row !== undefined
}

function leaseEnd({ clock }: Pick<Context, 'clock'>) {
  return sql<Date>`${databaseTime(clock)} + make_interval(secs => ${LEASE_SECONDS})`
}
