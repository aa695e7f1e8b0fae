/** The server as an operator starts it, as a process of its own on a temporary folder and a free port. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../server/main.ts', import.meta.url))
const READY_LIMIT_MS = 30_000

export interface DemoServer {
  url: string
  apiKey: string
  stop(): Promise<void>
}

export interface DemoServerOptions {
  dataDir: string
  summaryDelaySeconds: number
  leaveGraceSeconds: number
}

export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const apiKey = randomBytes(24).toString('base64url')
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: options.dataDir,
      ADMIN_API_KEY: apiKey,
      WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8',
      SUMMARY_DELAY_SECONDS: String(options.summaryDelaySeconds),
      LEAVE_GRACE_SECONDS: String(options.leaveGraceSeconds),
      RECORDING_GRACE_SECONDS: '1',
      LOG_LEVEL: 'warn',
    },
  })
  const url = await whereItRuns(child)
  return {
    url,
    apiKey,
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

/** The address in the server's greeting, which it prints once it listens. */
function whereItRuns(child: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      const url = /^ *Open +(\S+)$/m.exec(printed)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', () => reject(new Error(`The server ended while it was starting. ${printed}`)))
    setTimeout(
      () => reject(new Error(`The server was not ready within ${READY_LIMIT_MS / 1000} s.`)),
      READY_LIMIT_MS,
    ).unref()
  })
}
