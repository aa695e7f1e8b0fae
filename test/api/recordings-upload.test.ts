/** The door through which parts come in: who may, when, and what may be sent again. */
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import type { Scope } from '../../server/accounts/caller.ts'
import { PARTS_PER_RECORDING_LIMIT } from '../../server/recordings/open-part.ts'
import { RECORDING_LIMIT_BYTES } from '../../server/recordings/receive-chunk.ts'
import { objectId } from '../../server/platform/ids.ts'
import { completePart, openPart, putChunk, type Recorder } from '../support/recorder.ts'
import { connect, join } from '../support/room-client.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

const GRACE_MS = 60_000
const CHUNK_LIMIT_BYTES = 8 * 1024 * 1024

let server: TestServer
let onFailure: (error: Error) => void
beforeAll(async () => {
  server = await startTestServer({
    onHttpServer: (app) => app.addHook('onError', async (_request, _reply, error) => onFailure?.(error)),
  })
})
afterAll(() => server.stop())

async function schedule(more: Record<string, unknown> = {}): Promise<Meeting> {
  const startTime = server.clock.now().toISOString()
  const { status, body } = await server.api<Meeting>('POST', '/meetings', {
    topic: 'Recorded',
    startTime,
    isRecorded: true,
    ...more,
  })
  expect(status).toBe(201)
  return body
}

async function enter(meeting: Meeting, name = 'Ada'): Promise<Recorder> {
  const joined = await join(server, meeting, { name })
  await connect(joined.roomUrl)
  return joined
}

async function recorded(): Promise<{ meeting: Meeting; ada: Recorder; partId: string }> {
  const meeting = await schedule()
  const ada = await enter(meeting)
  const { status, body } = await openPart(server, meeting, ada)
  expect(status).toBe(201)
  return { meeting, ada, partId: body.id }
}

const close = async ({ id }: Meeting) =>
  expect((await server.api('POST', `/meetings/${id}/close`)).status).toBe(200)

const statusesOf = (answers: { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b)

const codeOf = ({ status, body }: { status: number; body: Json }) => [
  status,
  body?.type?.replace('/problems/', ''),
]

async function keyWith(scopes: Scope[], accountId?: string): Promise<Record<string, string>> {
  const { status, body } = await server.api('POST', '/api-keys', {
    name: 'Engine',
    scopes,
    ...(accountId && { accountId }),
  })
  expect(status).toBe(201)
  return { 'x-api-key': body.key }
}

const partsOf = async (meeting: Meeting) => {
  const [{ id }] = (await server.api('GET', `/recordings?meeting=${meeting.id}`)).body.data
  return (await server.api('GET', `/recordings/${id}`)).body.parts
}

test('a part is opened once, by the meeting’s id or its number', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting)
  const first = await openPart(server, meeting, ada)
  expect([first.status, first.body]).toEqual([
    201,
    { id: expect.stringMatching(/^[0-9a-f]{24}$/), fileName: `${first.body.id}.webm` },
  ])
  const again = await openPart(server, { id: meeting.meetingId }, ada, { mimeType: 'video/webm' })
  expect([again.status, again.body]).toEqual([200, first.body])
  const [one, other] = await Promise.all([1, 1].map((index) => openPart(server, meeting, ada, { index })))
  expect(one!.body).toEqual(other!.body)
  expect(statusesOf([one!, other!])).toEqual([200, 201])
  expect(await partsOf(meeting)).toHaveLength(2)
})

test('two participants who open the first parts at once share one recording', async () => {
  const meeting = await schedule()
  const people = [await enter(meeting, 'Ada'), await enter(meeting, 'Grace')]
  const opened = await Promise.all(people.map((person) => openPart(server, meeting, person)))
  expect(opened.map(({ status }) => status)).toEqual([201, 201])
  expect(await partsOf(meeting)).toHaveLength(2)
})

test.each([
  ['slow', -3_000],
  ['fast', 7_200_000],
])('a part is placed by the server’s time, however %s the participant’s clock is', async (_how, offMs) => {
  const meeting = await schedule()
  const joined = await join(server, meeting, { name: 'Ada' })
  const clock = () => new Date(server.clock.now().getTime() + offMs)
  const client = await connect(joined.roomUrl, { clock })
  await client.next('ping')
  // What was sent before this has been read; the second one is a sign of life to write down.
  for (const ms of [0, 1]) {
    server.clock.advance(ms)
    client.send('nothing')
    await client.next('error')
  }
  await server.services.rooms.presence.runOnce()
  server.clock.advance(10_000)
  const begun = { server: server.clock.now(), client: clock() }
  server.clock.advance(2_000)
  await openPart(server, meeting, joined, { startedAt: begun.client })
  expect(await partsOf(meeting)).toMatchObject([{ startedAt: begun.server.toISOString() }])
})

test('a part of a participant whose clock was not measured begins when it is opened', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting)
  server.clock.advance(10_000)
  await openPart(server, meeting, ada, { startedAt: new Date(server.clock.now().getTime() - 3_000) })
  expect(await partsOf(meeting)).toMatchObject([{ startedAt: server.clock.now().toISOString() }])
})

test('a part that somebody else recorded lies between the coming of its participant and the call', async () => {
  const meeting = await schedule()
  await enter(meeting, 'First')
  server.clock.advance(60_000)
  const ada = await enter(meeting)
  const joined = server.clock.now()
  server.clock.advance(5_000)
  const now = server.clock.now()
  const at = (ms: number) => new Date(now.getTime() + ms)
  for (const [index, time] of [at(-3_000), at(-86_400_000), at(3_600_000)].entries()) {
    await server.api('POST', `/meetings/${meeting.id}/recording-parts`, {
      participantId: ada.participantId,
      index,
      startedAt: time.toISOString(),
      mimeType: 'video/webm',
    })
  }
  const parts = await partsOf(meeting)
  expect(Object.fromEntries(parts.map((part: Json) => [part.index, part.startedAt]))).toEqual({
    0: at(-3_000).toISOString(),
    1: joined.toISOString(),
    2: now.toISOString(),
  })
})

test('only who is or was inside has parts', async () => {
  const meeting = await schedule()
  const atTheDoor = await join(server, meeting, { name: 'Eve' })
  expect(codeOf(await openPart(server, meeting, atTheDoor))).toEqual([409, 'never-inside'])
  const client = await connect(atTheDoor.roomUrl)
  expect((await openPart(server, meeting, atTheDoor)).status).toBe(201)
  client.socket.terminate()
  await client.closed
  server.clock.advance(20_000)
  await server.services.rooms.presence.runOnce()
  expect((await openPart(server, meeting, atTheDoor, { index: 1 })).status).toBe(201)
})

test('one guest does not use up the parts, bytes and files of all', async () => {
  const meeting = await schedule()
  const [eve, ada] = [await enter(meeting, 'Eve'), await enter(meeting, 'Ada')]
  const opened = []
  for (let index = 0; index <= 10; index++) opened.push(await openPart(server, meeting, eve, { index }))
  expect(opened.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 201), 409])
  expect(codeOf(opened.at(-1)!)).toEqual([409, 'too-many-parts'])
  const parts = server.context.database.queries.updateTable('recording_parts')
  const partId = opened[0]!.body.id
  const put = (n: number) => putChunk(server, eve, partId, n, Buffer.from('x'))
  expect((await put(0)).status).toBe(204)
  await parts
    .set({ received_bytes: 64 * 1024 ** 2 })
    .where('id', '=', partId)
    .execute()
  expect(codeOf(await put(1))).toEqual([409, 'recording-too-large'])
  await parts.set({ received_bytes: 1, received_chunks: 300 }).where('id', '=', partId).execute()
  expect(codeOf(await put(1))).toEqual([409, 'recording-too-large'])
  const hers = await openPart(server, meeting, ada)
  expect((await putChunk(server, ada, hers.body.id, 0, Buffer.from('x'))).status).toBe(204)
  // Who stays may send more.
  server.clock.advance(60_000)
  expect((await put(1)).status).toBe(204)
  expect((await openPart(server, meeting, eve, { index: 10 })).status).toBe(201)
})

test('an empty chunk is refused', async () => {
  const { meeting, ada, partId } = await recorded()
  const { status, body } = await putChunk(server, ada, partId, 0, Buffer.alloc(0))
  expect([status, body.errors[0].pointer]).toEqual([422, ''])
  expect((await putChunk(server, ada, partId, 0, Buffer.from('x'))).status).toBe(204)
  expect(await partsOf(meeting)).toMatchObject([{ receivedBytes: 1 }])
})

test('the same bytes again change nothing, other bytes are refused', async () => {
  const { meeting, ada, partId } = await recorded()
  const put = (n: number, text: string) => putChunk(server, ada, partId, n, Buffer.from(text))
  expect((await put(0, 'one')).status).toBe(204)
  expect((await put(0, 'one')).status).toBe(204)
  expect(codeOf(await put(0, 'two'))).toEqual([409, 'part-chunk-conflict'])
  const both = await Promise.all([put(2, 'this'), put(2, 'that')])
  expect(statusesOf(both)).toEqual([204, 409])
  expect(await partsOf(meeting)).toMatchObject([{ receivedBytes: 7, isComplete: false }])
})

test('a part is complete with all its chunks, and takes nothing more', async () => {
  const { meeting, ada, partId } = await recorded()
  for (const n of [0, 3]) await putChunk(server, ada, partId, n, Buffer.from(`chunk ${n}`))
  const early = await completePart(server, ada, partId, 5)
  expect([...codeOf(early), early.body.missing]).toEqual([409, 'part-chunks-missing', [1, 2, 4]])
  for (const n of [1, 2]) await putChunk(server, ada, partId, n, Buffer.from(`chunk ${n}`))
  const completed = await completePart(server, ada, partId, 4)
  expect([completed.status, completed.body]).toEqual([200, { id: partId, fileName: `${partId}.webm` }])
  expect((await completePart(server, ada, partId, 4)).status).toBe(200)
  expect(codeOf(await completePart(server, ada, partId, 5))).toEqual([409, 'part-closed'])
  expect(codeOf(await putChunk(server, ada, partId, 4, Buffer.from('x')))).toEqual([409, 'part-closed'])
  expect((await openPart(server, meeting, ada)).status).toBe(200)
  expect(await partsOf(meeting)).toMatchObject([{ isComplete: true }])
})

test('two who complete a part with different numbers at once: one of them is right', async () => {
  const { ada, partId } = await recorded()
  for (const n of [0, 1]) await putChunk(server, ada, partId, n, Buffer.from(`chunk ${n}`))
  const both = await Promise.all([1, 2].map((chunks) => completePart(server, ada, partId, chunks)))
  expect(statusesOf(both)).toEqual([200, 409])
})

test('8 MiB are taken, one byte more is not, whether it was announced or not', async () => {
  const { ada, partId } = await recorded()
  expect((await putChunk(server, ada, partId, 0, Buffer.alloc(CHUNK_LIMIT_BYTES))).status).toBe(204)
  const bytes = Buffer.alloc(CHUNK_LIMIT_BYTES + 1)
  expect(codeOf(await putChunk(server, ada, partId, 1, bytes))).toEqual([413, 'request-too-large'])
  const unannounced = await fetch(`${server.url}/api/v1/recording-parts/${partId}/chunks/1`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${ada.roomToken}` },
    body: new Blob([bytes]).stream(),
    duplex: 'half',
  } as RequestInit)
  expect([unannounced.status, (await unannounced.json()).type]).toEqual([413, '/problems/request-too-large'])
  expect(codeOf(await completePart(server, ada, partId, 2))).toEqual([409, 'part-chunks-missing'])
})

test('of a chunk whose connection breaks nothing is kept', async () => {
  const { meeting, ada, partId } = await recorded()
  const folder = joinPath(server.context.dataDir, 'recordings', meeting.id)
  const [session] = await readdir(folder)
  const failure = new Promise<Error>((resolve) => (onFailure = resolve))
  const upload = httpRequest(`${server.url}/api/v1/recording-parts/${partId}/chunks/0`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${ada.roomToken}`,
      'content-length': 1000,
      expect: '100-continue',
    },
  }).on('error', () => {})
  await once(upload, 'continue')
  upload.write('half of it')
  upload.destroy()
  expect(await failure).toMatchObject({ code: 'malformed-request' })
  expect(await readdir(joinPath(folder, session!, 'chunks', partId))).toEqual([])
  expect((await putChunk(server, ada, partId, 0, Buffer.from('whole'))).status).toBe(204)
  expect((await completePart(server, ada, partId, 1)).status).toBe(200)
  expect(await partsOf(meeting)).toMatchObject([{ receivedBytes: 5 }])
})

test('what is no chunk and no part is refused with a reason', async () => {
  const { meeting, ada, partId } = await recorded()
  expect((await putChunk(server, ada, partId, 100_000, Buffer.from('x'))).status).toBe(404)
  expect((await putChunk(server, ada, partId, -1, Buffer.from('x'))).status).toBe(404)
  expect(codeOf(await putChunk(server, ada, 'a'.repeat(24), 0, Buffer.from('x')))).toEqual([
    404,
    'part-not-found',
  ])
  expect(codeOf(await completePart(server, ada, '..%2Fx', 0))).toEqual([404, 'part-not-found'])
  const refused = async (body: Record<string, unknown>) => {
    const { status, body: answer } = await server.api('POST', `/meetings/${meeting.id}/recording-parts`, {
      participantId: ada.participantId,
      index: 1,
      startedAt: server.clock.now().toISOString(),
      mimeType: 'video/webm',
      ...body,
    })
    return [status, answer.errors?.[0].pointer]
  }
  expect(await refused({ mimeType: 'video/mp4' })).toEqual([422, '/mimeType'])
  expect(await refused({ mimeType: 'video/webmx' })).toEqual([422, '/mimeType'])
  expect(await refused({ index: 10_000 })).toEqual([422, '/index'])
  expect(await refused({ startedAt: '2026-02-30T00:00:00Z' })).toEqual([422, '/startedAt'])
  expect(await refused({ participantId: objectId(server.clock.now()) })).toEqual([422, '/participantId'])
  expect(await refused({ path: '/etc/passwd' })).toEqual([422, '/path'])
})

test('a room token is for one’s own recording in one’s own meeting', async () => {
  const { meeting, ada, partId } = await recorded()
  const grace = await enter(meeting, 'Grace')
  const elsewhere = await schedule()
  const stranger = await enter(elsewhere, 'Eve')
  const asAda = (recorder: Recorder) => ({ ...recorder, participantId: ada.participantId })
  expect(codeOf(await openPart(server, meeting, asAda(grace), { index: 1 }))).toEqual([
    403,
    'other-participant',
  ])
  expect(codeOf(await openPart(server, meeting, stranger))).toEqual([404, 'meeting-not-found'])
  for (const person of [grace, stranger]) {
    expect(codeOf(await putChunk(server, person, partId, 0, Buffer.from('x')))).toEqual([
      404,
      'part-not-found',
    ])
    expect(codeOf(await completePart(server, person, partId, 0))).toEqual([404, 'part-not-found'])
  }
  const forged = { ...ada, roomToken: `${ada.roomToken.slice(0, -2)}xx` }
  expect((await openPart(server, meeting, forged)).status).toBe(401)
  expect((await putChunk(server, forged, partId, 0, Buffer.from('x'))).status).toBe(401)
})

test('a media engine uploads with a key that may write recordings, of its account only', async () => {
  const { meeting, ada } = await recorded()
  const { body: account } = await server.api('POST', '/accounts', { name: 'Others' })
  const [writer, reader, other] = [
    await keyWith(['recordings:write']),
    await keyWith(['recordings:read']),
    await keyWith(['recordings:write'], account.id),
  ]
  const open = (headers: Record<string, string>) =>
    server.request(
      'POST',
      `/api/v1/meetings/${meeting.id}/recording-parts`,
      {
        participantId: ada.participantId,
        index: 7,
        startedAt: server.clock.now().toISOString(),
        mimeType: 'audio/webm',
      },
      headers,
    )
  expect(codeOf(await open(reader))).toEqual([403, 'missing-scope'])
  expect(codeOf(await open(other))).toEqual([404, 'meeting-not-found'])
  expect((await open({})).status).toBe(401)
  const { status, body } = await open(writer)
  expect(status).toBe(201)
  const chunk = `/api/v1/recording-parts/${body.id}/chunks/0`
  expect(codeOf(await server.request('PUT', chunk, Buffer.from('x'), other))).toEqual([404, 'part-not-found'])
  expect((await server.request('PUT', chunk, Buffer.from('x'), writer)).status).toBe(204)
  const complete = `/api/v1/recording-parts/${body.id}/complete`
  expect((await server.request('POST', complete, { chunks: 1 }, writer)).status).toBe(200)
})

test('parts are taken until a minute after the close, not later', async () => {
  const { meeting, ada, partId } = await recorded()
  await close(meeting)
  server.clock.advance(GRACE_MS - 1)
  expect((await openPart(server, meeting, ada, { index: 1 })).status).toBe(201)
  expect((await putChunk(server, ada, partId, 0, Buffer.from('x'))).status).toBe(204)
  server.clock.advance(1)
  expect(codeOf(await openPart(server, meeting, ada, { index: 2 }))).toEqual([409, 'recording-over'])
  expect(codeOf(await putChunk(server, ada, partId, 1, Buffer.from('x')))).toEqual([409, 'recording-over'])
  expect(codeOf(await completePart(server, ada, partId, 1))).toEqual([409, 'recording-over'])
  expect((await openPart(server, meeting, ada)).status).toBe(200)
})

test('only what is recorded has parts', async () => {
  const plain = await schedule({ isRecorded: false })
  const offTheRecord = await schedule({ isRecorded: false, type: 'offTheRecord' })
  const [ada, eve] = [await enter(plain), await enter(offTheRecord, 'Eve')]
  expect(codeOf(await openPart(server, plain, ada))).toEqual([409, 'not-recorded'])
  expect(codeOf(await openPart(server, offTheRecord, eve))).toEqual([409, 'off-the-record'])
  await close(plain)
  expect(codeOf(await openPart(server, plain, ada))).toEqual([409, 'not-recorded'])
  expect((await server.api('GET', `/recordings?meeting=${plain.id}`)).body.data).toEqual([])
})

test('a recording that is switched off takes no new part, and what is being sent to its end', async () => {
  const { meeting, ada, partId } = await recorded()
  await server.api('PATCH', `/meetings/${meeting.id}`, { isRecorded: false })
  expect(codeOf(await openPart(server, meeting, ada, { index: 1 }))).toEqual([409, 'not-recorded'])
  expect((await putChunk(server, ada, partId, 0, Buffer.from('x'))).status).toBe(204)
  expect((await completePart(server, ada, partId, 1)).status).toBe(200)
})

test('a recording has a bounded number of parts and of bytes', async () => {
  const { meeting, ada, partId } = await recorded()
  const grace = await enter(meeting, 'Grace')
  const { queries } = server.context.database
  const { recording_id: recordingId } = await queries
    .selectFrom('recording_parts')
    .select('recording_id')
    .where('id', '=', partId)
    .executeTakeFirstOrThrow()
  const row = (index: number) => ({
    id: objectId(server.clock.now()),
    recording_id: recordingId,
    participant_id: grace.participantId,
    part_index: index,
    started_at: server.clock.now(),
    mime_type: 'video/webm',
    file_name: `${recordingId}-${index}.webm`,
    created_at: server.clock.now(),
  })
  const others = Array.from({ length: PARTS_PER_RECORDING_LIMIT - 1 }, (_, n) => row(n + 1))
  await queries.insertInto('recording_parts').values(others).execute()
  expect(codeOf(await openPart(server, meeting, ada, { index: 5_000 }))).toEqual([409, 'too-many-parts'])
  await queries
    .updateTable('recording_parts')
    .set({ received_bytes: RECORDING_LIMIT_BYTES })
    .where('id', '=', others[0]!.id)
    .execute()
  expect(codeOf(await putChunk(server, ada, partId, 0, Buffer.from('x')))).toEqual([
    409,
    'recording-too-large',
  ])
})

test('what is sent for a meeting that is deleted meanwhile comes to nothing', async () => {
  const { meeting, ada, partId } = await recorded()
  const answers = await Promise.all([
    server.api('DELETE', `/meetings/${meeting.id}`),
    openPart(server, meeting, ada, { index: 1 }),
    putChunk(server, ada, partId, 0, Buffer.from('x')),
    completePart(server, ada, partId, 0),
  ])
  expect(answers[0].status).toBe(204)
  for (const { status } of answers.slice(1)) expect(status).toBeLessThan(500)
  expect(codeOf(await putChunk(server, ada, partId, 1, Buffer.from('x')))).toEqual([404, 'part-not-found'])
  expect(codeOf(await openPart(server, meeting, ada))).toEqual([404, 'meeting-not-found'])
  await server.runDueWork()
  expect(await readdir(joinPath(server.context.dataDir, 'recordings'))).not.toContain(meeting.id)
})
