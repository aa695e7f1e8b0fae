/**
 * Finds the merged file, and its pictures, for anyone who has its address or may read the recording. The address works
 * until the recording is deleted, however often its event is sent again.
 */
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { Caller } from '../accounts/caller.ts'
import { maySeeMeeting } from '../accounts/visible-meetings.ts'
import { equalInConstantTime } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { Conflict, NotFound } from '../platform/errors.ts'
import { sizeOf } from './chunk-files.ts'
import { STRIP_FILE, THUMBNAIL_FILE } from './film-pictures.ts'
import { recordingNotFound } from './find-recording.ts'
import { recordingStore } from './recording-store.ts'

/** The token of the address, or who asks. */
export type RecordingReader = { token: string } | { caller: Caller }

export interface RecordingFile {
  path: string
  bytes: number
  mimeType: 'video/webm' | 'audio/webm' | 'image/jpeg'
  /** What it is to be called where it is saved. */
  fileName: string
  /** Changes with the file. */
  version: string
}

/** A recording as its readers have it. Throws NotFound `recording-not-found`, also where the token is wrong. */
export async function openRecording(context: Context, id: string, reader: RecordingReader) {
  const { queries } = context.database
  const row = await queries
    .selectFrom('recordings as r')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
    .innerJoin('occurrences as o', 'o.id', 'r.occurrence_id')
    .selectAll('r')
    .select(({ exists, selectFrom }) => [
      'm.number',
      'o.start_time',
      sql<string>`coalesce(o.topic, m.topic)`.as('topic'),
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
  return row
}

export type OpenedRecording = Awaited<ReturnType<typeof openRecording>>

/** The same, merged. Throws Conflict `recording-not-merged`, too. */
export async function openMerged(context: Context, id: string, reader: RecordingReader) {
  const row = await openRecording(context, id, reader)
  const { merged_at } = row
  if (merged_at === null) {
    throw new Conflict('recording-not-merged', `There is no file yet: the recording is ${row.state}.`)
  }
  return { ...row, merged_at }
}

/** What a recording is called where it is saved, without what it ends in. */
export const fileNameOf = ({ number, start_time }: Pick<OpenedRecording, 'number' | 'start_time'>) =>
  `${number}-${start_time.toISOString().slice(0, 10)}`

/** Throws as `openMerged` does. */
export async function readRecordingFile(
  context: Context,
  id: string,
  reader: RecordingReader,
): Promise<RecordingFile> {
  const row = await openMerged(context, id, reader)
  const merged = await recordingStore(context).findMerged(placeOf(row))
  if (!merged) throw recordingNotFound()
  return {
    ...merged,
    mimeType: row.has_picture ? 'video/webm' : 'audio/webm',
    fileName: `${fileNameOf(row)}.webm`,
    version: versionOf(row.merged_at, merged.bytes),
  }
}

/** Throws as `openMerged` does. */
export async function readFilmPicture(
  context: Context,
  id: string,
  reader: RecordingReader,
  which: 'thumbnail' | 'strip',
): Promise<RecordingFile> {
  const row = await openMerged(context, id, reader)
  const isThere = which === 'thumbnail' ? row.has_thumbnail : row.strip !== null
  const { outputPath } = recordingStore(context).mergeTarget(placeOf(row))
  const path = join(dirname(outputPath), which === 'thumbnail' ? THUMBNAIL_FILE : STRIP_FILE)
  const bytes = isThere ? await sizeOf(path) : null
  if (bytes === null) {
    throw new NotFound(
      'recording-not-found',
      'There is no such picture of this recording: it was merged before there were any, or it is sound alone.',
    )
  }
  return {
    path,
    bytes,
    mimeType: 'image/jpeg',
    fileName: `${fileNameOf(row)}-${which}.jpg`,
    version: versionOf(row.merged_at, bytes),
  }
}

export const placeOf = (row: { meeting_id: string; occurrence_id: string }) => ({
  meetingId: row.meeting_id,
  sessionToken: row.occurrence_id,
})

const versionOf = (mergedAt: Date, bytes: number) =>
  `${mergedAt.getTime().toString(36)}-${bytes.toString(36)}`

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
