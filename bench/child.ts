/** A process of a bench, spoken to by messages: one question at a time, and its answer. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export interface Child<Command, Report extends { says: string }> {
  readonly pid: number
  tell(command: Command): void
  /** The next report of this kind. Rejects where the process ends instead. */
  hear<Kind extends Report['says']>(kind: Kind): Promise<Extract<Report, { says: Kind }>>
  stop(): Promise<void>
}

/** `logs: 'dropped'`: it logs as it does in production, and nobody reads it. */
export function startChild<Command, Report extends { says: string }>(
  program: URL,
  argument: unknown = null,
  { logs = 'shown' }: { logs?: 'shown' | 'dropped' } = {},
): Child<Command, Report> {
  const stdout = logs === 'shown' ? 'inherit' : 'ignore'
  const child = fork(program, [JSON.stringify(argument)], {
    execArgv: [],
    stdio: ['ignore', stdout, 'inherit', 'ipc'],
  })
  return {
    pid: child.pid!,
    tell: (command) => void child.send(command as object),
    hear: (kind) => hear(child, kind),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

function hear<Report extends { says: string }>(child: ChildProcess, kind: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    const onMessage = (report: Report) => {
      if (report.says !== kind) return
      child.off('message', onMessage).off('exit', onExit)
      resolve(report)
    }
    const onExit = () => reject(new Error(`A process of the bench ended before it said “${kind}”`))
    child.on('message', onMessage).once('exit', onExit)
  })
}
