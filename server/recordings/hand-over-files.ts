/**
 * Makes parts of the files that a recorder wrote for one room: the voice and the camera of a stay become one file,
 * copied and not encoded; a camera that was switched on again, and each shared screen with its sound, is one of its own.
 * What lies in the folder is the truth; no message of a recorder is needed. Only the holder of the room's lease does it.
 *
 * It may be repeated after a crash at any moment: a part's row, made first, names the files that it is made of. Files of
 * a complete part are removed, those of another one become it again, and what no part names becomes a new one.
 *
 * What was captured after a host had paused or stopped the recording is left out: the recorder hears of it a moment later.
 */
import { link, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { joinFilesApart } from '../../media/recorder/join-files.ts'
import type { Context } from '../platform/context.ts'
import { objectId } from '../platform/ids.ts'
import { isFileError } from '../platform/files/is-file-error.ts'
import { groupFiles, readDescription, type RecordedFile } from './group-files.ts'
import { PARTS_PER_RECORDING_LIMIT } from './open-part.ts'
import { partFileName, type PartPlace } from './part-places.ts'
import { recordingStore } from './recording-store.ts'

export interface FilesOfRoom {
  occurrenceId: string
  meetingId: string
  folder: string
  /** While it is recorded, those that are finished; without it all. */
  fileNames?: readonly string[]
}

interface Recording {
  id: string
  participants: ReadonlySet<string>
  /** When hosts paused or stopped it, in milliseconds since 1970. */
  breaks: number[]
}

/** Rejects where the database or the disk fails: then it is to be tried again. */
export async function handOverFiles(context: Context, files: FilesOfRoom): Promise<void> {
  const { folder, occurrenceId } = files
  const found = await readFolder(files)
  if (!found) return
  const recording = await findRecording(context, occurrenceId)
  if (!recording) {
    await rm(folder, { recursive: true, force: true })
    return
  }
  const rest = await finishKnown(context, recording, files, found)
  for (const group of groupFiles(rest, recording.breaks)) {
    if (recording.participants.has(group[0]!.identity)) await makePart(context, recording, files, group)
    else await removeFiles(folder, group)
  }
  // What is left in it has no description, or one that was cut short before there was a frame.
  if (!files.fileNames) await rm(folder, { recursive: true, force: true })
}

/** Null: there is no such folder. */
async function readFolder({ folder, fileNames }: FilesOfRoom): Promise<RecordedFile[] | null> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isFileError(error, 'ENOENT')) return null
    throw error
  })
  if (!names) return null
  const files: RecordedFile[] = []
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const file = readDescription(await readFile(join(folder, name), 'utf8'))
    if (!file || file.name !== name.replace(/json$/, 'webm')) continue
    if (!fileNames || fileNames.includes(file.name)) files.push(file)
  }
  return files
}

async function findRecording(
  { database: { queries } }: Context,
  occurrenceId: string,
): Promise<Recording | undefined> {
  const row = await queries
    .selectFrom('recordings')
    .select('id')
    .where('occurrence_id', '=', occurrenceId)
    .executeTakeFirst()
  if (!row) return undefined
  const participants = await queries
    .selectFrom('participants')
    .select('id')
    .where('occurrence_id', '=', occurrenceId)
    .execute()
  const breaks = await queries
    .selectFrom('recording_gaps')
    .select('began_at')
    .where('occurrence_id', '=', occurrenceId)
    .where('reason', 'in', ['paused', 'stopped'])
    .orderBy('began_at')
    .execute()
  return {
    id: row.id,
    participants: new Set(participants.map(({ id }) => id)),
    breaks: breaks.map((gap) => gap.began_at.getTime()),
  }
}

/** What was begun before goes on as it was begun. @returns the files that no part names */
async function finishKnown(
  context: Context,
  recording: Recording,
  files: FilesOfRoom,
  found: RecordedFile[],
): Promise<RecordedFile[]> {
  const rows = await context.database.queries
    .selectFrom('recording_parts')
    .select(['id', 'sources', 'chunk_count'])
    .where('recording_id', '=', recording.id)
    .where('recorded_by', '=', 'server')
    .execute()
  const byName = new Map(found.map((file) => [file.name, file]))
  for (const { id, sources, chunk_count } of rows) {
    const group = (sources ?? []).flatMap((name) => byName.get(name) ?? [])
    if (group.length === 0) continue
    for (const { name } of group) byName.delete(name)
    if (chunk_count === null) await fillOrSplit(context, recording, files, group, id)
    else await removeFiles(files.folder, group)
  }
  return [...byName.values()]
}

async function makePart(
  context: Context,
  recording: Recording,
  files: FilesOfRoom,
  group: RecordedFile[],
): Promise<void> {
  const { clock, database, logger } = context
  const [first] = group
  const participantId = first!.identity
  const id = objectId(clock.now())
  const hasPicture = group.some(({ source }) => source === 'camera' || source === 'screen_share')
  const isScreen = first!.source.startsWith('screen_share')
  const { rows } = await sql<{ id: string }>`
    insert into recording_parts (id, recording_id, participant_id, part_index, started_at, mime_type, picture,
      file_name, recorded_by, sources, created_at)
    select ${id}, ${recording.id}, ${participantId},
      (select coalesce(max(part_index) + 1, 0) from recording_parts
        where participant_id = ${participantId} and recorded_by = 'server'),
      ${new Date(Math.min(...group.map(({ startedAtMs }) => startedAtMs)))},
      ${hasPicture ? 'video/webm;codecs=vp8,opus' : 'audio/webm;codecs=opus'}, ${isScreen ? 'screen' : 'camera'},
      ${partFileName(id)}, 'server', ${group.map(({ name }) => name)}::text[], ${clock.now()}
    where (select count(*) from recording_parts where recording_id = ${recording.id}) < ${PARTS_PER_RECORDING_LIMIT}
    returning id`.execute(database.queries)
  if (rows.length > 0) return fillOrSplit(context, recording, files, group, id)
  logger.warn({ recordingId: recording.id, participantId }, 'A recording has as many parts as it can have')
  await removeFiles(files.folder, group)
}

/** Where the disk has no room for two files in one, each becomes a part, as it was recorded. */
async function fillOrSplit(
  context: Context,
  recording: Recording,
  files: FilesOfRoom,
  group: RecordedFile[],
  partId: string,
): Promise<void> {
  try {
    await fillPart(context, recording, files, group, partId)
  } catch (error) {
    if (!isFileError(error, 'ENOSPC') || group.length === 1) throw error
    await context.database.queries.deleteFrom('recording_parts').where('id', '=', partId).execute()
    for (const file of group) await makePart(context, recording, files, [file])
  }
}

/** The row is there; what it names becomes its file. */
async function fillPart(
  context: Context,
  recording: Recording,
  { folder, meetingId, occurrenceId }: FilesOfRoom,
  group: RecordedFile[],
  partId: string,
): Promise<void> {
  const { queries } = context.database
  const place: PartPlace = { meetingId, sessionToken: occurrenceId, partId }
  const startedAtMs = Math.min(...group.map((file) => file.startedAtMs))
  const stored = await recordingStore(context).storePart(place, (target) =>
    joinOrLink(context, {
      files: group.map(({ name, startedAtMs: ownMs }) => ({ path: join(folder, name), startedAtMs: ownMs })),
      target,
      cutAtMs: recording.breaks.find((atMs) => atMs > startedAtMs),
    }),
  )
  if (stored === null) await queries.deleteFrom('recording_parts').where('id', '=', partId).execute()
  else {
    const { numUpdatedRows } = await queries
      .updateTable('recording_parts')
      .set({ received_bytes: stored.bytes, received_chunks: 1, chunk_count: 1 })
      .where('id', '=', partId)
      .executeTakeFirst()
    // The recording was deleted meanwhile, and its folder must not come back.
    if (numUpdatedRows === 0n) await recordingStore(context).removeSession(place)
  }
  await removeFiles(folder, group)
}

/** @returns false where there is nothing in the files that anybody could see or hear */
async function joinOrLink({ logger }: Context, work: Parameters<typeof joinFilesApart>[0]): Promise<boolean> {
  try {
    return (await joinFilesApart(work)) !== null
  } catch (error) {
    const [only, ...others] = work.files
    if (isFileError(error, 'ENOSPC') && only && others.length === 0) {
      // As it was recorded, which takes no room; a merge reads it all the same.
      await rm(work.target, { force: true })
      await link(only.path, work.target)
      return true
    }
    // A full disk, or one that does not answer: later. Else its writer was killed before the first frame was whole.
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') throw error
    logger.warn({ err: error, files: work.files }, 'What a recorder wrote cannot be read')
    return false
  }
}

/** The description last: a file that has one is looked at again. */
async function removeFiles(folder: string, files: readonly RecordedFile[]): Promise<void> {
  for (const { name } of files) {
    await rm(join(folder, name), { force: true })
    await rm(join(folder, name.replace(/webm$/, 'json')), { force: true })
  }
}
