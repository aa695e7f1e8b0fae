/** A host's powers over the room: stored, enforced on the sockets, and in the audit trail. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import type { Joined } from '../../server/rooms/join-meeting.ts'
import type { ListedParticipant } from '../../server/rooms/list-participants.ts'
import { connect, join, open } from '../support/room-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** More than the grace time of somebody whose connection is lost. */
const GRACE_MS = 60_000

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function schedule(room: Record<string, unknown> = {}): Promise<Meeting> {
  const startTime = server.clock.now().toISOString()
  const meeting = (await server.api<Meeting>('POST', '/meetings', { topic: 'Powers', startTime })).body
  if (Object.keys(room).length > 0) await server.api('PATCH', `/meetings/${meeting.meetingId}/room`, room)
  return meeting
}

async function joinAs(meeting: Meeting, name: string, role: 'host' | 'participant'): Promise<Joined> {
  const { body } = await server.api<{ url: string }>('POST', `/meetings/${meeting.meetingId}/join-links`, {
    name,
    role,
    validSeconds: 3600,
  })
  return join(server, meeting, { linkToken: new URL(body.url).searchParams.get('link') })
}

/** With the room token of somebody inside. */
function as<Body = unknown>(
  { roomToken }: Joined,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
) {
  return server.request<Body>(method, `/api/v1${path}`, body, { authorization: `Bearer ${roomToken}` })
}

const people = async ({ meetingId }: Meeting) =>
  (await server.api<{ data: ListedParticipant[] }>('GET', `/meetings/${meetingId}/participants`)).body.data

async function stateOf(meeting: Meeting, { participantId }: Joined) {
  return (await people(meeting)).find(({ id }) => id === participantId)?.state
}

test('who waits is not inside, gets no media, hears nothing, and is inside once a host lets them in', async () => {
  const meeting = await schedule({ lobby: 'guests' })
  const host = await joinAs(meeting, 'Ada', 'host')
  const hostClient = await connect(host.roomUrl)
  const guest = await join(server, meeting, { name: 'Grace' })
  expect(guest).toMatchObject({ state: 'waiting', media: null })
  const client = open(guest.roomUrl)
  expect(await client.next('welcome')).toMatchObject({ state: 'waiting', participants: [] })
  await hostClient.next('room-changed')
  client.send({ type: 'chat', text: 'Let me in' })
  hostClient.send({ type: 'chat', text: 'Between us' })
  expect(await stateOf(meeting, guest)).toBe('waiting')
  expect(hostClient.untaken('participant-joined')).toEqual([])

  const admit = `/meetings/${meeting.meetingId}/participants/${guest.participantId}/admit`
  expect((await as(guest, 'POST', admit)).status).toBe(403)
  expect((await as(host, 'POST', admit)).status).toBe(204)
  expect((await client.next('admitted')).media).toMatchObject({ kind: 'livekit' })
  expect(await client.next('welcome')).toMatchObject({ state: 'inside', participants: [{ name: 'Ada' }] })
  expect(await hostClient.next('participant-joined')).toMatchObject({ participant: { name: 'Grace' } })
  expect(await stateOf(meeting, guest)).toBe('inside')
  expect(client.untaken('chat')).toEqual([])
  expect(hostClient.untaken('chat')).toMatchObject([{ text: 'Between us' }])
  expect((await as(host, 'POST', admit)).body).toMatchObject({ type: '/problems/not-waiting' })
})

test('who is refused is told by the close code, and may ask again', async () => {
  const meeting = await schedule({ lobby: 'everybody' })
  const guest = await joinAs(meeting, 'Grace', 'participant')
  const client = await connect(guest.roomUrl)
  const path = `/meetings/${meeting.meetingId}/participants/${guest.participantId}/refuse`
  expect((await server.api('POST', path)).status).toBe(204)
  expect((await client.closed).code).toBe(4403)
  expect((await open(guest.roomUrl).closed).code).toBe(4403)
  expect(await stateOf(meeting, guest)).toBe('refused')
  expect((await join(server, meeting, { name: 'Grace', guestToken: guest.guestToken })).state).toBe('waiting')
})

test('who is refused is told the host’s word, again when they try the same visit, and no longer at the next', async () => {
  const meeting = await schedule({ lobby: 'everybody' })
  const guest = await joinAs(meeting, 'Grace', 'participant')
  const client = await connect(guest.roomUrl)
  const path = `/meetings/${meeting.meetingId}/participants/${guest.participantId}/refuse`
  for (const [word, code] of [
    ['', 'empty'],
    ['x'.repeat(201), 'too-long'],
  ])
    expect((await server.api('POST', path, { word })).body).toMatchObject({
      errors: [{ pointer: '/word', code }],
    })
  expect((await server.api('POST', path, { word: ' We meet at three. ' })).status).toBe(204)
  expect(await client.next('refused')).toEqual({ type: 'refused', word: 'We meet at three.' })
  expect((await client.closed).code).toBe(4403)
  const again = open(guest.roomUrl)
  expect((await again.next('refused')).word).toBe('We meet at three.')
  expect((await again.closed).code).toBe(4403)
  const { body } = await server.api<{ data: unknown[] }>('GET', '/audit-events?limit=1')
  expect(body.data).toMatchObject([
    { action: 'participant.refused', details: { name: 'Grace', word: 'We meet at three.' } },
  ])
  const next = await join(server, meeting, { name: 'Grace', guestToken: guest.guestToken })
  const nextClient = await connect(next.roomUrl)
  await server.api('POST', path)
  expect((await nextClient.closed).code).toBe(4403)
  expect(nextClient.untaken('refused')).toEqual([])
})

test('when the last host leaves, the co-host who was there first acts as the host until one is back', async () => {
  const meeting = await schedule({ entryBeforeHost: false })
  const host = await joinAs(meeting, 'Ada', 'host')
  const hostClient = await connect(host.roomUrl)
  const [grace, alan] = [
    await join(server, meeting, { name: 'Grace' }),
    await join(server, meeting, { name: 'Alan' }),
  ]
  const client = await connect(grace.roomUrl)
  await server.moveClock(1_000)
  await connect(alan.roomUrl)
  const path = `/meetings/${meeting.meetingId}`
  const act = ({ participantId }: Joined, action: string) => `${path}/participants/${participantId}/${action}`
  for (const coHost of [alan, grace]) await as(host, 'POST', act(coHost, 'make-co-host'))
  expect((await as(grace, 'POST', act(alan, 'unmake-co-host'))).status).toBe(403)

  hostClient.socket.close()
  await hostClient.closed
  await server.services.rooms.presence.runOnce()
  await server.moveClock(GRACE_MS)
  await expect
    .poll(async () => (await server.api('GET', `/join/${meeting.meetingId}`)).body.inside.count)
    .toBe(2)
  for (;;) if ((await client.next('room')).room.actingHostId === grace.participantId) break
  expect((await join(server, meeting, { name: 'Late' })).state).toBe('inside')
  expect((await as(alan, 'POST', act(grace, 'unmake-co-host'))).status).toBe(403)
  const endTime = new Date(server.clock.now().getTime() + 2 * 3_600_000)
  endTime.setUTCSeconds(0, 0)
  expect((await as(grace, 'PATCH', path, { endTime: endTime.toISOString() })).status).toBe(200)
  expect((await as(grace, 'POST', act(alan, 'unmake-co-host'))).status).toBe(204)

  await connect((await joinAs(meeting, 'Hopper', 'host')).roomUrl)
  for (;;) if ((await client.next('room')).room.actingHostId === null) break
  expect((await as(grace, 'POST', `${path}/close`)).status).toBe(403)
})

test('where neither a host nor a co-host is inside nobody is let in, those who wait are told, and come in with a co-host', async () => {
  const meeting = await schedule({ entryBeforeHost: false })
  const host = await joinAs(meeting, 'Ada', 'host')
  const hostClient = await connect(host.roomUrl)
  const grace = await join(server, meeting, { name: 'Grace' })
  const graceClient = await connect(grace.roomUrl)
  await as(host, 'POST', `/meetings/${meeting.meetingId}/participants/${grace.participantId}/make-co-host`)
  for (const { socket } of [hostClient, graceClient]) socket.close()
  await Promise.all([hostClient.closed, graceClient.closed])
  await server.services.rooms.presence.runOnce()
  await server.moveClock(GRACE_MS)
  const door = async () => (await server.api('GET', `/join/${meeting.meetingId}`)).body.inside
  await expect.poll(door).toMatchObject({ count: 0, hasHost: false })
  const late = await join(server, meeting, { name: 'Late' })
  expect(late.state).toBe('waiting')
  const client = await connect(late.roomUrl)
  await connect((await join(server, meeting, { name: 'Grace', guestToken: grace.guestToken })).roomUrl)
  expect(await client.next('admitted')).toBeDefined()
  expect(await door()).toMatchObject({ hasHost: true })
})

test('what a host set holds in another server and after a restart: lock, lobby, mute, removal, and the trail of it', async () => {
  const meeting = await schedule({ mayUnmute: false })
  const host = await joinAs(meeting, 'Ada', 'host')
  const [muted, removed] = [
    await join(server, meeting, { name: 'Grace' }),
    await join(server, meeting, { name: 'Mallory' }),
  ]
  for (const { roomUrl } of [host, muted, removed]) await connect(roomUrl)
  const path = `/meetings/${meeting.meetingId}`
  await as(host, 'POST', `${path}/participants/${muted.participantId}/mute`)
  await as(host, 'POST', `${path}/participants/${removed.participantId}/remove`)
  await as(host, 'PATCH', `${path}/room`, { lobby: 'guests', locked: true })

  const next = await startTestServer({ database: server.connectionString, clock: server.clock })
  onTestFinished(() => next.stop())
  const { body } = await next.api<{ locked: boolean }>('GET', `${path}/room`)
  expect(body).toMatchObject({ locked: true, lobby: 'guests', mayUnmute: false })
  const onNext = ({ roomToken }: Joined) => `${next.url.replace('http', 'ws')}/api/v1/room?token=${roomToken}`
  expect((await open(onNext(removed)).closed).code).toBe(4403)
  const client = open(onNext(muted))
  expect((await client.next('welcome')).self).toMatchObject({ name: 'Grace', isMuted: true })
  const late = await next.request('POST', `/api/v1/join/${meeting.meetingId}`, { name: 'Late' })
  expect(late.body).toMatchObject({ type: '/problems/meeting-locked' })
  const listed = await next.api<{ data: ListedParticipant[] }>('GET', `${path}/participants`)
  expect(listed.body.data.find(({ name }) => name === 'Mallory')?.state).toBe('removed')
  const trail = await next.api<{ data: { action: string; actor: string }[] }>('GET', '/audit-events?limit=3')
  expect(trail.body.data.map(({ action, actor }) => [action, actor])).toEqual(
    ['room.updated', 'participant.removed', 'participant.muted'].map((action) => [
      action,
      `participant:${host.participantId}`,
    ]),
  )
})

test('who is removed comes back through the lobby, strangers wait until the removal is taken back', async () => {
  const meeting = await schedule()
  const host = await joinAs(meeting, 'Ada', 'host')
  const hostClient = await connect(host.roomUrl)
  const guest = await join(server, meeting, { name: 'Mallory' })
  const known = await join(server, meeting, { name: 'Grace' })
  const client = await connect(guest.roomUrl)
  const path = `/meetings/${meeting.meetingId}/participants/${guest.participantId}`
  expect((await as(host, 'POST', `${path}/remove`)).status).toBe(204)
  expect((await client.closed).code).toBe(4403)
  expect(await hostClient.next('participant-left')).toMatchObject({ participantId: guest.participantId })
  expect(await stateOf(meeting, guest)).toBe('removed')
  const remove = `/meetings/${meeting.meetingId}/participants/${host.participantId}/remove`
  expect((await server.api('POST', remove)).body).toMatchObject({ type: '/problems/participant-is-host' })

  expect((await join(server, meeting, { name: 'Eve', guestToken: guest.guestToken })).state).toBe('waiting')
  expect((await join(server, meeting, { name: 'A stranger' })).state).toBe('waiting')
  expect((await join(server, meeting, { name: 'Grace', guestToken: known.guestToken })).state).toBe('inside')
  expect((await joinAs(meeting, 'Alan', 'participant')).state).toBe('inside')
  expect((await as(host, 'DELETE', `${path}/removal`)).status).toBe(204)
  expect((await join(server, meeting, { name: 'Eve', guestToken: guest.guestToken })).state).toBe('inside')
  expect((await join(server, meeting, { name: 'Another stranger' })).state).toBe('inside')
})

test('a locked meeting takes nobody new, and who was inside comes back', async () => {
  const meeting = await schedule({ locked: true })
  await server.api('PATCH', `/meetings/${meeting.meetingId}/room`, { locked: false })
  const guest = await join(server, meeting, { name: 'Grace' })
  const room = await server.api('PATCH', `/meetings/${meeting.meetingId}/room`, { locked: true })
  expect(room.body).toEqual({
    locked: true,
    lobby: 'nobody',
    entryBeforeHost: true,
    mutedOnEntry: 'fromFive',
    mayUnmute: true,
    recording: 'off',
  })
  const refused = await server.request('POST', `/api/v1/join/${meeting.meetingId}`, { name: 'Late' })
  expect(refused).toMatchObject({ status: 403, body: { type: '/problems/meeting-locked' } })
  expect((await join(server, meeting, { name: 'Grace', guestToken: guest.guestToken })).state).toBe('inside')
})

test('who comes muted is as the room is set, and who comes back is not muted again', async () => {
  const meeting = await schedule({ mutedOnEntry: 'always' })
  const guest = await join(server, meeting, { name: 'Grace' })
  expect(guest.entersMuted).toBe(true)
  await connect(guest.roomUrl)
  expect((await join(server, meeting, { name: 'Grace', guestToken: guest.guestToken })).entersMuted).toBe(
    false,
  )
  await server.api('PATCH', `/meetings/${meeting.meetingId}/room`, { mutedOnEntry: 'fromFive' })
  const others = await Promise.all([1, 2, 3, 4].map((n) => join(server, meeting, { name: `Number ${n}` })))
  expect(others.map(({ entersMuted }) => entersMuted)).toEqual([false, false, false, false])
  for (const { roomUrl } of others) await connect(roomUrl)
  expect((await join(server, meeting, { name: 'The sixth' })).entersMuted).toBe(true)
})

test('where nobody enters before the host, those who wait come in with the host', async () => {
  const meeting = await schedule({ entryBeforeHost: false })
  const guest = await join(server, meeting, { name: 'Grace' })
  const client = await connect(guest.roomUrl)
  expect(guest.state).toBe('waiting')
  await connect((await joinAs(meeting, 'Ada', 'host')).roomUrl)
  expect(await client.next('admitted')).toBeDefined()
})

test('a co-host acts as a host, and makes no co-hosts; each decision is in the audit trail', async () => {
  const meeting = await schedule()
  const host = await joinAs(meeting, 'Ada', 'host')
  const [grace, alan] = await Promise.all(['Grace', 'Alan'].map((name) => join(server, meeting, { name })))
  for (const person of [host, grace!, alan!]) await connect(person.roomUrl)
  const path = ({ participantId }: Joined, action: string) =>
    `/meetings/${meeting.meetingId}/participants/${participantId}/${action}`
  expect((await as(grace!, 'POST', path(alan!, 'mute'))).status).toBe(403)
  expect((await as(host, 'POST', path(grace!, 'make-co-host'))).status).toBe(204)
  expect(
    (await as(grace!, 'PATCH', `/meetings/${meeting.meetingId}/room`, { mayUnmute: false })).status,
  ).toBe(200)
  expect((await as(grace!, 'POST', path(alan!, 'mute'))).status).toBe(204)
  expect((await as(grace!, 'POST', path(alan!, 'make-co-host'))).status).toBe(403)
  const byName = (await people(meeting)).sort((a, b) => a.name.localeCompare(b.name))
  expect(byName).toMatchObject([
    { name: 'Ada', role: 'host', muted: false },
    { name: 'Alan', role: 'participant', muted: true },
    { name: 'Grace', role: 'co-host', muted: false },
  ])
  const { data } = (
    await server.api<{ data: { action: string; actor: string }[] }>('GET', '/audit-events?limit=10')
  ).body
  expect(data).toContainEqual(
    expect.objectContaining({ action: 'participant.muted', actor: `participant:${grace!.participantId}` }),
  )
  expect((await as(host, 'POST', path(grace!, 'unmake-co-host'))).status).toBe(204)
  expect((await as(grace!, 'POST', path(alan!, 'mute'))).status).toBe(403)
})

test('a host inside puts the end off and closes the meeting by the room token, and a co-host does not', async () => {
  const meeting = await schedule()
  const host = await joinAs(meeting, 'Ada', 'host')
  const grace = await join(server, meeting, { name: 'Grace' })
  await connect(host.roomUrl)
  const client = open(grace.roomUrl)
  const { room } = await client.next('welcome')
  expect(room).toMatchObject({ topic: 'Powers', meetingType: 'standard', isLocked: false })
  const path = `/meetings/${meeting.meetingId}`
  const make = `${path}/participants/${grace.participantId}/make-co-host`
  expect((await as(host, 'POST', make)).status).toBe(204)

  const endTime = new Date(Date.parse(room!.endTime) + 900_000).toISOString()
  expect((await as(grace, 'PATCH', path, { endTime })).status).toBe(403)
  expect((await as(host, 'PATCH', path, { endTime, topic: 'Mine' })).body).toMatchObject({
    errors: [{ pointer: '/topic', code: 'read-only' }],
  })
  expect((await as<Meeting>(host, 'PATCH', path, { endTime })).body).toMatchObject({ duration: '75' })
  expect((await client.next('room')).room.endTime).toBe(endTime)

  expect((await as(grace, 'POST', `${path}/close`)).status).toBe(403)
  expect((await as<Meeting>(host, 'POST', `${path}/close`)).body).toMatchObject({ isClosed: true })
  expect((await client.closed).code).toBe(4410)
})

test('everybody inside is told who is co-host and that the meeting is locked, once', async () => {
  const meeting = await schedule()
  const host = await joinAs(meeting, 'Ada', 'host')
  const grace = await join(server, meeting, { name: 'Grace' })
  await connect(host.roomUrl)
  const client = await connect(grace.roomUrl)
  const path = `/meetings/${meeting.meetingId}`
  await as(host, 'PATCH', `${path}/room`, { locked: true })
  expect((await client.next('room')).room.isLocked).toBe(true)
  await as(host, 'POST', `${path}/participants/${grace.participantId}/make-co-host`)
  const { participant } = await client.next('participant-changed')
  expect(participant).toMatchObject({ id: grace.participantId, role: 'co-host' })
  await as(host, 'PATCH', `${path}/room`, { locked: false })
  expect((await client.next('room')).room.isLocked).toBe(false)
  expect([...client.untaken('participant-changed'), ...client.untaken('room')]).toEqual([])
})
