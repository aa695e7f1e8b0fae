/**
 * Completes a part: its chunks become one file, and it takes no more of them. Telling the same number of chunks again
 * changes nothing. A part that is never completed is not lost: the merge takes what has come in of it.
 *
 * No transaction is open while files are joined. A merge that begins meanwhile closes the part itself, with what it
 * finds; so the number is only written down while the recording still takes parts, and only then is this a success.
 */
import type { Context } from '../platform/context.ts'
import { findUpload } from './find-upload.ts'
import { PartClosedError } from './part-errors.ts'
import { recordingStore } from './recording-store.ts'
import { recordingOver, requireUploads } from './upload-window.ts'
import type { Uploader } from './uploader.ts'

export interface CompletedPart {
  id: string
  fileName: string
}

/**
 * `chunks`: how many there are. Throws Conflict `part-chunks-missing` with the numbers of those that have not arrived,
 * `part-closed` where it was completed with another number, `recording-over`; NotFound `part-not-found`.
 */
export async function completePart(
  context: Context,
  uploader: Uploader,
  partId: string,
  chunks: number,
): Promise<CompletedPart> {
  const { queries } = context.database
  const upload = await findUpload(queries, uploader, partId)
  const completed = { id: partId, fileName: upload.fileName }
  if (upload.chunkCount !== null) {
    if (upload.chunkCount !== chunks) throw new PartClosedError()
    return completed
  }
  const settings = context.settings.current()
  requireUploads(upload, settings, context.clock.now())
  await recordingStore(context).assemblePart(upload.place, chunks)
  const { numUpdatedRows } = await queries
    .updateTable('recording_parts')
    .set({ chunk_count: chunks })
    .where('id', '=', partId)
    .where((eb) => eb.or([eb('chunk_count', 'is', null), eb('chunk_count', '=', chunks)]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('recordings')
          .select('id')
          .where('id', '=', upload.recordingId)
          .where('state', 'in', ['collecting', 'waiting']),
      ),
    )
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return completed
  const { chunkCount } = await findUpload(queries, uploader, partId)
  throw chunkCount === null ? recordingOver(settings) : new PartClosedError()
}
