/** The program as an operator starts it: a process of its own, with a data folder and the embedded database. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** What a program of a test has of this process's environment: `vitest.config.ts` says what the second one is. */
export const INHERITED = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] }

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

export interface Program {
  readonly pid: number
  readonly url: string
  /** What it has written so far. */
  output(): string
  /** Resolves with what it wrote until it says that it is running. @throws where it ends before. */
  running(): Promise<string>
  signal(name: NodeJS.Signals): void
  /** The exit code; null where a signal ended it. */
  readonly exited: Promise<number | null>
}

export function startProgram(port: number, env: Record<string, string>): Program {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...INHERITED, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ready = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (/^ {2}Stop/m.test(output)) ready.resolve(output)
    })
  }
  const exited = once(child, 'close').then(([code]) => code as number | null)
  void exited.then((code) => ready.reject(new Error(`It ended with ${code}: ${output}`)))
  ready.promise.catch(() => {})
  return {
    pid: child.pid!,
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    running: () => ready.promise,
    signal: (name) => void child.kill(name),
    exited,
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
