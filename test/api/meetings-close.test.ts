/** Closing by hand and by itself: when, how often, and what becomes of anyone who is inside. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAutoClose } from '../../server/meetings/close-due-meetings.ts'
import { createCloseDueRefresher } from '../../server/meetings/refresh-close-due.ts'
import { statusesOf, startMeetings, wireOf, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-02T08:00:00.000Z')
const MINUTE_MS = 60_000
let server: MeetingsUnderTest
let seen = 0

beforeAll(async () => {
  server = await startMeetings(NOW)
})
afterAll(() => server.stop())
beforeEach(async () => {
  await server.context.database.queries.deleteFrom('meetings').execute()
  server.clock.set(NOW)
  seen = (await server.events()).length
})

async function newEvents() {
  const all = await server.events()
  const fresh = all.slice(seen)
  seen = all.length
  return fresh
}

async function scheduled(input: Record<string, unknown> = {}) {
  const meeting = await server.schedule({ startTime: NOW.toISOString(), ...input })
  await newEvents()
  return meeting
}

const close = (id: string) => server.call('POST', `/meetings/${id}/close`)

const occurrenceOf = (meetingId: string) =>
  server.context.database.queries
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .executeTakeFirstOrThrow()

test('closing by hand answers and tells the closed meeting, once', async () => {
  const meeting = await scheduled()
  server.clock.advance(10 * MINUTE_MS)
  const { status, body, headers } = await close(meeting.id)
  expect(status).toBe(200)
  expect(headers['etag']).toBe('"2"')
  expect(body).toEqual({
    ...meeting,
    isOpen: false,
    isClosed: true,
    dtClosedAt: '2026-03-02T08:10:00.000Z',
  })
  const events = await newEvents()
  expect(events).toMatchObject([{ hook: 'onMeetingClosed', sequences: [2] }])
  expect(events[0]!.meeting).toEqual(wireOf(body))
  expect((await server.call('GET', `/meetings/${meeting.id}`)).body).toEqual(body)

  const again = await close(meeting.id)
  expect([again.status, again.body.type]).toEqual([409, expect.stringMatching(/meeting-closed$/)])
  expect(await newEvents()).toEqual([])
  expect(await occurrenceOf(meeting.id)).toMatchObject({
    close_reason: 'by-hand',
    summary_due_at: new Date('2026-03-02T08:15:00.000Z'),
  })
})

test('before it opens it cannot be closed', async () => {
  const { id } = await scheduled({ startTime: '2026-03-02T09:00:00Z' })
  server.clock.advance(45 * MINUTE_MS - 1)
  const { status, body } = await close(id)
  expect([status, body.type, body.opensAt]).toEqual([
    409,
    expect.stringMatching(/meeting-not-open$/),
    '2026-03-02T08:45:00.000Z',
  ])
  expect(await newEvents()).toEqual([])
  server.clock.advance(1)
  expect((await close(id)).status).toBe(200)
})

test('of several who close at once, one does', async () => {
  const { id } = await scheduled()
  const closing = [close(id), close(id), close(id)]
  await server.autoClose.runOnce()
  expect(statusesOf(await Promise.all(closing))).toEqual([200, 409, 409])
  expect((await newEvents()).map(({ hook }) => hook)).toEqual(['onMeetingClosed'])
})

test('a close and a deletion at once leave one order or the other', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await scheduled()
    const [closed, deleted] = await Promise.all([close(id), server.call('DELETE', `/meetings/${id}`)])
    expect(deleted.status).toBe(204)
    const events = await newEvents()
    const hooks = events.map(({ hook }) => hook)
    if (closed.status === 200) expect(hooks).toEqual(['onMeetingClosed', 'onMeetingDeleted'])
    else expect([closed.status, hooks]).toEqual([404, ['onMeetingDeleted']])
    expect(events.map(({ sequences }) => sequences[0])).toEqual(hooks.map((_, index) => index + 2))
  }
})

test('anyone who is inside at the close leaves at the close', async () => {
  const { id } = await scheduled()
  const leaveEarly = await server.visit(id)
  await server.visit(id)
  server.clock.advance(MINUTE_MS)
  await leaveEarly()
  // A sign of life just before the close: the connection stands.
  await server.context.database.queries
    .updateTable('participants')
    .set({ last_seen_at: new Date('2026-03-02T08:04:58Z') })
    .execute()
  server.clock.advance(4 * MINUTE_MS)
  const { body } = await close(id)
  expect(body).toMatchObject({ isActive: false, dtClosedAt: '2026-03-02T08:05:00.000Z' })
  const visits = await server.context.database.queries
    .selectFrom('visits')
    .select('left_at')
    .orderBy('left_at')
    .execute()
  expect(visits.map(({ left_at }) => left_at?.toISOString())).toEqual([
    '2026-03-02T08:01:00.000Z',
    '2026-03-02T08:05:00.000Z',
  ])
  expect((await newEvents())[0]!.meeting).toMatchObject({ isActive: false, isClosed: true, isOpen: false })
})

test('of a recorded meeting the merge falls due once the last parts may have come in', async () => {
  const { id } = await scheduled({ isRecorded: true })
  await close(id)
  const recordings = await server.context.database.queries.selectFrom('recordings').selectAll().execute()
  expect(recordings).toMatchObject([
    { meeting_id: id, state: 'waiting', merge_due_at: new Date('2026-03-02T08:01:00.000Z') },
  ])
})

test('a recording that collects parts goes on to wait for its merge', async () => {
  const { id, accountId } = await scheduled({ isRecorded: true })
  await server.context.database.queries
    .insertInto('recordings')
    .values({
      id: 'aaaaaaaaaaaaaaaaaaaaaaaa',
      occurrence_id: (await occurrenceOf(id)).id,
      meeting_id: id,
      account_id: accountId,
      state: 'collecting',
      url_token: 'x',
      created_at: NOW,
    })
    .execute()
  await server.call('PATCH', `/meetings/${id}`, { isRecorded: false })
  await close(id)
  const recordings = await server.context.database.queries.selectFrom('recordings').selectAll().execute()
  expect(recordings).toMatchObject([{ id: 'aaaaaaaaaaaaaaaaaaaaaaaa', state: 'waiting' }])
  expect(recordings[0]!.merge_due_at).toEqual(new Date('2026-03-02T08:01:00.000Z'))
})

test('nobody came: it closes after the grace time past its end, not before', async () => {
  const { id } = await scheduled()
  server.clock.advance(75 * MINUTE_MS - 1)
  await server.autoClose.runOnce()
  expect(await newEvents()).toEqual([])
  server.clock.advance(1)
  await server.autoClose.runOnce()
  await server.autoClose.runOnce()
  expect(await newEvents()).toMatchObject([
    { hook: 'onMeetingClosed', meeting: { id, dtClosedAt: '2026-03-02T09:15:00.000Z' } },
  ])
  expect((await occurrenceOf(id)).close_reason).toBe('nobody-came')
})

test('everybody left: it closes after the empty time, and a person who comes back puts that off', async () => {
  const { id } = await scheduled()
  const leave = await server.visit(id)
  server.clock.advance(10 * MINUTE_MS)
  await leave()
  server.clock.advance(5 * MINUTE_MS - 1)
  await server.autoClose.runOnce()
  const leaveAgain = await server.visit(id)
  server.clock.advance(20 * MINUTE_MS)
  await server.autoClose.runOnce()
  expect(await newEvents()).toEqual([])
  await leaveAgain()
  server.clock.advance(5 * MINUTE_MS)
  await server.autoClose.runOnce()
  expect(await server.hooks()).toContain('onMeetingClosed')
  expect(await occurrenceOf(id)).toMatchObject({ close_reason: 'everybody-left' })
})

test('anyone who looked in before the start does not close it', async () => {
  const { id } = await scheduled({ startTime: '2026-03-02T08:10:00Z' })
  const leave = await server.visit(id)
  server.clock.advance(MINUTE_MS)
  await leave()
  server.clock.advance(14 * MINUTE_MS - 1)
  await server.autoClose.runOnce()
  expect(await newEvents()).toEqual([])
  server.clock.advance(1)
  await server.autoClose.runOnce()
  expect(await newEvents()).toHaveLength(1)
})

test('somebody stays inside: past its end it goes on, until the hard maximum after the start', async () => {
  const { id } = await scheduled()
  await server.visit(id)
  server.clock.advance(24 * 60 * MINUTE_MS - 1)
  await server.autoClose.runOnce()
  expect(await newEvents()).toEqual([])
  server.clock.advance(1)
  await server.autoClose.runOnce()
  expect(await newEvents()).toMatchObject([{ hook: 'onMeetingClosed', meeting: { isActive: false } }])
  expect((await occurrenceOf(id)).close_reason).toBe('too-long')
})

test('two servers close each meeting once', async () => {
  for (let index = 0; index < 60; index++)
    await server.schedule({ startTime: NOW.toISOString(), duration: 1 })
  await newEvents()
  server.clock.advance(60 * MINUTE_MS)
  const other = createAutoClose(server.context)
  await Promise.all([server.autoClose.runOnce(), other.runOnce()])
  const events = await newEvents()
  expect(events).toHaveLength(60)
  expect(new Set(events.map(({ meeting }) => meeting.id)).size).toBe(60)
})

test('a wrong due time closes nobody’s meeting', async () => {
  const { id } = await scheduled()
  await server.visit(id)
  await server.context.database.queries.updateTable('occurrences').set({ close_due_at: NOW }).execute()
  await server.autoClose.runOnce()
  expect(await newEvents()).toEqual([])
  expect((await occurrenceOf(id)).close_due_at).toEqual(new Date('2026-03-03T08:00:00Z'))
})

test('changed settings hold for meetings that were scheduled before', async () => {
  const meeting = await scheduled()
  const { context } = server
  await context.database.transaction((tx) => context.settings.change(tx, { closeGraceSeconds: 60 }))
  await context.settings.reload()
  await createCloseDueRefresher(context).runOnce()
  expect((await occurrenceOf(meeting.id)).close_due_at).toEqual(new Date('2026-03-02T09:01:00Z'))
  await context.database.transaction((tx) => context.settings.change(tx, { closeGraceSeconds: 900 }))
  await context.settings.reload()
})
