/**
 * Redis for the contenders that need it: the system's `redis-server`, on a socket of its own in a temporary folder,
 * with the append-only file on and synced once a second, as Redis does by default. Missing: those contenders are
 * skipped, and the table says so.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface BenchRedis {
  readonly pid: number
  readonly socket: string
  stop(): Promise<void>
}

const READY = 'eady to accept connections'

/** Null: there is no `redis-server` on PATH. */
export async function startBenchRedis(): Promise<BenchRedis | null> {
  const folder = await mkdtemp(join(tmpdir(), 'simplex-meeting-redis-'))
  const socket = join(folder, 'redis.sock')
  const server = spawn(
    'redis-server',
    ['--port', '0', '--unixsocket', socket, '--dir', folder, '--appendonly', 'yes', '--save', ''],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const started = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.once('exit', () => resolve(false))
    createInterface({ input: server.stdout }).on('line', (line) => {
      if (line.includes(READY)) resolve(true)
    })
  })
  if (!(await started)) {
    await rm(folder, { recursive: true, force: true })
    return null
  }
  return {
    pid: server.pid!,
    socket,
    async stop() {
      const gone = once(server, 'exit')
      server.kill('SIGTERM')
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}
