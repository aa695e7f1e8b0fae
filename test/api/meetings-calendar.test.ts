/** The invitation as a file, read back by another iCalendar reader. */
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedInstance } from '../../server/accounts/seed-instance.ts'
import { readCalendar as readCalendarFile } from '../../server/meetings/meeting-calendar.ts'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-02T08:00:00.000Z')
let server: MeetingsUnderTest

beforeAll(async () => {
  server = await startMeetings(NOW)
})
afterAll(() => server.stop())

async function readCalendar(id: string) {
  const { body } = await server.call('GET', `/meetings/${id}`)
  const path = new URL(body.icsUrl)
  const answer = await server.call('GET', path.pathname.slice('/api/v1'.length) + path.search, undefined, {
    key: '',
  })
  expect(answer.status).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
    'content-disposition': `attachment; filename="${body.meetingId}.ics"`,
  })
  const calendar = new ICAL.Component(ICAL.parse(answer.body))
  return {
    meeting: body,
    events: calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component)),
  }
}

test('a meeting is one event with its times, its link and its SEQUENCE', async () => {
  const { id } = await server.schedule({ topic: 'Plan; B', agenda: 'One\nTwo', timezone: 'Europe/Zurich' })
  await server.call('PATCH', `/meetings/${id}`, { duration: 30 })
  const { meeting, events } = await readCalendar(id)
  expect(events).toHaveLength(1)
  const [event] = events
  expect(event!.summary).toBe('Plan; B')
  expect(event!.description).toBe('One\nTwo')
  expect(event!.sequence).toBe(1)
  expect(event!.startDate.toJSDate().toISOString()).toBe(meeting.startTime)
  expect(event!.endDate.toJSDate().toISOString()).toBe(meeting.endTime)
  expect(event!.component.getFirstPropertyValue('url')).toBe(meeting.joinUrl)
  expect(event!.uid).toBe(`${id}@meet.example.com`)
})

test('a series is its rule without what was deleted, and what was changed stands beside it', async () => {
  const { id } = await server.schedule({
    startTime: '2026-03-28T08:00:00Z',
    timezone: 'Europe/Zurich',
    recurring: { frequencyType: 'daily', endsType: 'after', endsAfter: 5 },
  })
  const query = (start: string) => `?scope=occurrence&start=${start}`
  await server.call('DELETE', `/meetings/${id}${query('2026-03-29T07:00:00.000Z')}`)
  await server.call('PATCH', `/meetings/${id}${query('2026-03-30T07:00:00.000Z')}`, {
    topic: 'Moved',
    startTime: '2026-03-30T12:00:00Z',
  })
  const { events } = await readCalendar(id)
  const [series, ...own] = events
  const iterator = series!.iterator()
  const starts = []
  for (let next = iterator.next(); next; next = iterator.next()) starts.push(next.toJSDate().toISOString())
  expect(starts).toEqual([
    '2026-03-28T08:00:00.000Z',
    '2026-03-30T07:00:00.000Z',
    '2026-03-31T07:00:00.000Z',
    '2026-04-01T07:00:00.000Z',
  ])
  expect(
    own.map((event) => [
      event.recurrenceId.toJSDate().toISOString(),
      event.startDate.toJSDate().toISOString(),
      event.summary,
    ]),
  ).toEqual([['2026-03-30T07:00:00.000Z', '2026-03-30T12:00:00.000Z', 'Moved']])
})

test('without the right token there is no such meeting', async () => {
  const { id, icsToken } = await server.schedule()
  const get = (query: string) => server.call('GET', `/meetings/${id}/calendar.ics${query}`)
  expect((await get(`?token=${icsToken}x`)).status).toBe(404)
  expect((await get('?token=')).status).toBe(404)
  expect((await get('')).status).toBe(422)
  expect(
    (await server.call('GET', `/meetings/0000-0000-0000-0000/calendar.ics?token=${icsToken}`)).status,
  ).toBe(404)
})

test('calendars go on knowing a meeting where the instance moves to another address', async () => {
  const { id } = await server.schedule()
  const { uid } = (await readCalendar(id)).events[0]!
  const moved = { ...server.context, publicUrl: 'https://elsewhere.example' }
  await seedInstance(moved, { adminEmail: null, adminPassword: null })
  const { meeting } = await readCalendar(id)
  const { text } = await readCalendarFile(moved, id, meeting.icsToken)
  expect(text).toContain(`UID:${uid}`)
  expect(text).toContain('https://elsewhere.example/join/')
})

test('there is always an organizer, also where the administrator has no address', async () => {
  const { id } = await server.schedule()
  const organizer = async () =>
    (await readCalendar(id)).events[0]!.component.getFirstPropertyValue('organizer')
  expect(await organizer()).toBe('mailto:admin@example.com')
  const { queries } = server.context.database
  await queries.updateTable('meetings').set({ added_by_email: '' }).where('id', '=', id).execute()
  expect(await organizer()).toBe('mailto:no-reply@meet.example.com')
})
