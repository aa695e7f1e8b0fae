/** From the participants' browsers to the web hook: real parts through the real API, merged by the real ffmpeg. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { assertDocumentedBody } from '../../receiver/src/contract/check-body.ts'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { examineWebm } from '../support/examine-webm.ts'
import { makeEmptyWebm, makeWebm } from '../support/make-webm.ts'
import { completePart, inChunks, openPart, putChunk, uploadPart, type Recorder } from '../support/recorder.ts'
import { connect, join } from '../support/room-client.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

const GRACE_MS = 60_000
const SUMMARY_DELAY_MS = 300_000

let server: TestServer
let folder: string
const media: Record<'red' | 'blue' | 'empty' | 'sound', Buffer> = {} as never

/** ffmpeg runs at the lowest weight, and other tests beside it. */
vi.setConfig({ testTimeout: 240_000 })

beforeAll(async () => {
  folder = await mkdtemp(joinPath(tmpdir(), 'merge-integration-'))
  const file = (name: string) => joinPath(folder, `${name}.webm`)
  await makeWebm(file('red'), { seconds: 1, picture: 'red', tone: 440 })
  await makeWebm(file('blue'), { seconds: 1, picture: 'blue', tone: 880 })
  await makeWebm(file('sound'), { seconds: 1, tone: 440 })
  await makeEmptyWebm(file('empty'))
  for (const name of ['red', 'blue', 'sound', 'empty'] as const) media[name] = await readFile(file(name))
  server = await startTestServer()
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function recordedMeeting(): Promise<Meeting> {
  const { status, body } = await server.api<Meeting>('POST', '/meetings', {
    topic: 'Planning',
    startTime: server.clock.now().toISOString(),
    isRecorded: true,
    videoResolution: 'low',
  })
  expect(status).toBe(201)
  return body
}

/** Somebody inside, as the room knows them. */
async function enter(meeting: Meeting, name: string): Promise<Recorder> {
  const joined = await join(server, meeting, { name })
  await connect(joined.roomUrl)
  return joined
}

const close = async (meeting: Meeting) =>
  expect((await server.api('POST', `/meetings/${meeting.id}/close`)).status).toBe(200)

async function recordingOf(meeting: Meeting): Promise<Json> {
  const { body } = await server.api('GET', `/recordings?meeting=${meeting.id}`)
  expect(body.data).toHaveLength(1)
  return (await server.api('GET', `/recordings/${body.data[0].id}`)).body
}

/** What was told of a meeting, in order, held against the document. */
async function told(meeting: Meeting): Promise<{ hook: string; payload: Json }[]> {
  const rows = await server.context.database.queries
    .selectFrom('events')
    .select(['hook', 'body', 'meeting_ids'])
    .orderBy('ordinal')
    .execute()
  return rows
    .filter((row) => row.meeting_ids.includes(meeting.id))
    .map(({ hook, body }) => {
      assertDocumentedBody(hook, body!)
      return { hook, payload: JSON.parse(body!.toString()) }
    })
}

const hooks = async (meeting: Meeting) => (await told(meeting)).map(({ hook }) => hook)

/** By the address that listeners are given. */
async function download(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const { pathname, search } = new URL(url)
  return fetch(server.url + pathname + search, { headers })
}

test('two people, chunks in any order, and one part that is empty: merged, and told of after the summary', async () => {
  const meeting = await recordedMeeting()
  const [ada, grace] = [await enter(meeting, 'Ada'), await enter(meeting, 'Grace')]
  server.clock.advance(10_000)

  const opened = await openPart(server, meeting, ada)
  expect(opened.status).toBe(201)
  const chunks = inChunks(media.red, 3)
  for (const n of [2, 0, 2]) {
    expect((await putChunk(server, ada, opened.body.id, n, chunks[n]!)).status).toBe(204)
  }
  const tooEarly = await completePart(server, ada, opened.body.id, 3)
  expect([tooEarly.status, tooEarly.body.type, tooEarly.body.missing]).toEqual([
    409,
    '/problems/part-chunks-missing',
    [1],
  ])
  expect((await putChunk(server, ada, opened.body.id, 1, chunks[1]!)).status).toBe(204)
  expect((await completePart(server, ada, opened.body.id, 3)).status).toBe(200)

  server.clock.advance(500)
  const blue = await uploadPart(server, meeting, grace, media.blue)
  const empty = await uploadPart(server, meeting, grace, media.empty, { index: 1 })
  expect((await recordingOf(meeting)).state).toBe('collecting')
  await close(meeting)
  await server.moveClock(GRACE_MS - 1)
  expect(await recordingOf(meeting)).toMatchObject({
    state: 'waiting',
    reason: null,
    mergedRecordingUrl: null,
  })

  await server.moveClock(1)
  const recording = await recordingOf(meeting)
  expect(recording).toMatchObject({
    state: 'merged',
    progress: 1,
    mergeDueAt: null,
    mergedAt: server.clock.now().toISOString(),
    report: [{ fileName: empty, isUsed: false, reason: expect.stringContaining('before its first packet') }],
  })
  expect(Math.abs(recording.durationMs - 1500)).toBeLessThan(100)
  expect(recording.parts.map((part: Json) => [part.participantName, part.index, part.isComplete])).toEqual([
    ['Ada', 0, true],
    ['Grace', 0, true],
    ['Grace', 1, true],
  ])
  expect(recording.parts[0].receivedBytes).toBe(media.red.length)
  expect(await hooks(meeting)).not.toContain('onMeetingRecordingCreated')

  await server.moveClock(SUMMARY_DELAY_MS - GRACE_MS)
  const [summary, event] = (await told(meeting)).slice(-2)
  expect([summary!.hook, event!.hook]).toEqual(['onMeetingSummaryCreated', 'onMeetingRecordingCreated'])
  expect(summary!.payload.data.isRecordingPrepared).toBe(true)
  expect(event!.payload).toEqual({
    meetingId: meeting.id,
    meetingSummaryId: summary!.payload.data.id,
    meetingToken: recording.meetingToken,
    mergedRecordingUrl: recording.mergedRecordingUrl,
    recordingUrls: [opened.body.fileName, blue],
  })

  const file = await download(event!.payload.mergedRecordingUrl)
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'video/webm'])
  const path = joinPath(folder, 'merged.webm')
  await writeFile(path, Buffer.from(await file.arrayBuffer()))
  const { colourAt, toneAt } = await examineWebm(path)
  expect([colourAt(0.7, 0.25, 0.5), colourAt(0.7, 0.75, 0.5)]).toEqual(['red', 'blue'])
  expect(recording.chapters).toEqual([{ startMs: 0, kind: 'joined', names: ['Ada', 'Grace'] }])
  expect(toneAt(0.1, 440)).toBeGreaterThan(0.3)
  expect(toneAt(1.2, 880)).toBeGreaterThan(0.3)
})

test('an account whose films show all alike has no one large in them', async () => {
  const meeting = await recordedMeeting()
  const { status } = await server.api('PATCH', `/accounts/${meeting.accountId}`, { recordingLayout: 'grid' })
  expect(status).toBe(200)
  const people = [await enter(meeting, 'Ada'), await enter(meeting, 'Grace'), await enter(meeting, 'Alan')]
  for (const [n, person] of people.entries()) {
    server.clock.advance(40)
    await uploadPart(server, meeting, person, n === 1 ? media.blue : media.red)
  }
  await close(meeting)
  await server.moveClock(GRACE_MS)
  const recording = await recordingOf(meeting)
  expect(recording.voices.map(({ name }: Json) => name)).toEqual(['Ada', 'Grace', 'Alan'])
  const path = joinPath(folder, 'grid.webm')
  await writeFile(path, Buffer.from(await (await download(recording.mergedRecordingUrl)).arrayBuffer()))
  const { colourAt } = await examineWebm(path)
  expect([0.25, 0.75].map((x) => colourAt(0.5, x, 0.25))).toEqual(['red', 'blue'])
  expect(colourAt(0.5, 0.5, 0.75)).toBe('red')
})

test('a merge that comes after the summary is told of at once, and turns the summary’s view', async () => {
  await server.api('PATCH', '/settings', { summaryDelaySeconds: 0 })
  const meeting = await recordedMeeting()
  const ada = await enter(meeting, 'Ada')
  const name = await uploadPart(server, meeting, ada, media.red)
  await close(meeting)
  await server.moveClock(0)
  const [{ id }] = (await server.api('GET', `/summaries?meeting=${meeting.id}`)).body.data
  expect((await server.api('GET', `/summaries/${id}`)).body.isRecordingPrepared).toBe(false)

  await server.moveClock(GRACE_MS)
  expect((await server.api('GET', `/summaries/${id}`)).body.isRecordingPrepared).toBe(true)
  const [summary, event] = (await told(meeting)).slice(-2)
  expect(summary!.payload.data).toMatchObject({ id, isRecordingPrepared: false })
  expect(event).toMatchObject({
    hook: 'onMeetingRecordingCreated',
    payload: { meetingSummaryId: id, recordingUrls: [name] },
  })
  await server.moveClock(GRACE_MS)
  expect((await hooks(meeting)).filter((hook) => hook === 'onMeetingRecordingCreated')).toHaveLength(1)
})

test('what a browser sent before it died is merged without having been completed', async () => {
  const meeting = await recordedMeeting()
  const ada = await enter(meeting, 'Ada')
  const opened = await openPart(server, meeting, ada)
  const [first, second] = inChunks(media.red, 2)
  await putChunk(server, ada, opened.body.id, 0, first!)
  await putChunk(server, ada, opened.body.id, 1, second!)
  const silent = await openPart(server, meeting, ada, { index: 1 })
  await close(meeting)
  await server.moveClock(GRACE_MS)
  const recording = await recordingOf(meeting)
  expect(recording).toMatchObject({
    state: 'merged',
    report: [{ fileName: silent.body.fileName, isUsed: false }],
  })
  expect(recording.parts.map((part: Json) => part.isComplete)).toEqual([false, false])
  expect((await told(meeting)).at(-1)!.payload.recordingUrls).toEqual([opened.body.fileName])
})

test('nothing usable: no event, and the reason on the recording', async () => {
  const silent = await recordedMeeting()
  await close(silent)
  const broken = await recordedMeeting()
  await uploadPart(server, broken, await enter(broken, 'Ada'), media.empty)
  await close(broken)
  await server.moveClock(GRACE_MS)
  expect(await recordingOf(silent)).toMatchObject({
    state: 'unusable',
    reason: 'Nothing of this meeting was recorded.',
    mergeDueAt: null,
    mergedRecordingUrl: null,
  })
  expect(await recordingOf(broken)).toMatchObject({
    state: 'unusable',
    reason: expect.stringContaining('The only part cannot be used'),
    report: [{ isUsed: false }],
  })
  for (const meeting of [silent, broken]) {
    expect((await hooks(meeting)).at(-1)).toBe('onMeetingSummaryCreated')
  }
})

test('a recording of sound only says that it is one', async () => {
  const meeting = await recordedMeeting()
  const ada = await enter(meeting, 'Ada')
  await uploadPart(server, meeting, ada, media.sound, { mimeType: 'audio/webm;codecs=opus' })
  await close(meeting)
  await server.moveClock(GRACE_MS)
  const file = await download((await recordingOf(meeting)).mergedRecordingUrl)
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'audio/webm'])
  await file.arrayBuffer()
})
