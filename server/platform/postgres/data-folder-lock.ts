/**
 * One server per data folder. Anyone who starts the embedded database first takes this lock; a second start on the
 * same folder waits for a moment (a predecessor killed just now may still be closing its files) and is refused.
 *
 * The lock is an exclusive transaction on an empty SQLite file: an advisory lock of the operating system, which goes
 * when its process goes, however it dies, a zombie included. It also holds between containers that share a volume.
 * Why not a pid file: the pid may be a zombie's or, after a restart of the container, a stranger's. Why not a
 * listening socket: each container has abstract sockets of its own, and a socket file stays when its process dies.
 * Node has no flock; SQLite is part of it. Nothing else in this process may open the file: POSIX takes a process's
 * locks away as soon as it closes any handle on it.
 */
import { chmodSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { EmbeddedDatabaseError } from './embedded-error.ts'

const LOCK_FILE = 'postgres.lock'
/** Anyone who can open it can hold it, and keep the server from starting. */
const LOCK_FILE_MODE = 0o600
const LOCK_WAIT_MS = 2_000
const LOCK_RETRY_MS = 25
const SQLITE_BUSY = 5

/** Kept reachable: a collected handle closes its file, and with it the lock. */
const held = new Set<DatabaseSync>()

interface DataFolderLock {
  release(): void
}

/** @throws EmbeddedDatabaseError `data-folder-in-use`, or `data-folder-unusable` where locking is impossible. */
export async function lockDataFolder(dataDir: string, waitMs = LOCK_WAIT_MS): Promise<DataFolderLock> {
  for (let waitedMs = 0; ; waitedMs += LOCK_RETRY_MS) {
    const file = tryLock(dataDir)
    if (file) {
      held.add(file)
      return {
        release() {
          if (held.delete(file)) file.close()
        },
      }
    }
    if (waitedMs >= waitMs) {
      throw new EmbeddedDatabaseError(
        'data-folder-in-use',
        `The data folder ${dataDir} is in use by another server that is still running. ` +
          'Stop that one first, or give this one a folder of its own with DATA_DIR.',
      )
    }
    await delay(LOCK_RETRY_MS)
  }
}

function tryLock(dataDir: string): DatabaseSync | undefined {
  const path = join(dataDir, LOCK_FILE)
  let file: DatabaseSync | undefined
  try {
    prepareLockFile(path)
    file = new DatabaseSync(path, { timeout: 0 })
    // The journal in memory, so that nothing lies beside the lock; nothing is ever written into it.
    file.exec('pragma journal_mode = memory; begin exclusive')
    return file
  } catch (error) {
    file?.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined
    const reason = error instanceof Error ? error.message : String(error)
    throw new EmbeddedDatabaseError(
      'data-folder-unusable',
      `The data folder ${dataDir} cannot be locked (${path}: ${reason}). It must be writable for this user, ` +
        'on a file system that has file locks.',
      { cause: error },
    )
  }
}

/** Made with its mode at once; one that exists is never opened here, which would take away a lock of this process. */
function prepareLockFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', LOCK_FILE_MODE))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    chmodSync(path, LOCK_FILE_MODE)
  }
}
