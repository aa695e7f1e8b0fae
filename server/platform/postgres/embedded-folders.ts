/**
 * The folders of the embedded database:
 *
 *     DATA_DIR/postgres                 the data
 *     DATA_DIR/postgres.initializing-…  while it is made; renamed once whole, so a start killed half way begins again
 *     DATA_DIR/postgres-socket          the socket, for PostgreSQL's account and root only; or, where that path is
 *                                       longer than a socket's address may be, a folder under the temporary folder
 *
 * The files that say who may connect lie beside them: see `embedded-access`. The caller holds the data folder's lock.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, mkdtemp, open, readFile, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { commandAs, whatItSaid } from './embedded-account.ts'
import type { EmbeddedAccount } from './embedded-account.ts'
import type { EmbeddedBinaries } from './embedded-binaries.ts'
import { EmbeddedDatabaseError } from './embedded-error.ts'

const run = promisify(execFile)
const INITDB_TIMEOUT_MS = 120_000
/** 104 bytes with its final zero on macOS and the BSDs, 108 on Linux. */
const SOCKET_PATH_LIMIT_BYTES = 103
const PRIVATE = 0o700
/** Writable for the group, or open to everybody. */
const REFUSED_MODES = 0o027

/** The role that owns the cluster; the server's own role is made beside it. */
export const SUPERUSER = 'postgres'

/**
 * The data's folder, made at the first start. `sync: false` leaves the new files to the system, for tests.
 *
 * @throws EmbeddedDatabaseError `data-version-mismatch`, `data-folder-unusable`, `start-failed`.
 */
export async function prepareClusterFolder(
  dataDir: string,
  binaries: EmbeddedBinaries,
  account: EmbeddedAccount,
  { sync }: { sync: boolean },
): Promise<string> {
  const folder = join(dataDir, 'postgres')
  await removeUnfinished(folder)
  await refuseForeign(folder, account)
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(ignoreMissing)
  if (version === undefined) {
    await initialise(folder, binaries, account, sync)
  } else if (version.trim() !== account.version.split('.')[0]) {
    throw new EmbeddedDatabaseError(
      'data-version-mismatch',
      `The data in ${folder} was written by PostgreSQL ${version.trim()}; this server brings ${account.version}. ` +
        'Start the version that wrote it, dump the database with pg_dump, and restore the dump into a new DATA_DIR.',
    )
  }
  await makePrivate(folder, account)
  return folder
}

async function initialise(
  folder: string,
  binaries: EmbeddedBinaries,
  account: EmbeddedAccount,
  sync: boolean,
): Promise<void> {
  const existing = await readdir(folder).catch(ignoreMissing)
  if (existing && existing.length > 0) {
    throw new EmbeddedDatabaseError(
      'data-folder-unusable',
      `${folder} is not empty but holds no PostgreSQL data (no PG_VERSION). Move it away, or restore it from a backup.`,
    )
  }
  // A name of its own each time: an initdb whose server was killed may still be writing into its folder.
  const unfinished = await mkdtemp(`${folder}.initializing-`)
  if (account.ids) await chown(unfinished, account.ids.uid, account.ids.gid)
  const { file, args, options } = commandAs(account, binaries.initdb, [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    '--encoding=UTF8',
    // PostgreSQL's own Unicode rules: no change of the system's locales can ever corrupt an index.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    // Not used: what is asked of connections is in a file of ours (embedded-access).
    '--auth-local=reject',
    '--auth-host=reject',
    '--no-instructions',
    ...(sync ? [] : ['--no-sync']),
  ])
  await run(file, args, { ...options, timeout: INITDB_TIMEOUT_MS }).catch((error: unknown) => {
    throw new EmbeddedDatabaseError(
      'start-failed',
      `The database in ${folder} could not be made: ${whatItSaid(error)}`,
      { cause: error },
    )
  })
  await rename(unfinished, folder)
  if (sync) await syncFolder(dirname(folder))
}

/** What starts that were killed half way have left. */
async function removeUnfinished(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.initializing-`
  const names = (await readdir(dirname(folder))).filter((name) => name.startsWith(prefix))
  await Promise.all(
    names.map((name) => rm(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 3 })),
  )
}

/** A rename is durable once the folder that holds the name is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** An ordinary user cannot use what belongs to another, such as data that was made as root. */
async function refuseForeign(folder: string, account: EmbeddedAccount): Promise<void> {
  const owner = (await lstat(folder).catch(ignoreMissing))?.uid
  const own = process.getuid?.()
  if (account.ids || owner === undefined || owner === own) return
  throw new EmbeddedDatabaseError(
    'data-folder-unusable',
    `${folder} belongs to uid ${owner}, but the server runs as uid ${own}. ` +
      `Start it as the owner, or hand the folder over: chown -R ${own} ${folder}`,
  )
}

/** Data that somebody has copied back may be root's, or open to others: PostgreSQL refuses both. */
async function makePrivate(folder: string, { ids }: EmbeddedAccount): Promise<void> {
  const { uid, mode } = await lstat(folder)
  if (ids && uid !== ids.uid) await run('chown', ['-R', '-h', `${ids.uid}:${ids.gid}`, folder])
  if ((mode & REFUSED_MODES) !== 0) await chmod(folder, PRIVATE)
}

/** Makes the socket's folder again, private and empty. @throws EmbeddedDatabaseError `data-folder-unusable`. */
export async function makeSocketFolder(folder: string, account: EmbeddedAccount): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true })
    // Fails where something is there: under the temporary folder somebody else may have made it.
    await mkdir(folder, { mode: PRIVATE })
    if (account.ids) await chown(folder, account.ids.uid, account.ids.gid)
  } catch (error) {
    throw new EmbeddedDatabaseError(
      'data-folder-unusable',
      `The folder for the database's socket, ${folder}, cannot be made again. Remove it and start again.`,
      { cause: error },
    )
  }
}

/** Where the socket lies: the same place for the same data folder, so that tools find it. */
export function socketFolder(dataDir: string, port: number): string {
  const inside = join(dataDir, 'postgres-socket')
  if (Buffer.byteLength(join(inside, `.s.PGSQL.${port}`)) <= SOCKET_PATH_LIMIT_BYTES) return inside
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  return join(tmpdir(), `simplex-meeting-${name}`)
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
