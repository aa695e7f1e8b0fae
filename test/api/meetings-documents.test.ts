/** Files of a meeting: taken, told of, given to anyone who has the URL, and taken off again. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-02T08:00:00.000Z')
const LIMIT_BYTES = 20 * 1024 * 1024
const BASE = 'https://meet.example.com/api/v1'
let server: MeetingsUnderTest
let seen = 0

beforeAll(async () => {
  server = await startMeetings(NOW)
})
afterAll(() => server.stop())
beforeEach(async () => {
  seen = (await server.events()).length
})

async function newEvents() {
  const all = await server.events()
  const fresh = all.slice(seen)
  seen = all.length
  return fresh
}

async function scheduled() {
  const meeting = await server.schedule()
  await newEvents()
  return meeting
}

const upload = (id: string, name: string, bytes: Buffer, contentType = 'application/pdf', key?: string) =>
  server.call('POST', `/meetings/${id}/documents?name=${encodeURIComponent(name)}`, bytes, {
    headers: { 'content-type': contentType },
    ...(key && { key }),
  })
const download = (url: string) => server.call('GET', url.slice(BASE.length), undefined, { key: '' })
const filesOf = (id: string) => readdir(join(server.context.dataDir, 'documents', id)).catch(() => [])

test('an uploaded file is part of the meeting, is told of, and is given to anyone who has its URL', async () => {
  const { id, meetingId } = await scheduled()
  const bytes = Buffer.from('%PDF-1.7 \u0000 not really')
  const { status, body, headers } = await upload(meetingId, 'C:\\plans\\Übersicht "1".pdf', bytes)
  expect([status, headers['location']]).toEqual([201, `/api/v1/meetings/${id}/documents/${body.id}`])
  expect((await server.call('GET', `/meetings/${id}`)).headers['etag']).toBe('"2"')
  expect(body).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{24}$/),
    name: 'Übersicht "1".pdf',
    mimeType: 'application/pdf',
    size: bytes.length,
    url: expect.stringMatching(`^${BASE}/meetings/${id}/documents/[0-9a-f]{24}[?]token=[A-Za-z0-9_-]{43}$`),
  })
  expect(await newEvents()).toMatchObject([
    { hook: 'onMeetingUpdated', sequences: [2], meeting: { documents: [body], icalSequence: '0' } },
  ])
  expect((await server.call('GET', `/meetings/${id}`)).body.documents).toEqual([body])

  const file = await download(body.url)
  expect(file.bytes).toEqual(bytes)
  expect(file.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(bytes.length),
    'content-disposition': `attachment; filename*=UTF-8''%C3%9Cbersicht%20%221%22.pdf`,
    'content-security-policy': expect.stringContaining('sandbox'),
    'x-content-type-options': 'nosniff',
  })
})

test('any media type is taken as it is, JSON too; what is none is bytes', async () => {
  const { id } = await scheduled()
  const json = await upload(
    id,
    'a.json',
    Buffer.from('{ "a": 1,  "a": 2 }'),
    'application/json; charset=utf-8',
  )
  expect([json.status, json.body.mimeType]).toEqual([201, 'application/json'])
  expect((await download(json.body.url)).bytes.toString()).toBe('{ "a": 1,  "a": 2 }')
  const odd = await upload(id, 'a', Buffer.from('x'), 'text/plain\u0001evil')
  if (odd.status === 201) expect(odd.body.mimeType).toBe('application/octet-stream')
  const empty = await upload(id, 'empty.txt', Buffer.alloc(0), 'text/plain')
  expect([empty.status, empty.body.errors[0].code]).toEqual([422, 'empty'])
  const form = await upload(id, 'form.txt', Buffer.from('--x'), 'multipart/form-data; boundary=x')
  expect(form.status).toBe(415)
})

test('a document that is taken off is gone, and is told of', async () => {
  const { id } = await scheduled()
  const { body } = await upload(id, 'a.pdf', Buffer.from('a'))
  await newEvents()
  const path = `/meetings/${id}/documents/${body.id}`
  expect((await server.call('DELETE', path)).status).toBe(204)
  expect(await newEvents()).toMatchObject([{ hook: 'onMeetingUpdated', meeting: { documents: [] } }])
  expect((await server.removedFiles()).at(-1)).toBe(`documents/${id}/${body.id}`)
  expect((await download(body.url)).status).toBe(404)
  const again = await server.call('DELETE', path)
  expect([again.status, again.body.type]).toEqual([404, expect.stringMatching(/document-not-found$/)])
  expect(await newEvents()).toEqual([])
})

test('20 MiB are taken, one byte more is not', async () => {
  const { id } = await scheduled()
  expect((await upload(id, 'big', Buffer.alloc(LIMIT_BYTES))).status).toBe(201)
  expect((await upload(id, 'bigger', Buffer.alloc(LIMIT_BYTES + 1))).status).toBe(413)
  expect(await newEvents()).toHaveLength(1)
})

test.each([[''], ['a/'], ['..'], ['\u0007'], ['x'.repeat(256)]])('%j is no file name', async (name) => {
  const { id } = await scheduled()
  const { status, body } = await upload(id, name, Buffer.from('a'))
  expect([status, body.errors?.[0].pointer]).toEqual([422, '/name'])
  expect(await filesOf(id)).toEqual([])
})

test('a wrong token, another meeting or another document opens nothing', async () => {
  const { id } = await scheduled()
  const other = await scheduled()
  const { body } = await upload(id, 'a.pdf', Buffer.from('a'))
  const token = new URL(body.url).searchParams.get('token')
  for (const path of [
    `/meetings/${id}/documents/${body.id}?token=${'A'.repeat(43)}`,
    `/meetings/${other.id}/documents/${body.id}?token=${token}`,
    `/meetings/${id}/documents/aaaaaaaaaaaaaaaaaaaaaaaa?token=${token}`,
    `/meetings/x/documents/y?token=${token}`,
  ]) {
    expect((await server.call('GET', path)).status).toBe(404)
  }
  expect((await server.call('GET', `/meetings/${id}/documents/${body.id}`)).status).toBe(422)
})

test('what is refused leaves no file: a closed meeting, another account’s, one that is deleted meanwhile', async () => {
  const closed = await server.schedule({ startTime: NOW.toISOString() })
  await server.call('POST', `/meetings/${closed.id}/close`)
  const stranger = await server.account('Stranger')
  const open = await scheduled()
  await newEvents()
  expect((await upload(closed.id, 'a', Buffer.from('a'))).status).toBe(409)
  expect((await upload(open.id, 'a', Buffer.from('a'), 'text/plain', stranger.key)).status).toBe(404)
  expect(await newEvents()).toEqual([])
  const [deleted, added] = await Promise.all([
    server.call('DELETE', `/meetings/${open.id}`),
    upload(open.id, 'a', Buffer.from('a')),
  ])
  expect(deleted.status).toBe(204)
  expect([await filesOf(closed.id), await filesOf(open.id)]).toEqual([
    [],
    added.status === 201 ? [added.body.id] : [],
  ])
  expect((await newEvents()).at(-1)).toMatchObject({ hook: 'onMeetingDeleted' })
})
