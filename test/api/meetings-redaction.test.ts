/** An instance that redacts: hooks leave without personal data, the API shows everything. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-02T08:00:00.000Z')
let server: MeetingsUnderTest

beforeAll(async () => {
  server = await startMeetings(NOW, { privateDataVisible: false })
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
      [hook === 'onMeetingDeleted' ? 'addedByUserEmail' : 'addedByEmail']: '',
      privateDataVisible: false,
    })
    expect(JSON.stringify(meeting)).not.toMatch(/[Ss]ecret|Ada|ada@|Administrator|example[.]com/)
  }
})
