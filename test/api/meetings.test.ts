/** A meeting's whole life against a whole server, over real sockets; every answer is held against its schema. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'

const HOUR_MS = 3_600_000
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function hooksOf(meetingId: string): Promise<string[]> {
  const rows = await server.context.database.queries
    .selectFrom('events')
    .select(['hook', 'meeting_ids'])
    .orderBy('ordinal')
    .execute()
  return rows.filter((row) => row.meeting_ids.includes(meetingId)).map((row) => row.hook)
}

test('from scheduling to deletion', async () => {
  const startTime = new Date(server.clock.now().getTime() + HOUR_MS).toISOString()
  const recurring = { frequencyType: 'weekly', endsType: 'after', endsAfter: 2 }
  const scheduled = await server.api('POST', '/meetings', { topic: 'Life', startTime, recurring })
  expect(scheduled.status).toBe(201)
  const { id, joinUrl, meetingId } = scheduled.body
  expect(joinUrl).toBe(`${server.url.replace('127.0.0.1', 'localhost')}/join/${meetingId}`)

  expect((await server.api('GET', `/meetings/${id}`)).body).toEqual(scheduled.body)
  expect((await server.api('GET', '/meetings?state=upcoming')).body.data).toEqual([scheduled.body])
  const invitees = [{ email: 'ada@example.com' }]
  const changed = await server.api('PATCH', `/meetings/${id}`, { invitedParticipants: invitees })
  expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"'])

  const document = await server.api('POST', `/meetings/${id}/documents?name=notes.txt`, 'Some notes', {
    'content-type': 'text/plain',
  })
  expect(document.status).toBe(201)
  const { pathname, search } = new URL(document.body.url)
  const download = await server.request('GET', pathname + search)
  expect([download.status, download.body]).toEqual([200, 'Some notes'])

  server.clock.advance(HOUR_MS)
  const closed = await server.api('POST', `/meetings/${id}/close`)
  expect(closed.body).toMatchObject({ startTime, isClosed: true })
  expect((await server.api('GET', '/meetings?state=closed')).body.data).toHaveLength(1)
  expect((await server.api('DELETE', `/meetings/${id}`)).status).toBe(204)
  expect(await hooksOf(id)).toEqual([
    'onMeetingScheduled',
    'onMeetingUpdated',
    'onMeetingUpdated',
    'onMeetingClosed',
    'onMeetingDeleted',
  ])
})

test('a request that is sent again under its key schedules nothing new', async () => {
  const send = (topic: string) =>
    server.api('POST', '/meetings', { topic }, { 'idempotency-key': 'schedule-once' })
  const [first, again, other] = [await send('Once'), await send('Once'), await send('Twice')]
  expect([first.status, again.status, other.status]).toEqual([201, 201, 422])
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('etag')).toBe('"1"')
  expect(await hooksOf(first.body.id)).toEqual(['onMeetingScheduled'])
})

test('a meeting that nobody comes to closes as time goes by', async () => {
  const { body } = await server.api('POST', '/meetings', { topic: 'Lonely', duration: 30 })
  await server.moveClock(HOUR_MS)
  expect((await server.api('GET', `/meetings/${body.id}`)).body).toMatchObject({ isClosed: true })
  expect(await hooksOf(body.id)).toEqual(['onMeetingScheduled', 'onMeetingClosed'])
})
