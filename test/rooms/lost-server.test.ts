/** What becomes of the people in a room when the server that holds their connections goes, in whatever way. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { connect, join } from '../support/room-client.ts'
import { ADMIN_KEY, startTestServer, type TestServer } from '../support/server.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const GRACE_MS = 15_000

/** Lives on; its clock is the real one until it is moved. */
let survivor: TestServer
beforeAll(async () => {
  survivor = await startTestServer({ clock: createManualClock(new Date()) })
})
afterAll(() => survivor.stop())

async function schedule(): Promise<Meeting> {
  const startTime = survivor.clock.now().toISOString()
  return (await survivor.api<Meeting>('POST', '/meetings', { topic: 'Room', startTime })).body
}

async function visits(participantId: string) {
  return survivor.context.database.queries
    .selectFrom('visits')
    .selectAll()
    .where('participant_id', '=', participantId)
    .orderBy('joined_at')
    .execute()
}

/** The program itself, on the survivor's database. */
async function startProgram(dataDir: string): Promise<{ process: ChildProcess; url: string }> {
  const program = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: survivor.connectionString,
      SECRET_KEY: 'a secret key for tests only',
      ADMIN_API_KEY: ADMIN_KEY,
      LOG_LEVEL: 'silent',
    },
  })
  for await (const line of createInterface({ input: program.stdout })) {
    const url = /Open +(\S+)/.exec(line)?.[1]
    if (url) return { process: program, url }
  }
  throw new Error('The program ended before it said where it is')
}

test('people of a killed server leave with their last sign of life; who comes back in time stays', async () => {
  const dataDir = await mkdtemp(joinPath(tmpdir(), 'simplex-meeting-killed-'))
  const program = await startProgram(dataDir)
  try {
    const meeting = await schedule()
    const at = ({ roomUrl }: { roomUrl: string }, url: string) => {
      const { port } = new URL(url)
      return roomUrl.replace(/:\d+\//, `:${port}/`)
    }
    const ada = await join(survivor, meeting, { name: 'Ada' })
    const grace = await join(survivor, meeting, { name: 'Grace' })
    const sockets = [await connect(at(ada, program.url)), await connect(at(grace, program.url))]

    program.process.kill('SIGKILL')
    const killedAt = new Date()
    for (const { closed } of sockets) expect(await closed).toMatchObject({ code: 1006 })

    survivor.clock.set(killedAt)
    await connect(grace.roomUrl)
    survivor.clock.advance(GRACE_MS + 1)
    await survivor.services.rooms.presence.runOnce()

    const [left] = await visits(ada.participantId)
    expect(left!.left_at!.getTime()).toBeGreaterThanOrEqual(left!.joined_at.getTime())
    expect(left!.left_at!.getTime()).toBeLessThanOrEqual(killedAt.getTime())
    expect(await visits(grace.participantId)).toMatchObject([{ left_at: null }])
  } finally {
    program.process.kill('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  }
})

test('a server that stops says so; its people go on elsewhere with the same visit', async () => {
  const leaving = await startTestServer({ database: survivor.connectionString, clock: survivor.clock })
  const meeting = await schedule()
  const ada = await join(leaving, meeting, { name: 'Ada' })
  const grace = await join(leaving, meeting, { name: 'Grace' })
  const sockets = [await connect(ada.roomUrl), await connect(grace.roomUrl)]
  const elsewhere = ada.roomUrl.replace(String(leaving.port), String(survivor.port))
  survivor.clock.advance(10_000)
  await leaving.stop()
  for (const { closed } of sockets) expect(await closed).toMatchObject({ code: 1012 })

  survivor.clock.advance(GRACE_MS)
  await survivor.services.rooms.presence.runOnce()
  await connect(elsewhere)
  survivor.clock.advance(1)
  await survivor.services.rooms.presence.runOnce()
  const [stay, ...others] = await visits(ada.participantId)
  expect(stay!.left_at).toBeNull()
  expect(others).toEqual([])
  // The answer to the server's goodbye was her last sign of life.
  const [gone] = await visits(grace.participantId)
  expect(gone!.left_at!.getTime() - gone!.joined_at.getTime()).toBe(10_000)
})
