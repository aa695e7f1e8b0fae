/**
 * What a killed server leaves: a PostgreSQL that still runs, or only its workers, or only its pid file. We hold the
 * data folder's lock, so whatever works in the data's folder is nobody's any more. It is stopped, not adopted: its
 * messages and its exit could not be followed, and its settings may be an older version's.
 *
 * PostgreSQL's own check of `postmaster.pid` asks whether a process of that number exists. It takes a zombie, which
 * may stay for as long as process 1 does not reap it, or a stranger with a recycled number for a running server. So
 * once nothing alive works in the folder the file is removed here. Should something have been overlooked, PostgreSQL
 * still refuses to start while shared memory of the same folder is attached.
 */
import { execFile } from 'node:child_process'
import { readFile, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Logger } from '../logger.ts'
import { commandAs } from './embedded-account.ts'
import type { EmbeddedAccount } from './embedded-account.ts'
import { EmbeddedDatabaseError } from './embedded-error.ts'

const run = promisify(execFile)
const POLL_MS = 20
const LISTING_LIMIT_BYTES = 32 * 1024 * 1024
const PID_FILE = 'postmaster.pid'
/** From polite to certain. A fast shutdown writes everything out; a quit leaves that to the recovery. */
const SIGNALS = [
  { signal: 'SIGINT', waitMs: 3_000 },
  { signal: 'SIGQUIT', waitMs: 2_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const

/** @throws EmbeddedDatabaseError `start-failed` when something survives even SIGKILL. */
export async function stopLeftovers(
  clusterFolder: string,
  account: EmbeddedAccount,
  logger: Logger,
): Promise<void> {
  const pidFile = join(clusterFolder, PID_FILE)
  const content = await readFile(pidFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  // PostgreSQL removes the file as the last thing it does.
  if (content === undefined) return
  const postmaster = Number.parseInt(content, 10)
  const folder = await realpath(clusterFolder)
  for (const { signal, waitMs } of SIGNALS) {
    let pids = await processesIn(folder, account)
    if (pids.length > 0)
      logger.warn({ pids, signal }, 'stopping the database that a killed server left behind')
    // Its workers follow the postmaster; where it is gone, they are told themselves.
    for (const pid of pids.includes(postmaster) && signal !== 'SIGKILL' ? [postmaster] : pids)
      kill(pid, signal)
    for (let waitedMs = 0; pids.length > 0 && waitedMs < waitMs; waitedMs += POLL_MS) {
      await delay(POLL_MS)
      pids = await processesIn(folder, account)
    }
    if (pids.length === 0) return await rm(pidFile, { force: true })
  }
  throw new EmbeddedDatabaseError(
    'start-failed',
    `An old PostgreSQL still runs in ${clusterFolder} and cannot be stopped (see its processes with ps). ` +
      'End it, or restart the machine, then start again.',
  )
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!isGone) throw error
  }
}

/** Every living process of PostgreSQL in the folder; all of them work in there. */
async function processesIn(folder: string, account: EmbeddedAccount): Promise<number[]> {
  if (process.platform !== 'linux') return await postmastersIn(folder)
  // Asked as its own account: in a container even root may not look into the processes of others. Those of others
  // and zombies show no folder; and for them `ls` ends with a complaint.
  const script = 'ls -ld /proc/[0-9]*/cwd 2>/dev/null || true'
  const { file, args, options } = commandAs(account, '/bin/sh', ['-c', script])
  const { stdout } = await run(file, args, { ...options, maxBuffer: LISTING_LIMIT_BYTES })
  const found = stdout.split('\n').flatMap((line) => {
    const [, pid, cwd] = /\/proc\/(\d+)\/cwd -> (.*)$/.exec(line) ?? []
    return pid && cwd === folder ? [pid] : []
  })
  // A person's shell may stand in there as well.
  const commands = await Promise.all(
    found.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')),
  )
  return found.filter((_, index) => commands[index]?.trim() === 'postgres').map(Number)
}

/** Elsewhere `ps` shows the postmasters by their arguments; workers go by themselves once theirs is gone. */
async function postmastersIn(folder: string): Promise<number[]> {
  const { stdout } = await run('ps', ['-axww', '-o', 'pid=,stat=,command='], {
    maxBuffer: LISTING_LIMIT_BYTES,
  })
  return stdout.split('\n').flatMap((line) => {
    const [, pid, state, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    const isOurs = pid && !state?.startsWith('Z') && command?.includes(` -D ${folder} `)
    return isOurs ? [Number(pid)] : []
  })
}
