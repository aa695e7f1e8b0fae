/**
 * Reads recordings as the API shows them: where each is on its way from parts to one file, and why it waits or came to
 * nothing. A single one also shows its parts, and what is to be said about them.
 */
import { sql, type Selectable, type SelectQueryBuilder } from 'kysely'
import type { Caller } from '../accounts/caller.ts'
import { isVisibleTo, maySeeMeeting } from '../accounts/visible-meetings.ts'
import type { Context } from '../platform/context.ts'
import { assertTransaction, type Queries, type Transaction } from '../platform/database/database.ts'
import type {
  FilmChapter,
  FilmVoice,
  PartRemark,
  RecordingGapReason,
  Tables,
} from '../platform/database/tables.ts'
import { NotFound } from '../platform/errors.ts'
import { findGaps } from './recording-gaps.ts'
import { recordingUrl } from './recording-url.ts'

export interface RecordingView {
  id: string
  meetingId: string
  meetingToken: string
  accountId: string
  topic: string
  startTime: string
  state: Tables['recordings']['state']
  reason: string | null
  progress: number
  secondsLeft: number | null
  mergeDueAt: string | null
  sizeBytes: number | null
  durationMs: number | null
  mergedRecordingUrl: string | null
  createdAt: string
  mergedAt: string | null
}

interface PartView {
  id: string
  participantId: string
  participantName: string
  index: number
  startedAt: string
  mimeType: string
  picture: 'camera' | 'screen'
  fileName: string
  receivedBytes: number
  isComplete: boolean
}

export interface RecordingDetail extends RecordingView {
  parts: PartView[]
  chapters: FilmChapter[]
  voices: FilmVoice[]
  report: PartRemark[]
  gaps: { from: string; to: string; reason: RecordingGapReason }[]
}

const OBJECT_ID = /^[0-9a-f]{24}$/

/** Throws NotFound `recording-not-found`. */
export async function findRecording(context: Context, caller: Caller, id: string): Promise<RecordingDetail> {
  if (!OBJECT_ID.test(id)) throw recordingNotFound()
  const { queries } = context.database
  const [row] = await readRecordings(queries, (query) =>
    query.where('r.id', '=', id).where(isVisibleTo(caller)),
  )
  if (!row) throw recordingNotFound()
  return {
    ...presentRecording(context, row),
    parts: await listParts(queries, id),
    chapters: row.chapters,
    voices: row.voices,
    report: row.report,
    gaps: (await findGaps(queries, row.occurrence_id)).map(({ from, to, reason }) => ({
      from: from.toISOString(),
      to: to.toISOString(),
      reason,
    })),
  }
}

export type JoinedRecordings = SelectQueryBuilder<
  Tables & { r: Tables['recordings']; o: Tables['occurrences']; m: Tables['meetings'] },
  'r' | 'o' | 'm',
  object
>

export type RecordingRow = Awaited<ReturnType<typeof readRecordings>>[number]

export function readRecordings(queries: Queries, confine: (query: JoinedRecordings) => JoinedRecordings) {
  const joined: JoinedRecordings = queries
    .selectFrom('recordings as r')
    .innerJoin('occurrences as o', 'o.id', 'r.occurrence_id')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
  return confine(joined)
    .selectAll('r')
    .select(['o.start_time', sql<string>`coalesce(o.topic, m.topic)`.as('topic')])
    .execute()
}

export function presentRecording(context: Context, row: RecordingRow): RecordingView {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    meetingToken: row.occurrence_id,
    accountId: row.account_id,
    topic: row.topic,
    startTime: row.start_time.toISOString(),
    state: row.state,
    reason: row.reason,
    progress: row.progress,
    secondsLeft: row.seconds_left,
    mergeDueAt: row.merge_due_at?.toISOString() ?? null,
    sizeBytes: row.size_bytes,
    durationMs: row.duration_ms,
    mergedRecordingUrl:
      row.state === 'merged' ? recordingUrl(context, { id: row.id, urlToken: row.url_token }) : null,
    createdAt: row.created_at.toISOString(),
    mergedAt: row.merged_at?.toISOString() ?? null,
  }
}

async function listParts(queries: Queries, recordingId: string): Promise<PartView[]> {
  const rows = await queries
    .selectFrom('recording_parts as part')
    .innerJoin('participants as p', 'p.id', 'part.participant_id')
    .selectAll('part')
    .select('p.name')
    .where('part.recording_id', '=', recordingId)
    .orderBy('part.started_at')
    .orderBy('part.participant_id')
    .orderBy('part.part_index')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    participantId: row.participant_id,
    participantName: row.name,
    index: row.part_index,
    startedAt: row.started_at.toISOString(),
    mimeType: row.mime_type,
    picture: row.picture,
    fileName: row.file_name,
    receivedBytes: row.received_bytes,
    isComplete: row.chunk_count !== null,
  }))
}

/** Locked until the transaction ends, of a meeting that the caller may see. Throws NotFound `recording-not-found`. */
export async function lockRecording(
  tx: Transaction,
  caller: Caller,
  id: string,
): Promise<Selectable<Tables['recordings']>> {
  assertTransaction(tx)
  const row = await tx
    .selectFrom('recordings')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const isTheirs = row && (await maySeeMeeting(tx, caller, { id: row.meeting_id, accountId: row.account_id }))
  if (!isTheirs) throw recordingNotFound()
  return row
}

export function recordingNotFound(): NotFound {
  return new NotFound(
    'recording-not-found',
    'There is no such recording, or it belongs to another account. It is deleted together with its meeting.',
  )
}
