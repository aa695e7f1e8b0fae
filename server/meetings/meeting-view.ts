/**
 * Everything that a Meeting of the wire contract is made of. What is attached to meetings is read for all of them at
 * once, with one query of each kind.
 */
import { sql, type Selectable } from 'kysely'
import type { Queries } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import type { MeetingRow, OccurrenceRow } from './meeting.ts'

export interface MeetingView {
  meeting: MeetingRow
  /** The one whose times are shown. */
  occurrence: OccurrenceRow
  invitees: Selectable<Tables['invitees']>[]
  documents: Selectable<Tables['documents']>[]
  /** Somebody is inside. */
  isActive: boolean
}

export async function loadView(
  queries: Queries,
  meeting: MeetingRow,
  occurrence: OccurrenceRow,
): Promise<MeetingView> {
  const [attached, active] = await Promise.all([
    loadAttached(queries, [meeting.id]),
    activeAmong(queries, [occurrence]),
  ])
  return { meeting, occurrence, ...attached(meeting.id), isActive: active.has(occurrence.id) }
}

/** What is attached to meetings, by the meeting's id. */
export async function loadAttached(
  queries: Queries,
  meetingIds: string[],
): Promise<(meetingId: string) => Pick<MeetingView, 'invitees' | 'documents'>> {
  const isOfThem = sql<boolean>`meeting_id = any(${meetingIds}::text[])`
  const [invitees, documents] = await Promise.all([
    queries.selectFrom('invitees').selectAll().where(isOfThem).orderBy('position').execute(),
    queries.selectFrom('documents').selectAll().where(isOfThem).orderBy('created_at').orderBy('id').execute(),
  ])
  const inviteesOf = Map.groupBy(invitees, (row) => row.meeting_id)
  const documentsOf = Map.groupBy(documents, (row) => row.meeting_id)
  return (id) => ({ invitees: inviteesOf.get(id) ?? [], documents: documentsOf.get(id) ?? [] })
}

/** In which of these occurrences somebody is. Asked only about those that may have somebody inside: the current ones that were used. */
export async function activeAmong(
  queries: Queries,
  occurrences: Pick<OccurrenceRow, 'id' | 'state' | 'first_joined_at'>[],
): Promise<Set<string>> {
  const used = occurrences.filter((row) => row.state === 'current' && row.first_joined_at !== null)
  if (used.length === 0) return new Set()
  const rows = await queries
    .selectFrom('participants')
    .innerJoin('visits', 'visits.participant_id', 'participants.id')
    .select('participants.occurrence_id')
    .distinct()
    .where(sql<boolean>`participants.occurrence_id = any(${used.map((row) => row.id)}::uuid[])`)
    .where('visits.left_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.occurrence_id))
}
