/** Changing a meeting that does not repeat: what fires, what does not, what is refused and when. */
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

test.each<[Record<string, unknown>, Record<string, unknown>, boolean]>([
  [{ topic: 'Other' }, { topic: 'Other' }, false],
  [{ agenda: 'One' }, { agenda: 'One' }, false],
  [{ isDialin: true }, { isDialin: true }, false],
  [{ isRecorded: true }, { isRecorded: true }, false],
  [{ videoResolution: 'low' }, { videoResolution: 'low' }, false],
  [{ type: 'classroom' }, { type: 'classroom' }, false],
  [
    { invitedParticipants: [{ email: 'ada@example.com', role: 'host' }] },
    { invitedParticipants: [{ name: '', email: 'ada@example.com', role: 'host', language: 'en' }] },
    false,
  ],
  [
    { startTime: '2026-03-05T09:00:00Z' },
    { startTime: '2026-03-05T09:00:00.000Z', endTime: '2026-03-05T10:00:00.000Z', duration: '60' },
    true,
  ],
  [
    { endTime: '2026-03-02T09:20:00Z' },
    { startTime: '2026-03-02T09:00:00.000Z', endTime: '2026-03-02T09:20:00.000Z', duration: '20' },
    true,
  ],
  [{ duration: '90' }, { endTime: '2026-03-02T10:30:00.000Z', duration: '90' }, true],
  [
    { startTime: '2026-03-02T10:00:00Z', endTime: '2026-03-02T10:30:00Z' },
    { startTime: '2026-03-02T10:00:00.000Z', duration: '30' },
    true,
  ],
  [{ timezone: 'Asia/Tokyo' }, { timezone: 'Asia/Tokyo', startTime: '2026-03-02T09:00:00.000Z' }, true],
  [{ recurring: { frequencyType: 'weekly' } }, { isRecurring: true }, true],
])('%j is stored and told of once', async (patch, expected, newSequence) => {
  const meeting = await scheduled()
  const { status, body, headers } = await server.call('PATCH', `/meetings/${meeting.id}`, patch)
  expect(status).toBe(200)
  const icalSequence = newSequence ? '1' : '0'
  expect(body).toMatchObject({ ...expected, id: meeting.id, icalSequence })
  expect(headers['etag']).toBe('"2"')
  const events = await newEvents()
  expect(events).toMatchObject([{ hook: 'onMeetingUpdated', sequences: [2] }])
  expect(events[0]!.meeting).toEqual(wireOf(body))
  expect((await server.call('GET', `/meetings/${meeting.id}`)).body).toEqual(body)
})

test('null takes a field back to what it is in a new meeting', async () => {
  const meeting = await scheduled({
    agenda: 'One',
    invitedParticipants: [{ email: 'ada@example.com' }],
    recurring: { frequencyType: 'daily', endsType: 'after', endsAfter: 3 },
  })
  const { body } = await server.call('PATCH', `/meetings/${meeting.id}`, {
    agenda: null,
    invitedParticipants: null,
    recurring: null,
  })
  expect(body).toMatchObject({ agenda: '', invitedParticipants: [], isRecurring: false })
  expect(body.recurring).toMatchObject({ frequencyType: '', frequency: null, endsAfter: 0 })
})

test('a patch that changes nothing stores nothing and fires nothing', async () => {
  const meeting = await scheduled({
    agenda: 'One',
    invitedParticipants: [{ email: 'ada@example.com', name: 'Ada' }],
    recurring: { frequencyType: 'weekly', endsType: 'after', endsAfter: 3 },
  })
  const { topic, agenda, startTime, endTime, duration, timezone, type, isRecorded, roomId } = meeting
  const { invitedParticipants, recurring, videoResolution, isDialin } = meeting
  const patches = [
    {},
    { topic },
    { invitedParticipants: [{ email: 'ada@example.com', name: 'Ada' }] },
    { recurring: { endsAfter: 3 } },
    { startTime: '2026-03-02T10:00:00+01:00' },
    { topic, agenda, startTime, endTime, duration, timezone, type, isRecorded, roomId },
    { invitedParticipants, recurring, videoResolution, isDialin },
  ]
  for (const patch of patches) {
    const { status, body, headers } = await server.call('PATCH', `/meetings/${meeting.id}`, patch)
    expect([patch, status, headers['etag']]).toEqual([patch, 200, '"1"'])
    expect(body).toEqual({ ...meeting })
  }
  expect(await newEvents()).toEqual([])
})

test.each([
  [{ topic: '' }, '/topic'],
  [{ topic: null }, '/topic'],
  [{ startTime: null }, '/startTime'],
  [{ duration: '0' }, '/duration'],
  [{ endTime: '2026-03-02T08:59:00Z' }, '/endTime'],
  [{ endTime: '2026-03-02T10:00:00Z', duration: 30 }, '/duration'],
  [{ timezone: 'Nowhere' }, '/timezone'],
  [{ type: 'offTheRecord', isRecorded: true }, '/isRecorded'],
  [{ roomId: 'aaaaaaaaaaaaaaaaaaaaaaaa' }, '/roomId'],
  [{ recurring: { frequencyType: 'daily', endsType: 'on' } }, '/recurring/endsOn'],
  [{ isRecurring: true }, '/isRecurring'],
  [{ accountId: 'aaaaaaaaaaaaaaaaaaaaaaaa' }, '/accountId'],
])('%j is refused at %s, and nothing changes', async (patch, pointer) => {
  const meeting = await scheduled()
  const { status, body } = await server.call('PATCH', `/meetings/${meeting.id}`, patch)
  expect([status, body.errors?.[0]?.pointer]).toEqual([422, pointer])
  expect((await server.call('GET', `/meetings/${meeting.id}`)).body).toEqual(meeting)
  expect(await newEvents()).toEqual([])
})

test('a recorded meeting cannot go off the record before its recording is called off', async () => {
  const { id } = await scheduled({ isRecorded: true })
  const refused = await server.call('PATCH', `/meetings/${id}`, { type: 'offTheRecord' })
  expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/type'])
  const patch = { type: 'offTheRecord', isRecorded: false }
  expect((await server.call('PATCH', `/meetings/${id}`, patch)).status).toBe(200)
})

test('If-Match refuses anyone who saw an older version', async () => {
  const { id } = await scheduled()
  const patch = (topic: string, version: string) =>
    server.call('PATCH', `/meetings/${id}`, { topic }, { headers: { 'if-match': version } })
  expect((await patch('First', '"1"')).status).toBe(200)
  const late = await patch('Second', '"1"')
  expect([late.status, late.body.type]).toEqual([412, expect.stringMatching(/version-mismatch$/)])
  expect((await patch('Second', '*')).status).toBe(200)
  expect((await patch('Third', '"3"')).headers['etag']).toBe('"4"')
  expect((await newEvents()).map(({ meeting }) => meeting.topic)).toEqual(['First', 'Second', 'Third'])
  const kept = await server.call('DELETE', `/meetings/${id}`, undefined, { headers: { 'if-match': '"3"' } })
  expect(kept.status).toBe(412)
})

test('of two who change the same version at once, one is told so', async () => {
  const { id } = await scheduled()
  const patch = (topic: string) =>
    server.call('PATCH', `/meetings/${id}`, { topic }, { headers: { 'if-match': '"1"' } })
  const answers = await Promise.all([patch('A'), patch('B')])
  expect(statusesOf(answers)).toEqual([200, 412])
  expect(await newEvents()).toHaveLength(1)
})

test('while somebody is or has been inside, start, time zone, type and room stay, all else may change', async () => {
  const meeting = await scheduled({ startTime: NOW.toISOString() })
  const room = await server.context.database.queries
    .insertInto('rooms')
    .values({ id: 'bbbbbbbbbbbbbbbbbbbbbbbb', account_id: meeting.accountId, name: 'Blue' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const leave = await server.visit(meeting.id)
  const patch = (body: unknown) => server.call('PATCH', `/meetings/${meeting.id}`, body)
  const later = '2026-03-02T09:30:00Z'
  for (const check of ['inside', 'been inside']) {
    for (const fixed of [
      { startTime: later },
      { timezone: 'Asia/Tokyo' },
      { type: 'boardroom' },
      { roomId: room.id },
    ]) {
      const { status, body } = await patch(fixed)
      expect([check, fixed, status, body.type]).toEqual([
        check,
        fixed,
        409,
        expect.stringMatching(/meeting-in-use$/),
      ])
    }
    if (check === 'inside') await leave()
  }
  expect(await newEvents()).toEqual([])
  const back = await server.visit(meeting.id)
  const allowed = {
    topic: 'Changed',
    agenda: 'Changed',
    endTime: later,
    invitedParticipants: [{ email: 'bob@example.com' }],
    isRecorded: true,
    startTime: meeting.startTime,
    timezone: 'UTC',
  }
  const { status, body } = await patch(allowed)
  expect([status, body.isActive, body.duration]).toEqual([200, true, '90'])
  expect((await newEvents()).map(({ meeting }) => meeting.isActive)).toEqual([true])
  await back()
})

test('coming and going fires nothing', async () => {
  const { id } = await scheduled({ startTime: NOW.toISOString() })
  const leave = await server.visit(id)
  expect((await server.call('GET', `/meetings/${id}`)).body).toMatchObject({ isActive: true, isOpen: true })
  await leave()
  expect((await server.call('GET', `/meetings/${id}`)).body).toMatchObject({ isActive: false, isOpen: true })
  expect(await newEvents()).toEqual([])
})

test('a closed meeting cannot be changed', async () => {
  const { id } = await scheduled({ startTime: NOW.toISOString() })
  await server.call('POST', `/meetings/${id}/close`)
  await newEvents()
  for (const patch of [{ topic: 'x' }, {}, { startTime: '2027-01-01T00:00:00Z' }]) {
    const { status, body } = await server.call('PATCH', `/meetings/${id}`, patch)
    expect([status, body.type]).toEqual([409, expect.stringMatching(/meeting-closed$/)])
  }
  expect(await newEvents()).toEqual([])
})

test('a meeting that is made to end earlier closes by itself earlier', async () => {
  const { id } = await scheduled({ startTime: NOW.toISOString() })
  await server.call('PATCH', `/meetings/${id}`, { duration: 5 })
  server.clock.advance((5 + 15) * 60_000)
  await server.autoClose.runOnce()
  const events = (await newEvents()).filter(({ meeting }) => meeting.id === id)
  expect(events.map(({ hook }) => hook)).toEqual(['onMeetingUpdated', 'onMeetingClosed'])
})

test('the audit trail says who scheduled, changed, closed and deleted what; a change that changes nothing is not in it', async () => {
  const { queries } = server.context.database
  await queries.deleteFrom('audit_events').execute()
  const { id, topic, meetingId } = await server.schedule({ startTime: server.clock.now().toISOString() })
  await server.call('PATCH', `/meetings/${id}`, { topic })
  await server.call('PATCH', `/meetings/${id}`, { agenda: 'New' })
  await server.call('POST', `/meetings/${id}/close`)
  await server.call('DELETE', `/meetings/${id}`)
  const rows = await queries
    .selectFrom('audit_events')
    .select(['actor', 'action', 'subject', 'details'])
    .orderBy('id')
    .execute()
  expect(rows.map(({ action }) => action)).toEqual([
    'meeting.scheduled',
    'meeting.updated',
    'meeting.closed',
    'meeting.deleted',
  ])
  expect(rows[1]).toMatchObject({
    actor: 'api-key:admin',
    subject: id,
    details: { topic, meetingId, scope: 'series', fields: ['agenda'] },
  })
})
