import { expect, test } from 'vitest'
import { assertDocumentedBody } from '../../receiver/src/contract/check-body.ts'
import { DEFAULT_SETTINGS } from '../platform/config/settings.ts'
import type { MeetingView } from './meeting-view.ts'
import { deletedForHooks, forHooks, presentDeleted, presentMeeting } from './present-meeting.ts'

const meeting_id = '5e945c36b863b82cefdddf54'
const view: MeetingView = {
  meeting: {
    id: meeting_id,
    number: '9974-7653-8886-0485',
    account_id: '5e9459c5b863b82cefdddf4f',
    room_id: '5e9459c5b863b82cefdddf50',
    topic: 'My Meeting Topic',
    agenda: 'One',
    type: 'standard',
    timezone: 'Europe/Zurich',
    series_start: new Date('2022-04-07T09:00:00Z'),
    duration_minutes: 60,
    frequency_type: '',
    frequency: null,
    monthly_pattern: '',
    ends_type: '',
    ends_on: new Date('2022-04-13T12:18:07.211Z'),
    ends_after: 0,
    is_recorded: false,
    is_dialin: false,
    video_resolution: 'standard',
    added_by_user_id: '5e9459c5b863b82cefdddf4e',
    added_by_email: 'test-user@example.com',
    added_by_username: 'Test User',
    ical_sequence: 0,
    ics_token: 'c89f842f-3295-4bf9-807d-a46841fbc2ec-25f722e4-70fc-4163-9cda-b4b7d8aec358',
    is_demo: false,
    is_promo: false,
    version: 1,
    created_at: new Date('2022-04-13T12:18:07.211Z'),
    lobby: 'nobody',
    entry_before_host: true,
    muted_on_entry: 'fromFive',
    may_unmute: true,
  },
  occurrence: {
    id: 'f7140700-310e-46b8-9813-be0cb0e6b59c',
    meeting_id,
    recurrence_start: new Date('2022-04-07T09:00:00Z'),
    start_time: new Date('2022-04-07T09:00:00Z'),
    end_time: new Date('2022-04-07T10:00:00Z'),
    topic: null,
    agenda: null,
    minutes: '',
    state: 'current',
    first_joined_at: null,
    last_left_at: null,
    close_due_at: new Date('2022-04-07T10:15:00Z'),
    closed_at: null,
    close_reason: null,
    summary_due_at: null,
    media_node_id: null,
    media_url: null,
    lobby: null,
    entry_before_host: null,
    muted_on_entry: null,
    may_unmute: null,
    is_locked: false,
    recording_paused_at: null,
    recording_stopped_at: null,
    recording_stop_reason: null,
    strangers_wait: false,
    advanced_seconds: 0,
  },
  invitees: [
    { meeting_id, position: 0, name: 'Ada', email: 'ada@example.com', role: 'host', language: 'en' },
  ],
  documents: [
    {
      id: '5f48a701ee0c388a879bffa7',
      meeting_id,
      name: 'a.pdf',
      mime_type: 'application/pdf',
      size_bytes: 5,
      url_token: 'token',
      created_at: new Date('2022-04-07T09:00:00Z'),
    },
  ],
  isActive: true,
}
const instance = {
  whitelabelId: '5c737902b377b0f7fbf81fce',
  publicUrl: 'https://meet.example.com',
  settings: DEFAULT_SETTINGS,
  now: new Date('2022-04-07T09:30:00Z'),
}
const redacting = { ...instance, settings: { ...DEFAULT_SETTINGS, privateDataVisible: false } }
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value))

test.each([instance, redacting])('both forms are as documented, key by key, redacted or not', (given) => {
  assertDocumentedBody('onMeetingUpdated', bytes(forHooks(presentMeeting(view, given))))
  assertDocumentedBody('onMeetingDeleted', bytes([deletedForHooks(presentDeleted(view, given))]))
})

test('an occurrence’s own topic and agenda are shown in place of the series’', () => {
  const own = { ...view, occurrence: { ...view.occurrence, topic: 'Own', agenda: '' } }
  expect(presentMeeting(own, instance)).toMatchObject({ topic: 'Own', agenda: '' })
})

test('a redacted body keeps nothing private', () => {
  const meeting = JSON.stringify(forHooks(presentMeeting(view, redacting)))
  const deleted = JSON.stringify(deletedForHooks(presentDeleted(view, redacting)))
  for (const text of [meeting, deleted]) {
    expect(text).not.toMatch(/Ada|ada@|"One"|My Meeting|test-user|Test User|a[.]pdf|token=/)
  }
  expect(presentMeeting(view, redacting)).toMatchObject({
    topic: 'My Meeting Topic',
    privateDataVisible: false,
  })
})
