/** Who is mailed what, and when: over real SMTP, after the commit, and again where the mail server was away. */
import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createMailSender } from '../../server/invitations/send-due-mails.ts'
import type { Reconciler } from '../../server/platform/reconciler.ts'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'
import { startSmtpListener, type ReceivedMail, type SmtpListener } from '../support/smtp-listener.ts'

const NOW = new Date('2026-03-02T08:00:00.000Z')
const ADA = { email: 'ada@example.com', name: 'Ada', language: 'de' }
const BOB = { email: 'bob@example.com', name: 'Bob' }
let server: MeetingsUnderTest
let listener: SmtpListener
let sender: Reconciler
let refusal: string | null = null

beforeAll(async () => {
  listener = await startSmtpListener({ refuse: (to) => (to.startsWith('ada') ? refusal : null) })
  server = await startMeetings(NOW, { mailFrom: 'Meetings <meetings@example.com>' }, listener.url)
  sender = createMailSender(server.context)
})
afterAll(async () => {
  await server.stop()
  await listener.close()
})
beforeEach(async () => {
  refusal = null
  server.clock.set(NOW)
  await server.context.database.queries.deleteFrom('mailings').execute()
})

/** What has gone out since, by recipient. */
async function sent() {
  const before = listener.mails.length
  await sender.runOnce()
  return listener.mails
    .slice(before)
    .map(read)
    .sort((a, b) => a.to.localeCompare(b.to))
}

function read({ recipients, raw }: ReceivedMail) {
  const part = /Content-Type: text\/calendar[^]*?\r\n\r\n([^]*?)\r\n--/i.exec(raw)!
  const isBase64 = /base64/i.test(part[0].slice(0, part[0].indexOf('\r\n\r\n')))
  const text = isBase64 ? Buffer.from(part[1]!, 'base64').toString() : decodeQuotedPrintable(part[1]!)
  const calendar = new ICAL.Component(ICAL.parse(text))
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!)
  return {
    to: recipients.join(','),
    method: calendar.getFirstPropertyValue('method'),
    sequence: event.sequence,
    recurrenceId: event.recurrenceId?.toJSDate().toISOString(),
    uid: event.uid,
    raw,
  }
}

function decodeQuotedPrintable(text: string): string {
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

const outline = (mails: Awaited<ReturnType<typeof sent>>) =>
  mails.map(({ to, method, sequence }) => [to, method, sequence])
const patch = (id: string, body: unknown, query = '') => server.call('PATCH', `/meetings/${id}${query}`, body)

async function owed(): Promise<number> {
  const rows = await server.context.database.queries.selectFrom('mails').select('id').execute()
  return rows.length
}

test('anyone who is invited is mailed once, in their language', async () => {
  const { id } = await server.schedule({ topic: 'Planning', invitedParticipants: [ADA, BOB] })
  const mails = await sent()
  expect(outline(mails)).toEqual([
    ['ada@example.com', 'REQUEST', 0],
    ['bob@example.com', 'REQUEST', 0],
  ])
  expect(mails[0]!.uid).toBe(`${id}@meet.example.com`)
  expect(mails[0]!.raw).toMatch(/^Subject: Einladung/m)
  expect(mails[1]!.raw).toMatch(/^Subject: Invitation/m)
  expect(await sent()).toEqual([])
  expect(await owed()).toBe(0)
  const { queries } = server.context.database
  expect(await queries.selectFrom('mailings').selectAll().execute()).toEqual([])
})

test('of a change each hears what concerns them', async () => {
  const { id } = await server.schedule({ invitedParticipants: [ADA, BOB] })
  await sent()
  await patch(id, { isRecorded: true })
  expect(await sent()).toEqual([])
  await patch(id, { topic: 'Another' })
  expect(outline(await sent())).toEqual([
    ['ada@example.com', 'REQUEST', 0],
    ['bob@example.com', 'REQUEST', 0],
  ])
  await patch(id, { invitedParticipants: [BOB, { email: 'cem@example.com' }] })
  expect(outline(await sent())).toEqual([
    ['ada@example.com', 'CANCEL', 1],
    ['cem@example.com', 'REQUEST', 1],
  ])
  await patch(id, { duration: 30 })
  expect(outline(await sent())).toEqual([
    ['bob@example.com', 'REQUEST', 2],
    ['cem@example.com', 'REQUEST', 2],
  ])
  await server.call('DELETE', `/meetings/${id}`)
  expect(outline(await sent())).toEqual([
    ['bob@example.com', 'CANCEL', 3],
    ['cem@example.com', 'CANCEL', 3],
  ])
})

test('of a series a single occurrence is changed and called off by its own name', async () => {
  const { id } = await server.schedule({
    startTime: '2026-03-03T08:00:00Z',
    invitedParticipants: [BOB],
    recurring: { frequencyType: 'daily' },
  })
  await sent()
  const query = '?scope=occurrence&start=2026-03-05T08:00:00.000Z'
  await patch(id, { startTime: '2026-03-05T10:00:00Z' }, query)
  expect(await sent()).toMatchObject([
    { method: 'REQUEST', sequence: 1, recurrenceId: '2026-03-05T08:00:00.000Z' },
  ])
  await server.call('DELETE', `/meetings/${id}${query}`)
  expect(await sent()).toMatchObject([
    { method: 'CANCEL', sequence: 2, recurrenceId: '2026-03-05T08:00:00.000Z' },
  ])
  await server.call('DELETE', `/meetings/${id}?scope=following&start=2026-03-08T08:00:00.000Z`)
  expect(await sent()).toMatchObject([{ method: 'REQUEST', sequence: 3, recurrenceId: undefined }])
  await patch(id, { topic: 'New' }, '?scope=following&start=2026-03-06T08:00:00.000Z')
  expect(outline(await sent())).toEqual([
    ['bob@example.com', 'REQUEST', 4],
    ['bob@example.com', 'REQUEST', 0],
  ])
})

test('nobody is mailed about what was held', async () => {
  const { id } = await server.schedule({ startTime: NOW.toISOString(), invitedParticipants: [BOB] })
  const other = await server.schedule({ startTime: NOW.toISOString(), invitedParticipants: [BOB] })
  await sent()
  await server.call('POST', `/meetings/${id}/close`)
  await server.call('DELETE', `/meetings/${id}`)
  await server.visit(other.id)
  await server.call('DELETE', `/meetings/${other.id}`)
  expect(await sent()).toEqual([])
})

test('what is refused for now is sent later, what is refused for good is given up and noted', async () => {
  refusal = '450 Later'
  const { id } = await server.schedule({ invitedParticipants: [ADA, BOB] })
  expect(outline(await sent())).toEqual([['bob@example.com', 'REQUEST', 0]])
  expect(await sent()).toEqual([])
  server.clock.advance(59_000)
  expect([await sent(), await owed()]).toEqual([[], 1])
  server.clock.advance(1_000)
  await sent()
  server.clock.advance(300_000)
  refusal = null
  expect(outline(await sent())).toEqual([['ada@example.com', 'REQUEST', 0]])

  refusal = '550 Unknown'
  await patch(id, { topic: 'Another' })
  await sent()
  expect(await owed()).toBe(0)
  const audit = await server.context.database.queries
    .selectFrom('audit_events')
    .selectAll()
    .where('action', '=', 'mail.given-up')
    .execute()
  expect(audit).toMatchObject([{ actor: 'server', subject: id, details: { kind: 'update', tries: 1 } }])
})

test('a mail that cannot be written is given up, and stops none of the others', async () => {
  const { id } = await server.schedule({ invitedParticipants: [ADA] })
  const { queries } = server.context.database
  await queries.updateTable('mailings').set({ timezone: 'Nowhere/Nope' }).execute()
  await server.schedule({ invitedParticipants: [BOB] })
  expect(outline(await sent())).toEqual([[BOB.email, 'REQUEST', 0]])
  expect(await owed()).toBe(0)
  const { body } = await server.call('GET', `/meetings/${id}/invitations`)
  expect(body.data).toMatchObject([
    { mail: { state: 'failed', answer: expect.stringContaining('Nowhere/Nope') } },
  ])
})

test('two servers send each mail once', async () => {
  const invitedParticipants = Array.from({ length: 50 }, (_, index) => ({ email: `p${index}@example.com` }))
  await server.schedule({ invitedParticipants })
  const before = listener.mails.length
  await Promise.all([sender.runOnce(), createMailSender(server.context).runOnce()])
  const recipients = listener.mails.slice(before).flatMap((mail) => mail.recipients)
  expect(recipients).toHaveLength(50)
  expect(new Set(recipients).size).toBe(50)
})

test('what a dying server had claimed is sent by another', async () => {
  await server.schedule({ invitedParticipants: [BOB] })
  const claimed = new Date(NOW.getTime() + 120_000)
  await server.context.database.queries.updateTable('mails').set({ due_at: claimed }).execute()
  expect(await sent()).toEqual([])
  server.clock.advance(120_000)
  expect(await sent()).toHaveLength(1)
})

test('a refused change mails nobody, and without a mail server nothing is written down', async () => {
  const { id } = await server.schedule({ invitedParticipants: [BOB] })
  await sent()
  await patch(id, { topic: 'x', roomId: 'aaaaaaaaaaaaaaaaaaaaaaaa' })
  expect(await owed()).toBe(0)
  const silent = await startMeetings(NOW)
  try {
    await silent.schedule({ invitedParticipants: [BOB] })
    expect(await silent.context.database.queries.selectFrom('mailings').selectAll().execute()).toEqual([])
  } finally {
    await silent.stop()
  }
})

test('of each invitee it is known whether their mail was taken, and why not; it can be sent again', async () => {
  refusal = '550 No such user'
  const { id } = await server.schedule({ topic: 'Told', invitedParticipants: [ADA, BOB] })
  const states = async () => {
    const { body } = await server.call('GET', `/meetings/${id}/invitations`)
    return body.data.map((row: { email: string; mail: { state: string; fault: string | null } | null }) => [
      row.email,
      row.mail?.state,
      row.mail?.fault,
    ])
  }
  expect(await states()).toEqual([
    [ADA.email, 'waiting', null],
    [BOB.email, 'waiting', null],
  ])
  await sent()
  expect(await states()).toEqual([
    [ADA.email, 'failed', 'recipient-refused'],
    [BOB.email, 'sent', null],
  ])
  const { body } = await server.call('GET', `/meetings/${id}/invitations`)
  expect(body).toMatchObject({ mailConfigured: true, data: [{ mail: { answer: '550 No such user' } }, {}] })

  refusal = null
  const again = await server.call('POST', `/meetings/${id}/invitations/send`, {})
  expect(again.status).toBe(200)
  expect(outline(await sent())).toEqual([[ADA.email, 'REQUEST', 0]])
  expect(await states()).toEqual([
    [ADA.email, 'sent', null],
    [BOB.email, 'sent', null],
  ])
  await server.call('POST', `/meetings/${id}/invitations/send`, { emails: ['BOB@example.com'] })
  expect(outline(await sent())).toEqual([[BOB.email, 'REQUEST', 0]])
})

test('nobody is mailed who is not invited, and nobody about what is over', async () => {
  const { id } = await server.schedule({
    topic: 'Not theirs',
    startTime: NOW.toISOString(),
    invitedParticipants: [ADA],
  })
  const stranger = await server.call('POST', `/meetings/${id}/invitations/send`, {
    emails: ['eve@example.com'],
  })
  expect([stranger.status, stranger.body.errors[0].pointer]).toEqual([422, '/emails/0'])
  expect((await server.call('POST', `/meetings/${id}/close`)).status).toBe(200)
  const late = await server.call('POST', `/meetings/${id}/invitations/send`, {})
  expect(late.status).toBe(409)
})
