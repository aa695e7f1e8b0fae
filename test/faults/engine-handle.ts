/** The other end of an engine process: starts it, commands it, and ends it the hard way. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Command, ProcessOptions, RecordCommand, Report } from './engine-protocol.ts'

const PROGRAM = new URL('engine-process.ts', import.meta.url)
const LAST_WORDS_CHARACTERS = 4_000

type Order = Command extends infer C ? (C extends Command ? Omit<C, 'number'> : never) : never

export interface EngineHandle {
  /** Resolves with its answer. Rejects where the command failed, or the process ended first. */
  command(order: Order): Promise<string>
  record(event: RecordCommand): Promise<string>
  /** SIGSTOP and SIGCONT: the process stands still without knowing it. */
  freeze(): void
  thaw(): void
  readonly isFrozen: boolean
  /** SIGKILL; resolves once it is gone. */
  kill(): Promise<void>
  /** An orderly end. */
  stop(): Promise<void>
}

/** @param onDeath hears when it ends without having been told to, with what it said last. */
export async function startEngineProcess(
  options: ProcessOptions,
  onDeath: (lastWords: string) => void,
): Promise<EngineHandle> {
  const child = fork(PROGRAM, [JSON.stringify(options)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  const waiting = new Map<number, (report: Report) => void>()
  let number = 0
  let isFrozen = false
  let isEnding = false
  let lastWords = ''

  child.stderr!.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-LAST_WORDS_CHARACTERS)
  })
  child.on('message', (report: Report) => {
    waiting.get(report.number)?.(report)
    waiting.delete(report.number)
  })
  child.once('exit', (code, signal) => {
    if (!isEnding) onDeath(`${signal ?? `code ${code}`}: ${lastWords}`)
    for (const [pending, answer] of waiting)
      answer({ number: pending, says: 'failed', reason: 'the process ended' })
    waiting.clear()
  })

  function answerTo(expected: number): Promise<string> {
    return new Promise((resolve, reject) => {
      waiting.set(expected, (report) => {
        if (report.says === 'done') resolve(report.result)
        else reject(new Error(report.reason))
      })
    })
  }

  function command(order: Order): Promise<string> {
    if (!child.connected) return Promise.reject(new Error('the process has ended'))
    const answer = answerTo(++number)
    child.send({ ...order, number }, () => {})
    return answer
  }

  await answerTo(0)
  return {
    command,
    record: (event) => command({ does: 'record', ...event }),
    freeze() {
      isFrozen = child.kill('SIGSTOP')
    },
    thaw() {
      child.kill('SIGCONT')
      isFrozen = false
    },
    get isFrozen() {
      return isFrozen
    },
    async kill() {
      isEnding = true
      await end(child, () => child.kill('SIGKILL'))
    },
    async stop() {
      isEnding = true
      await end(child, () => {
        command({ does: 'stop' }).then(
          () => child.disconnect(),
          () => child.kill('SIGKILL'),
        )
      })
    },
  }
}

async function end(child: ChildProcess, how: () => unknown): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  how()
  await gone
}
