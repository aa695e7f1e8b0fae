/** Sandbox accounts: nothing is mailed, and their meetings are moved through time. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSmtpListener, type SmtpListener } from '../support/smtp-listener.ts'
import { type Json, startTestServer, type TestServer } from '../support/server.ts'

const HOUR_SECONDS = 3600

let mails: SmtpListener
let server: TestServer
let sandboxId: string
beforeAll(async () => {
  mails = await startSmtpListener()
  server = await startTestServer({ env: { SMTP_URL: mails.url, MAIL_FROM: 'meetings@example.com' } })
  const { status, body } = await server.api('POST', '/accounts', { name: 'Trying out', isSandbox: true })
  expect(status).toBe(201)
  expect(body).toMatchObject({ isSandbox: true, sharesMeetings: false })
  sandboxId = body.id
})
afterAll(async () => {
  await server.stop()
  await mails.close()
})

async function schedule(input: Json = {}): Promise<Json> {
  const { status, body } = await server.api('POST', '/meetings', {
    topic: 'Trial',
    accountId: sandboxId,
    startTime: new Date(server.clock.now().getTime() + 2 * HOUR_SECONDS * 1000).toISOString(),
    duration: 60,
    ...input,
  })
  expect(status).toBe(201)
  return body
}

function advance(meetingId: string, seconds: number) {
  return server.api('POST', '/sandbox/advance', { meetingId, seconds })
}

async function eventsOf({ id }: Json): Promise<string[]> {
  const { body } = await server.api('GET', `/events?meeting=${id}`)
  return body.data.map(({ event }: Json) => event)
}

test('one step brings a meeting from before its start to its summary; its times stay, and nothing says updated', async () => {
  const meeting = await schedule()
  const opened = await advance(meeting.meetingId, 2 * HOUR_SECONDS)
  expect(opened).toMatchObject({
    status: 200,
    body: { id: meeting.id, startTime: meeting.startTime, isOpen: true, isClosed: false },
  })
  const open = await server.api('GET', '/meetings?state=open')
  expect(open.body.data.map(({ id }: Json) => id)).toContain(meeting.id)
  expect((await advance(meeting.id, 24 * HOUR_SECONDS)).status).toBe(200)
  await server.runDueWork()
  expect(await eventsOf(meeting)).toEqual([
    'onMeetingScheduled',
    'onMeetingClosed',
    'onMeetingSummaryCreated',
  ])
  const { body } = await server.api('GET', `/meetings/${meeting.id}`)
  expect(body).toMatchObject({ startTime: meeting.startTime, endTime: meeting.endTime, isClosed: true })
  expect(Date.parse(body.dtClosedAt)).toBeLessThan(Date.parse(meeting.startTime))
})

test('a meeting that was closed by hand gets its summary by a second step', async () => {
  const meeting = await schedule({ startTime: server.clock.now().toISOString() })
  expect((await server.api('POST', `/meetings/${meeting.id}/close`)).status).toBe(200)
  await server.runDueWork()
  expect(await eventsOf(meeting)).not.toContain('onMeetingSummaryCreated')
  expect((await advance(meeting.id, 299)).status).toBe(200)
  await server.runDueWork()
  expect(await eventsOf(meeting)).not.toContain('onMeetingSummaryCreated')
  expect((await advance(meeting.id, 1)).status).toBe(200)
  await server.runDueWork()
  expect(await eventsOf(meeting)).toContain('onMeetingSummaryCreated')
})

test('of a series the current occurrence is moved, and the next one is where it was', async () => {
  const series = await schedule({ recurring: { frequencyType: 'daily', endsType: 'after', endsAfter: 3 } })
  await advance(series.id, 4 * HOUR_SECONDS)
  await server.runDueWork()
  const { body } = await server.api('GET', `/meetings/${series.id}/occurrences`)
  expect(body.data.map(({ state }: Json) => state)).toEqual(['closed', 'current', 'coming'])
  expect(await eventsOf(series)).toEqual(['onMeetingScheduled', 'onMeetingClosed', 'onMeetingSummaryCreated'])
})

test('other accounts cannot be moved through time, and a step has limits', async () => {
  const { body: real } = await server.api('POST', '/meetings', { topic: 'Real' })
  const refused = await advance(real.id, 60)
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/not-a-sandbox' } })
  // Later than it can be moved: it must not close by itself meanwhile.
  const meeting = await schedule({ startTime: '2038-01-01T00:00:00Z' })
  for (const seconds of [0, -1, 1.5, 31_536_001])
    expect((await advance(meeting.id, seconds)).status).toBe(422)
  for (let year = 0; year < 10; year++) expect((await advance(meeting.id, 31_536_000)).status).toBe(200)
  const beyond = await advance(meeting.id, 1)
  expect(beyond).toMatchObject({ status: 422, body: { errors: [{ pointer: '/seconds', code: 'maximum' }] } })
})

test('nobody is mailed: invitees, users, and those whose mail was owed before', async () => {
  const { body: account } = await server.api('POST', '/accounts', { name: 'Later a sandbox' })
  const invitedParticipants = [{ name: 'Ben', email: 'ben@example.com' }]
  await schedule({ accountId: account.id, topic: 'Before', invitedParticipants })
  const etag = (await server.api('GET', `/accounts/${account.id}`)).headers.get('etag')!
  const marked = await server.api(
    'PATCH',
    `/accounts/${account.id}`,
    { isSandbox: true },
    { 'if-match': etag },
  )
  expect(marked).toMatchObject({ status: 200, body: { isSandbox: true } })
  await schedule({ accountId: account.id, topic: 'After', invitedParticipants })
  const user = await server.api('POST', '/users', {
    accountId: account.id,
    username: 'Ada',
    email: 'ada@example.com',
    role: 'host',
  })
  expect(user).toMatchObject({ status: 201, body: { invitation: { isMailed: false } } })
  // Mails go out in order: once the one of another account has come, none of these was sent.
  await server.api('POST', '/meetings', { topic: 'Real', invitedParticipants })
  await server.runDueWork()
  const received = await mails.waitFor(1)
  expect(received.map(({ raw }: Json) => /Real/.test(raw))).toEqual([true])
  const { rows } = await server.context.database.pool.query('select count(*)::int as owed from mails')
  expect(rows).toEqual([{ owed: 0 }])
})
