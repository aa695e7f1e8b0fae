/** How much room is left on the disk of the data folder, and whether it is too little to record. */
import { statfs } from 'node:fs/promises'
import { USUAL_RECORDING_FLOOR_BYTES } from '../config/environment.ts'
import type { Context } from '../context.ts'

/** Below the floor nothing is recorded: the rest is for everything else that is stored. */
export async function hasRoomToRecord({
  dataDir,
  recordingFloorBytes = USUAL_RECORDING_FLOOR_BYTES,
}: Pick<Context, 'dataDir' | 'recordingFloorBytes'>): Promise<boolean> {
  // What other programs than the system's own may still write.
  const { bavail, bsize } = await statfs(dataDir)
  return bavail * bsize >= recordingFloorBytes
}
