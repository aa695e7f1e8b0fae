/**
 * Stops recordings for which there is no room: all of them where the disk is almost full, one where it is as large as a
 * recording may be. The meetings go on, everybody inside is told by the state of the room, the operator by the log, the
 * audit trail and the health page; a host may start it again when there is room.
 */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { recordAudit } from '../accounts/audit.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit } from '../platform/database/database.ts'
import { hasRoomToRecord } from '../platform/files/free-space.ts'
import { isFileError } from '../platform/files/is-file-error.ts'
import { stopRecording } from '../rooms/steer-recording.ts'
import { RECORDING_LIMIT_BYTES } from './receive-chunk.ts'

export interface RoomOnDisk {
  id: string
  /** Of what is being recorded; null: nothing is yet. */
  folder: string | null
}

/** @returns false: the disk is almost full, and all of these were stopped */
export async function keepWithinSpace(context: Context, rooms: readonly RoomOnDisk[]): Promise<boolean> {
  if (rooms.length === 0) return true
  if (!(await hasRoomToRecord(context))) {
    for (const { id } of rooms) await stop(context, id, 'disk-full')
    return false
  }
  for (const { id, folder } of rooms) {
    const bytes = (await storedBytes(context, id)) + (folder === null ? 0 : await bytesIn(folder))
    if (bytes >= RECORDING_LIMIT_BYTES) await stop(context, id, 'too-large')
  }
  return true
}

async function stop(
  context: Context,
  occurrenceId: string,
  reason: 'disk-full' | 'too-large',
): Promise<void> {
  const meetingId = await context.database.transaction(async (tx) => {
    const row = await tx
      .selectFrom('occurrences as o')
      .innerJoin('meetings as m', 'm.id', 'o.meeting_id')
      .select(['o.meeting_id', 'm.account_id', 'm.topic'])
      .where('o.id', '=', occurrenceId)
      .where('o.state', '=', 'current')
      .where('o.recording_stopped_at', 'is', null)
      .forUpdate('o')
      .executeTakeFirst()
    if (!row) return null
    await stopRecording(context, tx, occurrenceId, reason)
    const details = { name: row.topic, reason }
    await recordAudit(tx, 'server', 'recording.stopped', row.meeting_id, details, row.account_id)
    announceOnCommit(tx, 'room-changed', row.meeting_id)
    return row.meeting_id
  })
  if (meetingId !== null)
    context.logger.error({ meetingId, reason }, 'A recording was stopped: there is no room for it')
}

async function storedBytes({ database }: Context, occurrenceId: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(p.received_bytes), 0)::bigint as bytes
    from recording_parts p join recordings r on r.id = p.recording_id
    where r.occurrence_id = ${occurrenceId}`.execute(database.queries)
  return rows[0]!.bytes
}

async function bytesIn(folder: string): Promise<number> {
  try {
    const names = await readdir(folder)
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
    return sizes.reduce((sum, size) => sum + size, 0)
  } catch (error) {
    // Not made yet, or a file became a part in this moment.
    if (isFileError(error, 'ENOENT')) return 0
    throw error
  }
}
