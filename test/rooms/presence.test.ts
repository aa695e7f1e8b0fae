/** Who is inside, and since when: over real sockets, with two servers on one database and a clock that is moved. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { connect, join, open, type RoomClient } from '../support/room-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const GRACE_MS = 15_000

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

async function schedule(): Promise<Meeting> {
  const startTime = server.clock.now().toISOString()
  const { status, body } = await server.api<Meeting>('POST', '/meetings', {
    topic: 'Room',
    startTime,
    duration: 600,
  })
  expect(status).toBe(201)
  return body
}

interface Inside {
  client: RoomClient
  participantId: string
  guestToken: string
  roomUrl: string
}

async function enter(meeting: Meeting, name: string, at = server): Promise<Inside> {
  const { participantId, guestToken, roomUrl } = await join(at, meeting, { name })
  return { client: await connect(roomUrl), participantId, guestToken, roomUrl }
}

/** The stays of a participant, in seconds after the meeting's start. */
async function visits(meeting: Meeting, participantId: string): Promise<(number | null)[][]> {
  const rows = await server.context.database.queries
    .selectFrom('visits')
    .selectAll()
    .where('participant_id', '=', participantId)
    .orderBy('joined_at')
    .execute()
  const seconds = (time: Date | null) => time && (time.getTime() - Date.parse(meeting.startTime)) / 1000
  return rows.map((row) => [seconds(row.joined_at), seconds(row.left_at)])
}

async function isActive(meeting: Meeting): Promise<boolean> {
  return (await server.api<Meeting>('GET', `/meetings/${meeting.id}`)).body.isActive
}

/** Breaks a connection off, and waits until the server has noticed, which `witness` is told. */
async function breakOff({ client }: Inside, witness: Inside): Promise<void> {
  client.socket.terminate()
  await witness.client.next('participant-away')
}

/** As the database knows it, once the server has written down what it noticed. */
async function isConnected({ participantId }: Inside): Promise<boolean> {
  await server.services.rooms.presence.runOnce()
  const { connection_id } = await server.context.database.queries
    .selectFrom('participants')
    .select('connection_id')
    .where('id', '=', participantId)
    .executeTakeFirstOrThrow()
  return connection_id !== null
}

test('connected is joined: the meeting is active, and no web hook is told', async () => {
  const meeting = await schedule()
  const joined = await join(server, meeting, { name: 'Ada' })
  expect(await isActive(meeting)).toBe(false)
  const client = open(joined.roomUrl)
  expect(await client.next('welcome')).toEqual({
    type: 'welcome',
    participantId: joined.participantId,
    role: 'participant',
    state: 'inside',
    participants: [],
    self: {
      id: joined.participantId,
      name: 'Ada',
      role: 'participant',
      hand: null,
      hasFloor: false,
      isMuted: false,
    },
    chat: [],
    room: {
      topic: 'Room',
      meetingType: 'standard',
      endTime: expect.any(String),
      isLocked: false,
      actingHostId: null,
      recording: 'off',
      recordingStopped: null,
    },
  })
  expect(await isActive(meeting)).toBe(true)
  expect(await visits(meeting, joined.participantId)).toEqual([[0, null]])
  const events = await server.context.database.queries
    .selectFrom('event_meetings')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .execute()
  expect(events.map(({ sequence }) => sequence)).toEqual([1])
})

test('each is told who else is inside, who comes and who goes, on whatever server', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const grace = await join(other, meeting, { name: 'Grace' })
  const client = open(grace.roomUrl)
  expect(await client.next('welcome')).toMatchObject({
    participants: [{ id: ada.participantId, name: 'Ada', role: 'participant' }],
  })
  const person = { id: grace.participantId, name: 'Grace', role: 'participant' }
  expect((await ada.client.next('participant-joined')).participant).toMatchObject(person)
  client.socket.close()
  expect(await ada.client.next('participant-away')).toEqual({
    type: 'participant-away',
    participantId: person.id,
  })
  await other.services.rooms.presence.runOnce()
  server.clock.advance(GRACE_MS + 1)
  await server.services.rooms.presence.runOnce()
  expect(await ada.client.next('participant-left')).toEqual({
    type: 'participant-left',
    participantId: person.id,
  })
})

test('anyone who comes back within the grace time was never away', async () => {
  const meeting = await schedule()
  const witness = await enter(meeting, 'Witness')
  const ada = await enter(meeting, 'Ada')
  server.clock.advance(60_000)
  await breakOff(ada, witness)
  await server.services.rooms.presence.runOnce()
  server.clock.advance(GRACE_MS)
  await server.services.rooms.presence.runOnce()
  const back = await connect(ada.roomUrl)
  for (let count = 0; count < 2; count++) await witness.client.next('participant-joined')
  expect(await visits(meeting, ada.participantId)).toEqual([[0, null]])
  back.socket.close()
})

test('a lost connection is a left after the grace time, stamped with the last sign of life', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const witness = await enter(meeting, 'Witness')
  server.clock.advance(60_000)
  ada.client.send({ type: 'chat', text: 'still here' })
  await witness.client.next('chat')
  await breakOff(ada, witness)
  witness.client.socket.close()
  await expect.poll(() => isConnected(witness)).toBe(false)
  server.clock.advance(GRACE_MS)
  await server.services.rooms.presence.runOnce()
  expect(await isActive(meeting)).toBe(true)
  server.clock.advance(1)
  await server.services.rooms.presence.runOnce()
  expect(await visits(meeting, ada.participantId)).toEqual([[0, 60]])
  expect(await isActive(meeting)).toBe(false)
  const { last_left_at, close_due_at } = await server.context.database.queries
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow()
  expect(last_left_at!.getTime() - Date.parse(meeting.startTime)).toBe(60_000)
  expect(close_due_at!.getTime() - Date.parse(meeting.startTime)).toBe(360_000)
})

test('anyone who comes back later begins a second visit, also where nobody had counted them out', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const witness = await enter(meeting, 'Witness')
  await breakOff(ada, witness)
  await server.services.rooms.presence.runOnce()
  server.clock.advance(3_600_000)
  await connect(ada.roomUrl)
  expect(await visits(meeting, ada.participantId)).toEqual([
    [0, 0],
    [3600, null],
  ])
})

test('who never answers is given up after three pings, and left with the last frame', async () => {
  const meeting = await schedule()
  const witness = await enter(meeting, 'Witness')
  const joined = await join(server, meeting, { name: 'Ada' })
  const silent = await connect(joined.roomUrl, { answersPings: false })
  server.clock.advance(5_000)
  silent.send({ type: 'pong', n: 0 })
  silent.send({ type: 'chat', text: 'my last words' })
  await witness.client.next('chat')
  server.clock.advance(5_000)
  for (let pings = 0; pings < 4; pings++) {
    server.services.rooms.ping()
    // The witness answers each ping before the next one goes out.
    await witness.client.next('ping')
    witness.client.send({ type: 'chat', text: 'here' })
    await roundTrip(witness)
  }
  expect(await witness.client.next('participant-away')).toMatchObject({ participantId: joined.participantId })
  expect(await silent.closed).toMatchObject({ code: 1006 })
  server.clock.advance(GRACE_MS)
  await server.services.rooms.presence.runOnce()
  // The other server may be at it at this very moment; then it is the one that counts them out.
  await expect.poll(() => visits(meeting, joined.participantId)).toEqual([[0, 5]])
  expect(await visits(meeting, witness.participantId)).toEqual([[0, null]])
})

test.each([15_000, -15_000])('a server whose clock is off by %i ms counts nobody out', async (offMs) => {
  // Its own clock; the database's is the same for all.
  const clock = { ...server.clock, now: () => new Date(server.clock.now().getTime() + offMs) }
  const skewed = await startTestServer({ database: server.connectionString, clock })
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace', skewed)
  for (let seconds = 0; seconds < 30; seconds += 5) {
    server.clock.advance(5_000)
    for (const person of [ada, grace]) await roundTrip(person)
    for (const each of [server, skewed]) await each.services.rooms.presence.runOnce()
    for (const each of [server, skewed]) await each.services.rooms.presence.runOnce()
  }
  expect(await visits(meeting, ada.participantId)).toEqual([[0, null]])
  expect(await visits(meeting, grace.participantId)).toEqual([[0, null]])
  // Both are inside, and leave at the close, whichever server closes.
  const closed = await skewed.api<Meeting>('POST', `/meetings/${meeting.id}/close`)
  expect(closed.status).toBe(200)
  expect(await visits(meeting, ada.participantId)).toEqual([[0, 30]])
  expect(await visits(meeting, grace.participantId)).toEqual([[0, 30]])
  await skewed.stop()
})

/** What was sent before has been read by the server. */
async function roundTrip({ client }: Inside): Promise<void> {
  client.send('not a message')
  await client.next('error')
}

test.each([
  ['on the same server', () => server],
  ['on another server', () => other],
])('a newer connection %s replaces the older one', async (_where, at) => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const { roomUrl, participantId } = await join(at(), meeting, { name: 'Ada', guestToken: ada.guestToken })
  expect(participantId).toBe(ada.participantId)
  const newer = await connect(roomUrl)
  expect(await ada.client.closed).toMatchObject({ code: 4409 })
  server.clock.advance(1_000)
  await server.services.rooms.presence.runOnce()
  await other.services.rooms.presence.runOnce()
  expect(newer.socket.readyState).toBe(newer.socket.OPEN)
  expect(await visits(meeting, ada.participantId)).toEqual([[0, null]])
})

test('many connections at once of one participant: one stays', async () => {
  const meeting = await schedule()
  const { roomUrl, participantId } = await join(server, meeting, { name: 'Ada' })
  const clients = Array.from({ length: 6 }, (_, index) =>
    open(index % 2 ? roomUrl : roomUrl.replace(String(server.port), String(other.port))),
  )
  await Promise.all(clients.map((client) => client.next('welcome').catch(() => {})))
  // Each is heard of once more, so that both servers ask the database about it.
  server.clock.advance(1_000)
  const stillOpen = () => clients.filter(({ socket }) => socket.readyState === socket.OPEN)
  await expect
    .poll(async () => {
      for (const client of stillOpen()) client.send({ type: 'pong' })
      await server.services.rooms.presence.runOnce()
      await other.services.rooms.presence.runOnce()
      return stillOpen().length
    })
    .toBe(1)
  for (const client of clients.filter((one) => !stillOpen().includes(one))) {
    expect(await client.closed).toMatchObject({ code: 4409 })
  }
  expect(await visits(meeting, participantId)).toEqual([[0, null]])
})

test.each(['', 'nonsense', 'a.b', 'e30.AAAA'])('a bad token (%j): 4401', async (token) => {
  const client = open(`ws://localhost:${server.port}/api/v1/room?token=${token}`)
  expect(await client.closed).toMatchObject({ code: 4401 })
})

test('a token that has expired: 4401', async () => {
  const meeting = await schedule()
  const { roomUrl } = await join(server, meeting, { name: 'Ada' })
  const now = server.clock.now()
  server.clock.set(new Date(now.getTime() + 30 * 86_400_000))
  expect(await open(roomUrl).closed).toMatchObject({ code: 4401 })
  server.clock.set(now)
})

test('a meeting that was put off after somebody joined is not entered', async () => {
  const meeting = await schedule()
  const { roomUrl } = await join(server, meeting, { name: 'Ada' })
  const startTime = new Date(server.clock.now().getTime() + 86_400_000).toISOString()
  expect((await server.api('PATCH', `/meetings/${meeting.id}`, { startTime })).status).toBe(200)
  expect(await open(roomUrl).closed).toMatchObject({ code: 4401 })
  expect(await isActive(meeting)).toBe(false)
})

test('another address is no socket', async () => {
  const client = open(`ws://localhost:${server.port}/api/v1/elsewhere`)
  expect(await client.closed).toMatchObject({ code: 1006 })
  const plain = await server.request('GET', '/api/v1/room?token=x')
  expect(plain).toMatchObject({ status: 400, body: { type: '/problems/websocket-only' } })
})

test('closing the meeting ends all connections, on every server, and everybody leaves at the close', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace', other)
  const gone = await enter(meeting, 'Gone')
  server.clock.advance(10_000)
  await breakOff(gone, ada)
  await server.services.rooms.presence.runOnce()
  server.clock.advance(4_000)
  const { status } = await server.api('POST', `/meetings/${meeting.id}/close`)
  expect(status).toBe(200)
  expect(await ada.client.closed).toMatchObject({ code: 4410 })
  expect(await grace.client.closed).toMatchObject({ code: 4410 })
  expect(await visits(meeting, ada.participantId)).toEqual([[0, 14]])
  expect(await visits(meeting, grace.participantId)).toEqual([[0, 14]])
  expect(await visits(meeting, gone.participantId)).toEqual([[0, 10]])
  expect(await open(ada.roomUrl).closed).toMatchObject({ code: 4410 })
})

test('deleting the meeting ends them with another code', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace', other)
  await other.api('DELETE', `/meetings/${meeting.id}`)
  expect(await ada.client.closed).toMatchObject({ code: 4411 })
  expect(await grace.client.closed).toMatchObject({ code: 4411 })
  expect(await open(ada.roomUrl).closed).toMatchObject({ code: 4411 })
})

test('an end of which no word came is found by the next sign of life', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  // As a process does it whose word is lost.
  await server.context.database.queries
    .updateTable('occurrences')
    .set({
      state: 'closed',
      closed_at: server.clock.now(),
      close_reason: 'by-hand',
      close_due_at: null,
    })
    .where('meeting_id', '=', meeting.id)
    .execute()
  server.clock.advance(1)
  await roundTrip(ada)
  await server.services.rooms.presence.runOnce()
  expect(await ada.client.closed).toMatchObject({ code: 4410 })
})

test('anyone who was counted out although alive is counted in again', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  // `other` knows of her only what is written, and that is old.
  server.clock.advance(16_000)
  await other.services.rooms.presence.runOnce()
  expect(await visits(meeting, ada.participantId)).toEqual([[0, 0]])
  await roundTrip(ada)
  await server.services.rooms.presence.runOnce()
  expect(await visits(meeting, ada.participantId)).toEqual([
    [0, 0],
    [16, null],
  ])
  expect(ada.client.socket.readyState).toBe(ada.client.socket.OPEN)
})

test('broken database connections are made again, and the rooms go on', async () => {
  const meeting = await schedule()
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace', other)
  await ada.client.next('participant-joined')
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'simplex-meeting rooms'`.execute(
    server.context.database.queries,
  )
  // Both servers look at everything once they hear each other again.
  const { participants } = await ada.client.next('participants')
  expect(participants.map(({ name }) => name).sort()).toEqual(['Ada', 'Grace'])
  await grace.client.next('participants')
  ada.client.send({ type: 'chat', text: 'Do you hear me?' })
  expect(await grace.client.next('chat')).toMatchObject({ text: 'Do you hear me?', name: 'Ada' })
})
