/**
 * The server as a process, on its embedded database, killed with SIGKILL again and again while clients schedule
 * meetings: whatever a client was told is done must reach the listener, under one id and with the same bytes.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Listener, startListener } from '../support/listener.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'

const API_KEY = 'an administrator key for tests'
/** The server dies after so many acknowledged meetings, counted again at each start. */
const KILL_AFTER = [3, 17, 41]
const CLIENTS = 6
const LAST_ROUND_MEETINGS = 20
/** A dead process's calls are taken over within 30 s. */
const TEST_LIMIT_MS = 120_000

let folder: string
let listener: Listener
let port: number
let server: Program | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill-while-scheduling-'))
  listener = await startListener()
  port = await freePort()
})

afterAll(async () => {
  await kill()
  await listener.close()
  // PostgreSQL, killed with its server, may still be writing its last file.
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

async function start(): Promise<void> {
  server = startProgram(port, {
    DATA_DIR: join(folder, 'data'),
    ADMIN_API_KEY: API_KEY,
    WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8',
    LOG_LEVEL: 'warn',
  })
  await server.running()
}

async function kill(): Promise<void> {
  server?.signal('SIGKILL')
  await server?.exited
  server = undefined
}

async function post(path: string, body: unknown): Promise<Record<string, string>> {
  const response = await fetch(`${server!.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'x-api-key': API_KEY, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.status !== 201) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Record<string, string>
}

/** Schedules until the server is gone, or `limit` were acknowledged. */
async function schedule(acknowledged: Set<string>, limit: number, onEnough: () => void): Promise<void> {
  let count = 0
  const client = async () => {
    while (count < limit) {
      const meeting = await post('/meetings', { topic: `Meeting ${count}` }).catch(() => null)
      if (!meeting) return
      acknowledged.add(meeting['id']!)
      if (++count === limit) onEnough()
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
}

test(
  'every meeting that was acknowledged reaches the listener, under one id, however often the server is killed',
  async () => {
    await start()
    await post('/web-hooks', { event: 'onMeetingScheduled', url: `${listener.origin}/hook` })
    const acknowledged = new Set<string>()
    for (const limit of KILL_AFTER) {
      let killed: Promise<void> | undefined
      await schedule(acknowledged, limit, () => {
        killed = kill()
      })
      await killed
      await start()
    }
    await schedule(acknowledged, LAST_ROUND_MEETINGS, () => {})
    const arrived = () => new Set(listener.calls.map((call) => meetingOf(call.body)))
    await listener.waitFor(() => acknowledged.isSubsetOf(arrived()))

    expect(acknowledged.size).toBeGreaterThanOrEqual(
      KILL_AFTER.reduce((sum, limit) => sum + limit, LAST_ROUND_MEETINGS),
    )
    for (const calls of Map.groupBy(listener.calls, (call) => meetingOf(call.body)).values()) {
      expect(new Set(calls.map((call) => call.headers['webhook-id'])).size).toBe(1)
      expect(new Set(calls.map((call) => call.body.toString())).size).toBe(1)
    }
  },
  TEST_LIMIT_MS,
)

function meetingOf(body: Buffer): string {
  return (JSON.parse(body.toString()) as { id: string }).id
}
