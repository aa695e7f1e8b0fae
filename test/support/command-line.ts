/** Runs the command line as a person does: as a process of its own, with an environment and a home folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { INHERITED } from './program.ts'

const MAIN = join(import.meta.dirname, '../../cli/src/main.ts')

export interface Ended {
  code: number | null
  out: string
  err: string
  /** Standard output as JSON values, one per line. */
  json(): ReturnType<JSON['parse']>[]
}

export interface Running {
  readonly process: ChildProcess
  /** The lines of standard output as they come. */
  readonly lines: Interface
  nextLine(): Promise<string>
  /** Resolves when standard error has said it. */
  said(words: string): Promise<void>
}

export interface CommandLine {
  readonly home: string
  run(args: readonly string[], options?: { env?: Record<string, string>; input?: string }): Promise<Ended>
  start(args: readonly string[], env?: Record<string, string>): Running
  remove(): Promise<void>
}

export async function createCommandLine(env: Record<string, string> = {}): Promise<CommandLine> {
  const home = await mkdtemp(join(tmpdir(), 'simplex-meeting-cli-'))
  const launch = (args: readonly string[], more: Record<string, string> = {}) =>
    spawn(process.execPath, [MAIN, ...args], {
      env: { ...INHERITED, HOME: home, ...env, ...more },
      stdio: 'pipe',
      cwd: home,
    })
  return {
    home,
    async run(args, { env: more, input = '' } = {}) {
      const child = launch(args, more)
      child.stdin.on('error', () => {})
      child.stdin.end(input)
      const [out, err] = [child.stdout.toArray(), child.stderr.toArray()]
      const [code] = (await once(child, 'close')) as [number | null]
      const text = Buffer.concat(await out).toString()
      return {
        code,
        out: text,
        err: Buffer.concat(await err).toString(),
        json: () =>
          text
            .trim()
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line)),
      }
    },
    start(args, more) {
      const child = launch(args, more)
      const lines = createInterface(child.stdout)
      const iterator = lines[Symbol.asyncIterator]()
      let err = ''
      let look = () => {}
      child.stderr.on('data', (chunk: Buffer) => {
        err += chunk.toString()
        look()
      })
      return {
        process: child,
        lines,
        nextLine: async () => String((await iterator.next()).value),
        said: (words) =>
          new Promise((resolve, reject) => {
            look = () => {
              if (err.includes(words)) resolve()
            }
            child.once('close', () => reject(new Error(`It ended and said: ${err}`)))
            look()
          }),
      }
    },
    remove: () => rm(home, { recursive: true, force: true }),
  }
}
