/**
 * Who may connect to the embedded database: only who knows its password.
 *
 *     DATA_DIR/postgres.password   generated at the first start, for the user that the server runs as and nobody else
 *     DATA_DIR/postgres.hba        what PostgreSQL asks of connections, in place of the cluster's own `pg_hba.conf`
 *
 * The private folder of the socket is not enough: started by root, PostgreSQL runs as `nobody` on many machines, and so
 * may programs that have nothing to do with us. Both files lie outside the cluster's folder, so that its account cannot
 * change what is asked.
 *
 * The password is set while no connection is possible (PostgreSQL's single-user mode), and only then is `postgres.hba`
 * written, with the password's fingerprint in it. A start that finds another file there, or none, does both again:
 * clusters that are older than this, a lost password file, a start that was killed half way.
 */
import { execFile } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { commandAs, whatItSaid, type EmbeddedAccount } from './embedded-account.ts'
import type { EmbeddedBinaries } from './embedded-binaries.ts'
import { EmbeddedDatabaseError } from './embedded-error.ts'
import { SUPERUSER } from './embedded-folders.ts'

const PASSWORD_BYTES = 32
const PASSWORD = /^[\w-]{43}$/
const SINGLE_USER_TIMEOUT_MS = 300_000
const OWNER_ONLY = 0o600
/** PostgreSQL's account reads it; there is no secret in it. */
const READABLE = 0o644

export interface EmbeddedAccess {
  /** Of the superuser and of the server's role. */
  password: string
  /** For PostgreSQL's setting `hba_file`. */
  hbaFile: string
}

/**
 * Nothing may run in the cluster. @throws EmbeddedDatabaseError `start-failed` where the password cannot be set,
 * `data-folder-unusable` where its file holds something else.
 */
export async function prepareAccess(
  dataDir: string,
  cluster: string,
  { postgres }: EmbeddedBinaries,
  account: EmbeddedAccount,
  { sync }: { sync: boolean },
): Promise<EmbeddedAccess> {
  const password = await ownPassword(join(dataDir, 'postgres.password'), sync)
  const hbaFile = join(dataDir, 'postgres.hba')
  const rules = rulesFor(password)
  if ((await readIfThere(hbaFile)) !== rules) {
    await setPassword(cluster, postgres, account, password, sync)
    await writeWhole(hbaFile, rules, READABLE, sync)
  }
  return { password, hbaFile }
}

async function ownPassword(path: string, sync: boolean): Promise<string> {
  const found = await readIfThere(path)
  if (found === undefined) {
    const password = randomBytes(PASSWORD_BYTES).toString('base64url')
    await writeWhole(path, `${password}\n`, OWNER_ONLY, sync)
    return password
  }
  const password = found.trim()
  if (PASSWORD.test(password)) return password
  throw new EmbeddedDatabaseError(
    'data-folder-unusable',
    `${path} does not hold the password of the built-in database. Restore it, or remove it: then a new one is made.`,
  )
}

function rulesFor(password: string): string {
  const fingerprint = createHash('sha256').update(password).digest('hex')
  return `# Written by the server. For the password ${fingerprint}
local all all scram-sha-256
local replication all scram-sha-256
host all all all scram-sha-256
`
}

/** The statement goes in by standard input: arguments can be read by every user of the machine. */
function setPassword(
  cluster: string,
  postgres: string,
  account: EmbeddedAccount,
  password: string,
  sync: boolean,
): Promise<void> {
  const settings = [
    'password_encryption=scram-sha-256',
    'exit_on_error=on',
    'log_min_error_statement=panic',
    `fsync=${sync ? 'on' : 'off'}`,
  ]
  const singleUser = ['--single', '-D', cluster, ...settings.flatMap((one) => ['-c', one]), SUPERUSER]
  const { file, args, options } = commandAs(account, postgres, singleUser)
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, { ...options, timeout: SINGLE_USER_TIMEOUT_MS }, (error) => {
      if (!error) return resolve()
      const message = `The password of the database in ${cluster} could not be set: ${whatItSaid(error)}`
      reject(new EmbeddedDatabaseError('start-failed', message, { cause: error }))
    })
    // A program that ended before it read this says why by its exit.
    child.stdin!.on('error', () => {})
    child.stdin!.end(`alter role ${SUPERUSER} password '${password}'\n`)
  })
}

/** Whole or not at all, and never through a link that somebody else has laid. */
async function writeWhole(path: string, content: string, mode: number, sync: boolean): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`
  const file = await open(unfinished, 'wx', mode)
  try {
    await file.chmod(mode)
    await file.writeFile(content)
    if (sync) await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
  if (!sync) return
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
