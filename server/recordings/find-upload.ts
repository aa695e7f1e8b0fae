/** Finds an open part for anyone who uploads it, with what decides whether it takes anything more. */
import type { Queries } from '../platform/database/database.ts'
import { NotFound } from '../platform/errors.ts'
import type { PartPlace } from './part-places.ts'
import { mayUploadFor, mayUploadTo, type Uploader } from './uploader.ts'
import type { UploadWindow } from './upload-window.ts'

export interface Upload extends UploadWindow {
  place: PartPlace
  recordingId: string
  participantId: string
  accountId: string
  fileName: string
  /** As told on completing; null: not completed. */
  chunkCount: number | null
}

/** Throws NotFound `part-not-found`, also for what belongs to somebody else. */
export async function findUpload(queries: Queries, uploader: Uploader, partId: string): Promise<Upload> {
  const row = await queries
    .selectFrom('recording_parts as p')
    .innerJoin('recordings as r', 'r.id', 'p.recording_id')
    .innerJoin('occurrences as o', 'o.id', 'r.occurrence_id')
    .select([
      'p.id',
      'p.participant_id',
      'p.file_name',
      'p.chunk_count',
      'r.id as recording_id',
      'r.state',
      'r.meeting_id',
      'r.account_id',
      'o.id as occurrence_id',
      'o.closed_at',
    ])
    .where('p.id', '=', partId)
    .executeTakeFirst()
  const isTheirs =
    row &&
    (await mayUploadTo(queries, uploader, { id: row.meeting_id, accountId: row.account_id })) &&
    mayUploadFor(uploader, row.participant_id)
  if (!isTheirs) throw partNotFound()
  return {
    place: { meetingId: row.meeting_id, sessionToken: row.occurrence_id, partId: row.id },
    recordingId: row.recording_id,
    participantId: row.participant_id,
    accountId: row.account_id,
    fileName: row.file_name,
    chunkCount: row.chunk_count,
    recordingState: row.state,
    closedAt: row.closed_at,
  }
}

function partNotFound(): NotFound {
  return new NotFound(
    'part-not-found',
    'There is no such recording part, or it is not yours. It is deleted together with its recording and its meeting.',
  )
}
