/** An instance that redacts: hooks leave without personal data, the API shows everything. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-02T08:00:00.000Z')
let server: MeetingsUnderTest

beforeAll(async () => {
  server = await startMeetings(NOW, { privateDataVisible: false, dialInPin: '4711' })
})
afterAll(() => server.stop())

const visible = {
  topic: 'Secret',
  agenda: 'More secrets',
  invitedParticipants: [{ name: 'Ada', email: 'ada@example.com', role: 'host', language: 'de' }],
}

test('topic, agenda, names, addresses, invitees and documents leave empty in every hook, never in the API', async () => {
  const { id } = await server.schedule({ ...visible, startTime: NOW.toISOString() })
  await server.call('POST', `/meetings/${id}/documents?name=a.txt`, Buffer.from('a'), {
    headers: { 'content-type': 'text/plain' },
  })
  await server.visit(id)
  const changed = await server.call('PATCH', `/meetings/${id}`, { topic: 'Another secret' })
  expect(changed.body).toMatchObject({
    ...visible,
    topic: 'Another secret',
    documents: [{ name: 'a.txt' }],
    addedByEmail: 'admin@example.com',
    addedByUsername: 'Administrator',
    privateDataVisible: false,
  })
  await server.call('DELETE', `/meetings/${id}`)
  const events = await server.events()
  expect(events.map(({ hook }) => hook)).toEqual([
    'onMeetingScheduled',
    'onMeetingUpdated',
    'onMeetingUpdated',
    'onMeetingClosed',
    'onMeetingDeleted',
  ])
  for (const { hook, meeting } of events) {
    expect(meeting).toMatchObject({
      id,
      topic: '',
      agenda: '',
      invitedParticipants: [],
      documents: [],
      addedByUsername: '',
      dialInPin: null,
      [hook === 'onMeetingDeleted' ? 'addedByUserEmail' : 'addedByEmail']: '',
      privateDataVisible: false,
    })
    expect(JSON.stringify(meeting)).not.toMatch(/[Ss]ecret|Ada|ada@|Administrator|example[.]com|4711/)
  }
})

test('the calendar token that leaves opens a file without topic, agenda and organiser; the PIN does not leave', async () => {
  const recurring = { frequencyType: 'weekly', frequency: 1, endsType: 'after', endsAfter: 3 }
  const startTime = '2026-03-09T08:00:00.000Z'
  const { id, icsToken } = await server.schedule({ ...visible, startTime, recurring })
  const second = '2026-03-16T08:00:00.000Z'
  const changed = await server.call('PATCH', `/meetings/${id}?scope=occurrence&start=${second}`, {
    topic: 'Another secret',
    startTime: '2026-03-16T10:00:00.000Z',
  })
  expect(changed.status).toBe(200)
  const left = (await server.events())
    .filter(({ meeting }) => meeting.id === id)
    .map(({ meeting }) => meeting)
  expect(left.length).toBeGreaterThan(0)
  const [token] = new Set(left.map((meeting) => meeting.icsToken))
  expect(left.map(({ dialInPin }) => dialInPin)).toEqual(left.map(() => null))
  expect(token).toMatch(/^([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}-?){2}$/)
  expect(token).not.toBe(icsToken)
  const file = (of: string | undefined) => server.call('GET', `/meetings/${id}/calendar.ics?token=${of}`)
  expect((await file(icsToken)).body).toMatch(/Secret[^]*Another secret/)
  const redacted = String((await file(token)).body)
  expect(redacted).toContain('DTSTART')
  expect(redacted).toContain('RECURRENCE-ID')
  expect(redacted).not.toMatch(/[Ss]ecret|Administrator|admin@/)
  // Calendars want an organizer: it is the instance.
  expect(redacted).toContain('ORGANIZER:mailto:no-reply@meet.example.com')
})
