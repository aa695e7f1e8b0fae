/**
 * Takes files off the storage whose owner was deleted: documents, recordings, whole meetings. The transaction that
 * deleted the owner left a row that names the file or folder; the row goes when nothing is left at its place. So a
 * file outlives its owner by seconds, also over a crash, and never the other way round.
 *
 * Removing what is gone is no fault: any number of processes may do it at once, and again. What cannot be removed (a
 * disk that does not answer) does not keep the others, and is tried again.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Context } from '../platform/context.ts'
import { createReconciler, type Reconciler, type RunResult } from '../platform/reconciler.ts'
import { removeFolder } from './chunk-files.ts'

const INTERVAL_MS = 2_000
const BATCH_LIMIT_FILES = 100
/** The table refuses everything else, too; this is what a mistake there must not cost. */
const REMOVABLE = /^(documents|recordings|summaries)(\/[0-9A-Za-z][0-9A-Za-z_-]*){1,3}$/

export function createFileRemover(context: Context): Reconciler {
  return createReconciler({
    name: 'removed-files',
    intervalMs: INTERVAL_MS,
    logger: context.logger,
    run: () => removeFiles(context),
  })
}

/** The place of a removed file. Throws where it would not lie in one of the folders that hold such files. */
export function removablePlace(dataDir: string, path: string): string {
  if (!REMOVABLE.test(path)) throw new Error(`${JSON.stringify(path)} is nothing that may be removed`)
  return join(dataDir, path)
}

/** Throws the first error once all others are removed. */
async function removeFiles(context: Context): Promise<RunResult> {
  const errors: unknown[] = []
  let last = 0
  for (;;) {
    const rows = await context.database.queries
      .selectFrom('removed_files')
      .select(['id', 'path'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH_LIMIT_FILES)
      .execute()
    for (const row of rows) {
      await removeFile(context, row).catch((error: unknown) => errors.push(error))
    }
    if (rows.length < BATCH_LIMIT_FILES) break
    last = rows.at(-1)!.id
  }
  if (errors.length > 0) throw errors[0]
  return 'done'
}

async function removeFile(
  { database, dataDir }: Context,
  { id, path }: { id: number; path: string },
): Promise<void> {
  // Renames before it removes, a file or a folder: what is still being written to it finds its place gone.
  await removeFolder(removablePlace(dataDir, path), randomUUID)
  await database.queries.deleteFrom('removed_files').where('id', '=', id).execute()
}
