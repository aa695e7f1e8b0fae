/**
 * Where this server keeps recordings: under `recordings` in the data folder. A session's folder there is what
 * `removed_files` names when its recording or its meeting was deleted.
 */
import { join } from 'node:path'
import type { Context } from '../platform/context.ts'
import type { SessionPlace } from './part-places.ts'
import { createPartStore, type PartStore } from './part-store.ts'

const FOLDER = 'recordings'

/** Holds nothing: making one costs nothing. */
export function recordingStore({ dataDir }: Pick<Context, 'dataDir'>): PartStore {
  return createPartStore(join(dataDir, FOLDER))
}

/** The session's folder, relative to the data folder, as `removed_files` has it. */
export function sessionPath({ meetingId, sessionToken }: SessionPlace): string {
  return `${FOLDER}/${meetingId}/${sessionToken}`
}
