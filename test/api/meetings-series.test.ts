/** A series: one id, one Meeting, and the occurrence that is on or next. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

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

/** Daily at nine in Zurich from the next day on. */
async function daily(recurring: Record<string, unknown> = {}, input: Record<string, unknown> = {}) {
  const meeting = await server.schedule({
    startTime: '2026-03-03T08:00:00Z',
    timezone: 'Europe/Zurich',
    recurring: { frequencyType: 'daily', ...recurring },
    ...input,
  })
  await newEvents()
  return meeting
}

const read = async (id: string) => (await server.call('GET', `/meetings/${id}`)).body
const patch = (id: string, body: unknown, query = '') => server.call('PATCH', `/meetings/${id}${query}`, body)
const remove = (id: string, query = '') => server.call('DELETE', `/meetings/${id}${query}`)
const day = (date: number, time = '08:00') => `2026-03-${String(date).padStart(2, '0')}T${time}:00.000Z`

/** Holds the current occurrence: goes to its start, closes it by hand. */
async function hold(id: string) {
  server.clock.set(new Date((await read(id)).startTime))
  return server.call('POST', `/meetings/${id}/close`)
}

/** Starts of what is still to come, found by holding one after the other. */
async function startsToCome(id: string, limit = 10): Promise<string[]> {
  const starts: string[] = []
  for (let index = 0; index < limit; index++) {
    const closed = await hold(id)
    if (closed.status !== 200) break
    starts.push(closed.body.startTime)
  }
  return starts
}

test('it is one meeting, scheduled once; when an occurrence is closed the next takes over, without an event', async () => {
  const { id } = await daily({ endsType: 'after', endsAfter: 3 })
  const closed = await hold(id)
  expect(closed.body).toMatchObject({ id, startTime: day(3), isClosed: true, dtClosedAt: day(3) })
  expect(await newEvents()).toMatchObject([
    { hook: 'onMeetingClosed', sequences: [2], meeting: { id, startTime: day(3), isClosed: true } },
  ])
  expect(await read(id)).toMatchObject({
    startTime: day(4),
    isClosed: false,
    isOpen: false,
    dtClosedAt: null,
  })
  const early = await server.call('POST', `/meetings/${id}/close`)
  expect([early.status, early.body.type]).toEqual([409, expect.stringMatching(/meeting-not-open$/)])

  await hold(id)
  await hold(id)
  expect(await read(id)).toMatchObject({ startTime: day(5), isClosed: true, dtClosedAt: day(5) })
  expect((await newEvents()).map(({ meeting }) => meeting.startTime)).toEqual([day(4), day(5)])
  const over = await server.call('POST', `/meetings/${id}/close`)
  expect([over.status, over.body.type]).toEqual([409, expect.stringMatching(/meeting-closed$/)])
})

test('the wall clock stays over summer time, and so does the length', async () => {
  const { id } = await daily({ endsType: 'after', endsAfter: 3 }, { startTime: '2026-03-28T08:00:00Z' })
  expect(await startsToCome(id)).toEqual([
    '2026-03-28T08:00:00.000Z',
    '2026-03-29T07:00:00.000Z',
    '2026-03-30T07:00:00.000Z',
  ])
  expect(await read(id)).toMatchObject({ endTime: '2026-03-30T08:00:00.000Z', duration: '60' })
})

test('each occurrence that lapsed while the server was down is closed once, and the one that is on stays', async () => {
  const { id } = await daily()
  server.clock.set(new Date(day(8, '08:30')))
  await server.autoClose.runOnce()
  await server.autoClose.runOnce()
  const events = await newEvents()
  expect(events.map(({ hook, meeting }) => [hook, meeting.startTime])).toEqual(
    [3, 4, 5, 6, 7].map((date) => ['onMeetingClosed', day(date)]),
  )
  expect(await read(id)).toMatchObject({ startTime: day(8), isOpen: true })
})

test('the list shows the current occurrence and each that was closed, with its own times', async () => {
  const { id } = await daily()
  await hold(id)
  await hold(id)
  const { body } = await server.call('GET', '/meetings')
  expect(body.data.map(({ startTime, isClosed }: Record<string, unknown>) => [startTime, isClosed])).toEqual([
    [day(5), false],
    [day(4), true],
    [day(3), true],
  ])
})

test('deleting an occurrence is an update: the current one gives way to the next, a later one is left out', async () => {
  const { id } = await daily({ endsType: 'after', endsAfter: 5 })
  expect((await remove(id, `?scope=occurrence&start=${day(3)}`)).status).toBe(204)
  expect(await read(id)).toMatchObject({ startTime: day(4), icalSequence: '1' })
  expect((await remove(id, `?scope=occurrence&start=${day(6)}`)).status).toBe(204)
  expect(await newEvents()).toMatchObject([
    { hook: 'onMeetingUpdated', meeting: { startTime: day(4), icalSequence: '1' } },
    { hook: 'onMeetingUpdated', meeting: { startTime: day(4), icalSequence: '2' } },
  ])
  expect((await remove(id, `?scope=occurrence&start=${day(6)}`)).status).toBe(404)
  expect(await startsToCome(id)).toEqual([day(4), day(5), day(7)])
})

test('deleting one and those that follow ends the series there, and is an update', async () => {
  const { id } = await daily({ endsType: 'after', endsAfter: 9 })
  expect((await remove(id, `?scope=following&start=${day(6)}`)).status).toBe(204)
  const events = await newEvents()
  expect(events.map(({ hook }) => hook)).toEqual(['onMeetingUpdated'])
  expect(events[0]!.meeting).toMatchObject({ startTime: day(3), recurring: { endsAfter: 3 } })
  expect(await startsToCome(id)).toEqual([day(3), day(4), day(5)])
})

test('deleting the rest of a series that was held before closes it for good, without a further close', async () => {
  for (const scope of ['following', 'occurrence']) {
    const { id } = await daily({ endsType: 'after', endsAfter: 2 })
    await hold(id)
    await newEvents()
    expect((await remove(id, `?scope=${scope}&start=${day(4)}`)).status).toBe(204)
    expect(await newEvents()).toMatchObject([
      { hook: 'onMeetingUpdated', meeting: { startTime: day(3), isClosed: true } },
    ])
    expect(await read(id)).toMatchObject({ startTime: day(3), isClosed: true, isOpen: false })
    expect((await patch(id, { topic: 'x' })).status).toBe(409)
    server.clock.set(NOW)
  }
})

test('where nothing at all would be left, the meeting itself is deleted', async () => {
  for (const query of [
    `?scope=following&start=${day(3)}`,
    `?scope=occurrence&start=${day(3)}`,
    '',
    '?scope=series',
  ]) {
    const { id } = await daily({ endsType: 'after', endsAfter: query.includes('occurrence') ? 1 : 3 })
    expect((await remove(id, query)).status).toBe(204)
    expect((await newEvents()).map(({ hook }) => hook)).toEqual(['onMeetingDeleted'])
    expect((await server.call('GET', `/meetings/${id}`)).status).toBe(404)
  }
})

test('an occurrence that has had somebody inside is closed before it is deleted', async () => {
  for (const scope of ['occurrence', 'following']) {
    const { id } = await daily({ endsType: 'after', endsAfter: 4 }, { isRecorded: true })
    await hold(id)
    server.clock.set(new Date(day(4)))
    await server.visit(id)
    await newEvents()
    expect((await remove(id, `?scope=${scope}&start=${day(4)}`)).status).toBe(204)
    const events = await newEvents()
    expect(events.map(({ hook, meeting }) => [hook, meeting.startTime, meeting.isClosed])).toEqual([
      ['onMeetingClosed', day(4), true],
      scope === 'occurrence' ? ['onMeetingUpdated', day(5), false] : ['onMeetingUpdated', day(3), true],
    ])
    const due = await server.context.database.queries
      .selectFrom('occurrences')
      .select('start_time')
      .where('meeting_id', '=', id)
      .where('summary_due_at', 'is not', null)
      .execute()
    expect(due.map(({ start_time }) => start_time.toISOString())).toEqual([day(3)])
    expect((await server.removedFiles()).at(-1)).toMatch(new RegExp(`^recordings/${id}/[0-9a-f-]{36}$`))
    if (scope === 'occurrence') expect(await startsToCome(id)).toEqual([day(5), day(6)])
    await remove(id)
    await newEvents()
    server.clock.set(NOW)
  }
})

test('a closed occurrence is not deleted or changed by itself', async () => {
  const { id } = await daily()
  await hold(id)
  await newEvents()
  for (const scope of ['occurrence', 'following']) {
    const deletion = await remove(id, `?scope=${scope}&start=${day(3)}`)
    expect([deletion.status, deletion.body.type]).toEqual([409, expect.stringMatching(/meeting-closed$/)])
    expect((await patch(id, { topic: 'x' }, `?scope=${scope}&start=${day(3)}`)).status).toBe(409)
  }
  expect(await newEvents()).toEqual([])
})

test.each([
  ['?scope=occurrence', 422],
  ['?scope=occurrence&start=yesterday', 422],
  [`?scope=occurrence&start=${day(4, '08:01')}`, 404],
  [`?scope=following&start=${day(2)}`, 404],
  ['?scope=occurrence&start=9000-01-01T09:00:00Z', 404],
  ['?scope=all', 422],
  ['?scope=series&extra=1', 422],
])('%s is answered with %i', async (query, status) => {
  const { id } = await daily()
  expect((await remove(id, query)).status).toBe(status)
  expect((await patch(id, { topic: 'x' }, query)).status).toBe(status)
  expect(await newEvents()).toEqual([])
})

test('one occurrence may have its own topic and times; the event carries them', async () => {
  const { id } = await daily()
  const query = `?scope=occurrence&start=${day(5)}`
  const { status, body } = await patch(id, { topic: 'Special', startTime: day(5, '10:00') }, query)
  expect(status).toBe(200)
  const own = { topic: 'Special', startTime: day(5, '10:00'), endTime: day(5, '11:00'), icalSequence: '1' }
  expect(body).toMatchObject({ id, ...own, isOpen: false })
  expect(await newEvents()).toMatchObject([{ hook: 'onMeetingUpdated', meeting: { id, ...own } }])
  expect(await read(id)).toMatchObject({ topic: 'A meeting', startTime: day(3), icalSequence: '1' })
  expect((await patch(id, { topic: 'Special' }, `?scope=occurrence&start=${day(5, '10:00')}`)).status).toBe(
    200,
  )
  expect(await newEvents()).toEqual([])

  const closings = [await hold(id), await hold(id), await hold(id), await hold(id)].map(({ body }) => body)
  expect(closings.map(({ startTime, topic }) => [startTime, topic])).toEqual([
    [day(3), 'A meeting'],
    [day(4), 'A meeting'],
    [day(5, '10:00'), 'Special'],
    [day(6), 'A meeting'],
  ])
})

test('an occurrence cannot be moved past another one', async () => {
  const { id } = await daily()
  await patch(id, { startTime: day(6, '12:00') }, `?scope=occurrence&start=${day(6)}`)
  await remove(id, `?scope=occurrence&start=${day(8)}`)
  await newEvents()
  for (const [start, to] of [
    [day(4), day(5)],
    [day(4), day(3)],
    [day(5), day(6, '12:00')],
    [day(7), day(6, '12:00')],
    [day(3), day(20)],
  ]) {
    const { status, body } = await patch(id, { startTime: to }, `?scope=occurrence&start=${start}`)
    expect([start, status, body.errors?.[0].pointer]).toEqual([start, 422, '/startTime'])
  }
  expect(await newEvents()).toEqual([])
  for (const [start, to] of [
    [day(5), day(6, '11:59')],
    [day(7), day(6, '12:01')],
    [day(9), day(7, '23:00')],
    [day(3), day(1)],
  ]) {
    expect((await patch(id, { startTime: to }, `?scope=occurrence&start=${start}`)).status).toBe(200)
  }
})

test('of one occurrence only topic, agenda and times can be changed', async () => {
  const { id } = await daily()
  const { status, body } = await patch(
    id,
    { timezone: 'UTC', isRecorded: true },
    `?scope=occurrence&start=${day(4)}`,
  )
  expect(status).toBe(422)
  expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/timezone', '/isRecorded'])
})

test('changing this and following ends the series and begins a new one', async () => {
  const { id, meetingId, icsToken } = await daily(
    { endsType: 'after', endsAfter: 6 },
    { invitedParticipants: [{ email: 'ada@example.com' }] },
  )
  await remove(id, `?scope=occurrence&start=${day(7)}`)
  await patch(id, { topic: 'Special' }, `?scope=occurrence&start=${day(8)}`)
  await newEvents()
  const { status, body, headers } = await patch(
    id,
    { topic: 'New', startTime: day(5, '13:00') },
    `?scope=following&start=${day(5)}`,
  )
  expect([status, headers['etag']]).toEqual([200, '"1"'])
  expect(body).toMatchObject({
    topic: 'New',
    startTime: day(5, '13:00'),
    recurring: { frequencyType: 'daily', endsType: 'after', endsAfter: 4 },
    invitedParticipants: [{ email: 'ada@example.com' }],
    icalSequence: '0',
  })
  expect(body.id).not.toBe(id)
  expect(body.meetingId).not.toBe(meetingId)
  expect(body.icsToken).not.toBe(icsToken)
  expect(await newEvents()).toMatchObject([
    { hook: 'onMeetingUpdated', meeting: { id, startTime: day(3), recurring: { endsAfter: 2 } } },
    { hook: 'onMeetingScheduled', sequences: [1], meeting: { id: body.id, topic: 'New' } },
  ])
  expect(await startsToCome(id)).toEqual([day(3), day(4)])
  // The deletion and the topic of single occurrences have moved along.
  const held = [await hold(body.id), await hold(body.id), await hold(body.id), await hold(body.id)]
  expect(held.map((answer) => [answer.body.startTime, answer.body.topic])).toEqual([
    [day(5, '13:00'), 'New'],
    [day(6, '13:00'), 'New'],
    [day(8, '13:00'), 'Special'],
    [undefined, undefined],
  ])
})

test('changing the first and all that follow changes the series itself, and changing nothing does nothing', async () => {
  const { id } = await daily({ endsType: 'after', endsAfter: 3 })
  const first = await patch(id, { topic: 'New' }, `?scope=following&start=${day(3)}`)
  expect(first.body).toMatchObject({ id, topic: 'New' })
  expect((await newEvents()).map(({ hook }) => hook)).toEqual(['onMeetingUpdated'])
  const same = await patch(id, { topic: 'New' }, `?scope=following&start=${day(4)}`)
  expect(same.body).toMatchObject({ id, startTime: day(4) })
  expect(await newEvents()).toEqual([])
})

test('this and following cannot begin with an occurrence that is in use', async () => {
  const { id } = await daily()
  await hold(id)
  server.clock.set(new Date(day(4)))
  await server.visit(id)
  await newEvents()
  const now = await patch(id, { topic: 'New' }, `?scope=following&start=${day(4)}`)
  expect([now.status, now.body.type]).toEqual([409, expect.stringMatching(/meeting-in-use$/)])
  expect(await newEvents()).toEqual([])
  expect((await patch(id, { topic: 'New' }, `?scope=following&start=${day(5)}`)).status).toBe(200)
  expect(await read(id)).toMatchObject({ startTime: day(4), topic: 'A meeting', isActive: true })
})

test('the whole series moves by its current occurrence; what was closed stays', async () => {
  const { id } = await daily({ endsType: 'after', endsAfter: 5 })
  await hold(id)
  await remove(id, `?scope=occurrence&start=${day(6)}`)
  await patch(id, { agenda: 'Own' }, `?scope=occurrence&start=${day(5)}`)
  await newEvents()
  const { body } = await patch(id, { startTime: day(4, '10:00'), duration: 30 })
  expect(body).toMatchObject({ startTime: day(4, '10:00'), duration: '30', recurring: { endsAfter: 4 } })
  expect(await newEvents()).toHaveLength(1)
  const held = [await hold(id), await hold(id), await hold(id)]
  expect(held.map((answer) => [answer.body.startTime, answer.body.endTime, answer.body.agenda])).toEqual([
    [day(4, '10:00'), day(4, '10:30'), ''],
    [day(5, '10:00'), day(5, '10:30'), 'Own'],
    [day(7, '10:00'), day(7, '10:30'), ''],
  ])
  expect(await read(id)).toMatchObject({ startTime: day(7, '10:00'), isClosed: true })
})

test('the whole series cannot move to before what was closed', async () => {
  const { id } = await daily()
  await hold(id)
  await newEvents()
  const { status, body } = await patch(id, { startTime: day(3) })
  expect([status, body.errors[0].pointer]).toEqual([422, '/startTime'])
  expect(await newEvents()).toEqual([])
})

test('a new rhythm begins at the current occurrence', async () => {
  const { id } = await daily()
  await hold(id)
  const { body } = await patch(id, { recurring: { frequencyType: 'weekly', frequency: 2 } })
  expect(body).toMatchObject({ startTime: day(4), icalSequence: '1' })
  expect(await startsToCome(id, 2)).toEqual([day(4), day(18)])
})

test('a new end alone counts from the first occurrence, and cannot lie before the next', async () => {
  const { id } = await daily({ endsType: 'after', endsAfter: 9 })
  await hold(id)
  await hold(id)
  const early = await patch(id, { recurring: { endsAfter: 2 } })
  expect([early.status, early.body.errors[0].pointer]).toEqual([422, '/recurring/endsAfter'])
  const on = await patch(id, { recurring: { endsType: 'on', endsOn: day(4) } })
  expect([on.status, on.body.errors[0].pointer]).toEqual([422, '/recurring/endsOn'])
  expect((await patch(id, { recurring: { endsAfter: 4 } })).body.recurring.endsAfter).toBe(4)
  expect(await startsToCome(id)).toEqual([day(5), day(6)])
})

test('a series becomes a single meeting, and a single meeting a series', async () => {
  const { id } = await daily()
  await hold(id)
  const single = await patch(id, { recurring: { frequencyType: '' } })
  expect(single.body).toMatchObject({ isRecurring: false, startTime: day(4), recurring: { frequency: null } })
  const again = await patch(id, { recurring: { frequencyType: 'weekly', endsType: 'after', endsAfter: 2 } })
  expect(again.body).toMatchObject({ isRecurring: true, startTime: day(4) })
  expect(await startsToCome(id)).toEqual([day(4), day(11)])
})

test('while one is in use, later ones and the rhythm may change, but not its start', async () => {
  const { id } = await daily()
  server.clock.set(new Date(day(3)))
  await server.visit(id)
  const query = `?scope=occurrence&start=${day(3)}`
  expect((await patch(id, { startTime: day(3, '09:00') })).status).toBe(409)
  expect((await patch(id, { startTime: day(3, '09:00') }, query)).status).toBe(409)
  expect((await patch(id, { endTime: day(3, '09:30') }, query)).body).toMatchObject({
    duration: '90',
    isActive: true,
  })
  expect((await patch(id, { startTime: day(4, '09:00') }, `?scope=occurrence&start=${day(4)}`)).status).toBe(
    200,
  )
  expect((await patch(id, { recurring: { frequency: 2 } })).body).toMatchObject({
    startTime: day(3),
    isActive: true,
  })
  server.clock.advance(MINUTE_MS)
  await server.call('POST', `/meetings/${id}/close`)
  expect(await read(id)).toMatchObject({ startTime: day(5) })
})

test('a change of the whole series gives every occurrence that is to come the new value', async () => {
  const { id } = await daily()
  await patch(id, { topic: 'Own', agenda: 'Own' }, `?scope=occurrence&start=${day(3)}`)
  await patch(id, { topic: 'Own', duration: 15 }, `?scope=occurrence&start=${day(4)}`)
  const { body } = await patch(id, { topic: 'All' })
  expect(body).toMatchObject({ topic: 'All', agenda: 'Own' })
  const held = [await hold(id), await hold(id), await hold(id)].map((answer) => answer.body)
  expect(held.map(({ topic, agenda, duration }) => [topic, agenda, duration])).toEqual([
    ['All', 'Own', '60'],
    ['All', '', '15'],
    ['All', '', '60'],
  ])
})

test('a plain meeting is its own only occurrence', async () => {
  const meeting = await server.schedule({ startTime: day(3) })
  await newEvents()
  const wrong = await remove(meeting.id, `?scope=occurrence&start=${day(4)}`)
  expect(wrong.status).toBe(404)
  expect(
    (await patch(meeting.id, { isRecorded: true }, `?scope=following&start=${day(3)}`)).body,
  ).toMatchObject({
    id: meeting.id,
    isRecorded: true,
  })
  expect((await remove(meeting.id, `?scope=occurrence&start=${day(3)}`)).status).toBe(204)
  expect((await newEvents()).map(({ hook }) => hook)).toEqual(['onMeetingUpdated', 'onMeetingDeleted'])
})
