/** From the close to the summary: what web hooks are told, what the API shows, what the PDF is. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertDocumentedBody } from '../../receiver/src/contract/check-body.ts'
import type { Meeting, MeetingSummaryCreated } from '../../receiver/src/contract/payload-types.ts'
import { objectId, secretToken } from '../../server/platform/ids.ts'
import { announceRecording } from '../../server/recordings/announce-recording.ts'
import { createDueSummaries } from '../../server/summaries/create-due-summaries.ts'
import { createSummary } from '../../server/summaries/create-summary.ts'
import { connect, join, type RoomClient } from '../support/room-client.ts'
import { ADMIN_KEY, startTestServer, type TestServer } from '../support/server.ts'

const DELAY_MS = 300_000

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function schedule(input: Record<string, unknown> = {}): Promise<Meeting> {
  const startTime = server.clock.now().toISOString()
  const { status, body } = await server.api<Meeting>('POST', '/meetings', {
    topic: 'Überlandbahn',
    agenda: '1. Begrüssung',
    startTime,
    timezone: 'Europe/Zurich',
    ...input,
  })
  expect(status).toBe(201)
  return body
}

async function close({ id }: Meeting): Promise<Meeting> {
  return (await server.api<Meeting>('POST', `/meetings/${id}/close`)).body
}

/** What was recorded about a meeting, in order, each as documented. */
async function events({ id }: Meeting) {
  const rows = await server.context.database.queries
    .selectFrom('event_meetings as m')
    .innerJoin('events as e', 'e.id', 'm.event_id')
    .select(['e.hook', 'e.body'])
    .where('m.meeting_id', '=', id)
    .orderBy('m.sequence')
    .execute()
  return rows.map(({ hook, body }) => {
    assertDocumentedBody(hook, body!)
    return { hook, payload: JSON.parse(body!.toString()) }
  })
}

async function summaryOf(meeting: Meeting): Promise<MeetingSummaryCreated['data']> {
  const found = (await events(meeting)).filter(({ hook }) => hook === 'onMeetingSummaryCreated')
  expect(found).toHaveLength(1)
  expect(found[0]!.payload.responseCode).toBe(0)
  return found[0]!.payload.data
}

async function leave(client: RoomClient, participantId: string): Promise<void> {
  client.socket.close()
  const participant = server.context.database.queries
    .selectFrom('participants')
    .select('connection_id')
    .where('id', '=', participantId)
  await expect
    .poll(async () => {
      await server.services.rooms.presence.runOnce()
      return (await participant.executeTakeFirstOrThrow()).connection_id
    })
    .toBeNull()
}

/** Answers, and has it written down. */
async function showLife(client: RoomClient): Promise<void> {
  client.send('not a message')
  await client.next('error')
  await server.services.rooms.presence.runOnce()
}

async function closed(input: Record<string, unknown> = {}): Promise<Meeting> {
  const meeting = await schedule(input)
  await close(meeting)
  return meeting
}

test('tells who was there when, five minutes after the close', async () => {
  const meeting = await schedule({ type: 'boardroom' })
  const start = server.clock.now().getTime()
  const ada = await join(server, meeting, { name: 'Ada' })
  const lost = await connect(ada.roomUrl)
  await join(server, meeting, { name: 'Never connected' })
  server.clock.advance(60_000)
  const grace = await join(server, meeting, { name: 'Ada' }, { 'user-agent': 'unknown' })
  const staying = await connect(grace.roomUrl)
  await leave(lost, ada.participantId)
  server.clock.advance(60_000)
  await connect(ada.roomUrl)
  server.clock.advance(10_000)
  await showLife(staying)
  await close(meeting)

  await server.moveClock(DELAY_MS - 1)
  expect((await events(meeting)).map(({ hook }) => hook)).toEqual(['onMeetingScheduled', 'onMeetingClosed'])
  await server.moveClock(1)
  const summary = await summaryOf(meeting)
  const at = (action: string, seconds: number) => ({ action, timestamp: start + seconds * 1000 })
  const unknown = {
    browserVersion: '',
    browserName: '',
    osName: '',
    osVersion: '',
    platformType: '',
    platformVendor: '',
  }
  expect(summary).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{24}$/),
    meetingId: meeting.id,
    meetingType: 'boardroom',
    agenda: '1. Begrüssung',
    minutes: '',
    participants: [
      {
        name: 'Ada',
        durations: [at('joined', 0), at('left', 60), at('joined', 120), at('left', 130)],
        info: {
          browserVersion: '82.0.4062.0',
          browserName: 'Chrome',
          osName: 'macOS',
          osVersion: '10.15.6',
          platformType: 'desktop',
          platformVendor: 'Apple',
        },
      },
      { name: 'Ada', durations: [at('joined', 60), at('left', 130)], info: unknown },
    ],
    documents: [],
    pdf: expect.stringMatching(
      new RegExp(`^http://localhost:${server.port}/api/v1/summaries/${summary.id}/pdf\\?token=[\\w-]{43}$`),
    ),
    dayTimestamp: Date.parse(`${meeting.startTime.slice(0, 10)}T00:00:00+01:00`),
    accountId: meeting.accountId,
    isNamedRoom: false,
    isRecordingPrepared: false,
    sfuHostname: 'localhost',
    meetingQuestions: [],
  })
})

test('who was invited and did not come is named, by address or else by name, and attendance is a file', async () => {
  const invite = (name: string, email: string) => ({ name, email, role: 'participant', language: 'en' })
  const meeting = await schedule({
    invitedParticipants: [
      invite('Ada', 'ada@example.org'),
      invite('Grace', 'grace@example.org'),
      invite('Alan', 'alan@example.org'),
    ],
  })
  const ada = await join(server, meeting, { name: 'Countess', email: 'ADA@example.org' })
  const grace = await join(server, meeting, { name: 'grace' })
  await Promise.all([connect(ada.roomUrl), connect(grace.roomUrl)])
  await close(meeting)
  await server.moveClock(DELAY_MS)
  const { id } = await summaryOf(meeting)
  const { body: summary } = await server.api('GET', `/summaries/${id}`)
  expect(summary.absent).toEqual([{ name: 'Alan', email: 'alan@example.org' }])
  expect(await summaryOf(meeting)).not.toHaveProperty('absent')
  const file = await fetch(`${server.url}/api/v1/summaries/${id}/attendance.csv`, {
    headers: { 'x-api-key': ADMIN_KEY },
  })
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const bytes = Buffer.from(await file.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const statuses = bytes
    .toString()
    .split('\r\n')
    .map((line) => line.split(',').slice(0, 3).join(','))
  expect(statuses.slice(1, -1).toSorted()).toEqual([
    '"Alan","alan@example.org","absent"',
    '"Countess","","present"',
    '"grace","","present"',
  ])
})

test('exists also where nobody came, and once only', async () => {
  const meeting = await closed()
  await server.moveClock(DELAY_MS)
  await server.moveClock(DELAY_MS)
  expect((await summaryOf(meeting)).participants).toEqual([])
})

test('off the record: attendance, but no minutes, questions or PDF', async () => {
  const meeting = await schedule({ type: 'offTheRecord' })
  const ada = await join(server, meeting, { name: 'Ada' })
  const client = await connect(ada.roomUrl)
  client.send({ type: 'question', question: 'Who said that?' })
  await client.next('question')
  await close(meeting)
  await server.moveClock(DELAY_MS)
  const summary = await summaryOf(meeting)
  expect(summary).toMatchObject({
    minutes: '',
    meetingQuestions: [],
    pdf: null,
    participants: [{ name: 'Ada' }],
  })
  const written = await server.api('PATCH', `/summaries/${summary.id}`, { minutes: 'Psst' })
  expect(written).toMatchObject({ status: 409, body: { type: '/problems/off-the-record' } })
  expect(await server.api('GET', `/summaries/${summary.id}/pdf`)).toMatchObject({ status: 409 })
  expect(await server.request('GET', `/api/v1/summaries/${summary.id}/pdf?token=null`)).toMatchObject({
    status: 404,
  })
})

test('where the instance redacts, hooks leave without private data, and the API shows it', async () => {
  const meeting = await schedule()
  const ada = await join(server, meeting, { name: 'Ada' })
  const client = await connect(ada.roomUrl)
  client.send({ type: 'question', question: 'Why?' })
  await client.next('question')
  await close(meeting)
  const hide = (privateDataVisible: boolean) =>
    server.context.database.transaction((tx) => server.context.settings.change(tx, { privateDataVisible }))
  await hide(false)
  await server.context.settings.reload()
  await server.moveClock(DELAY_MS)
  await hide(true)
  await server.context.settings.reload()
  const summary = await summaryOf(meeting)
  expect(summary).toMatchObject({ agenda: '', minutes: '', pdf: null, documents: [], meetingQuestions: [] })
  expect(summary.participants.map(({ name }) => name)).toEqual([''])
  expect(summary.participants[0]!.info.browserName).toBe('Chrome')
  const shown = await server.api('GET', `/summaries/${summary.id}`)
  expect(shown.body).toMatchObject({
    agenda: '1. Begrüssung',
    participants: [{ name: 'Ada' }],
    meetingQuestions: [{ question: 'Why?', askedBy: 'Ada', answers: [] }],
    pdf: expect.stringContaining('/pdf?token='),
  })
})

test('a named room and a media node are told', async () => {
  const room = await server.api('POST', '/rooms', { name: 'Jungfrau' })
  expect(room.status).toBe(201)
  await server.context.database.transaction((tx) =>
    server.context.settings.change(tx, { sfuHostname: 'sfu-02.example.net' }),
  )
  await server.context.settings.reload()
  const meeting = await closed({ roomId: room.body.id })
  await server.moveClock(DELAY_MS)
  expect(await summaryOf(meeting)).toMatchObject({ isNamedRoom: true, sfuHostname: 'sfu-02.example.net' })
})

test('each occurrence of a series has its own', async () => {
  const meeting = await schedule({ recurring: { frequencyType: 'daily', endsType: 'after', endsAfter: 2 } })
  await close(meeting)
  server.clock.advance(86_400_000)
  await close(meeting)
  await server.moveClock(DELAY_MS)
  const days = (await events(meeting))
    .filter(({ hook }) => hook === 'onMeetingSummaryCreated')
    .map(({ payload }) => payload.data.dayTimestamp)
  expect(days[1]! - days[0]!).toBe(86_400_000)
})

test('what fell due while no server ran is made by the next one, once among many', async () => {
  const meetings = [await closed(), await closed(), await closed()]
  const others = await Promise.all(
    [1, 2].map(() => startTestServer({ database: server.connectionString, clock: server.clock })),
  )
  server.clock.advance(DELAY_MS)
  await Promise.all([server, ...others].map(({ context }) => createDueSummaries(context)()))
  await server.runDueWork()
  for (const meeting of meetings) await summaryOf(meeting)
  await Promise.all(others.map((other) => other.stop()))
})

test('one that cannot be made does not keep the others back', async () => {
  const broken = await closed()
  const fine = await closed()
  const setTimezone = (timezone: string) =>
    sql`update meetings set timezone = ${timezone} where id = ${broken.id}`.execute(
      server.context.database.queries,
    )
  await setTimezone('Nowhere/Else')
  try {
    await server.moveClock(DELAY_MS)
    await summaryOf(fine)
  } finally {
    await setTimezone('Europe/Zurich')
  }
  await server.moveClock(60_000)
  await summaryOf(broken)
})

test('goes with its meeting, before and after it was made', async () => {
  const before = await closed()
  await server.api('DELETE', `/meetings/${before.id}`)
  const after = await closed()
  await server.moveClock(DELAY_MS)
  expect((await events(before)).map(({ hook }) => hook)).toEqual([
    'onMeetingScheduled',
    'onMeetingClosed',
    'onMeetingDeleted',
  ])
  const { id, pdf } = await summaryOf(after)
  await server.api('DELETE', `/meetings/${after.id}`)
  expect((await server.api('GET', `/summaries/${id}`)).status).toBe(404)
  expect((await server.request('GET', new URL(pdf!).pathname + new URL(pdf!).search)).status).toBe(404)
})

test('the list is the newest first, in pages, and of one meeting where asked', async () => {
  const meetings: Meeting[] = []
  for (let count = 0; count < 3; count++) {
    meetings.push(await closed())
    await server.moveClock(DELAY_MS)
  }
  const first = await server.api('GET', '/summaries?limit=2')
  const second = await server.api('GET', `/summaries?limit=2&cursor=${first.body.nextCursor}`)
  const listed = [...first.body.data, ...second.body.data].map(({ meetingId }) => meetingId)
  expect(listed.slice(0, 3)).toEqual(meetings.map(({ id }) => id).reverse())
  for (const reference of [meetings[0]!.id, meetings[0]!.meetingId]) {
    const own = await server.api('GET', `/summaries?meeting=${reference}`)
    expect(own.body).toMatchObject({
      data: [{ meetingId: meetings[0]!.id, topic: 'Überlandbahn' }],
      nextCursor: null,
    })
  }
  expect((await server.api('GET', '/summaries?meeting=nonsense')).body.data).toEqual([])
  expect((await server.api('GET', '/summaries?cursor=nonsense')).status).toBe(422)
})

test('another account sees nothing of it', async () => {
  const meeting = await closed()
  await server.moveClock(DELAY_MS)
  const { id } = await summaryOf(meeting)
  const account = await server.api('POST', '/accounts', { name: 'Other' })
  const { body } = await server.api('POST', '/api-keys', {
    name: 'Other',
    accountId: account.body.id,
    scopes: ['summaries:read', 'summaries:write'],
  })
  const headers = { 'x-api-key': body.key }
  expect((await server.request('GET', '/api/v1/summaries', undefined, headers)).body.data).toEqual([])
  for (const [method, path, content] of [
    ['GET', `/api/v1/summaries/${id}`],
    ['GET', `/api/v1/summaries/${id}/pdf`],
    ['PATCH', `/api/v1/summaries/${id}`, { minutes: 'Mine' }],
  ] as const) {
    expect((await server.request(method, path, content, headers)).status).toBe(404)
  }
  expect((await server.request('GET', `/api/v1/summaries/${id}`)).status).toBe(401)
})

test('minutes are written after the meeting: versions, no event, and a PDF that has them', async () => {
  const meeting = await closed()
  await server.moveClock(DELAY_MS)
  const { id, pdf } = await summaryOf(meeting)
  const first = await server.api('GET', `/summaries/${id}`)
  expect(first.headers.get('etag')).toBe('"1"')
  const minutes = 'Beschlossen:\n- Löhne'
  const written = await server.api('PATCH', `/summaries/${id}`, { minutes }, { 'if-match': '"1"' })
  expect(written).toMatchObject({ status: 200, body: { minutes } })
  expect(written.headers.get('etag')).toBe('"2"')
  const late = await server.api('PATCH', `/summaries/${id}`, { minutes: 'Other' }, { 'if-match': '"1"' })
  expect(late.status).toBe(412)
  const same = await server.api('PATCH', `/summaries/${id}`, { minutes })
  expect(same.headers.get('etag')).toBe('"2"')
  expect((await server.api('PATCH', `/summaries/${id}`, { agenda: 'x' })).status).toBe(422)
  expect((await events(meeting)).map(({ hook }) => hook).at(-1)).toBe('onMeetingSummaryCreated')
  expect((await summaryOf(meeting)).minutes).toBe('')

  const { pathname, search } = new URL(pdf!)
  const file = await fetch(server.url + pathname + search)
  expect(file.status).toBe(200)
  expect(file.headers.get('content-type')).toBe('application/pdf')
  expect(file.headers.get('content-disposition')).toBe(
    `inline; filename="${meeting.meetingId}-${meeting.startTime.slice(0, 10)}.pdf"`,
  )
  expect(
    Buffer.from(await file.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  expect((await server.api('GET', `/summaries/${id}/pdf`)).status).toBe(200)
  expect((await server.request('GET', `${pathname}?token=wrong`)).status).toBe(404)
  expect((await server.request('GET', pathname)).status).toBe(401)
})

/** A recording that waits for its merge, with two parts. */
async function record(meeting: Meeting): Promise<void> {
  const { queries } = server.context.database
  const now = server.clock.now()
  const occurrenceId = await occurrenceOf(meeting)
  const [recordingId, participantId] = [objectId(now), objectId(now)]
  await queries
    .insertInto('participants')
    .values({
      id: participantId,
      occurrence_id: occurrenceId,
      user_id: null,
      guest_token_hash: Buffer.alloc(32, participantId),
      name: 'Ada',
      role: 'host',
      info: '{}',
      connection_id: null,
      created_at: now,
    })
    .execute()
  await queries
    .insertInto('recordings')
    .values({
      id: recordingId,
      occurrence_id: occurrenceId,
      meeting_id: meeting.id,
      account_id: meeting.accountId,
      state: 'waiting',
      reason: null,
      lease_token: null,
      file_name: null,
      url_token: secretToken(),
      size_bytes: null,
      duration_ms: null,
      created_at: now,
    })
    .execute()
  await queries
    .insertInto('recording_parts')
    .values(
      [1, 2].map((number) => ({
        id: objectId(now),
        recording_id: recordingId,
        participant_id: participantId,
        part_index: number,
        started_at: now,
        mime_type: 'video/webm',
        file_name: `${recordingId}-${number}.webm`,
        chunk_count: 1,
        created_at: now,
      })),
    )
    .execute()
}

async function occurrenceOf(meeting: Meeting): Promise<string> {
  const { id } = await server.context.database.queries
    .selectFrom('occurrences')
    .select('id')
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow()
  return id
}

/** As the merge ends: the second part could not be used. @returns whether web hooks were told. */
async function merge(meeting: Meeting, beforeCommit = async () => {}): Promise<boolean> {
  const occurrenceId = await occurrenceOf(meeting)
  return server.context.database.transaction(async (tx) => {
    await sql`
      update recordings set state = 'merged', file_name = 'merged.webm', merged_at = ${server.clock.now()},
        report = json_build_array(json_build_object('fileName', id || '-2.webm', 'reason', 'It is empty.'))
      where occurrence_id = ${occurrenceId}`.execute(tx)
    const announced = await announceRecording(server.context, tx, occurrenceId)
    await beforeCommit()
    return announced
  })
}

/** Transactions of this database that wait for another one's row lock. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    server.context.database.queries,
  )
  return rows[0]!.count
}

const hooksOf = async (meeting: Meeting) => (await events(meeting)).map(({ hook }) => hook)

const TOLD_IN_ORDER = [
  'onMeetingScheduled',
  'onMeetingClosed',
  'onMeetingSummaryCreated',
  'onMeetingRecordingCreated',
]

test('a recording merged before waits for its summary, and is told of right after it', async () => {
  const meeting = await closed()
  await record(meeting)
  expect(await merge(meeting)).toBe(false)
  await server.moveClock(DELAY_MS)
  const summary = await summaryOf(meeting)
  expect(summary.isRecordingPrepared).toBe(true)
  expect(await hooksOf(meeting)).toEqual(TOLD_IN_ORDER)
  const { payload } = (await events(meeting)).at(-1)!
  expect(payload).toEqual({
    meetingId: meeting.id,
    meetingSummaryId: summary.id,
    meetingToken: await occurrenceOf(meeting),
    mergedRecordingUrl: expect.stringMatching(
      /^http:\/\/localhost:\d+\/api\/v1\/recordings\/[0-9a-f]{24}\/file\?token=[\w-]{43}$/,
    ),
    recordingUrls: [expect.stringMatching(/^[0-9a-f]{24}-1\.webm$/)],
  })
  expect(await merge(meeting)).toBe(false)
})

test('a recording merged later turns the view, not what was told', async () => {
  const meeting = await closed()
  await record(meeting)
  await server.moveClock(DELAY_MS)
  const { id } = await summaryOf(meeting)
  expect(await merge(meeting)).toBe(true)
  expect(await hooksOf(meeting)).toEqual(TOLD_IN_ORDER)
  expect((await summaryOf(meeting)).isRecordingPrepared).toBe(false)
  expect((await server.api('GET', `/summaries/${id}`)).body.isRecordingPrepared).toBe(true)
})

test('a merge that ends while the summary is made: both are told of', async () => {
  const meeting = await closed()
  await record(meeting)
  server.clock.advance(DELAY_MS)
  let made: Promise<unknown> | undefined
  const announced = await merge(meeting, async () => {
    made = createDueSummaries(server.context)()
    await expect.poll(waiting).toBeGreaterThan(0)
  })
  await made
  await server.runDueWork()
  expect(announced).toBe(false)
  expect(await hooksOf(meeting)).toEqual(TOLD_IN_ORDER)
})

test('a summary that is made while the merge ends: both are told of', async () => {
  const meeting = await closed()
  await record(meeting)
  let merged: Promise<boolean> | undefined
  await server.context.database.transaction(async (tx) => {
    const stored = await tx
      .selectFrom('meetings')
      .selectAll()
      .where('id', '=', meeting.id)
      .executeTakeFirstOrThrow()
    const occurrence = await tx
      .selectFrom('occurrences')
      .selectAll()
      .where('meeting_id', '=', meeting.id)
      .executeTakeFirstOrThrow()
    await createSummary(server.context, tx, stored, occurrence)
    merged = merge(meeting)
    await expect.poll(waiting).toBeGreaterThan(0)
  })
  expect(await merged).toBe(true)
  expect(await hooksOf(meeting)).toEqual(TOLD_IN_ORDER)
})
