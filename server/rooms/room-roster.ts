/**
 * Who is inside an occurrence, in the order in which they came (anyone who is within the grace time still is), and what
 * everybody inside knows of the room itself. Where no host is inside, the co-host who has been inside the longest acts as
 * the host, so that a meeting whose host has left can still be led and closed.
 */
import { sql, type Selectable } from 'kysely'
import type { Queries } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { recordingState } from './steer-recording.ts'
import type { RoomRole, RoomState, RosterEntry } from '../../shared/room-messages.ts'

/** Nobody draws more people than this; further ones hear and are heard, but are not listed. */
const ROSTER_LIMIT = 1_000

/** Of `participants as p`. */
export const roomRole = sql<RoomRole>`case when p.role = 'host' then 'host' when p.is_co_host then 'co-host' else 'participant' end`

/** What `rosterEntry` reads, of `participants as p`. */
export const rosterColumns = [
  'p.id',
  'p.name',
  roomRole.as('role'),
  'p.hand_raised_at',
  'p.has_floor',
  'p.is_muted',
] as const

type RosterRow = Pick<
  Selectable<Tables['participants']>,
  'id' | 'name' | 'hand_raised_at' | 'has_floor' | 'is_muted'
> & { role: RoomRole }

export function rosterEntry({ id, name, role, hand_raised_at, has_floor, is_muted }: RosterRow): RosterEntry {
  const hand = hand_raised_at?.toISOString() ?? null
  return { id, name, role, hand, hasFloor: has_floor, isMuted: is_muted }
}

export async function listInside(queries: Queries, occurrenceId: string): Promise<RosterEntry[]> {
  const rows = await queries
    .selectFrom('participants as p')
    .innerJoin('visits as v', (join) =>
      join.onRef('v.participant_id', '=', 'p.id').on('v.left_at', 'is', null),
    )
    .select(rosterColumns)
    .where('p.occurrence_id', '=', occurrenceId)
    .orderBy('v.joined_at')
    .orderBy('p.id')
    .limit(ROSTER_LIMIT)
    .execute()
  return rows.map(rosterEntry)
}

/** The co-host who acts as the host; null where a host is inside, and where there is nobody to act. Of `occurrences as o`. */
export const actingHostId = sql<string | null>`(
  select case when lead.role <> 'host' then lead.id end from (
    select p.id, p.role from participants p
    join visits v on v.participant_id = p.id and v.left_at is null
    where p.occurrence_id = o.id and (p.role = 'host' or p.is_co_host)
    order by (p.role = 'host') desc, v.joined_at, p.id limit 1) lead)`

/** Null: the occurrence was deleted. */
export async function readRoomState(queries: Queries, occurrenceId: string): Promise<RoomState | null> {
  const row = await queries
    .selectFrom('occurrences as o')
    .innerJoin('meetings as m', 'm.id', 'o.meeting_id')
    .select([
      'm.topic',
      'm.type',
      'o.topic as own_topic',
      'o.end_time',
      'o.is_locked',
      'm.is_recorded',
      'o.recording_paused_at',
      actingHostId.as('acting_host_id'),
      'o.recording_stopped_at',
      'o.recording_stop_reason',
    ])
    .where('o.id', '=', occurrenceId)
    .executeTakeFirst()
  if (!row) return null
  return {
    topic: row.own_topic ?? row.topic,
    meetingType: row.type,
    endTime: row.end_time.toISOString(),
    isLocked: row.is_locked,
    actingHostId: row.acting_host_id,
    recording: recordingState(row, row),
    recordingStopped: row.is_recorded ? row.recording_stop_reason : null,
  }
}
