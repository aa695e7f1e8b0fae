/** Deleting one and several: all or none, one call, the last event of each. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { statusesOf, startMeetings, wireOf, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-02T08:00:00.000Z')
let server: MeetingsUnderTest
let seen = 0

beforeAll(async () => {
  server = await startMeetings(NOW)
})
afterAll(() => server.stop())
beforeEach(async () => {
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
  const meeting = await server.schedule(input)
  await newEvents()
  return meeting
}

const remove = (id: string) => server.call('DELETE', `/meetings/${id}`)
const removeAll = (ids: unknown[]) => server.call('POST', '/meetings/delete', { ids })

test('a meeting that nobody was in: one call with an array of one, whose element is called off', async () => {
  const meeting = await scheduled()
  const { status, bytes } = await remove(meeting.meetingId)
  expect([status, bytes.length]).toEqual([204, 0])
  const events = await newEvents()
  expect(events).toMatchObject([{ hook: 'onMeetingDeleted', sequences: [2], meetingIds: [meeting.id] }])
  const { addedByEmail, ...others } = wireOf(meeting)
  expect(events[0]!.meetings).toEqual([{ ...others, addedByUserEmail: addedByEmail, icalSequence: '1' }])
  expect((await remove(meeting.id)).status).toBe(404)
  expect((await server.call('GET', `/meetings/${meeting.id}`)).status).toBe(404)
  expect(await newEvents()).toEqual([])
})

test('one that is open but empty is not closed first, and cannot be entered any more', async () => {
  const { id } = await scheduled({ startTime: NOW.toISOString() })
  await remove(id)
  expect(await newEvents()).toMatchObject([
    { hook: 'onMeetingDeleted', meeting: { isOpen: false, isClosed: false, dtClosedAt: null } },
  ])
})

test('one that has had somebody inside is closed first, and the element shows its final state', async () => {
  for (const stays of [true, false]) {
    const { id } = await scheduled({ startTime: NOW.toISOString(), isRecorded: true })
    const leave = await server.visit(id)
    if (!stays) await leave()
    await remove(id)
    const final = { isClosed: true, isOpen: false, isActive: false, dtClosedAt: NOW.toISOString() }
    expect(await newEvents()).toMatchObject([
      { hook: 'onMeetingClosed', sequences: [2], meeting: final },
      { hook: 'onMeetingDeleted', sequences: [3], meeting: final },
    ])
  }
})

test('one that was closed before: onMeetingDeleted alone, and its SEQUENCE stays', async () => {
  const { id } = await scheduled({ startTime: NOW.toISOString() })
  await server.call('POST', `/meetings/${id}/close`)
  await newEvents()
  await remove(id)
  expect(await newEvents()).toMatchObject([
    { hook: 'onMeetingDeleted', sequences: [3], meeting: { isClosed: true, icalSequence: '0' } },
  ])
})

test('everything that belongs to it goes, and its files are marked for removal; its events stay', async () => {
  const { id } = await scheduled({
    startTime: NOW.toISOString(),
    isRecorded: true,
    invitedParticipants: [{ email: 'ada@example.com' }],
  })
  const document = await server.call('POST', `/meetings/${id}/documents?name=a.txt`, Buffer.from('a'), {
    headers: { 'content-type': 'text/plain' },
  })
  expect(document.status).toBe(201)
  await server.visit(id)
  await server.call('POST', `/meetings/${id}/close`)
  await remove(id)
  const { queries } = server.context.database
  for (const table of [
    'occurrences',
    'invitees',
    'documents',
    'participants',
    'visits',
    'recordings',
  ] as const) {
    const { count } = await queries
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect([table, count]).toEqual([table, 0])
  }
  expect((await server.removedFiles()).slice(-3)).toEqual([
    `documents/${id}`,
    `recordings/${id}`,
    `summaries/${id}`,
  ])
  expect((await newEvents()).map(({ hook, sequences }) => [hook, sequences[0]])).toEqual([
    ['onMeetingUpdated', 2],
    ['onMeetingClosed', 3],
    ['onMeetingDeleted', 4],
  ])
})

test('several: one call with all of them in the order given, each with a number of its own', async () => {
  const [a, b, c] = [await scheduled(), await scheduled({ startTime: NOW.toISOString() }), await scheduled()]
  await server.visit(b.id)
  await server.call('PATCH', `/meetings/${c.id}`, { topic: 'C' })
  await newEvents()
  const { status, body } = await removeAll([c.id, b.meetingId, a.meetingId.replaceAll('-', '')])
  expect([status, body]).toEqual([200, { deleted: [c.id, b.id, a.id] }])
  const events = await newEvents()
  expect(events).toMatchObject([
    { hook: 'onMeetingClosed', meetingIds: [b.id], sequences: [2] },
    { hook: 'onMeetingDeleted', meetingIds: [c.id, b.id, a.id], sequences: [3, 3, 2] },
  ])
  expect(events[1]!.meetings.map(({ id, topic }) => [id, topic])).toEqual([
    [c.id, 'C'],
    [b.id, 'A meeting'],
    [a.id, 'A meeting'],
  ])
})

test('an unknown id among them, and none is deleted', async () => {
  const { id } = await scheduled()
  const { status, body } = await removeAll([id, 'aaaaaaaaaaaaaaaaaaaaaaaa', 'x'])
  expect(status).toBe(404)
  expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/ids/1', '/ids/2'])
  expect((await server.call('GET', `/meetings/${id}`)).status).toBe(200)
  expect(await newEvents()).toEqual([])
})

test('200 at once, and not one more; not none, and none twice', async () => {
  const meetings = []
  for (let index = 0; index < 200; index++) meetings.push(await server.schedule())
  await newEvents()
  const ids = meetings.map(({ id }) => id)
  const pointerOf = async (list: unknown[]) => {
    const { status, body } = await removeAll(list)
    return [status, body.errors[0].pointer]
  }
  expect(await pointerOf([...ids, ids[0]])).toEqual([422, '/ids'])
  expect(await pointerOf([])).toEqual([422, '/ids'])
  expect(await pointerOf([5])).toEqual([422, '/ids/0'])
  expect(await pointerOf([ids[0], ids[1], meetings[0]!.meetingId])).toEqual([422, '/ids/2'])
  expect((await removeAll(ids)).status).toBe(200)
  const events = await newEvents()
  expect(events).toHaveLength(1)
  expect(events[0]!.meetings.map(({ id }) => id)).toEqual(ids)
})

test('meetings of two accounts are not deleted together, so that no web hook hears of another’s', async () => {
  const mine = await scheduled()
  const other = await server.account('Other')
  const theirs = await scheduled({ accountId: other.id })
  const { status, body } = await removeAll([mine.id, theirs.id])
  expect([status, body.errors[0].pointer]).toEqual([422, '/ids/1'])
  expect(await newEvents()).toEqual([])
})

test('two who delete the same meetings at once, in opposite order: one does', async () => {
  const ids = []
  for (let index = 0; index < 6; index++) ids.push((await server.schedule()).id)
  await newEvents()
  const answers = await Promise.all([removeAll(ids), removeAll(ids.toReversed())])
  expect(statusesOf(answers)).toEqual([200, 404])
  expect(await newEvents()).toHaveLength(1)
})
