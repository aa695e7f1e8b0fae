/** What was read may be sent back, all of it or any part: that is no change, and nobody is told of one. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-02T08:00:00.123Z')
let server: MeetingsUnderTest

beforeAll(async () => {
  server = await startMeetings(NOW, { mailFrom: 'meetings@example.com' }, 'smtp://127.0.0.1:9')
})
afterAll(() => server.stop())

type Json = ReturnType<JSON['parse']>

const get = async (id: string) => (await server.call('GET', `/meetings/${id}`)).body
const patch = (id: string, body: unknown, query = '') => server.call('PATCH', `/meetings/${id}${query}`, body)

/** Events, mails, versions: everything that a change leaves behind. */
async function traces() {
  const { rows } = await sql`
    select (select count(*) from events) as events, (select count(*) from mails) as mails,
      (select json_agg(json_build_array(id, version, ical_sequence, ends_on) order by id) from meetings) as meetings
  `.execute(server.context.database.queries)
  return rows
}

async function expectNoChange(id: string, body: unknown, query = ''): Promise<void> {
  const before = await traces()
  const answer = await patch(id, body, query)
  expect([answer.status, answer.body.errors], JSON.stringify(body)).toEqual([200, undefined])
  expect(await traces(), JSON.stringify(body)).toEqual(before)
}

const INVITEES = [
  { email: 'ada@example.com', name: 'Ada', role: 'host', language: 'de' },
  { email: 'bob@example.com' },
]
const RULES: (Record<string, unknown> | undefined)[] = [
  undefined,
  { frequencyType: 'daily' },
  { frequencyType: 'weekly', frequency: 2, endsType: 'after', endsAfter: 7 },
  { frequencyType: 'monthly', monthlyPattern: 'dayOfWeek', endsType: 'on', endsOn: '2027-03-05T09:00:00Z' },
]

/** One of each rule: plain, and with an occurrence of its own that lies after the series' end. */
async function everyKind(): Promise<Json[]> {
  const ids: string[] = []
  for (const recurring of RULES) {
    const input = { agenda: 'A\nB', timezone: 'Europe/Zurich', invitedParticipants: INVITEES, recurring }
    const { id } = await server.schedule(input)
    ids.push(id)
    if (!recurring) continue
    const own = await server.schedule({
      ...input,
      recurring: { ...recurring, endsType: 'after', endsAfter: 1 },
    })
    await patch(
      own.id,
      { startTime: '2026-05-01T09:00:00Z', topic: 'Own' },
      `?scope=occurrence&start=${own.startTime}`,
    )
    ids.push(own.id)
  }
  return Promise.all(ids.map(get))
}

test('sending back any part of what was read is never an event', async () => {
  const meetings = await everyKind()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...meetings),
      fc.subarray(Object.keys(meetings[0])),
      fc.subarray(Object.keys(meetings[0].recurring)),
      fc.constantFrom('series', 'occurrence', 'following', null),
      async (meeting, fields, parts, scope) => {
        const body = Object.fromEntries(fields.map((field) => [field, meeting[field]]))
        if (body.recurring) {
          body.recurring = Object.fromEntries(parts.map((part) => [part, meeting.recurring[part]]))
        }
        const query = scope === null ? '' : `?scope=${scope}&start=${encodeURIComponent(meeting.startTime)}`
        await expectNoChange(meeting.id, body, query)
      },
    ),
    { numRuns: 120, seed: 24 },
  )
})

test('taking away a rule that there is not is no change, also where its end was stored at another moment', async () => {
  const { id } = await server.schedule()
  await expectNoChange(id, { recurring: null })
  const series = await server.schedule({ recurring: { frequencyType: 'daily' } })
  for (const meeting of [id, series.id]) {
    await sql`update meetings set ends_on = ends_on + interval '4 milliseconds' where id = ${meeting}`.execute(
      server.context.database.queries,
    )
    await expectNoChange(meeting, { recurring: (await get(meeting)).recurring })
  }
  await expectNoChange(id, { recurring: null })
})

test('a new meeting says the same moment as the creation of the series and as its end that means nothing', async () => {
  const series = await server.schedule({ recurring: { frequencyType: 'daily' } })
  const { data } = (await server.call('GET', `/meetings/${series.id}/occurrences?limit=3`)).body
  server.clock.advance(5)
  const split = await patch(series.id, { topic: 'Later' }, `?scope=following&start=${data[2].originalStart}`)
  const rows = await server.context.database.queries
    .selectFrom('meetings')
    .select(['created_at', 'ends_on'])
    .where('id', '=', split.body.id)
    .execute()
  expect(rows.map((row) => row.ends_on)).toEqual(rows.map((row) => row.created_at))
})

test('of a series of ten, what follows the third may be sent back with its ten', async () => {
  const series = await server.schedule({
    recurring: { frequencyType: 'daily', endsType: 'after', endsAfter: 10 },
  })
  const { data } = (await server.call('GET', `/meetings/${series.id}/occurrences?limit=3`)).body
  const query = `?scope=following&start=${data[2].originalStart}`
  await expectNoChange(series.id, { recurring: series.recurring, topic: series.topic }, query)
})

test('a read-only field that was changed is a fault by its name; what the clock changes is none', async () => {
  const meeting = await server.schedule()
  await expectNoChange(meeting.id, {
    ...meeting,
    isOpen: true,
    isActive: true,
    isClosed: true,
    dtClosedAt: meeting.startTime,
  })
  const before = await traces()
  const wrong = await patch(meeting.id, {
    ...meeting,
    topic: 'New',
    icsToken: 'x',
    accountId: '0'.repeat(24),
  })
  expect(wrong.status).toBe(422)
  expect(wrong.body.errors.map(({ pointer }: Json) => pointer)).toEqual(['/accountId', '/icsToken'])
  const unknown = await patch(meeting.id, { ...meeting, colour: 'red' })
  expect(unknown.body.errors.map(({ pointer }: Json) => pointer)).toEqual(['/colour'])
  expect(await traces()).toEqual(before)
  const changed = await patch(meeting.id, { ...meeting, topic: 'New' })
  expect([changed.status, changed.body.topic]).toEqual([200, 'New'])
})

test('of one occurrence a field of the series is a fault only where it was changed', async () => {
  const series = await server.schedule({
    recurring: { frequencyType: 'daily' },
    invitedParticipants: INVITEES,
  })
  const query = `?scope=occurrence&start=${series.startTime}`
  await expectNoChange(series.id, series, query)
  const wrong = await patch(
    series.id,
    { ...series, isRecorded: true, invitedParticipants: [], recurring: null },
    query,
  )
  expect(wrong.body.errors.map(({ pointer }: Json) => pointer).sort()).toEqual([
    '/invitedParticipants',
    '/isRecorded',
    '/recurring',
  ])
})

test('an address is invited once', async () => {
  const twice = [{ email: 'ada@example.com' }, { email: 'bob@example.com' }, { email: 'Ada@Example.com' }]
  const answer = await server.call('POST', '/meetings', { topic: 'Twice', invitedParticipants: twice })
  expect([answer.status, answer.body.errors]).toMatchObject([
    422,
    [{ pointer: '/invitedParticipants/2/email', detail: expect.stringContaining('/invitedParticipants/0') }],
  ])
})

test('anyone who an earlier version has invited twice is mailed once, and may be sent back', async () => {
  const { id } = await server.schedule({ invitedParticipants: INVITEES })
  await sql`insert into invitees select meeting_id, 2, name, email, role, language from invitees
    where meeting_id = ${id} and position = 0`.execute(server.context.database.queries)
  await expectNoChange(id, { invitedParticipants: (await get(id)).invitedParticipants })
  await sql`delete from mailings`.execute(server.context.database.queries)
  await patch(id, { duration: 30 })
  const mails = await server.context.database.queries
    .selectFrom('mails')
    .select('email')
    .orderBy('email')
    .execute()
  expect(mails.map(({ email }) => email)).toEqual(['ada@example.com', 'bob@example.com'])
})

test('a meeting is found by its number as people type it', async () => {
  const { id, meetingId } = await server.schedule()
  const digits = meetingId.replaceAll('-', '')
  const written = [
    meetingId,
    digits,
    meetingId.replaceAll('-', ' '),
    ` ${meetingId} `,
    meetingId.replaceAll('-', '–'),
  ]
  for (const number of written) {
    expect((await server.call('GET', `/meetings/${encodeURIComponent(number)}`)).body.id, number).toBe(id)
  }
  expect((await server.call('GET', `/meetings/${digits}1`)).status).toBe(404)
})
