/** Recordings over the API: who sees them, watching them in pieces, deleting them. */
import { readdir, readFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import type { Scope } from '../../server/accounts/caller.ts'
import { holdMeeting, hooksOf, recordingOf, recordMeeting, recordPart } from '../support/recorded-meeting.ts'
import { streamsOf } from '../support/examine-webm.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

const GRACE_MS = 60_000
const SUMMARY_DELAY_MS = 300_000

let server: TestServer
let part: Buffer
/** Merged, and told of. */
let meeting: Meeting
let recording: Json
let bytes: Buffer
beforeAll(async () => {
  part = await recordPart()
  server = await startTestServer()
  meeting = await held()
  await server.moveClock(SUMMARY_DELAY_MS)
  recording = await recordingOf(server, meeting)
  bytes = await readFile(joinPath(sessionFolder(recording), 'merged.webm'))
})
afterAll(() => server.stop())

const held = () => holdMeeting(server, part)

const sessionFolder = ({ meetingId, meetingToken }: Json) =>
  joinPath(server.context.dataDir, 'recordings', meetingId, meetingToken)

const addressOf = ({ mergedRecordingUrl }: Json) => {
  const { pathname, search } = new URL(mergedRecordingUrl)
  return pathname + search
}

const get = (headers: Record<string, string> = {}, path = addressOf(recording)) =>
  fetch(server.url + path, { headers })

const codeOf = ({ status, body }: { status: number; body: Json }) => [
  status,
  body?.type?.replace('/problems/', ''),
]

async function key(scopes: Scope[], accountId?: string): Promise<Record<string, string>> {
  const { body } = await server.api('POST', '/api-keys', {
    name: 'Key',
    scopes,
    ...(accountId && { accountId }),
  })
  return { 'x-api-key': body.key }
}

test('the newest come first, page by page, and by meeting and state', async () => {
  const newest = await held()
  const list = async (query: string) => (await server.api('GET', `/recordings?${query}`)).body
  const first = await list('limit=1')
  expect(first.data).toMatchObject([{ meetingId: newest.id, state: 'waiting', topic: 'Recorded' }])
  expect(first.data[0]).not.toHaveProperty('parts')
  const second = await list(`limit=1&cursor=${first.nextCursor}`)
  expect(second).toMatchObject({ data: [{ id: recording.id, state: 'merged' }], nextCursor: null })
  expect((await list(`meeting=${meeting.meetingId}`)).data).toMatchObject([{ id: recording.id }])
  expect((await list('meeting=none')).data).toEqual([])
  expect((await list('state=merged')).data).toMatchObject([{ id: recording.id }])
  expect((await server.api('GET', '/recordings?state=lost')).status).toBe(422)
  expect((await server.api('GET', '/recordings?cursor=x')).status).toBe(422)
})

test('another account’s recordings do not exist, and each right is asked for', async () => {
  const { body: account } = await server.api('POST', '/accounts', { name: 'Others' })
  const stranger = await key(['recordings:read', 'recordings:write'], account.id)
  const path = `/api/v1/recordings/${recording.id}`
  expect((await server.request('GET', '/api/v1/recordings', undefined, stranger)).body.data).toEqual([])
  for (const [method, address] of [
    ['GET', path],
    ['GET', `${path}/file`],
    ['DELETE', path],
  ] as const) {
    expect(codeOf(await server.request(method, address, undefined, stranger))).toEqual([
      404,
      'recording-not-found',
    ])
    expect((await server.request(method, address)).status).toBe(401)
  }
  const reader = await key(['recordings:read'])
  expect(codeOf(await server.request('DELETE', path, undefined, reader))).toEqual([403, 'missing-scope'])
  expect((await server.request('GET', path, undefined, reader)).status).toBe(200)
  expect((await server.api('GET', '/recordings/x')).status).toBe(404)
})

test('the file is sent as a whole, or in the pieces that are asked for', async () => {
  const whole = await get()
  expect(whole.status).toBe(200)
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'video/webm',
    'content-length': String(bytes.length),
    'accept-ranges': 'bytes',
    'content-disposition': `inline; filename="${meeting.meetingId}-2026-11-24.webm"`,
    'cache-control': 'private, no-cache',
    etag: expect.stringMatching(/^"[\w-]+"$/),
  })
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)

  const pieces = [`bytes=0-999`, `bytes=1000-`, `bytes=-10`]
  const expected = [bytes.subarray(0, 1000), bytes.subarray(1000), bytes.subarray(-10)]
  for (const [n, range] of pieces.entries()) {
    const piece = await get({ range })
    const from = n === 0 ? 0 : n === 1 ? 1000 : bytes.length - 10
    const to = from + expected[n]!.length - 1
    expect([piece.status, piece.headers.get('content-range')]).toEqual([
      206,
      `bytes ${from}-${to}/${bytes.length}`,
    ])
    expect(piece.headers.get('content-length')).toBe(String(expected[n]!.length))
    expect(Buffer.from(await piece.arrayBuffer()).equals(expected[n]!)).toBe(true)
  }
  const beyond = await get({ range: `bytes=${bytes.length}-` })
  expect([beyond.status, beyond.headers.get('content-range'), (await beyond.json()).type]).toEqual([
    416,
    `bytes */${bytes.length}`,
    '/problems/range-not-satisfiable',
  ])
})

test('what a client has it is not sent again, and a piece of another version never', async () => {
  const etag = (await get({ range: 'bytes=0-0' })).headers.get('etag')!
  const known = await get({ 'if-none-match': etag })
  expect([known.status, await known.text()]).toEqual([304, ''])
  const resumed = await get({ range: 'bytes=5-9', 'if-range': etag })
  expect([resumed.status, (await resumed.arrayBuffer()).byteLength]).toEqual([206, 5])
  const other = await get({ range: 'bytes=5-9', 'if-range': '"other"' })
  expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, bytes.length])
})

test('HEAD says what GET would, and sends nothing', async () => {
  const answer = await fetch(server.url + addressOf(recording), {
    method: 'HEAD',
    headers: { range: 'bytes=0-9' },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-length')).toBe(String(bytes.length))
  expect(answer.headers.get('content-type')).toBe('video/webm')
  expect((await answer.arrayBuffer()).byteLength).toBe(0)
})

test('the address is the permission, or credentials that may read recordings are', async () => {
  const path = `/api/v1/recordings/${recording.id}/file`
  expect((await get({}, `${path}?token=wrong`)).status).toBe(404)
  expect((await get({}, `${path}?token=`)).status).toBe(404)
  expect((await get({}, path)).status).toBe(401)
  expect((await get({ ...(await key(['meetings:read'])) }, path)).status).toBe(403)
  const read = await get({ ...(await key(['recordings:read'])), range: 'bytes=0-3' }, path)
  expect(read.status).toBe(206)
  const token = new URL(recording.mergedRecordingUrl).searchParams.get('token')
  expect((await get({}, `/api/v1/recordings/${'a'.repeat(24)}/file?token=${token}`)).status).toBe(404)
})

test('who has the address has what is beside the film, too: pictures, parts, all parts in one ZIP', async () => {
  const beside = (what: string) => addressOf(recording).replace('/file?', `/${what}?`)
  const answer = await get({}, beside('film'))
  const film = await answer.json()
  expect(film).toMatchObject({
    id: recording.id,
    topic: 'Recorded',
    mimeType: 'video/webm',
    voices: [{ name: 'Ada' }],
    chapters: [{ kind: 'joined', names: ['Ada'] }],
    hasThumbnail: true,
    strip: { count: 1, columns: 1, width: 160, height: 90 },
    questionCount: 0,
    parts: [{ participantName: 'Ada', picture: 'camera', startMs: 0, sizeBytes: part.length }],
  })
  for (const [what, [width, height]] of Object.entries({ thumbnail: [640, 360], strip: [160, 90] })) {
    const picture = await get({}, beside(what))
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const path = joinPath(sessionFolder(recording), `${what}.jpg`)
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(await readFile(path))
    expect(await streamsOf(path)).toMatchObject([{ width, height }])
  }
  const track = await (await get({}, beside('strip.vtt'))).text()
  expect(track).toContain('00:00:00.000 --> 00:00:05.000\nstrip?token=')
  expect(track).toContain('#xywh=0,0,160,90')

  const one = await get({}, beside(`parts/${film.parts[0].id}`))
  expect(one.headers.get('content-disposition')).toBe('attachment; filename="01-Ada-camera-at-0.000s.webm"')
  expect(Buffer.from(await one.arrayBuffer())).toEqual(part)
  const zip = await get({}, beside('parts.zip'))
  expect([zip.status, zip.headers.get('content-type')]).toEqual([200, 'application/zip'])
  const archive = Buffer.from(await zip.arrayBuffer())
  expect(archive.length).toBe(Number(zip.headers.get('content-length')))
  expect([archive.includes(part), archive.includes('01-Ada-camera-at-0.000s.webm')]).toEqual([true, true])

  for (const what of ['film', 'thumbnail', 'strip', 'strip.vtt', 'questions.vtt', 'parts.zip']) {
    expect((await get({}, beside(what).replace(/token=.*/, 'token=wrong'))).status).toBe(404)
    expect((await get({}, beside(what).replace(/[?].*/, ''))).status).toBe(401)
  }
})

test('the questions of the meeting are captions at their times', async () => {
  const { queries } = server.context.database
  const began = new Date(recording.parts[0].startedAt).getTime()
  await queries
    .insertInto('questions')
    .values({
      id: 'a'.repeat(24),
      occurrence_id: recording.meetingToken,
      question: 'Is 1 < 2\n--> yes?',
      asked_by: 'Grace',
      answers: '[]',
      created_at: new Date(began + 500),
    })
    .execute()
  const answer = await server.api('GET', `/recordings/${recording.id}/film`)
  expect(answer.body.questionCount).toBe(1)
  const track = await get({}, addressOf(recording).replace('/file?', '/questions.vtt?'))
  expect(track.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
  expect(await track.text()).toBe(
    'WEBVTT\n\n00:00:00.500 --> 00:00:10.500\n<v Grace>Is 1 &lt; 2 --&gt; yes?\n',
  )
})

test('a merge that is not done has no file yet', async () => {
  const waiting = await recordingOf(server, await held())
  const answer = await server.api('GET', `/recordings/${waiting.id}/file`)
  expect(codeOf(answer)).toEqual([409, 'recording-not-merged'])
  expect(answer.body.detail).toContain('waiting')
})

test('deleted: files, address and the summary’s mark are gone, and no web hook is told', async () => {
  const deleted = await held()
  await server.moveClock(SUMMARY_DELAY_MS)
  const gone = await recordingOf(server, deleted)
  const [{ id: summaryId }] = (await server.api('GET', `/summaries?meeting=${deleted.id}`)).body.data
  const isPrepared = async () => (await server.api('GET', `/summaries/${summaryId}`)).body.isRecordingPrepared
  const events = async () =>
    (await server.context.database.queries.selectFrom('events').select('id').execute()).length
  expect(await readdir(sessionFolder(gone))).toContain('merged.webm')
  expect(await isPrepared()).toBe(true)
  const before = await events()

  expect((await server.api('DELETE', `/recordings/${gone.id}`)).status).toBe(204)
  expect((await get({}, addressOf(gone))).status).toBe(404)
  expect(codeOf(await server.api('GET', `/recordings/${gone.id}`))).toEqual([404, 'recording-not-found'])
  expect(codeOf(await server.api('DELETE', `/recordings/${gone.id}`))).toEqual([404, 'recording-not-found'])
  expect(await isPrepared()).toBe(false)
  expect(await events()).toBe(before)
  await server.runDueWork()
  await expect(readdir(sessionFolder(gone))).rejects.toThrow('ENOENT')
  expect(await server.context.database.queries.selectFrom('removed_files').selectAll().execute()).toEqual([])
  expect((await get()).status).toBe(200)
})

test('a recording that is deleted before its summary is made is never told of', async () => {
  const deleted = await held()
  await server.moveClock(GRACE_MS)
  const { id, state } = await recordingOf(server, deleted)
  expect(state).toBe('merged')
  expect((await server.api('DELETE', `/recordings/${id}`)).status).toBe(204)
  await server.moveClock(SUMMARY_DELAY_MS)
  expect(await hooksOf(server, deleted)).toEqual([
    'onMeetingScheduled',
    'onMeetingClosed',
    'onMeetingSummaryCreated',
  ])
})

test('while the meeting goes on its recording cannot be deleted, and goes with the meeting', async () => {
  const going = await recordMeeting(server, part)
  const collecting = await recordingOf(server, going)
  expect(collecting.state).toBe('collecting')
  expect(codeOf(await server.api('DELETE', `/recordings/${collecting.id}`))).toEqual([
    409,
    'recording-in-progress',
  ])
  expect((await server.api('DELETE', `/meetings/${going.id}`)).status).toBe(204)
  expect((await server.api('GET', `/recordings/${collecting.id}`)).status).toBe(404)
  await server.runDueWork()
  await expect(readdir(sessionFolder(collecting))).rejects.toThrow('ENOENT')
})
