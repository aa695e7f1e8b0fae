/**
 * Who PostgreSQL runs as. An ordinary user: itself. PostgreSQL refuses root, so there it becomes the owner of its
 * folder, or of the data folder, or `nobody`.
 *
 * That account must reach the programs and the data. Under a folder that only root may enter (a checkout in /root)
 * it could not. Opening somebody's home is not ours to do, and copying the data elsewhere would break the promise that
 * it is in the data folder. Instead PostgreSQL then keeps one single capability, to pass folders, by util-linux's
 * `setpriv`. Where that is impossible the error says what to do.
 *
 * Every choice is proved by running PostgreSQL as that account before anything is written.
 */
import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { EmbeddedDatabaseError } from './embedded-error.ts'

const run = promisify(execFile)
const PROBE_TIMEOUT_MS = 10_000
const ROOT = 0
const CAPABILITIES = [
  { name: 'dac_read_search', bit: 2n }, // passes folders and reads: the narrower one; containers often lack it
  { name: 'dac_override', bit: 1n },
]

export interface EmbeddedAccount {
  /** Set only where we are root and become somebody else. */
  ids: { uid: number; gid: number } | undefined
  /** The capability it keeps, or none. */
  capability: string | undefined
  /** PostgreSQL's version as its programs name it, such as `18.4`. */
  version: string
}

interface EmbeddedCommand {
  file: string
  args: string[]
  /** No environment of the server's: it holds secrets. English messages, since some of them are read. */
  options: { cwd: string; env: Record<string, string>; uid?: number; gid?: number }
}

/** How to start a program as the account. */
export function commandAs(
  account: Pick<EmbeddedAccount, 'ids' | 'capability'>,
  program: string,
  args: string[],
): EmbeddedCommand {
  const options = { cwd: '/', env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }
  const { ids, capability } = account
  if (!ids || !capability) return { file: program, args, options: { ...options, ...ids } }
  const become = [`--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups']
  // Without no_setuid_fixup the kernel ignores capabilities in access(2), by which PostgreSQL finds its programs.
  const keep = ['--securebits=+no_setuid_fixup', `--inh-caps=+${capability}`, `--ambient-caps=+${capability}`]
  return { file: 'setpriv', args: [...become, ...keep, program, ...args], options }
}

/** @throws EmbeddedDatabaseError `data-folder-unreachable`, or `platform-unsupported` where the programs do not run. */
export async function chooseEmbeddedAccount(dataDir: string, postgres: string): Promise<EmbeddedAccount> {
  if (process.getuid?.() !== ROOT) {
    const probed = await probe({ ids: undefined, capability: undefined }, dataDir, postgres)
    if (probed.account) return probed.account
    throw new EmbeddedDatabaseError(
      'platform-unsupported',
      `PostgreSQL's program ${postgres} does not run here: ${probed.reason}. ` +
        'Set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
  const ids = await chooseIds(dataDir)
  const plain = await probe({ ids, capability: undefined }, dataDir, postgres)
  if (plain.account) return plain.account
  const capability = await capabilityToPassFolders()
  const passing = capability ? await probe({ ids, capability }, dataDir, postgres) : undefined
  if (passing?.account) return passing.account
  throw new EmbeddedDatabaseError(
    'data-folder-unreachable',
    `PostgreSQL does not run as root, and as uid ${ids.uid} it cannot use ${postgres} or enter ${dataDir} ` +
      `(${plain.reason}). Run the server as an ordinary user, move it and its DATA_DIR out of folders that only ` +
      `root may enter (to /opt or /srv, say; not ${dirname(dataDir)}), or set DATABASE_URL.`,
  )
}

/** The owner that the folders already have, so that a volume keeps its owner; never root. */
async function chooseIds(dataDir: string): Promise<{ uid: number; gid: number }> {
  for (const folder of [join(dataDir, 'postgres'), dataDir]) {
    const found = await stat(folder).catch(() => undefined)
    // PostgreSQL wants an account that has a name.
    if (found && found.uid !== ROOT && (await isNamed(found.uid))) return { uid: found.uid, gid: found.gid }
  }
  const [uid, gid] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])])
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function isNamed(uid: number): Promise<boolean> {
  return run('id', ['-un', String(uid)]).then(
    () => true,
    () => false,
  )
}

/** Of the capabilities that would do, the narrowest that this process has itself. Linux only. */
async function capabilityToPassFolders(): Promise<string | undefined> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`)
  return CAPABILITIES.find(({ bit }) => (effective >> bit) & 1n)?.name
}

/** Of a program that failed: its own words, else how it ended. */
export function whatItSaid(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
  return said || (error instanceof Error ? error.message : String(error)).trim()
}

async function probe(
  account: Pick<EmbeddedAccount, 'ids' | 'capability'>,
  dataDir: string,
  postgres: string,
): Promise<{ account: EmbeddedAccount; reason?: undefined } | { account?: undefined; reason: string }> {
  const script = '"$0" --version && { test -x "$1" || { echo "$1: cannot be entered" >&2; exit 1; }; }'
  const { file, args, options } = commandAs(account, '/bin/sh', ['-c', script, postgres, dataDir])
  try {
    const { stdout } = await run(file, args, { ...options, timeout: PROBE_TIMEOUT_MS })
    const version = /(\d+(?:\.\d+)*)/.exec(stdout)?.[1]
    return version ? { account: { ...account, version } } : { reason: `unknown version: ${stdout.trim()}` }
  } catch (error) {
    return { reason: whatItSaid(error) }
  }
}
