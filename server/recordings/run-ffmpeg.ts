/**
 * Runs ffmpeg and ffprobe as child processes that can hurt nobody.
 *
 * What they read was uploaded by participants, so they are treated as if they were taken over by it: no
 * stdin, an environment without our secrets, a limit on memory and on time, the lowest priority for processor and
 * disk, and a process group of their own that is killed as a whole (SIGKILL: ffmpeg takes its time over anything gentler)
 * when the caller aborts or the deadline passes. The promise settles only after the process is gone.
 *
 * `lowest` priority is for what takes long: Linux shares the processor among sessions first and looks at `nice` only
 * within each, so that the weight of the session itself is set down, too, where the kernel has it.
 *
 * On Linux the child also dies with this process (`setpriv --pdeathsig`), so that a server that was killed
 * leaves no merge behind that eats the processor. Where `setpriv` cannot do that, a leftover run is harmless
 * all the same: it writes to a file that nobody will look at (see merge-parts).
 *
 * The limits are set by a few lines of `sh` and not by `prlimit`, which exists on Linux only; a limit that
 * the system does not know (`ulimit -v` on macOS) is left out. Windows has none of this: there the tool runs
 * as it is.
 */
import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { MergePriority } from '../platform/config/environment.ts'

/** Address space, not resident memory: 256 inputs reserve 3 GB and use 0.3. */
export const MEMORY_LIMIT_KIB = 4 * 1024 * 1024
const STALL_LIMIT_MS = 10 * 60 * 1000
/** Sixteen pictures in HD at the lowest priority on a busy machine run at a tenth of real time. */
const DEADLINE_FACTOR = 20
const DEADLINE_BASE_MS = 5 * 60 * 1000
const DEADLINE_LIMIT_MS = 48 * 60 * 60 * 1000
const STDERR_TAIL_LIMIT_BYTES = 16 * 1024
const LINE_LIMIT_CHARACTERS = 64 * 1024

const LIMITED_LAUNCH = `
ulimit -c 0
ulimit -v "$1" 2>/dev/null
if [ "$2" = lowest ]; then echo 19 2>/dev/null >/proc/self/autogroup; fi
shift 2
set -- nice -n 19 "$@"
if ionice -c 3 true 2>/dev/null; then set -- ionice -c 3 "$@"; fi
if setpriv --pdeathsig KILL true 2>/dev/null; then set -- setpriv --pdeathsig KILL "$@"; fi
exec env -i PATH="$PATH" LD_LIBRARY_PATH="$LD_LIBRARY_PATH" LC_ALL=C MALLOC_ARENA_MAX=2 "$@"
`
const EXIT_CODE_NOT_FOUND = 127

/** How long ffmpeg may take for so much media. */
export function mergeDeadlineMs(lengthMs: number): number {
  return Math.min(DEADLINE_LIMIT_MS, DEADLINE_BASE_MS + DEADLINE_FACTOR * lengthMs)
}

export type Tool = 'ffmpeg' | 'ffprobe'

export interface ToolRun {
  tool: Tool
  args: readonly string[]
  /** After this time the process is killed and the run fails with `ffmpeg-timed-out`. */
  deadlineMs: number
  /** Kills the process; the run then rejects with the signal's reason. */
  signal?: AbortSignal | undefined
  memoryLimitKib?: number
  /** What it gets of a busy machine; normal unless said. */
  priority?: MergePriority | undefined
  /** The folder that it runs in; this process's unless said. */
  cwd?: string
  /** Called for each line of standard output, as it comes. What it throws ends the run. */
  onLine?: (line: string) => void
}

export type FfmpegErrorCode = 'ffmpeg-missing' | 'ffmpeg-timed-out' | 'ffmpeg-killed' | 'ffmpeg-failed'

/**
 * The tool is not installed, took too long, was killed by somebody else (the system, short of memory), or
 * gave up. `stderrTail` is the end of what it said.
 */
export class FfmpegError extends Error {
  readonly code: FfmpegErrorCode
  readonly stderrTail: string

  constructor(code: FfmpegErrorCode, message: string, stderrTail = '') {
    super(message)
    this.name = 'FfmpegError'
    this.code = code
    this.stderrTail = stderrTail
  }
}

/** Runs a tool to its end. Rejects with `FfmpegError`, or with the signal's reason where it was aborted. */
export async function runTool(run: ToolRun): Promise<void> {
  run.signal?.throwIfAborted()
  const child = launch(run)
  let stop: { reason: unknown } | null = null
  const kill = (reason: unknown) => {
    stop ??= { reason }
    killGroup(child)
  }
  const onAbort = () => kill(run.signal?.reason)
  const timedOut = () => kill(timeout(run.tool, 'it had not finished', run.deadlineMs))
  run.signal?.addEventListener('abort', onAbort, { once: true })
  const timer = setTimeout(timedOut, run.deadlineMs)
  const stderr = keepTail(child.stderr)
  splitLines(child.stdout, run.onLine, kill)
  try {
    const end = await ended(child, run.tool)
    // A reason to stop counts even where the process came to its end at the same moment.
    if (stop !== null) throw (stop as { reason: unknown }).reason
    if (end.exitCode !== 0) throw failure(run.tool, end, stderr())
  } finally {
    clearTimeout(timer)
    run.signal?.removeEventListener('abort', onAbort)
  }
}

export interface FfmpegRun extends Omit<ToolRun, 'tool' | 'onLine'> {
  /** Length of what is written, in milliseconds of media time: what progress is measured against. */
  lengthMs: number
  /** Called with 0 to 1 about twice a second, always rising. */
  onProgress?: ((fraction: number) => void) | undefined
  /** Killed after this time without progress; ten minutes unless said. */
  stallMs?: number
}

/**
 * Runs ffmpeg to its end and reports how far it is. Short of memory, ffmpeg may hang instead of failing, and
 * the deadline of a long recording is days away: so it is also killed where it makes no progress.
 */
export async function runFfmpeg(run: FfmpegRun): Promise<void> {
  const { lengthMs, onProgress, stallMs = STALL_LIMIT_MS, signal, ...rest } = run
  const stalled = new AbortController()
  const timer = setTimeout(() => stalled.abort(timeout('ffmpeg', 'it made no progress', stallMs)), stallMs)
  let reported = 0
  try {
    await runTool({
      ...rest,
      tool: 'ffmpeg',
      args: ['-nostdin', '-hide_banner', '-nostats', '-v', 'error', '-progress', 'pipe:1', ...run.args],
      signal: signal === undefined ? stalled.signal : AbortSignal.any([signal, stalled.signal]),
      onLine: (line) => {
        const fraction = progressOf(line, lengthMs)
        if (fraction === null || fraction <= reported) return
        timer.refresh()
        reported = fraction
        onProgress?.(fraction)
      },
    })
  } finally {
    clearTimeout(timer)
  }
}

/** The fraction that a line of `-progress` output stands for; null for its other lines. */
export function progressOf(line: string, lengthMs: number): number | null {
  if (line === 'progress=end') return 1
  const microseconds = /^out_time_us=(\d+)$/.exec(line)?.[1]
  if (microseconds === undefined || lengthMs <= 0) return null
  return Math.min(1, Number(microseconds) / 1000 / lengthMs)
}

type Child = ChildProcessByStdio<null, Readable, Readable>

function launch(run: ToolRun): Child {
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']
  const cwd = run.cwd
  if (process.platform === 'win32') return spawn(run.tool, run.args, { stdio, cwd, windowsHide: true })
  const limit = String(run.memoryLimitKib ?? MEMORY_LIMIT_KIB)
  const args = ['-c', LIMITED_LAUNCH, 'sh', limit, run.priority ?? 'normal', run.tool, ...run.args]
  return spawn('/bin/sh', args, { stdio, cwd, detached: true })
}

function killGroup(child: Child): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    child.kill('SIGKILL')
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

interface End {
  exitCode: number | null
  killedBy: NodeJS.Signals | null
}

function ended(child: Child, tool: Tool): Promise<End> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(new FfmpegError('ffmpeg-missing', `${tool} could not be started: ${error.message}`))
    })
    child.once('close', (exitCode, killedBy) => resolve({ exitCode, killedBy }))
  })
}

function failure(tool: Tool, end: End, stderrTail: string): FfmpegError {
  const last = stderrTail.trimEnd().split('\n').at(-1) || 'it said nothing'
  if (end.exitCode === EXIT_CODE_NOT_FOUND) {
    const why = stderrTail.includes('No such file')
      ? 'is not installed on this machine'
      : `cannot start: ${last}`
    return new FfmpegError('ffmpeg-missing', `${tool} ${why}`, stderrTail)
  }
  if (end.killedBy === 'SIGKILL') {
    const message = `${tool} was killed from outside; perhaps this machine is short of memory`
    return new FfmpegError('ffmpeg-killed', message, stderrTail)
  }
  const how = end.killedBy === null ? `exit code ${end.exitCode}` : `it crashed with ${end.killedBy}`
  return new FfmpegError('ffmpeg-failed', `${tool} failed (${how}): ${last}`, stderrTail)
}

function timeout(tool: Tool, what: string, afterMs: number): FfmpegError {
  const seconds = Math.ceil(afterMs / 1000)
  return new FfmpegError('ffmpeg-timed-out', `${tool} was stopped after ${seconds} seconds: ${what}`)
}

function keepTail(stream: Readable): () => string {
  let tail: Buffer = Buffer.alloc(0)
  stream.on('data', (bytes: Buffer) => {
    tail = Buffer.concat([tail, bytes]).subarray(-STDERR_TAIL_LIMIT_BYTES)
  })
  return () => tail.toString('utf8')
}

/** Not `node:readline`, whose lines have no limit. An overlong line is cut, and its rest is dropped. */
function splitLines(stream: Readable, onLine: ToolRun['onLine'], onError: (error: unknown) => void): void {
  let open = ''
  const emit = (lines: string[]) => {
    try {
      for (const line of lines) onLine?.(line)
    } catch (error) {
      onError(error)
    }
  }
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    const lines = (open + text).split('\n')
    open = (lines.pop() ?? '').slice(0, LINE_LIMIT_CHARACTERS)
    emit(lines)
  })
  stream.on('end', () => emit(open === '' ? [] : [open]))
}
