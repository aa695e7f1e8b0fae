/** What goes wrong around a merge: no ffmpeg, a full disk, deletions, lost leases, servers that stop or are killed. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import {
  recordFailure,
  recordMerged,
  recordUnusable,
  releaseClaim,
} from '../../server/recordings/end-merge.ts'
import { claimDueRecording, holdLease } from '../../server/recordings/recording-lease.ts'
import { createTestDatabase } from '../support/database.ts'
import { failingFfmpeg, gateFfmpeg, type GatedFfmpeg } from '../support/gated-ffmpeg.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { holdMeeting, hooksOf, recordingOf, recordPart } from '../support/recorded-meeting.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const SECOND_MS = 1000
const GRACE_MS = 60 * SECOND_MS
const LEASE_MS = 60 * SECOND_MS
const SUMMARY_DELAY_MS = 300 * SECOND_MS

let server: TestServer
let folder: string
let part: Buffer
beforeAll(async () => {
  folder = await mkdtemp(joinPath(tmpdir(), 'merge-faults-'))
  part = await recordPart()
  server = await startTestServer()
})
afterEach(() => void vi.unstubAllEnvs())
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const put = (path: string) => vi.stubEnv('PATH', `${path}:${process.env['PATH']}`)

const rowOf = ({ id }: Meeting, at = server) =>
  at.context.database.queries
    .selectFrom('recordings')
    .selectAll()
    .where('meeting_id', '=', id)
    .executeTakeFirst()

const filesOf = ({ id }: Meeting, at = server) =>
  readdir(joinPath(at.context.dataDir, 'recordings', id), { recursive: true })

const reconciler = ({ services }: TestServer, wanted: string) =>
  services.reconcilers.find(({ name }) => name === wanted)!

const recordingEvents = async (meeting: Meeting, at = server) =>
  (await hooksOf(at, meeting)).filter((hook) => hook === 'onMeetingRecordingCreated').length

/** A merge of this meeting that has come to the gate. */
async function mergeAtGate(meeting: Meeting): Promise<GatedFfmpeg & { done: Promise<void> }> {
  const gate = await gateFfmpeg()
  put(gate.path)
  server.clock.advance(GRACE_MS)
  const done = server.runDueWork()
  await gate.begun()
  expect(await rowOf(meeting)).toMatchObject({ state: 'merging', merge_attempts: 1 })
  return { ...gate, done }
}

test('without ffmpeg it waits, says what to install, and goes on by itself once it is there', async () => {
  const tools = joinPath(folder, 'tools')
  await mkdir(tools)
  for (const name of ['env', 'nice']) await symlink(`/usr/bin/${name}`, joinPath(tools, name))
  const meeting = await holdMeeting(server, part)
  vi.stubEnv('PATH', tools)
  await server.moveClock(GRACE_MS)
  expect(await recordingOf(server, meeting)).toMatchObject({
    state: 'waiting',
    reason: expect.stringMatching(/ffmpeg is not installed.*apt-get install ffmpeg/),
    mergeDueAt: new Date(server.clock.now().getTime() + 120 * SECOND_MS).toISOString(),
    parts: [{ isComplete: true }],
  })
  vi.unstubAllEnvs()
  await server.moveClock(119 * SECOND_MS)
  expect((await recordingOf(server, meeting)).state).toBe('waiting')
  await server.moveClock(SECOND_MS)
  expect(await recordingOf(server, meeting)).toMatchObject({ state: 'merged', reason: null })
  expect(await rowOf(meeting)).toMatchObject({ merge_attempts: 1 })
})

test('a merge that fails is tried again, later each time, and says why', async () => {
  const meeting = await holdMeeting(server, part)
  const { path, close } = await failingFfmpeg()
  put(path)
  await server.moveClock(GRACE_MS)
  const failed = await recordingOf(server, meeting)
  expect(failed).toMatchObject({
    state: 'waiting',
    progress: 0,
    reason: expect.stringMatching(/attempt 1 of 5.*No space left on device.*tried again/),
    mergeDueAt: new Date(server.clock.now().getTime() + 60 * SECOND_MS).toISOString(),
  })
  expect(failed.reason).not.toContain(server.context.dataDir)
  await server.moveClock(60 * SECOND_MS)
  expect((await recordingOf(server, meeting)).reason).toContain('attempt 2 of 5')
  vi.unstubAllEnvs()
  await server.moveClock(299 * SECOND_MS)
  expect((await recordingOf(server, meeting)).state).toBe('waiting')
  await server.moveClock(SECOND_MS)
  expect(await recordingOf(server, meeting)).toMatchObject({ state: 'merged', reason: null })
  expect(await recordingEvents(meeting)).toBe(1)
  await close()
})

test('what fails five times is given up, keeps its parts, and is merged when somebody asks for it again', async () => {
  const meeting = await holdMeeting(server, part)
  const { path, close } = await failingFfmpeg()
  put(path)
  for (const seconds of [60, 60, 300, 1800, 7200]) await server.moveClock(seconds * SECOND_MS)
  const failed = await recordingOf(server, meeting)
  expect(failed).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/attempt 5 of 5.*No space left on device.*given up/),
    mergeDueAt: null,
    parts: [{ isComplete: true }],
  })
  vi.unstubAllEnvs()
  await server.moveClock(86_400 * SECOND_MS)
  expect(await rowOf(meeting)).toMatchObject({ state: 'failed', merge_attempts: 5 })
  expect(await recordingEvents(meeting)).toBe(0)

  const again = await server.api('POST', `/recordings/${failed.id}/merge`)
  expect([again.status, again.body.state]).toEqual([202, 'waiting'])
  await server.runDueWork()
  expect(await recordingOf(server, meeting)).toMatchObject({ state: 'merged', progress: 1, reason: null })
  expect(await recordingEvents(meeting)).toBe(1)
  const merged = await server.api('POST', `/recordings/${failed.id}/merge`)
  expect([merged.status, merged.body.type]).toEqual([409, '/problems/recording-not-failed'])
  await close()
})

test('a merge that each server died of is not begun for ever', async () => {
  const meeting = await holdMeeting(server, part)
  await server.context.database.queries
    .updateTable('recordings')
    .set({
      state: 'merging',
      merge_attempts: 5,
      lease_token: crypto.randomUUID(),
      leased_until: new Date(server.clock.now().getTime() - SECOND_MS),
    })
    .where('meeting_id', '=', meeting.id)
    .execute()
  await server.runDueWork()
  expect(await recordingOf(server, meeting)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('gone before it was done'),
  })
})

test('a meeting that is deleted during its merge: nothing is recorded, and nothing is left', async () => {
  const meeting = await holdMeeting(server, part)
  const merge = await mergeAtGate(meeting)
  expect((await server.api('DELETE', `/meetings/${meeting.id}`)).status).toBe(204)
  await merge.open()
  await merge.done
  await server.moveClock(SUMMARY_DELAY_MS)
  await expect(filesOf(meeting)).rejects.toThrow('ENOENT')
  expect((await hooksOf(server, meeting)).at(-1)).toBe('onMeetingDeleted')
  expect(await rowOf(meeting)).toBeUndefined()
  await merge.close()
})

test('files that are removed under a merge do not come back', async () => {
  const meeting = await holdMeeting(server, part)
  const merge = await mergeAtGate(meeting)
  await server.api('DELETE', `/meetings/${meeting.id}`)
  await reconciler(server, 'removed-files').runOnce()
  await expect(filesOf(meeting)).rejects.toThrow('ENOENT')
  await merge.open()
  await merge.done
  await expect(filesOf(meeting)).rejects.toThrow('ENOENT')
  await merge.close()
})

test('a recording that is deleted during its merge ends it', async () => {
  const meeting = await holdMeeting(server, part)
  const merge = await mergeAtGate(meeting)
  const { id } = await recordingOf(server, meeting)
  expect((await server.api('DELETE', `/recordings/${id}`)).status).toBe(204)
  // ffmpeg would wait at the gate for ever: the next renewal of the lease ends it.
  await merge.done
  await server.moveClock(SUMMARY_DELAY_MS)
  expect(await filesOf(meeting)).toEqual([])
  expect((await hooksOf(server, meeting)).at(-1)).toBe('onMeetingSummaryCreated')
  await merge.close()
})

test('a process that lost the lease records nothing; it is merged once that of the other has run out', async () => {
  const meeting = await holdMeeting(server, part)
  const merge = await mergeAtGate(meeting)
  const otherToken = crypto.randomUUID()
  await server.context.database.queries
    .updateTable('recordings')
    .set({ lease_token: otherToken })
    .where('meeting_id', '=', meeting.id)
    .execute()
  await merge.open()
  await merge.done
  expect(await rowOf(meeting)).toMatchObject({ state: 'merging', lease_token: otherToken })
  vi.unstubAllEnvs()
  await server.moveClock(SUMMARY_DELAY_MS)
  expect(await rowOf(meeting)).toMatchObject({ state: 'merged', merge_attempts: 2 })
  expect(await recordingEvents(meeting)).toBe(1)
  await merge.close()
})

test('the lease is renewed with the progress of the merge, and lost with the recording', async () => {
  const meeting = await holdMeeting(server, part)
  const later = {
    ...server.context,
    clock: createManualClock(new Date(server.clock.now().getTime() + GRACE_MS)),
  }
  const claim = (await claimDueRecording(later))!
  expect(await claimDueRecording(later)).toBeNull()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const lease = holdLease(later, claim)
    lease.setProgress({ fraction: 0.25, secondsLeft: 90 })
    later.clock.advance(10 * SECOND_MS)
    vi.advanceTimersByTime(SECOND_MS)
    await lease.stopRenewing()
    const row = await rowOf(meeting)
    expect(row).toMatchObject({
      progress: 0.25,
      seconds_left: 90,
      leased_until: new Date(later.clock.now().getTime() + LEASE_MS),
    })
    expect(lease.lost.aborted).toBe(false)

    const unlucky = holdLease(later, claim)
    await server.api('DELETE', `/meetings/${meeting.id}`)
    vi.advanceTimersByTime(SECOND_MS)
    await unlucky.stopRenewing()
    expect(unlucky.lost.aborted).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('without the lease, nothing of what became of a merge can be written', async () => {
  const meeting = await holdMeeting(server, part)
  const later = createManualClock(new Date(server.clock.now().getTime() + GRACE_MS))
  const context = { ...server.context, clock: later }
  const held = (await claimDueRecording(context))!
  const before = await rowOf(meeting)
  const lost = { ...held, leaseToken: crypto.randomUUID() }
  const nothing = {
    used: [],
    omitted: [],
    incomplete: [],
    chapters: [],
    voices: [],
    beganAt: null,
    hasThumbnail: false,
    strip: null,
  }
  const merged = { result: 'merged' as const, durationMs: 1, bytes: 1, ...nothing }
  expect(await recordMerged(context, lost, merged)).toBe(false)
  expect(await recordUnusable(context, lost, { result: 'unusable', reason: 'x', omitted: [] })).toBe(false)
  expect(await recordFailure(context, lost, 'x')).toBe(false)
  await releaseClaim(context, lost)
  expect(await rowOf(meeting)).toEqual(before)
  await releaseClaim(context, held)
  expect(await rowOf(meeting)).toMatchObject({ state: 'waiting', merge_attempts: 0, lease_token: null })
})

test('two servers share the work: each recording is merged once', async () => {
  const env = { DATA_DIR: server.context.dataDir }
  const other = await startTestServer({ database: server.connectionString, clock: server.clock, env })
  const meetings = [
    await holdMeeting(server, part),
    await holdMeeting(server, part),
    await holdMeeting(server, part),
  ]
  server.clock.advance(SUMMARY_DELAY_MS)
  await Promise.all([server.runDueWork(), other.runDueWork()])
  for (const meeting of meetings) {
    expect(await rowOf(meeting)).toMatchObject({ state: 'merged', merge_attempts: 1 })
    expect(await recordingEvents(meeting)).toBe(1)
  }
  await other.stop()
})

test('a server that stops gives the merge back at once, and the attempt does not count', async () => {
  const database = await createTestDatabase()
  const env = { DATA_DIR: joinPath(folder, 'stopped') }
  const stopping = await startTestServer({ database: database.connectionString, env })
  const meeting = await holdMeeting(stopping, part)
  const gate = await gateFfmpeg()
  put(gate.path)
  stopping.clock.advance(GRACE_MS)
  const merging = reconciler(stopping, 'merges').runOnce()
  await gate.begun()
  await stopping.stop()
  await merging
  vi.unstubAllEnvs()
  await gate.close()

  const { clock } = stopping
  const next = await startTestServer({ database: database.connectionString, clock, env })
  await next.runDueWork()
  expect(await rowOf(meeting, next)).toMatchObject({ state: 'merged', merge_attempts: 1 })
  await next.stop()
  await database.drop()
})

test('the merge of a killed server is taken over when its lease has run out', async () => {
  const env = { DATA_DIR: joinPath(folder, 'killed') }
  const clock = createManualClock(new Date(Date.now() - 2 * GRACE_MS))
  const survivor = await startTestServer({ clock, env })
  const meeting = await holdMeeting(survivor, part)
  const gate = await gateFfmpeg()
  // Its clock is the real one, by which the merge is due; by the survivor's it is not yet.
  const program = spawn(process.execPath, [MAIN], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...env,
      PATH: `${gate.path}:${process.env['PATH']}`,
      PORT: '0',
      DATABASE_URL: survivor.connectionString,
      SECRET_KEY: 'a secret key for tests only',
      LOG_LEVEL: 'silent',
    },
  })
  await gate.begun()
  program.kill('SIGKILL')
  const killed = await rowOf(meeting, survivor)
  expect(killed).toMatchObject({ state: 'merging', merge_attempts: 1 })

  clock.set(killed!.leased_until!)
  await survivor.runDueWork()
  expect(await rowOf(meeting, survivor)).toMatchObject({ state: 'merging', merge_attempts: 1 })
  await survivor.moveClock(SUMMARY_DELAY_MS)
  expect(await rowOf(meeting, survivor)).toMatchObject({ state: 'merged', merge_attempts: 2 })
  expect(await recordingEvents(meeting, survivor)).toBe(1)
  expect(await filesOf(meeting, survivor)).not.toContainEqual(expect.stringContaining('partial'))
  await gate.close()
  await survivor.stop()
})
