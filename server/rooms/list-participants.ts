/**
 * The people of the meeting that is on, or was last held, with what they are and may: for hosts, and for other products
 * that show them. Who joined and was never connected is not listed, unless they wait or were refused or removed.
 */
import { sql } from 'kysely'
import { isOpen, type MeetingRow, type OccurrenceRow } from '../meetings/meeting.ts'
import { absenceThresholds } from '../meetings/presence.ts'
import { findCurrent, lastClosed } from '../meetings/series.ts'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { readDatabaseTime } from '../platform/database/database-time.ts'
import type { RoomRole } from '../../shared/room-messages.ts'
import { roomRole } from './room-roster.ts'

export interface ListedParticipant {
  id: string
  name: string
  role: RoomRole
  state: 'inside' | 'waiting' | 'refused' | 'away' | 'left' | 'removed'
  /** ISO 8601, when they first came in; null: not yet. */
  joinedAt: string | null
  /** ISO 8601, since when it is raised; null: it is not. */
  hand: string | null
  /** They are inside, and may speak by the type of the meeting. */
  mayPublish: boolean
  /** A host muted them, and they may not unmute. */
  muted: boolean
}

/** Of one occurrence; more do not fit into an answer. */
const PARTICIPANTS_LIMIT = 1_000

export async function listParticipants(
  context: Context,
  queries: Queries,
  meeting: MeetingRow,
): Promise<ListedParticipant[]> {
  const occurrence = await occurrenceOnOrLast(context, queries, meeting.id)
  if (!occurrence) return []
  const { clock, settings } = context
  const now = await readDatabaseTime(queries, clock)
  const { lostBefore } = absenceThresholds(now, settings.current().leaveGraceSeconds)
  const { rows } = await sql<
    Omit<ListedParticipant, 'joinedAt' | 'hand'> & { joined_at: Date | null; raised_at: Date | null }
  >`
    select id, name, role, state, joined_at, raised_at, muted,
      state in ('inside', 'away') and (may_speak or role <> 'participant') as "mayPublish" from (
      select p.id, p.name, p.created_at, p.is_muted as muted, seen.joined_at,
        case when seen.is_open then p.hand_raised_at end as raised_at,
        p.has_floor or ${meeting.type !== 'boardroom' && meeting.type !== 'classroom'} as may_speak,
        ${roomRole} as role,
        case
          when p.admission in ('refused', 'removed') then p.admission
          when p.admission = 'waiting' and (p.connection_id is not null
            or coalesce(p.last_seen_at, p.created_at) >= ${lostBefore}::timestamptz) then 'waiting'
          when seen.is_open then case when p.connection_id is null then 'away' else 'inside' end
          when seen.joined_at is not null or p.admission = 'waiting' then 'left'
        end as state
      from participants p left join lateral (
        select min(v.joined_at) as joined_at, bool_or(v.left_at is null) as is_open
        from visits v where v.participant_id = p.id) seen on true
      where p.occurrence_id = ${occurrence.id}
    ) listed where state is not null order by joined_at nulls last, created_at, id limit ${PARTICIPANTS_LIMIT}`.execute(
    queries,
  )
  return rows.map(({ joined_at, raised_at, ...row }) => ({
    ...row,
    joinedAt: joined_at?.toISOString() ?? null,
    hand: raised_at?.toISOString() ?? null,
  }))
}

async function occurrenceOnOrLast(
  { settings, clock }: Context,
  queries: Queries,
  meetingId: string,
): Promise<OccurrenceRow | undefined> {
  const current = await findCurrent(queries, meetingId)
  if (current && isOpen(current, settings.current(), clock.now())) return current
  return lastClosed(queries, meetingId)
}
