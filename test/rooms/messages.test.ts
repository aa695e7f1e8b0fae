/** What is said in a room, within its limits, between people on two servers. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { keepChat } from '../../server/rooms/chat-history.ts'
import { hooksOf } from '../support/recorded-meeting.ts'
import { connect, join, open, type RoomClient } from '../support/room-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let other: TestServer
beforeAll(async () => {
  server = await startTestServer()
  other = await startTestServer({ database: server.connectionString, clock: server.clock })
})
afterAll(async () => {
  await other.stop()
  await server.stop()
})

async function schedule(type = 'standard'): Promise<Meeting> {
  const startTime = server.clock.now().toISOString()
  const { status, body } = await server.api<Meeting>('POST', '/meetings', { topic: 'Room', startTime, type })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

async function enter(
  meeting: Meeting,
  name: string,
  at = server,
): Promise<{ id: string; client: RoomClient; roomUrl: string }> {
  const { participantId, roomUrl } = await join(at, meeting, { name })
  return { id: participantId, client: await connect(roomUrl), roomUrl }
}

async function enterAsHost(meeting: Meeting, name: string): Promise<{ id: string; client: RoomClient }> {
  const link = await server.api<{ url: string }>('POST', `/meetings/${meeting.id}/join-links`, {
    name,
    role: 'host',
    validSeconds: 60,
  })
  const linkToken = new URL(link.body.url).searchParams.get('link')
  const { participantId, roomUrl } = await join(server, meeting, { linkToken })
  return { id: participantId, client: await connect(roomUrl) }
}

const answersTo = async ({ client }: { client: RoomClient }, message: unknown) => {
  client.send(message)
  return client.next('error')
}

test.each([
  ['here', () => server],
  ['on another server', () => other],
])(
  'what is said arrives, %s, however long, in order, and equal messages as often as they were sent',
  async (_where, at) => {
    const meeting = await schedule()
    const ada = await enter(meeting, 'Ada')
    const grace = await enter(meeting, 'Grace', at())
    const long = 'ü'.repeat(4_000)
    ada.client.send({ type: 'chat', text: long })
    for (let number = 0; number < 20; number++) {
      ada.client.send({ type: 'chat', text: 'same' })
      ada.client.send({ type: 'chat', text: String(number) })
    }
    expect((await grace.client.next('chat')).text).toBe(long)
    for (let number = 0; number < 20; number++) {
      expect((await grace.client.next('chat')).text).toBe('same')
      expect((await grace.client.next('chat')).text).toBe(String(number))
    }
  },
)

test('nobody reaches into another meeting', async () => {
  const ada = await enter(await schedule(), 'Ada')
  const meeting = await schedule()
  const grace = await enter(meeting, 'Grace')
  const neighbour = await enter(meeting, 'Neighbour', other)
  ada.client.send({ type: 'chat', text: 'hello' })
  ada.client.send({ type: 'leave' })
  await answersTo(ada, 'anything')
  grace.client.send({ type: 'chat', text: 'to here' })
  for (const { client } of [grace, neighbour]) expect((await client.next('chat')).text).toBe('to here')
  for (const { client } of [grace, neighbour]) {
    for (const type of ['chat', 'participant-left'] as const) expect(client.untaken(type)).toEqual([])
  }
})

test('hosts start, pause and stop the recording for everybody, also for those who come later; participants do not', async () => {
  const meeting = await schedule()
  const guest = await enter(meeting, 'Guest')
  const host = await enterAsHost(meeting, 'Host')
  const steered = async (state: 'on' | 'paused' | 'off') => {
    host.client.send({ type: 'recording', state })
    const { room } = await guest.client.next('room')
    return room.recording
  }
  expect((await answersTo(guest, { type: 'recording', state: 'on' })).detail).toMatch(/hosts/)
  expect((await answersTo(host, { type: 'recording', state: 'paused' })).detail).toMatch(
    /Start the recording/,
  )
  expect(await steered('on')).toBe('on')
  const recorded = await server.api<Meeting>('GET', `/meetings/${meeting.id}`)
  expect(recorded.body.isRecorded).toBe(true)
  expect(await steered('paused')).toBe('paused')
  host.client.send({ type: 'leave' })
  expect((await guest.client.next('participant-left')).participantId).toBe(host.id)

  const { roomUrl } = await join(other, meeting, { name: 'Late' })
  const late = open(roomUrl)
  expect((await late.next('welcome')).room).toMatchObject({ recording: 'paused', recordingStopped: null })
  await answersTo(guest, { type: 'recording', state: 'on' })
  expect(late.untaken('room')).toEqual([])
  const room = `/meetings/${meeting.id}/room`
  for (const recording of ['off', 'on'] as const) {
    expect((await server.api('PATCH', room, { recording })).body.recording).toBe(recording)
    const recordingStopped = recording === 'off' ? 'host' : null
    for (const client of [guest.client, late]) {
      expect((await client.next('room')).room).toMatchObject({ recording, recordingStopped })
    }
  }
  // Stopping leaves `isRecorded`, and starting again is no change of the meeting.
  const told = await hooksOf(server, meeting)
  expect(told).toEqual(['onMeetingScheduled', 'onMeetingUpdated'])
})

test('off the record nobody starts a recording, and nobody before the meeting is open', async () => {
  const secret = await schedule('offTheRecord')
  const host = await enterAsHost(secret, 'Host')
  expect((await answersTo(host, { type: 'recording', state: 'on' })).detail).toMatch(/off the record/)
  const start = { recording: 'on' }
  const refused = await server.api('PATCH', `/meetings/${secret.id}/room`, start)
  expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/off-the-record$/)])
  const startTime = new Date(server.clock.now().getTime() + 86_400_000).toISOString()
  const { body: tomorrow } = await server.api<Meeting>('POST', '/meetings', { topic: 'Tomorrow', startTime })
  const early = await server.api('PATCH', `/meetings/${tomorrow.id}/room`, start)
  expect([early.status, early.body.type]).toEqual([409, expect.stringMatching(/meeting-not-open$/)])
})

test('a participant who leaves is gone for the others at once', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace', other)
  ada.client.send({ type: 'leave' })
  expect(await grace.client.next('participant-left')).toEqual({
    type: 'participant-left',
    participantId: ada.id,
  })
})

test('chat reaches everybody, with the name that the server gives to the message', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace', other)
  const alan = await enter(meeting, 'Alan')
  ada.client.send({ type: 'chat', text: 'Grüezi 👋' })
  const { id } = await ada.client.next('chat')
  for (const { client } of [grace, alan]) {
    expect(await client.next('chat')).toEqual({
      type: 'chat',
      id,
      from: ada.id,
      name: 'Ada',
      text: 'Grüezi 👋',
      sentAt: server.clock.now().toISOString(),
    })
  }
})

test('a host hides a message: pages take it away, and who comes later does not see it', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace', other)
  const path = (id: string) => `/meetings/${meeting.id}/chat/${id}`
  ada.client.send({ type: 'chat', text: 'To hide' })
  ada.client.send({ type: 'chat', text: 'To stay' })
  const { id } = await grace.client.next('chat')
  const { id: kept } = await grace.client.next('chat')
  const { queries } = server.context.database
  const stored = async () => {
    const rows = await queries
      .selectFrom('chat_messages')
      .select('message_id')
      .where('participant_id', '=', ada.id)
      .execute()
    return rows.map(({ message_id }) => message_id)
  }
  await expect.poll(stored).toContain(kept)
  expect((await server.request('DELETE', `/api/v1${path(id)}`)).status).toBe(401)
  // A second time is no fault, and nothing new.
  for (let time = 1; time <= 2; time++) expect((await server.api('DELETE', path(id))).status).toBe(204)
  for (const { client } of [ada, grace])
    expect(await client.next('chat-hidden')).toEqual({ type: 'chat-hidden', id })
  const late = open((await join(server, meeting, { name: 'Late' })).roomUrl)
  expect((await late.next('welcome')).chat.map((entry) => entry.id)).toEqual([kept])
  const trail = await server.api<{ data: unknown[] }>('GET', '/audit-events?limit=2')
  expect(
    trail.body.data.filter((event) => (event as { action: string }).action === 'room.message-hidden'),
  ).toEqual([
    expect.objectContaining({ details: expect.objectContaining({ messageId: id, participantId: ada.id }) }),
  ])

  // Hidden before it was stored: it is not stored any more.
  const early = 'b'.repeat(24)
  await server.api('DELETE', path(early))
  const occurrence = await queries
    .selectFrom('participants')
    .select('occurrence_id')
    .where('id', '=', ada.id)
    .executeTakeFirstOrThrow()
  const entry = {
    id: early,
    from: ada.id,
    name: 'Ada',
    text: 'Late',
    sentAt: server.clock.now().toISOString(),
  }
  await keepChat(server.context, occurrence.occurrence_id, [entry])
  expect(await stored()).toEqual([kept])
})

test.each([
  ['standard', [{ question: 'Why?', answers: ['Because.'] }]],
  ['offTheRecord', []],
])('questions of a %s meeting', async (type, stored) => {
  const meeting = await schedule(type)
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace', other)
  ada.client.send({ type: 'question', question: 'Why?' })
  const asked = await grace.client.next('question')
  expect(asked).toMatchObject({ question: 'Why?', askedBy: 'Ada' })
  expect(await ada.client.next('question')).toEqual(asked)
  grace.client.send({ type: 'answer', questionId: asked.id, answer: 'Because.' })
  expect(await ada.client.next('answer')).toEqual({
    type: 'answer',
    questionId: asked.id,
    answer: 'Because.',
    answeredBy: 'Grace',
  })
  const questions = await server.context.database.queries
    .selectFrom('questions as q')
    .innerJoin('occurrences as o', 'o.id', 'q.occurrence_id')
    .select(['q.question', 'q.answers'])
    .where('o.meeting_id', '=', meeting.id)
    .execute()
  expect(questions).toEqual(stored)
})

test('what one participant, and all together, write into the summary is bounded', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const keptBytes = async () => {
    const rows = await server.context.database.queries
      .selectFrom('questions as q')
      .innerJoin('occurrences as o', 'o.id', 'q.occurrence_id')
      .select(['q.question', 'q.answers'])
      .where('o.meeting_id', '=', meeting.id)
      .execute()
    return Buffer.byteLength(JSON.stringify(rows))
  }
  const askMuch = async ({ client }: { client: RoomClient }, count: number) => {
    for (let i = 0; i < count; i++) {
      client.send({ type: 'question', question: 'x'.repeat(2_000) })
      // Also what is not kept is passed on.
      await client.next('question')
    }
  }
  await askMuch(ada, 70)
  const ofOne = await keptBytes()
  expect(ofOne).toBeGreaterThan(120_000)
  expect(ofOne).toBeLessThan(132_000)
  ada.client.socket.close()
  await ada.client.closed
  const again = { client: await connect(ada.roomUrl) }
  await askMuch(again, 1)
  expect(await keptBytes()).toBe(ofOne)
  const grace = await enter(meeting, 'Grace')
  await askMuch(grace, 1)
  expect(await keptBytes()).toBeGreaterThan(ofOne)
  await server.context.database.queries
    .updateTable('participants')
    .set({ kept_text_bytes: 1024 * 1024 })
    .where('id', '=', ada.id)
    .execute()
  const ofAll = await keptBytes()
  await askMuch(grace, 1)
  expect(await keptBytes()).toBe(ofAll)
})

test('connecting again gives nobody a new share of messages', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  for (let count = 0; count < 400; count++) ada.client.send({ type: 'pong' })
  await answersTo(ada, 'anything')
  ada.client.socket.close()
  await ada.client.closed
  const again = await connect(ada.roomUrl)
  for (let count = 0; count < 120; count++) again.send({ type: 'pong' })
  expect(await again.closed).toMatchObject({ code: 1008 })
})

test('what is not understood is told, and the connection goes on', async () => {
  const ada = await enter(await schedule(), 'Ada')
  for (const message of [
    '{',
    '[]',
    '{"type":"shout"}',
    { type: 'chat' },
    { type: 'question', question: 'a\u0000b' },
  ]) {
    expect((await answersTo(ada, message)).detail).toMatch(/not known here/)
  }
})

test.each([
  ['binary frames', 1003, (client: RoomClient) => client.socket.send(Buffer.from('{}'))],
  [
    'too large a frame',
    1009,
    (client: RoomClient) => client.send({ type: 'chat', text: 'x'.repeat(70_000) }),
  ],
  [
    'too many messages',
    1008,
    (client: RoomClient) => {
      for (let count = 0; count <= 500; count++) client.send({ type: 'pong' })
    },
  ],
])('%s: %i', async (_what, code, misbehave) => {
  const meeting = await schedule()
  const witness = await enter(meeting, 'Witness')
  const ada = await enter(meeting, 'Ada')
  misbehave(ada.client)
  expect(await ada.client.closed).toMatchObject({ code })
  expect(await witness.client.next('participant-away')).toMatchObject({ participantId: ada.id })
})

test('who comes later sees what was written, the newest, until the close, and nothing off the record', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace', other)
  const { queries } = server.context.database
  await sql`
    insert into chat_messages (occurrence_id, message_id, participant_id, name, text, sent_at)
    select occurrence_id, lpad(to_hex(number), 24, '0'), id, 'Ada', 'Number ' || number, ${server.clock.now()}
    from participants, generate_series(1, 300) number where id = ${ada.id}`.execute(queries)
  for (let number = 301; number <= 305; number++) ada.client.send({ type: 'chat', text: `Number ${number}` })
  for (let number = 301; number <= 305; number++) await grace.client.next('chat')
  const stored = () =>
    queries.selectFrom('chat_messages').select(['text']).where('participant_id', '=', ada.id).execute()
  const latest = [301, 302, 303, 304, 305].map((number) => `Number ${number}`)
  const textsOf = (messages: { text: string }[]) => messages.map(({ text }) => text)
  await expect.poll(async () => textsOf(await stored())).toEqual(expect.arrayContaining(latest))
  const late = open((await join(server, meeting, { name: 'Late' })).roomUrl)
  const { chat } = await late.next('welcome')
  expect(chat).toHaveLength(300)
  expect(textsOf(chat.slice(-latest.length))).toEqual(latest)
  expect(chat.at(-1)).toMatchObject({ from: ada.id, name: 'Ada' })
  await server.api('POST', `/meetings/${meeting.id}/close`)
  expect(await stored()).toEqual([])

  const secret = await schedule('offTheRecord')
  const [first, second] = [await enter(secret, 'Ada'), await enter(secret, 'Grace')]
  first.client.send({ type: 'chat', text: 'Between us' })
  await second.client.next('chat')
  // What is said after it is taken after it: by then it would be stored.
  first.client.send({ type: 'question', question: 'Is it kept?' })
  await second.client.next('question')
  const third = open((await join(server, secret, { name: 'Late' })).roomUrl)
  expect((await third.next('welcome')).chat).toEqual([])
})

test('what a host hides in the moment in which it is stored is not stored', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const { database } = server.context
  const { occurrence_id } = await database.queries
    .selectFrom('participants')
    .select('occurrence_id')
    .where('id', '=', ada.id)
    .executeTakeFirstOrThrow()
  await database.transaction(async (tx) => {
    await tx.selectFrom('occurrences').select('id').where('id', '=', occurrence_id).forUpdate().execute()
    ada.client.send({ type: 'chat', text: 'Hidden' })
    const { id } = await ada.client.next('chat')
    const waiting = sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%for share%'`
    await expect.poll(async () => (await waiting.execute(database.queries)).rows[0]!.count).toBe(1)
    await tx.insertInto('hidden_messages').values({ occurrence_id, message_id: id }).execute()
  })
  ada.client.send({ type: 'chat', text: 'Seen' })
  await expect.poll(() => storedChat(meeting)).toEqual({ count: 1, newest: 'Seen' })
})

test('a flood of chat and questions leaves connections to others, and the newest of the chat is stored', async () => {
  const meeting = await schedule()
  const { pool } = server.context.database
  let mostWaiting = 0
  const note = () => (mostWaiting = Math.max(mostWaiting, pool.waitingCount))
  pool.on('acquire', note)
  const speakers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => enter(meeting, `Speaker ${index}`)),
  )
  const flood = (message: (count: number) => unknown) => {
    for (let count = 0; count < 200; count++) for (const { client } of speakers) client.send(message(count))
  }
  flood((count) => ({ type: 'chat', text: `Number ${count}` }))
  flood(() => ({ type: 'question', question: 'x'.repeat(600) }))
  await expect.poll(() => storedChat(meeting)).toEqual({ count: 300, newest: 'Number 199' })
  pool.off('acquire', note)
  expect(mostWaiting).toBeLessThan(20)
})

async function storedChat(meeting: Meeting): Promise<{ count: number; newest: string | undefined }> {
  const rows = await server.context.database.queries
    .selectFrom('chat_messages as c')
    .innerJoin('occurrences as o', 'o.id', 'c.occurrence_id')
    .select('c.text')
    .where('o.meeting_id', '=', meeting.id)
    .orderBy('c.id')
    .execute()
  return { count: rows.length, newest: rows.at(-1)?.text }
}

test('who does not read what is sent is given up, before it piles up', async () => {
  const meeting = await schedule()
  const witness = await enter(meeting, 'Witness')
  const ada = await enter(meeting, 'Ada')
  ada.client.socket.pause()
  const text = 'x'.repeat(4_000)
  // Far more than the system buffers on the way, and no more than may be said at once.
  const speakers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => enter(meeting, `Speaker ${index}`)),
  )
  for (let round = 0; round < 100; round++) {
    for (const { client } of speakers) {
      for (let count = 0; count < 4; count++) client.send({ type: 'chat', text })
    }
    for (let count = 0; count < 40; count++) await witness.client.next('chat')
  }
  expect(await witness.client.next('participant-away')).toMatchObject({ participantId: ada.id })
  ada.client.socket.resume()
  expect(await ada.client.closed).toMatchObject({ code: 1006 })
})
