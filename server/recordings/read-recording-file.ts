/**
 * Finds the merged file for anyone who has its address or may read the recording. The address works until the recording
 * is deleted, however often its event is sent again.
 */
import type { Caller } from '../accounts/caller.ts'
import { maySeeMeeting } from '../accounts/visible-meetings.ts'
import { equalInConstantTime } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { Conflict } from '../platform/errors.ts'
import { recordingNotFound } from './find-recording.ts'
import { recordingStore } from './recording-store.ts'

/** The token of the address, or who asks. */
export type RecordingReader = { token: string } | { caller: Caller }

export interface RecordingFile {
  path: string
  bytes: number
  mimeType: 'video/webm' | 'audio/webm'
  /** What it is to be called where it is saved. */
  fileName: string
  /** Changes with the file. */
  version: string
}

/** Throws NotFound `recording-not-found`, also where the token is wrong, and Conflict `recording-not-merged`. */
export async function readRecordingFile(
  context: Context,
  id: string,
  reader: RecordingReader,
): Promise<RecordingFile> {
  const { queries } = context.database
  const row = await queries
    .selectFrom('recordings as r')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
    .innerJoin('occurrences as o', 'o.id', 'r.occurrence_id')
    .selectAll('r')
    .select(({ exists, selectFrom }) => [
      'm.number',
      'o.start_time',
      exists(
        selectFrom('recording_parts as p')
          .select('p.id')
          .whereRef('p.recording_id', '=', 'r.id')
          .where('p.mime_type', 'like', 'video/%'),
      ).as('has_picture'),
    ])
    .where('r.id', '=', id)
    .executeTakeFirst()
  if (!row || !(await mayRead(queries, reader, row))) throw recordingNotFound()
  if (row.merged_at === null) {
    throw new Conflict('recording-not-merged', `There is no file yet: the recording is ${row.state}.`)
  }
  const merged = await recordingStore(context).findMerged({
    meetingId: row.meeting_id,
    sessionToken: row.occurrence_id,
  })
  if (!merged) throw recordingNotFound()
  return {
    ...merged,
    mimeType: row.has_picture ? 'video/webm' : 'audio/webm',
    fileName: `${row.number}-${row.start_time.toISOString().slice(0, 10)}.webm`,
    version: `${row.merged_at.getTime().toString(36)}-${merged.bytes.toString(36)}`,
  }
}

async function mayRead(
  queries: Queries,
  reader: RecordingReader,
  row: { meeting_id: string; account_id: string; url_token: string },
): Promise<boolean> {
  if ('caller' in reader) {
    return maySeeMeeting(queries, reader.caller, { id: row.meeting_id, accountId: row.account_id })
  }
  return equalInConstantTime(reader.token, row.url_token)
}
