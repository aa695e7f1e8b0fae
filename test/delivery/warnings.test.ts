/**
 * Who is warned of what, and how often: on the web hook itself, in the audit trail, and by mail over real SMTP. Written
 * with the change of state, so that neither a death nor a second process loses or doubles a mail.
 */
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ListenerOptions } from '../support/listener.ts'
import { createCertificateAuthority } from '../support/certificates.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startEngine } from '../support/engine.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { createManualClock, type ManualClock } from '../support/manual-clock.ts'
import { ADMIN_EMAIL, startTestServer, type Json, type TestServer } from '../support/server.ts'
import { startSmtpListener, type ReceivedMail, type SmtpListener } from '../support/smtp-listener.ts'
import { startDatabaseProxy } from '../faults/database-proxy.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const NAME = 'Ledger'

let smtp: SmtpListener
let database: TestDatabase
let clock: ManualClock
let server: TestServer
let listener: Listener
let isWell: boolean
const others: TestServer[] = []

beforeEach(async () => {
  isWell = true
  smtp = await startSmtpListener()
  database = await createTestDatabase()
  clock = createManualClock(new Date())
  server = await startServer()
  listener = await startListener({ answer: () => (isWell ? 200 : 500) })
})

afterEach(async () => {
  await Promise.all([server, ...others.splice(0)].map((each) => each.stop()))
  await listener.close()
  await smtp.close()
  await database.drop()
})

function startServer(env: Record<string, string | undefined> = {}): Promise<TestServer> {
  const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'meetings@example.org' }
  return startTestServer({ clock, database: database.connectionString, env: { ...mail, ...env } })
}

async function restartListener(options: ListenerOptions): Promise<void> {
  await listener.close()
  listener = await startListener(options)
}

async function create(input: Record<string, unknown> = {}): Promise<string> {
  const given = { event: 'onMeetingScheduled', url: `${listener.origin}/secret-path`, name: NAME, ...input }
  const { status, body } = await server.api('POST', '/web-hooks', given)
  expect(status).toBe(201)
  return body.id
}

const patch = (id: string, body: unknown) => server.api('PATCH', `/web-hooks/${id}`, body)
const settle = () => server.services.engine.dispatcher.settle()

async function schedule(): Promise<void> {
  expect((await server.api('POST', '/meetings', { topic: 'A meeting' })).status).toBe(201)
}

async function warnings(id: string): Promise<Json[]> {
  return (await server.api('GET', `/web-hooks/${id}`)).body.warnings
}

const codes = async (id: string) => (await warnings(id)).map(({ code }) => code)

async function audited(id: string): Promise<string[]> {
  const { body } = await server.api('GET', `/audit-events?subject=${id}&limit=200`)
  return body.data.map((event: Json) => event.action).toReversed()
}

/** Fails for long enough. */
async function openBreaker(): Promise<void> {
  isWell = false
  for (let i = 0; i < 12; i++) {
    await schedule()
    clock.advance(1.5 * SECOND_MS)
    await settle()
  }
}

/** Lets the next probe through, and the backlog. */
async function recover(): Promise<void> {
  isWell = true
  for (let i = 0; i < 3; i++) {
    clock.advance(31 * SECOND_MS)
    await settle()
  }
}

/** Looks for what came about by time, and for mails that are due, until there is nothing more to do. */
async function look(on: TestServer = server): Promise<void> {
  const named = (name: string) =>
    [...on.services.engine.reconcilers, ...on.services.reconcilers].find((each) => each.name === name)!
  await named('Looking for warnings').runOnce()
  await named('queue-warning-mails').runOnce()
  await named('send-warning-mails').runOnce()
}

/** The subjects of all mails so far, without what all of them begin with. */
const subjects = () => smtp.mails.map((mail) => subjectOf(mail).replace(`Web hook ${NAME}: `, ''))

function subjectOf({ raw }: ReceivedMail): string {
  const [, folded = ''] = /^Subject: ([^]*?)\r\n(?![ \t])/m.exec(raw) ?? []
  return folded.replaceAll(/\r\n[ \t]/g, ' ').replaceAll(/=\?UTF-8\?Q\?(.*?)\?=\s?/gi, (_, text: string) => {
    const bytes = text
      .replaceAll('_', ' ')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    return Buffer.from(bytes, 'latin1').toString()
  })
}

test('the breaker warns at each step: on the web hook, in the audit trail, by mail', async () => {
  const id = await create()
  await openBreaker()
  expect(await warnings(id)).toEqual([
    {
      code: 'breaker-open',
      since: expect.any(String),
      deadline: null,
      count: expect.any(Number),
      detail: expect.stringContaining('The receiver answered 500.'),
    },
  ])
  await look()
  expect(subjects()).toEqual(['its calls fail'])
  const [{ recipients, raw }] = smtp.mails as [ReceivedMail]
  expect(recipients).toEqual([ADMIN_EMAIL])
  expect(raw).toContain(listener.origin)
  expect(raw).not.toContain('secret-path')

  clock.advance(31 * SECOND_MS)
  await settle()
  expect(await codes(id)).toEqual(['breaker-open'])
  clock.advance(MINUTE_MS)
  await recover()
  expect(await codes(id)).toEqual([])
  await look()
  expect(subjects()).toEqual(['its calls fail', 'works again'])
  expect(await audited(id)).toEqual([
    'web-hook.created',
    'web-hook.breaker-opened',
    'web-hook.breaker-probe-failed',
    'web-hook.breaker-closed',
  ])
})

test('the same warning is mailed once an hour, and not at all where it has ended by then', async () => {
  const failures = () => subjects().filter((subject) => subject === 'its calls fail').length
  const due = async () => {
    const queries = server.context.database.queries.selectFrom('web_hook_warnings').select('code')
    const rows = await queries.where('mail_due_at', 'is not', null).execute()
    return rows.map(({ code }) => code)
  }
  await create()
  await openBreaker()
  await look()
  await recover()
  await openBreaker()
  // That it had worked in between is not said any more.
  expect(await due()).toEqual(['breaker-open'])
  await look()
  expect(failures()).toBe(1)
  clock.advance(HOUR_MS)
  await look()
  expect(failures()).toBe(2)

  await recover()
  clock.advance(10 * MINUTE_MS)
  await recover()
  await openBreaker()
  expect(await due()).toEqual(['breaker-open'])
  await recover()
  expect(await due()).not.toContain('breaker-open')
  clock.advance(2 * HOUR_MS)
  await look()
  expect(failures()).toBe(2)
  expect(subjects().at(-1)).toBe('works again')
})

test('a 410 warns until a person lets the web hook catch up', async () => {
  const id = await create()
  listener.respondWith(410)
  await schedule()
  await settle()
  await look()
  expect(await warnings(id)).toMatchObject([{ code: 'gone', count: 1 }])
  expect(subjects()).toEqual(['the endpoint is gone'])
  expect(await audited(id)).toContain('web-hook.breaker-gone')
  await server.api('POST', `/web-hooks/${id}/catch-up`)
  await settle()
  expect(await warnings(id)).toEqual([])
})

test('switching off warns, says who did it, and ends with switching on', async () => {
  const id = await create()
  await patch(id, { enabled: false })
  await schedule()
  await look()
  expect(await warnings(id)).toMatchObject([{ code: 'off', count: 1, since: clock.now().toISOString() }])
  expect(subjects()).toEqual(['switched off'])
  expect(smtp.mails[0]!.raw).toContain('switched it off')
  await patch(id, { enabled: true })
  await settle()
  expect(await warnings(id)).toEqual([])
})

test('what waits for Catch up is warned of', async () => {
  const id = await create({ catchUpAutomatically: false })
  await patch(id, { enabled: false })
  await schedule()
  await patch(id, { enabled: true })
  await look()
  expect(await warnings(id)).toMatchObject([{ code: 'catch-up-waits', count: 1 }])
  await server.api('POST', `/web-hooks/${id}/catch-up`)
  await settle()
  await look()
  expect(await codes(id)).toEqual([])
  expect(subjects()).toContain('calls wait for Catch up')
})

test('a backlog of more than an hour is warned of once, until it is gone', async () => {
  const id = await create()
  listener.respondWith({ status: 503, headers: { 'retry-after': '7200' } })
  await schedule()
  await settle()
  clock.advance(HOUR_MS)
  await look()
  expect(await codes(id)).toEqual([])
  clock.advance(1)
  await look()
  expect(await warnings(id)).toMatchObject([{ code: 'backlog-old', count: 1 }])
  clock.advance(30 * MINUTE_MS)
  await look()
  expect(subjects()).toEqual(['calls have been waiting for more than an hour'])
  expect(await audited(id)).toEqual(['web-hook.created', 'web-hook.warned'])
  clock.advance(HOUR_MS)
  await settle()
  expect(await codes(id)).toEqual([])
})

test.each([
  ['rotate-secret', 'signing-secret-retires', 'the old signing secret expires soon'],
  ['rotate-api-key', 'api-key-changes', 'the API key changes soon'],
])('the end of an overlap (%s) is warned of a day before', async (operation, code, subject) => {
  const id = await create({ apiKey: 'the-first-key' })
  const overlapSeconds = (2 * 24 * HOUR_MS) / SECOND_MS
  const { status } = await server.api('POST', `/web-hooks/${id}/${operation}`, { overlapSeconds })
  expect(status).toBe(200)
  const deadline = new Date(clock.now().getTime() + overlapSeconds * SECOND_MS).toISOString()
  clock.advance(23 * HOUR_MS)
  await look()
  expect(await warnings(id)).toEqual([])
  clock.advance(2 * HOUR_MS)
  await look()
  expect(await warnings(id)).toMatchObject([{ code, deadline }])
  expect(subjects()).toEqual([subject])
  clock.advance(23 * HOUR_MS)
  await look()
  expect(await warnings(id)).toEqual([])
  expect(subjects()).toEqual([subject])
})

test('a receiver’s certificate is remembered, and warned of in the last third of its time', async () => {
  const authority = createCertificateAuthority()
  await restartListener({ tls: authority.issue('IP:127.0.0.1') })
  const id = await create({ extraCa: authority.cert })
  await schedule()
  await settle()
  await look()
  expect(listener.callCount()).toBe(1)
  expect(await warnings(id)).toEqual([])
  clock.advance(34 * HOUR_MS)
  await look()
  const [warning] = await warnings(id)
  expect(warning).toMatchObject({
    code: 'certificate-expires',
    detail: expect.stringContaining('expires on'),
  })
  expect(Date.parse(warning.deadline) - clock.now().getTime()).toBeLessThan(16 * HOUR_MS)
  expect(subjects()).toEqual(['the endpoint’s certificate expires soon'])
  clock.advance(24 * HOUR_MS)
  expect(await warnings(id)).toMatchObject([{ detail: expect.stringContaining('expired on') }])
})

test('our own client certificate is warned of as well', async () => {
  const authority = createCertificateAuthority()
  const { cert: clientCertificate, key: clientKey } = authority.issue('DNS:client')
  const id = await create({ clientCertificate, clientKey })
  expect(await codes(id)).toEqual([])
  clock.advance(40 * HOUR_MS)
  expect(await codes(id)).toEqual(['client-certificate-expires'])
})

test('what a process saw that died at once is mailed by the next', async () => {
  await server.stop()
  const dying = await startEngine({ connectionString: database.connectionString, clock })
  await dying.webHook({ event: 'onMeetingUpdated', url: listener.origin, name: NAME })
  dying.engine.start()
  listener.respondWith(410)
  await dying.record('onMeetingUpdated', [dying.meeting()])
  await dying.engine.dispatcher.settle()
  await dying.stop()
  server = await startServer()
  await look()
  expect(subjects()).toEqual(['the endpoint is gone'])
})

test('the step of a breaker and its warning are stored together or not at all', async () => {
  await server.stop()
  const proxy = await startDatabaseProxy(database.connectionString)
  const cutOff = await startEngine({ connectionString: proxy.connectionString, clock })
  await cutOff.webHook({ event: 'onMeetingUpdated', url: listener.origin, name: NAME })
  const away = proxy.cutAt('insert into web_hook_warnings')
  cutOff.engine.start()
  listener.respondWith(410)
  await cutOff.record('onMeetingUpdated', [cutOff.meeting()])
  await away
  expect(await stored()).toEqual({ breakers: ['closed'], warnings: [] })
  proxy.restore()
  await cutOff.engine.dispatcher.settle()
  expect(await stored()).toEqual({ breakers: ['gone'], warnings: ['gone'] })
  await cutOff.stop()
  await proxy.close()
  server = await startServer()
  await look()
  expect(subjects()).toEqual(['the endpoint is gone'])
})

/** By a connection of its own. */
async function stored(): Promise<{ breakers: string[]; warnings: string[] }> {
  const client = new pg.Client({ connectionString: database.connectionString })
  await client.connect()
  const flows = await client.query<{ breaker: string }>('select breaker from web_hook_flow')
  const warnings = await client.query<{ code: string }>('select code from web_hook_warnings')
  await client.end()
  return {
    breakers: flows.rows.map(({ breaker }) => breaker),
    warnings: warnings.rows.map(({ code }) => code),
  }
}

test('two processes send one mail', async () => {
  others.push(await startServer())
  await create()
  await patch(await create({ name: 'Other', event: 'onMeetingUpdated' }), { enabled: false })
  await openBreaker()
  await Promise.all([look(), look(others[0]), look(), look(others[0])])
  expect(smtp.mails.map(subjectOf).toSorted()).toEqual([
    `Web hook ${NAME}: its calls fail`,
    'Web hook Other: switched off',
  ])
})

test('a mail that the mail server does not take now goes out later', async () => {
  const refusing = await startSmtpListener({ refuse: () => '451 Not now' })
  await server.stop()
  server = await startServer({ SMTP_URL: refusing.url })
  await patch(await create(), { enabled: false })
  await look()
  await server.stop()
  await refusing.close()
  server = await startServer()
  clock.advance(MINUTE_MS)
  await look()
  expect(subjects()).toEqual(['switched off'])
})

test('where there is no mail server nothing is kept for a later one, and the pages warn all the same', async () => {
  await server.stop()
  server = await startServer({ SMTP_URL: undefined })
  const id = await create()
  await patch(id, { enabled: false })
  await look()
  await server.stop()
  server = await startServer()
  await look()
  expect(subjects()).toEqual([])
  expect(await codes(id)).toEqual(['off'])
})

test('nobody is mailed about a web hook that was deleted meanwhile', async () => {
  const id = await create()
  await patch(id, { enabled: false })
  await server.api('DELETE', `/web-hooks/${id}`)
  await look()
  expect(subjects()).toEqual([])
})
