/**
 * Hosts have their own meetings and those they are invited to; the account may share all of them. Each way to a
 * meeting, and to what is kept of one, is walked by its host, by an invited host, by another host of the account and
 * by an administrator of it, with sessions and with keys.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL_SCOPES } from '../../server/accounts/caller.ts'
import { inviteAndSignIn } from '../support/browser-session.ts'
import { openEventSource } from '../support/event-source.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { connect, join } from '../support/room-client.ts'
import { recordPart } from '../support/recorded-meeting.ts'
import { uploadPart } from '../support/recorder.ts'
import { startTestServer, type Answer, type Json, type TestServer } from '../support/server.ts'

const SUMMARY_DELAY_MS = 300_000
const TIMEOUT_MS = 120_000

type Ask = (method: string, path: string, body?: unknown) => Promise<Answer<Json>>
type Host = Awaited<ReturnType<typeof inviteAndSignIn>>

let server: TestServer
let listener: Listener
let accountId: string
let owner: Host
let other: Host
/** By a key of the other's. */
let otherKey: Ask
/** Held, recorded and summarised; the owner's. */
let held: Json
/** Open now; the owner's. */
let open: Json
beforeAll(async () => {
  server = await startTestServer()
  listener = await startListener()
  accountId = (await server.api('POST', '/accounts', { name: 'Small' })).body.id
  owner = await inviteAndSignIn(server, { role: 'host', accountId, email: 'owner@example.org' })
  other = await inviteAndSignIn(server, { role: 'administrator', accountId, email: 'other@example.org' })
  // Hosts make no keys; one of somebody who was an administrator stays, and is a host's from then on.
  const own = { name: 'own', accountId, scopes: [...ALL_SCOPES] }
  const { key } = (await other.api('POST', '/api-keys', own)).body
  otherKey = withKey(key)
  await server.api('PATCH', `/users/${other.id}`, { role: 'host' })
  await server.api('POST', '/web-hooks', {
    event: 'onMeetingScheduled',
    url: `${listener.origin}/hook`,
    accountId,
  })
  held = (await owner.api('POST', '/meetings', { topic: 'Held', isRecorded: true })).body
  const guest = await join(server, held, { name: 'Guest' })
  const socket = await connect(guest.roomUrl)
  await uploadPart(server, held, guest, await recordPart())
  expect((await owner.api('POST', `/meetings/${held.id}/close`)).status).toBe(200)
  await socket.closed
  await server.moveClock(SUMMARY_DELAY_MS)
  await server.services.engine.dispatcher.settle()
  open = (await owner.api('POST', '/meetings', { topic: 'Open' })).body
}, TIMEOUT_MS)
afterAll(async () => {
  await server.stop()
  await listener.close()
})

function withKey(key: string): Ask {
  return (method, path, body) => server.request(method, `/api/v1${path}`, body, { 'x-api-key': key })
}

/** What reads: a status for each way. */
async function read(ask: Ask): Promise<Record<string, number>> {
  const summary = (await server.api('GET', `/summaries?meeting=${held.id}`)).body.data[0].id
  const recording = (await server.api('GET', `/recordings?meeting=${held.id}`)).body.data[0].id
  const delivery = (await server.api('GET', `/deliveries?meeting=${held.id}`)).body.data[0].id
  const paths = [
    `/meetings/${open.id}`,
    `/meetings/${open.meetingId}`,
    `/meetings/${open.id}/events`,
    `/meetings/${open.id}/invitations`,
    `/meetings/${open.id}/occurrences`,
    `/summaries/${summary}`,
    `/summaries/${summary}/pdf`,
    `/recordings/${recording}`,
    `/deliveries/${delivery}`,
  ]
  const answers = await Promise.all(paths.map((path) => ask('GET', path)))
  return Object.fromEntries(
    paths.map((path, index) => [
      path.replaceAll(/[0-9a-f]{24}|\d{4}(-\d{4}){3}/g, '…'),
      answers[index]!.status,
    ]),
  )
}

/** How many of the owner's meetings each list has. */
async function lists(ask: Ask): Promise<Record<string, number>> {
  const paths = ['/meetings', '/meetings?state=open', '/summaries', '/recordings', '/deliveries']
  const answers = await Promise.all(paths.map((path) => ask('GET', path)))
  return Object.fromEntries(paths.map((path, index) => [path, answers[index]!.body.data.length]))
}

/** What writes; where it is refused nothing happens. */
async function write(ask: Ask): Promise<number[]> {
  const summary = (await server.api('GET', `/summaries?meeting=${held.id}`)).body.data[0].id
  const recording = (await server.api('GET', `/recordings?meeting=${held.id}`)).body.data[0].id
  const link = { name: 'Ada', role: 'host', validSeconds: 60 }
  const calls: [string, string, unknown?][] = [
    ['PATCH', `/meetings/${open.id}`, { agenda: 'Mine' }],
    ['POST', `/meetings/${open.id}/join-links`, link],
    ['PATCH', `/summaries/${summary}`, { minutes: 'Mine' }],
    ['DELETE', `/recordings/${recording}`],
    ['POST', `/meetings/${open.id}/close`],
    ['POST', '/meetings/delete', { ids: [open.id] }],
    ['DELETE', `/meetings/${open.id}`],
  ]
  const statuses = []
  for (const call of calls) statuses.push((await ask(...call)).status)
  return statuses
}

async function role(host: Host): Promise<string> {
  return (await host.api('POST', `/join/${open.id}`, { name: 'Me' })).body.role
}

const EVERYTHING = { '/meetings': 2, '/meetings?state=open': 1, '/summaries': 1, '/recordings': 1 }
const NOTHING = {
  '/meetings': 0,
  '/meetings?state=open': 0,
  '/summaries': 0,
  '/recordings': 0,
  '/deliveries': 0,
}

test('a new account does not share, and its administrator chooses', async () => {
  expect((await server.api('GET', `/accounts/${accountId}`)).body.sharesMeetings).toBe(false)
  const shared = await server.api('POST', '/accounts', { name: 'Shared', sharesMeetings: true })
  expect(shared.body.sharesMeetings).toBe(true)
})

test('a host sees and runs what they scheduled, and hosts it', async () => {
  expect(await lists(owner.api)).toMatchObject(EVERYTHING)
  expect(new Set(Object.values(await read(owner.api)))).toEqual(new Set([200]))
  expect(await role(owner)).toBe('host')
})

test('another host of the account, by session or key, finds none of it, and joins as a participant', async () => {
  for (const ask of [other.api, otherKey]) {
    expect(await lists(ask)).toEqual(NOTHING)
    const statuses = await read(ask)
    expect(statuses).toEqual(Object.fromEntries(Object.keys(statuses).map((path) => [path, 404])))
    expect(new Set(await write(ask))).toEqual(new Set([404]))
  }
  expect((await server.api('GET', `/meetings/${open.id}`)).body).toMatchObject({
    agenda: '',
    isClosed: false,
  })
  expect(await role(other)).toBe('participant')
})

test('an administrator of the account sees all of it', async () => {
  const { key } = (await server.api('POST', '/api-keys', { name: 'all', accountId, scopes: [...ALL_SCOPES] }))
    .body
  const ask = withKey(key)
  expect(await lists(ask)).toMatchObject(EVERYTHING)
  expect(new Set(Object.values(await read(ask)))).toEqual(new Set([200]))
})

test('who is invited by their own address hosts that meeting, and no other', async () => {
  const invitedParticipants = [
    { name: 'Other', email: 'OTHER@example.org', role: 'participant', language: 'en' },
  ]
  await owner.api('PATCH', `/meetings/${open.id}`, { invitedParticipants })
  expect((await lists(other.api))['/meetings']).toBe(1)
  expect((await other.api('GET', `/meetings/${open.id}`)).status).toBe(200)
  expect((await other.api('GET', `/meetings/${held.id}`)).status).toBe(404)
  expect((await other.api('PATCH', `/meetings/${open.id}`, { agenda: 'Invited' })).status).toBe(200)
  expect(await role(other)).toBe('host')
  await owner.api('PATCH', `/meetings/${open.id}`, { invitedParticipants: [] })
  expect((await other.api('GET', `/meetings/${open.id}`)).status).toBe(404)
  expect(await role(other)).toBe('participant')
})

test('a stream of deliveries shows a host their own, and ends when sharing changes', async () => {
  const stream = await openEventSource(`${server.url}/api/v1/deliveries/stream`, { cookie: other.cookie })
  await owner.api('POST', '/meetings', { topic: 'Not for the stream' })
  await server.services.engine.dispatcher.settle()
  const mine = (await other.api('POST', '/meetings', { topic: 'For the stream' })).body
  await server.services.engine.dispatcher.settle()
  await stream.waitFor(({ data }) => data.meetingIds[0] === mine.id)
  expect(new Set(stream.events.map(({ data }) => data.meetingIds[0]))).toEqual(new Set([mine.id]))
  await server.api('PATCH', `/accounts/${accountId}`, { sharesMeetings: true })
  await stream.ended
})

test('an account that shares: each host sees, changes and hosts every meeting of it', async () => {
  expect((await lists(other.api))['/meetings']).toBeGreaterThanOrEqual(2)
  expect(new Set(Object.values(await read(other.api)))).toEqual(new Set([200]))
  expect(await role(other)).toBe('host')
  const statuses = await write(other.api)
  expect(statuses).toEqual([200, 201, 200, 204, 200, 200, 404])
})
