/**
 * The program with its recorder and its media engine, of which one or all are killed while a browser is being recorded:
 * what had arrived is in files that can be read, but for the last second; recording goes on by itself, and what is
 * missing is named. Twenty kills, one meeting each; then two servers share a database. By `npm run test:media`, on a machine
 * of its own: a busy one loses seconds without any kill.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Meeting } from '../../../receiver/src/contract/payload-types.ts'
import { findLiveKit, LIVEKIT_KEY, LIVEKIT_SECRET, runLiveKit } from '../../../scripts/livekit.ts'
import type { RecordingDetail } from '../../../server/recordings/find-recording.ts'
import { startBrowser, type TestBrowser } from '../../support/browser.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { freePort, startProgram, type Program } from '../../support/program.ts'

const run = promisify(execFile)
const TEST_TIMEOUT_MS = 240_000
const WAIT = { timeout: 60_000, interval: 200 }
const KEY = 'a key for the tests of the recorder'
/** What may be lost of what had arrived; and how late a busy machine may be. */
const LOST_LIMIT_MS = 1_000
const LATE_MS = 500
/** From the start of what records again to the first frame of its files. */
const BACK_WITHIN_MS = 5_000
const VICTIMS = ['recorder', 'server', 'engine', 'all'] as const
type Victim = (typeof VICTIMS)[number]
const KILLS: Victim[] = Array.from({ length: 5 }, () => VICTIMS).flat()

let browser: TestBrowser
let database: TestDatabase
let dataDir: string
const programs: Program[] = []

beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'killed-recorder-'))
})
afterAll(async () => {
  for (const program of programs) program.signal('SIGKILL')
  await Promise.all(programs.map(({ exited }) => exited))
  await browser.close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(port: number, mediaPort: number, env: Record<string, string> = {}): Promise<Program> {
  const program = startProgram(port, {
    DATA_DIR: dataDir,
    DATABASE_URL: database.connectionString,
    ADMIN_EMAIL: 'ada@example.org',
    ADMIN_PASSWORD: 'correct horse battery staple',
    ADMIN_API_KEY: KEY,
    SECRET_KEY: 'a secret key for tests only',
    RECORDING_GRACE_SECONDS: '0',
    MERGE_PRIORITY: 'normal',
    MEDIA_PORT: String(mediaPort),
    MEDIA_PUBLIC_ADDRESS: '127.0.0.1',
    LOG_LEVEL: 'error',
    ...env,
  })
  programs.push(program)
  await program.running()
  return program
}

async function api<Body>({ url }: Program, method: string, path: string, body?: object): Promise<Body> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { 'x-api-key': KEY, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Body
}

async function enter({ url }: Program, meeting: Meeting, name: string): Promise<() => Promise<void>> {
  const visitor = await browser.visit({ reducedMotion: 'reduce', width: 640, height: 400 })
  onTestFinished(() => visitor.close())
  await visitor.page.goto(`${url.replace('127.0.0.1', 'localhost')}/join/${meeting.meetingId}`)
  await visitor.page.getByLabel('Your name').fill(name)
  await visitor.page.getByRole('button', { name: /^Join/ }).click()
  return () => visitor.close()
}

/** Processes of a program by what they run. */
async function childOf(program: Program, script: string): Promise<number | undefined> {
  const children = await readFile(`/proc/${program.pid}/task/${program.pid}/children`, 'utf8').catch(() => '')
  for (const pid of children.trim().split(' ').filter(Boolean)) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (line.includes(script)) return Number(pid)
  }
  return undefined
}

const recorderOf = (program: Program) => childOf(program, 'recorder-process.ts')

/** Files that are being recorded, or wait to become parts, each with when it begins. */
async function recorded(): Promise<number[]> {
  const names = await readdir(join(dataDir, 'recorder'), { recursive: true }).catch(() => [])
  return names
    .filter((name) => name.endsWith('.webm'))
    .map((name) => Number(/(\d+)-\w+\.webm$/.exec(name)![1]))
}

const untilRecordedAfter = (fromMs: number, files: number) =>
  expect
    .poll(async () => (await recorded()).filter((atMs) => atMs > fromMs).length, WAIT)
    .toBeGreaterThanOrEqual(files)

async function recordingOf(program: Program, { id }: Meeting): Promise<RecordingDetail> {
  const { data } = await api<{ data: { id: string }[] }>(program, 'GET', `/recordings?meeting=${id}`)
  return api(program, 'GET', `/recordings/${data[0]!.id}`)
}

/** When a part's last packet is, in milliseconds since 1970. */
async function endOf(
  { id }: Meeting,
  { fileName, startedAt }: RecordingDetail['parts'][number],
): Promise<number> {
  const folder = join(dataDir, 'recordings', id)
  const [session] = await readdir(folder)
  const path = join(folder, session!, 'parts', fileName)
  const { stdout, stderr } = await run('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'packet=pts_time',
    '-of',
    'csv=p=0',
    path,
  ])
  expect(stderr).toBe('')
  const times = stdout
    .split('\n')
    .map((line) => Number.parseFloat(line))
    .filter(Number.isFinite)
  expect(times.length).toBeGreaterThan(0)
  return Date.parse(startedAt) + Math.max(...times) * 1_000
}

const last = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000))

test(
  'after kill -9 everything up to the last second is there, recording goes on, and the gap is named',
  async () => {
    const [port, mediaPort] = await Promise.all([freePort(), freePort()])
    let program = await start(port, mediaPort)
    for (const victim of KILLS) {
      const meeting = await api<Meeting>(program, 'POST', '/meetings', {
        topic: `Kill ${victim}`,
        isRecorded: true,
      })
      const leave = await enter(program, meeting, 'Ada')
      await untilRecordedAfter(0, 2)
      await last(3)
      const engine = await childOf(program, 'child-process.ts')
      const recorder = await recorderOf(program)
      const killedAt = Date.now()
      if (victim === 'server' || victim === 'all') program.signal('SIGKILL')
      if (victim === 'engine' || victim === 'all') process.kill(engine!, 'SIGKILL')
      if (victim === 'recorder' || victim === 'all') process.kill(recorder!, 'SIGKILL')
      let backFrom = killedAt
      if (victim === 'server' || victim === 'all') {
        await program.exited
        program = await start(port, mediaPort)
        backFrom = Date.now()
      }
      await untilRecordedAfter(killedAt, 2)
      await last(1)
      await api(program, 'POST', `/meetings/${meeting.id}/close`)
      await leave()
      await expect.poll(async () => (await recordingOf(program, meeting)).state, WAIT).toMatch(/^merg/)

      const { parts, gaps } = await recordingOf(program, meeting)
      const spans = await Promise.all(
        parts.map(async (part) => ({ from: Date.parse(part.startedAt), to: await endOf(meeting, part) })),
      )
      const before = spans.filter(({ from }) => from < killedAt)
      const after = spans.filter(({ from }) => from > killedAt)
      expect([before.length, after.length], victim).toEqual([1, expect.toSatisfy((count) => count >= 1)])
      expect(killedAt - before[0]!.to, victim).toBeLessThan(LOST_LIMIT_MS + LATE_MS)
      // A page comes back to a new engine by itself, in its own time.
      if (victim === 'recorder')
        expect(after[0]!.from - backFrom, victim).toBeLessThan(BACK_WITHIN_MS + LATE_MS)
      const reason = victim === 'server' || victim === 'all' ? 'server-lost' : 'recorder-lost'
      if (after[0]!.from - killedAt > 3_000)
        expect(
          gaps.map((gap) => gap.reason),
          victim,
        ).toContain(reason)
      expect(await recorded(), victim).toEqual([])
    }
  },
  TEST_TIMEOUT_MS * KILLS.length,
)

test.runIf(findLiveKit())(
  'of two servers exactly one records a room, and the other takes over when it dies',
  async () => {
    const ports = await Promise.all([
      freePort(),
      freePort(),
      freePort(),
      freePort(),
      freePort(),
      freePort(),
      freePort(),
    ])
    const [http, udp, tcp, first, second, firstMedia, secondMedia] = ports
    const liveKit = runLiveKit(findLiveKit()!, { http, udp, tcp }, 'ignore')
    onTestFinished(() => void liveKit.kill('SIGKILL'))
    const env = {
      LIVEKIT_URL: `ws://127.0.0.1:${http}`,
      LIVEKIT_API_KEY: LIVEKIT_KEY,
      LIVEKIT_API_SECRET: LIVEKIT_SECRET,
    }
    const both = [await start(first, firstMedia, env), await start(second, secondMedia, env)]
    const meeting = await api<Meeting>(both[0]!, 'POST', '/meetings', {
      topic: 'Two servers',
      isRecorded: true,
    })
    await Promise.all(both.map((program, n) => enter(program, meeting, ['Ada', 'Grace'][n]!)))
    await untilRecordedAfter(0, 4)
    const recorders = await Promise.all(both.map(recorderOf))
    expect(recorders.filter((pid) => pid !== undefined)).toHaveLength(1)
    const holder = recorders[0] === undefined ? 1 : 0
    const killedAt = Date.now()
    both[holder]!.signal('SIGKILL')
    await untilRecordedAfter(killedAt, 2)
    const back = Math.min(...(await recorded()).filter((atMs) => atMs > killedAt))
    expect(back - killedAt).toBeLessThan(10_000)
    const other = both[1 - holder]!
    await api(other, 'POST', `/meetings/${meeting.id}/close`)
    await expect.poll(async () => (await recordingOf(other, meeting)).state, WAIT).toMatch(/^merg/)
    const { parts, gaps } = await recordingOf(other, meeting)
    expect(parts.length).toBeGreaterThanOrEqual(3)
    expect(gaps.map(({ reason }) => reason)).toContain('server-lost')
  },
  TEST_TIMEOUT_MS,
)
