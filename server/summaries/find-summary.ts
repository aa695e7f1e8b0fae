/**
 * Reads summaries as the API shows them: the stored content, never redacted, with what has changed since. Minutes
 * are written to the content itself; whether the recording is merged is looked up each time, while the hook's body
 * says what it was when the summary was made.
 *
 * Beside the MeetingSummary there is what a list of summaries has to say: what the meeting was called, and when it
 * was.
 */
import { sql, type SelectQueryBuilder } from 'kysely'
import type { MeetingSummary } from '../../receiver/src/contract/payload-types.ts'
import type { Caller } from '../accounts/caller.ts'
import { isVisibleTo } from '../accounts/visible-meetings.ts'
import type { Queries } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { NotFound } from '../platform/errors.ts'
import type { Invitee } from './attendance-csv.ts'
import { absentInvitees } from './beside-summary.ts'
import { findMeetingByReference } from '../meetings/find-meeting.ts'

interface SummaryView extends MeetingSummary {
  topic: string
  startTime: string
  closedAt: string
  absent: Invitee[]
  createdAt: string
}

export interface ShownSummary {
  summary: SummaryView
  /** Of the minutes: its ETag. */
  version: number
}

const OBJECT_ID = /^[0-9a-f]{24}$/

/** Throws NotFound `summary-not-found`. */
export async function findSummary(queries: Queries, caller: Caller, id: string): Promise<ShownSummary> {
  if (!OBJECT_ID.test(id)) throw summaryNotFound()
  const [row] = await read(queries, (query) =>
    query.where('s.id', '=', id).where(isVisibleTo(caller)).limit(1),
  )
  if (!row) throw summaryNotFound()
  return row
}

export interface SummaryFilter {
  /** Id or number of a meeting. */
  meeting?: string
}

/** The newest `limit` of them made before the summary `before`. */
export async function listSummaries(
  queries: Queries,
  caller: Caller,
  { meeting: reference }: SummaryFilter,
  limit: number,
  before: string | null,
): Promise<ShownSummary[]> {
  const meeting = reference === undefined ? null : await findMeetingByReference(queries, reference)
  if (meeting === undefined) return []
  return read(queries, (query) => {
    let confined = query.where(isVisibleTo(caller)).orderBy('s.id', 'desc').limit(limit)
    if (meeting !== null) confined = confined.where('s.meeting_id', '=', meeting.id)
    return before === null ? confined : confined.where('s.id', '<', before)
  })
}

type Joined = SelectQueryBuilder<
  Tables & { s: Tables['summaries']; o: Tables['occurrences']; m: Tables['meetings'] },
  's' | 'o' | 'm',
  object
>

async function read(queries: Queries, confine: (query: Joined) => Joined): Promise<ShownSummary[]> {
  const joined: Joined = queries
    .selectFrom('summaries as s')
    .innerJoin('occurrences as o', 'o.id', 's.occurrence_id')
    .innerJoin('meetings as m', 'm.id', 's.meeting_id')
  const rows = await confine(joined)
    .select([
      's.content',
      's.version',
      's.created_at',
      'o.start_time',
      'o.closed_at',
      sql<string>`coalesce(o.topic, m.topic)`.as('topic'),
      absentInvitees().as('absent'),
      sql<boolean>`exists (
        select from recordings r where r.occurrence_id = s.occurrence_id and r.state = 'merged')`.as(
        'is_merged',
      ),
    ])
    .execute()
  return rows.map((row) => ({
    version: row.version,
    summary: {
      ...contentOf(row.content),
      isRecordingPrepared: row.is_merged,
      topic: row.topic,
      startTime: row.start_time.toISOString(),
      closedAt: row.closed_at!.toISOString(),
      createdAt: row.created_at.toISOString(),
      absent: row.absent,
    },
  }))
}

/** What was stored is what `buildSummary` made. */
export function contentOf(content: Record<string, unknown>): MeetingSummary {
  return content as unknown as MeetingSummary
}

export function summaryNotFound(): NotFound {
  return new NotFound(
    'summary-not-found',
    'There is no such summary, or it belongs to another account. It is deleted together with its meeting.',
  )
}
