/**
 * Receives a chunk of a part. The file is the truth: once it is on disk under its number the chunk is stored, whatever
 * becomes of the answer. The same bytes again change nothing, other bytes are refused, and nothing of this is in the
 * database but a count of bytes, which bounds what one recording may take. Where a process dies between the two, the
 * count is short by one chunk, which a bound can bear.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { Conflict } from '../platform/errors.ts'
import type { ChunkBody } from './chunk-files.ts'
import { findUpload } from './find-upload.ts'
import { recordingStore } from './recording-store.ts'
import { requireUploads } from './upload-window.ts'
import type { Uploader } from './uploader.ts'

/** Forty people for a day at half a megabit per second, or ten in HD for seventeen hours. */
export const RECORDING_LIMIT_BYTES = 256 * 1024 ** 3

/**
 * Stores chunk `n`, from 0. Throws NotFound `part-not-found`, Conflict `recording-over` and `recording-too-large`, and
 * what `PartStore.writeChunk` throws.
 */
export async function receiveChunk(
  context: Context,
  uploader: Uploader,
  partId: string,
  n: number,
  body: ChunkBody,
): Promise<void> {
  const { queries } = context.database
  const upload = await findUpload(queries, uploader, partId)
  requireUploads(upload, context.settings.current(), context.clock.now())
  await requireSpace(queries, upload.recordingId)
  const { bytes, repeated } = await recordingStore(context).writeChunk(upload.place, n, body)
  if (repeated) return
  await queries
    .updateTable('recording_parts')
    .set({ received_bytes: sql<number>`received_bytes + ${bytes}` })
    .where('id', '=', partId)
    .execute()
}

async function requireSpace(queries: Queries, recordingId: string): Promise<void> {
  const { bytes } = await queries
    .selectFrom('recording_parts')
    .select(sql<number>`coalesce(sum(received_bytes), 0)::bigint`.as('bytes'))
    .where('recording_id', '=', recordingId)
    .executeTakeFirstOrThrow()
  if (bytes >= RECORDING_LIMIT_BYTES) {
    throw new Conflict(
      'recording-too-large',
      `The parts of a recording may have ${RECORDING_LIMIT_BYTES} bytes together. What was sent before is merged.`,
    )
  }
}
