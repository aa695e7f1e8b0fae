/** Scheduling: what comes back, what is recorded, and what is refused with which pointer. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-02T08:00:00.123Z')
let server: MeetingsUnderTest

beforeAll(async () => {
  server = await startMeetings(NOW)
})
afterAll(() => server.stop())

async function scheduled(input: Record<string, unknown>) {
  const before = (await server.events()).length
  const answer = await server.call('POST', '/meetings', { topic: 'Planning', ...input })
  const events = (await server.events()).slice(before)
  return { answer, events }
}

test('a meeting of which only the topic is said begins now and takes its other values from the defaults', async () => {
  const { answer, events } = await scheduled({})
  expect(answer.status).toBe(201)
  const { joinUrl, icsUrl, ...meeting } = answer.body
  expect(meeting).toEqual({
    invitedParticipants: [],
    meetingId: expect.stringMatching(/^\d{4}-\d{4}-\d{4}-\d{4}$/),
    id: expect.stringMatching(/^[0-9a-f]{24}$/),
    topic: 'Planning',
    startTime: '2026-03-02T08:00:00.123Z',
    endTime: '2026-03-02T09:00:00.123Z',
    duration: '60',
    type: 'standard',
    roomId: expect.stringMatching(/^[0-9a-f]{24}$/),
    isRecurring: false,
    isDialin: false,
    recurring: {
      frequencyType: '',
      frequency: null,
      monthlyPattern: '',
      endsType: '',
      endsOn: '2026-03-02T08:00:00.123Z',
      endsAfter: 0,
    },
    isRecorded: false,
    agenda: '',
    documents: [],
    meetingPermissionId: null,
    videoResolution: 'standard',
    dtClosedAt: null,
    whitelabelId: server.whitelabelId,
    addedByUserId: server.administrator.userId,
    addedByEmail: 'admin@example.com',
    accountId: server.administrator.accountId,
    addedByUsername: 'Administrator',
    timezone: 'UTC',
    privateDataVisible: true,
    icalSequence: '0',
    icsToken: expect.stringMatching(/^[0-9a-f-]{73}$/),
    isActive: false,
    isClosed: false,
    isOpen: true,
    dialInConferenceRoom: null,
    dialInNumbers: [],
    dialInPin: null,
    sipProxy: null,
    sipDomain: null,
    isDemo: false,
    isPromo: false,
  })
  expect(joinUrl).toBe(`https://meet.example.com/join/${meeting.meetingId}`)
  expect(icsUrl).toBe(
    `https://meet.example.com/api/v1/meetings/${meeting.id}/calendar.ics?token=${meeting.icsToken}`,
  )
  expect(answer.headers['location']).toBe(`/api/v1/meetings/${meeting.id}`)
  expect(answer.headers['etag']).toBe('"1"')

  expect(events).toMatchObject([{ hook: 'onMeetingScheduled', sequences: [1], meetingIds: [meeting.id] }])
  expect(events[0]!.meeting).toEqual(meeting)

  for (const name of [meeting.id, meeting.meetingId, meeting.meetingId.replaceAll('-', '')]) {
    const read = await server.call('GET', `/meetings/${name}`)
    expect(read.body).toEqual(answer.body)
    expect(read.headers['etag']).toBe('"1"')
  }
})

test('everything that a client may say is kept as it was said', async () => {
  const { answer, events } = await scheduled({
    topic: 'Jour fixe',
    startTime: '2026-03-30T10:00:00+02:00',
    duration: '45',
    timezone: 'Europe/Zurich',
    type: 'boardroom',
    agenda: 'One\nTwo',
    isRecorded: true,
    isDialin: true,
    videoResolution: 'hd',
    invitedParticipants: [
      { name: 'Ada', email: 'ada@example.com', role: 'host', language: 'fr-CH' },
      { email: 'bob@example.com' },
    ],
    recurring: { frequencyType: 'monthly', monthlyPattern: 'dayOfWeek', endsType: 'after', endsAfter: 3 },
  })
  expect(answer.status).toBe(201)
  expect(answer.body).toMatchObject({
    topic: 'Jour fixe',
    startTime: '2026-03-30T08:00:00.000Z',
    endTime: '2026-03-30T08:45:00.000Z',
    duration: '45',
    timezone: 'Europe/Zurich',
    type: 'boardroom',
    agenda: 'One\nTwo',
    isRecorded: true,
    isDialin: true,
    isRecurring: true,
    videoResolution: 'hd',
    isOpen: false,
    invitedParticipants: [
      { name: 'Ada', email: 'ada@example.com', role: 'host', language: 'fr-CH' },
      { name: '', email: 'bob@example.com', role: 'participant', language: 'en' },
    ],
    recurring: {
      frequencyType: 'monthly',
      frequency: 1,
      monthlyPattern: 'dayOfWeek',
      endsType: 'after',
      endsOn: '2026-03-02T08:00:00.123Z',
      endsAfter: 3,
    },
  })
  expect(events.map(({ hook }) => hook)).toEqual(['onMeetingScheduled'])
})

test('an end gives the duration, and both may be said where they agree', async () => {
  const times = { startTime: '2026-03-03T09:00:00Z', endTime: '2026-03-03T11:30:00+01:00' }
  const { answer } = await scheduled({ ...times, duration: 90 })
  expect(answer.body).toMatchObject({ duration: '90', endTime: '2026-03-03T10:30:00.000Z' })
})

test('people may enter from a while before the start on', async () => {
  const early = await server.schedule({ startTime: new Date(NOW.getTime() + 900_001).toISOString() })
  const open = await server.schedule({ startTime: new Date(NOW.getTime() + 900_000).toISOString() })
  expect([early.isOpen, open.isOpen]).toEqual([false, true])
})

test.each<[Record<string, unknown>, string]>([
  [{ topic: undefined }, '/topic'],
  [{ topic: '' }, '/topic'],
  [{ topic: '   ' }, '/topic'],
  [{ topic: 'x'.repeat(501) }, '/topic'],
  [{ topic: 'a\u0000b' }, '/topic'],
  [{ agenda: 'a\u0000b' }, '/agenda'],
  [{ topic: 5 }, '/topic'],
  [{ startTime: '2026-03-03T09:00:00' }, '/startTime'],
  [{ startTime: 'tomorrow' }, '/startTime'],
  [{ startTime: '2026-02-30T09:00:00Z' }, '/startTime'],
  [{ startTime: '+012026-02-03T09:00:00Z' }, '/startTime'],
  [{ startTime: '2026-03-03T09:00:00Z', endTime: '2026-03-03T09:00:00Z' }, '/endTime'],
  [{ startTime: '2026-03-03T09:00:00Z', endTime: '2026-03-03T09:00:30Z' }, '/endTime'],
  [{ startTime: '2026-03-03T09:00:00Z', endTime: '2026-03-03T08:00:00Z' }, '/endTime'],
  [{ startTime: '2026-03-03T09:00:00Z', endTime: '2026-03-04T09:01:00Z' }, '/endTime'],
  [{ startTime: '2026-03-03T09:00:00Z', endTime: '2026-03-03T10:00:00Z', duration: 61 }, '/duration'],
  [{ duration: 0 }, '/duration'],
  [{ duration: 1441 }, '/duration'],
  [{ duration: 1.5 }, '/duration'],
  [{ duration: '1e2' }, '/duration'],
  [{ duration: '' }, '/duration'],
  [{ timezone: 'Europe/Atlantis' }, '/timezone'],
  [{ timezone: '+01:00' }, '/timezone'],
  [{ type: 'webinar' }, '/type'],
  [{ type: 'offTheRecord', isRecorded: true }, '/isRecorded'],
  [{ videoResolution: '4k' }, '/videoResolution'],
  [{ roomId: 'aaaaaaaaaaaaaaaaaaaaaaaa' }, '/roomId'],
  [{ roomId: 'room' }, '/roomId'],
  [{ accountId: 'aaaaaaaaaaaaaaaaaaaaaaaa' }, '/accountId'],
  [{ invitedParticipants: [{ name: 'Ada' }] }, '/invitedParticipants/0/email'],
  [{ invitedParticipants: [{ email: 'nobody' }] }, '/invitedParticipants/0/email'],
  [{ invitedParticipants: [{ email: 'a@b.c', role: 'boss' }] }, '/invitedParticipants/0/role'],
  [{ recurring: { frequencyType: 'hourly' } }, '/recurring/frequencyType'],
  [{ recurring: { frequency: 2 } }, '/recurring/frequencyType'],
  [{ recurring: { frequencyType: 'daily', frequency: 0 } }, '/recurring/frequency'],
  [{ recurring: { frequencyType: 'daily', endsType: 'after' } }, '/recurring/endsAfter'],
  [
    { recurring: { frequencyType: 'daily', endsType: 'on', endsOn: '2020-01-01T00:00:00Z' } },
    '/recurring/endsOn',
  ],
  [{ recurring: { frequencyType: 'daily', count: 3 } }, '/recurring/count'],
  [{ startTime: '2024-03-03T09:00:00Z', recurring: { frequencyType: 'daily' } }, '/startTime'],
  [{ isOpen: true }, '/isOpen'],
  [{ id: '5e945c36b863b82cefdddf54' }, '/id'],
  [{ addedByEmail: 'x@example.com' }, '/addedByEmail'],
  [{ dtClosedAt: null }, '/dtClosedAt'],
])('%j is refused at %s, and nothing is recorded', async (input, pointer) => {
  const { answer, events } = await scheduled(input)
  expect(answer.status).toBe(422)
  expect(answer.body.type).toMatch(/invalid-input$/)
  expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
  expect(events).toEqual([])
})

test('all faults are found at once', async () => {
  const { answer } = await scheduled({
    timezone: 'Nowhere',
    duration: 0,
    topic: ' ',
    recurring: { frequencyType: 'daily', endsType: 'after' },
  })
  expect(answer.body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
    '/duration',
    '/recurring/endsAfter',
    '/timezone',
    '/topic',
  ])
})

test('an account’s own key schedules for its account, in a room of it, and for no other', async () => {
  const [mine, other] = [await server.account('Mine'), await server.account('Other')]
  const meeting = await server.schedule({}, { key: mine.key })
  expect(meeting.accountId).toBe(mine.id)
  const foreign = await server.call(
    'POST',
    '/meetings',
    { topic: 'x', accountId: other.id },
    { key: mine.key },
  )
  expect([foreign.status, foreign.body.errors[0].pointer]).toEqual([422, '/accountId'])
  const { roomId } = await server.schedule({ accountId: other.id })
  const room = await server.call('POST', '/meetings', { topic: 'x', roomId }, { key: mine.key })
  expect([room.status, room.body.errors[0].pointer]).toEqual([422, '/roomId'])
  expect(roomId).not.toBe(meeting.roomId)
})

test('a key without the scope may not, and nobody may without a key', async () => {
  const reader = await server.account('Reader', ['meetings:read'])
  const post = (key: string) => server.call('POST', '/meetings', { topic: 'x' }, { key })
  expect((await post(reader.key)).status).toBe(403)
  expect((await post('')).status).toBe(401)
  expect((await server.call('GET', '/meetings', undefined, { key: reader.key })).status).toBe(200)
})

test('another account’s meeting does not exist', async () => {
  const other = await server.account('Stranger')
  const { id, meetingId } = await server.schedule()
  const as = { key: other.key }
  const before = (await server.events()).length
  for (const name of [id, meetingId]) {
    expect((await server.call('GET', `/meetings/${name}`, undefined, as)).status).toBe(404)
    expect((await server.call('PATCH', `/meetings/${name}`, { topic: 'x' }, as)).status).toBe(404)
    expect((await server.call('POST', `/meetings/${name}/close`, undefined, as)).status).toBe(404)
    expect((await server.call('DELETE', `/meetings/${name}`, undefined, as)).status).toBe(404)
    const many = await server.call('POST', '/meetings/delete', { ids: [name] }, as)
    expect([many.status, many.body.errors[0].pointer]).toEqual([404, '/ids/0'])
  }
  expect((await server.events()).length).toBe(before)
  expect((await server.call('GET', `/meetings/${id}`)).status).toBe(200)
})

test('what names no meeting is 404', async () => {
  for (const name of ['0000-0000-0000-0000', 'aaaaaaaaaaaaaaaaaaaaaaaa', 'x', '1234']) {
    const { status, body } = await server.call('GET', `/meetings/${name}`)
    expect([name, status, body.type]).toEqual([name, 404, expect.stringMatching(/not-found$/)])
  }
  expect((await server.call('GET', '/meetings/%00')).status).toBe(404)
})
