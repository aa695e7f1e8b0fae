/**
 * Where the bytes of documents lie: `documents/<meetingId>/<documentId>` under the data folder. Names come from ids
 * that were made here, never from what a client called its file.
 */
import { mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../platform/context.ts'

/** Relative to the data folder, as `removed_files` has it. */
export function documentPath(meetingId: string, documentId: string): string {
  return `documents/${meetingId}/${documentId}`
}

/** Resolves once the bytes would survive a power cut. */
export async function writeDocument(
  context: Context,
  meetingId: string,
  documentId: string,
  bytes: Uint8Array,
): Promise<void> {
  const folder = join(context.dataDir, 'documents', meetingId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, documentId), bytes, { flag: 'wx', flush: true })
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function removeDocumentFile(
  context: Context,
  meetingId: string,
  documentId: string,
): Promise<void> {
  await rm(join(context.dataDir, documentPath(meetingId, documentId)), { force: true })
}
