/**
 * Receives a chunk of a part. The file is the truth: once it is on disk under its number the chunk is stored, whatever
 * becomes of the answer. The same bytes again change nothing, other bytes are refused, and nothing of this is in the
 * database but counts of bytes and chunks, which bound what a participant (`upload-allowance`) and a recording may
 * take. Where a process dies between the two, the count is short by one chunk, which a bound can bear. Uploads that run
 * at the same time are not counted yet: `createUploadShares` bounds how many there are.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { Conflict } from '../platform/errors.ts'
import { createShares, type Shares } from '../accounts/shares.ts'
import type { ChunkBody } from './chunk-files.ts'
import { findUpload } from './find-upload.ts'
import { recordingStore } from './recording-store.ts'
import { readUploads, uploadAllowance } from './upload-allowance.ts'
import { requireUploads } from './upload-window.ts'
import type { Uploader } from './uploader.ts'

/** Forty people for a day at half a megabit per second, or ten in HD for seventeen hours. */
export const RECORDING_LIMIT_BYTES = 256 * 1024 ** 3

/** Chunks under way in this process: of one participant, of one account's recordings, of all. */
const UPLOADS_LIMITS = { ofCaller: 8, ofAccount: 300, ofInstance: 1_000 }
const BUSY_SECONDS = 1

export function createUploadShares(): Shares {
  return createShares(
    UPLOADS_LIMITS,
    'Too many chunks are being sent at the same time. Wait for one of them.',
    BUSY_SECONDS,
  )
}

/**
 * Stores chunk `n`, from 0. Throws TooManyRequests where too many are being sent, NotFound `part-not-found`, Conflict `recording-over` and `recording-too-large`, and
 * what `PartStore.writeChunk` throws.
 */
export async function receiveChunk(
  context: Context,
  shares: Shares,
  uploader: Uploader,
  partId: string,
  n: number,
  body: ChunkBody,
): Promise<void> {
  const { queries } = context.database
  const upload = await findUpload(queries, uploader, partId)
  requireUploads(upload, context.settings.current(), context.clock.now())
  const giveBack = shares.take({ actor: upload.participantId, accountId: upload.accountId })
  try {
    await requireShare(context, upload.participantId)
    await requireSpace(queries, upload.recordingId)
    const { bytes, repeated } = await recordingStore(context).writeChunk(upload.place, n, body)
    if (repeated) return
    await queries
      .updateTable('recording_parts')
      .set({
        received_bytes: sql<number>`received_bytes + ${bytes}`,
        received_chunks: sql<number>`received_chunks + 1`,
      })
      .where('id', '=', partId)
      .execute()
  } finally {
    giveBack()
  }
}

async function requireShare({ database, clock }: Context, participantId: string): Promise<void> {
  const { insideSeconds, bytes, chunks } = await readUploads(database.queries, clock, participantId)
  const allowed = uploadAllowance(insideSeconds ?? 0)
  if (bytes >= allowed.bytes || chunks >= allowed.chunks) {
    throw new Conflict(
      'recording-too-large',
      `A participant who was inside for so long may send ${allowed.bytes} bytes in ${allowed.chunks} chunks. ` +
        'What was sent before is merged.',
    )
  }
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
