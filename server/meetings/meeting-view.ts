/**
 * Everything that a Meeting of the wire contract is made of, read for many meetings at once: three queries, however
 * many there are.
 */
import type { Selectable } from 'kysely'
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

export async function loadViews(
  queries: Queries,
  pairs: { meeting: MeetingRow; occurrence: OccurrenceRow }[],
): Promise<MeetingView[]> {
  if (pairs.length === 0) return []
  const meetingIds = [...new Set(pairs.map(({ meeting }) => meeting.id))]
  const invitees = await queries
    .selectFrom('invitees')
    .selectAll()
    .where('meeting_id', 'in', meetingIds)
    .orderBy('position')
    .execute()
  const documents = await queries
    .selectFrom('documents')
    .selectAll()
    .where('meeting_id', 'in', meetingIds)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const active = await activeAmong(
    queries,
    pairs.map(({ occurrence }) => occurrence),
  )
  const inviteesOf = Map.groupBy(invitees, (row) => row.meeting_id)
  const documentsOf = Map.groupBy(documents, (row) => row.meeting_id)
  return pairs.map(({ meeting, occurrence }) => ({
    meeting,
    occurrence,
    invitees: inviteesOf.get(meeting.id) ?? [],
    documents: documentsOf.get(meeting.id) ?? [],
    isActive: active.has(occurrence.id),
  }))
}

export async function loadView(
  queries: Queries,
  meeting: MeetingRow,
  occurrence: OccurrenceRow,
): Promise<MeetingView> {
  const [view] = await loadViews(queries, [{ meeting, occurrence }])
  return view!
}

/** Asked only about those that may have somebody inside: the current ones that were used. */
async function activeAmong(queries: Queries, occurrences: OccurrenceRow[]): Promise<Set<string>> {
  const used = occurrences.filter((row) => row.state === 'current' && row.first_joined_at !== null)
  if (used.length === 0) return new Set()
  const rows = await queries
    .selectFrom('participants')
    .innerJoin('visits', 'visits.participant_id', 'participants.id')
    .select('participants.occurrence_id')
    .distinct()
    .where(
      'participants.occurrence_id',
      'in',
      used.map((row) => row.id),
    )
    .where('visits.left_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.occurrence_id))
}
