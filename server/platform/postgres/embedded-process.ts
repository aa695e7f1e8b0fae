/**
 * One run of PostgreSQL as our child: starting → ready → exited.
 *
 * It is in a session of its own, so that Ctrl-C in a terminal reaches the server only, which drains first and then
 * stops it. Beside it waits a guard, a shell that reads from a pipe of ours: when the server is killed, the pipe ends,
 * and the guard asks PostgreSQL to stop. So no database stays behind, and the next start finds its data written out.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Logger } from '../logger.ts'
import { commandAs } from './embedded-account.ts'
import type { EmbeddedAccount } from './embedded-account.ts'
import { EmbeddedDatabaseError } from './embedded-error.ts'

/** The recovery after a power cut replays up to a gigabyte of log. */
const START_TIMEOUT_MS = 120_000
const REMEMBERED_LINES = 5
const LAST_WORDS_WAIT_MS = 500
const READY = 'database system is ready to accept connections'
/** What is still there of a predecessor: gone in a moment. */
const PASSING = /lock file ".*" already exists|shared memory block .* is still in use/
/** Ordinary lines that an operator should see all the same. */
const NOTABLE = /was terminated by|No space left on device/
/** From polite to certain: sessions are ended and everything is written out; sessions are dropped; killed. */
const STOP_SIGNALS = [
  { signal: 'SIGINT', waitMs: 8_000 },
  { signal: 'SIGQUIT', waitMs: 3_000 },
  { signal: 'SIGKILL', waitMs: 3_000 },
] as const

export interface PostgresProcess {
  readonly pid: number
  /** Resolves when it is gone, for whatever reason, with how it ended and what it said last. */
  readonly exited: Promise<string>
  /** Ends it; resolves when it is gone. */
  stop(): Promise<void>
}

/** Failed for a reason that passes by itself: try again. */
export class PredecessorLingersError extends EmbeddedDatabaseError {}

/** Resolves once it takes connections. @throws PredecessorLingersError, EmbeddedDatabaseError `start-failed`. */
export async function startPostgresProcess(
  account: EmbeddedAccount,
  program: string,
  args: string[],
  logger: Logger,
): Promise<PostgresProcess> {
  const { file, args: allArgs, options } = commandAs(account, program, args)
  const child = spawn(file, allArgs, { ...options, detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  const lines: string[] = []
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<'ready'>()
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line)
    if (lines.length > REMEMBERED_LINES) lines.shift()
    forward(line, logger)
    if (line.includes(READY)) becomeReady('ready')
  })
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => {
      // Its last words are still in the pipe; a worker that outlives it may hold that open.
      void Promise.race([once(child, 'close'), afterMs(LAST_WORDS_WAIT_MS)]).then(() =>
        resolve(`${signal ?? `code ${code}`}: ${lines.join('\n')}`),
      )
    })
  })
  const pid = child.pid ?? 0
  const guard = child.pid === undefined ? undefined : startGuard(account, child.pid)
  void exited.then(() => guard?.kill('SIGKILL'))

  const stop = () => stopChild(child, exited)
  const outcome = await Promise.race([ready, exited, afterMs(START_TIMEOUT_MS)])
  if (outcome === 'ready') return { pid, exited, stop }
  if (outcome === undefined) await stop()
  const reason = outcome ?? `not ready after ${START_TIMEOUT_MS / 1000} s: ${lines.join('\n')}`
  const FailedError = PASSING.test(reason) ? PredecessorLingersError : EmbeddedDatabaseError
  throw new FailedError('start-failed', `The built-in PostgreSQL did not start (${reason})`)
}

async function stopChild(child: ChildProcess, exited: Promise<string>): Promise<void> {
  for (const { signal, waitMs } of STOP_SIGNALS) {
    child.kill(signal)
    if ((await Promise.race([exited, afterMs(waitMs)])) !== undefined) return
  }
}

/** As the same account, so that it may signal; in a session of its own, so that Ctrl-C does not end it. */
function startGuard(account: EmbeddedAccount, pid: number): ChildProcess {
  const script = 'read -r _; kill -INT "$0" 2>/dev/null'
  const { file, args, options } = commandAs({ ...account, capability: undefined }, '/bin/sh', [
    '-c',
    script,
    String(pid),
  ])
  const guard = spawn(file, args, { ...options, detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  guard.on('error', () => undefined) // without it the next start stops what was left behind
  guard.stdin.on('error', () => undefined)
  guard.unref()
  return guard
}

/** What a statement did wrong its own caller hears; here only what concerns the database as a whole is a warning. */
function forward(line: string, logger: Logger): void {
  if (line.startsWith('PANIC:')) logger.error(line)
  else if (line.startsWith('WARNING:') || NOTABLE.test(line)) logger.warn(line)
  else logger.debug(line)
}

function afterMs(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds, undefined).unref()
  })
}
