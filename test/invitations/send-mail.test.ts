import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { writeCalendar } from '../../server/calendar/calendar-event.ts'
import { composeInvitation } from '../../server/invitations/mail-invitation.ts'
import { createMailer, MailNotSent } from '../../server/platform/mail/send-mail.ts'
import type { SmtpListener, SmtpListenerOptions } from '../support/smtp-listener.ts'
import { startSmtpListener } from '../support/smtp-listener.ts'

const listeners: SmtpListener[] = []
afterEach(() => Promise.all(listeners.splice(0).map((listener) => listener.close())))

async function listen(options: SmtpListenerOptions = {}): Promise<SmtpListener> {
  const listener = await startSmtpListener(options)
  listeners.push(listener)
  return listener
}

const startTime = new Date('2027-03-23T09:00:00.000Z')
const endTime = new Date('2027-03-23T10:30:00.000Z')
const organizer = { name: 'Zoë Müller', email: 'zoe@example.com' }
const ben = { name: 'Ben, "the" Boß', email: 'ben@example.com', language: 'de' }
const joinUrl = 'https://meet.example.com/join/9974-7653-8886-0485'
const calendar = writeCalendar({
  method: 'REQUEST',
  uid: '5e945c36b863b82cefdddf54@meet.example.com',
  sequence: 0,
  dtstamp: new Date('2026-11-24T08:15:30.123Z'),
  start: startTime,
  end: endTime,
  timezone: 'Europe/Zurich',
  summary: 'Übersicht',
  description: joinUrl,
  url: joinUrl,
  organizer,
  attendees: [{ ...ben, role: 'participant' }],
  status: 'CONFIRMED',
  prodId: '-//Example//Meeting//EN',
})
const mail = composeInvitation({
  kind: 'invitation',
  meeting: {
    topic: 'Übersicht',
    agenda: '.\n..\nEnde',
    startTime,
    endTime,
    timezone: 'Europe/Zurich',
    meetingId: '9974-7653-8886-0485',
    joinUrl,
    isRecurring: false,
    organizer,
  },
  recipient: ben,
  branding: { name: 'Beispiel', fromName: 'Beispiel GmbH' },
  calendar,
})

/** The decoded body of the first part whose head matches. */
function part(raw: string, head: RegExp): string {
  for (const section of raw.split(/\r\n--[^\r\n]+\r\n/)) {
    const at = section.indexOf('\r\n\r\n')
    const headers = section.slice(0, at).replace(/\r\n[ \t]+/g, ' ')
    if (!head.test(headers)) continue
    const body = section.slice(at + 4)
    if (/Content-Transfer-Encoding: base64/i.test(headers)) return Buffer.from(body, 'base64').toString()
    const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => unhex(hex))
    return Buffer.from(bytes, 'latin1').toString()
  }
  throw new Error(`No part with ${head} in:\n${raw}`)
}

const unhex = (hex: string) => String.fromCharCode(Number.parseInt(hex, 16))

test('the mail server gets the mail: envelope, both texts and the calendar object', async () => {
  const listener = await listen()
  const mailer = createMailer({ smtpUrl: listener.url, from: 'Meetings <meetings@example.com>' })
  expect(mailer.configured).toBe(true)
  await mailer.send(mail)
  const [received] = await listener.waitFor(1)
  expect(received).toMatchObject({ from: 'meetings@example.com', recipients: ['ben@example.com'] })
  const { raw } = received!
  expect(raw).toMatch(/^From: Beispiel GmbH <meetings@example\.com>\r$/m)
  expect(raw).toMatch(/^Reply-To: .*<zoe@example\.com>\r$/m)
  expect(raw).toMatch(/^Subject: =\?UTF-8\?/m)
  expect(part(raw, /Content-Type: text\/plain/i).replaceAll('\r\n', '\n')).toBe(mail.text)
  expect(part(raw, /Content-Type: text\/html/i)).toContain(`href="${joinUrl}"`)
  expect(part(raw, /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i)).toBe(calendar)
  expect(part(raw, /Content-Type: application\/ics; name=invite\.ics/i)).toBe(calendar)
})

test('without a sender’s name of its own, the name of MAIL_FROM stands', async () => {
  const listener = await listen()
  const mailer = createMailer({ smtpUrl: listener.url, from: '"Meetings" <meetings@example.com>' })
  await mailer.send({ ...mail, fromName: '', calendar: null, replyTo: null })
  const bare = createMailer({ smtpUrl: listener.url, from: 'bare@example.com' })
  await bare.send({ ...mail, fromName: '', calendar: null, replyTo: null })
  const [first, second] = await listener.waitFor(2)
  expect(first!.raw).toMatch(/^From: Meetings <meetings@example\.com>\r$/m)
  expect(first!.raw).not.toMatch(/Reply-To|text\/calendar/)
  expect(second!.raw).toMatch(/^From: bare@example\.com\r$/m)
})

test('nothing that is typed becomes a header or a recipient', async () => {
  const listener = await listen()
  const mailer = createMailer({ smtpUrl: listener.url, from: 'meetings@example.com' })
  const evil = 'Ben\r\nBcc: eve@example.com'
  await mailer.send({ ...mail, subject: evil, fromName: evil, to: { name: evil, email: 'ben@example.com' } })
  const [received] = await listener.waitFor(1)
  expect(received!.recipients).toEqual(['ben@example.com'])
  expect(received!.raw).not.toMatch(/^Bcc:/im)
})

test('a refusal for good is told apart from one for now', async () => {
  const listener = await listen({
    refuse: (recipient) => (recipient.startsWith('gone') ? '550 No such user' : '451 Try again later'),
  })
  const smtpUrl = listener.url
  const mailer = createMailer({ smtpUrl, from: 'meetings@example.com' })
  const send = (email: string) =>
    mailer.send({ ...mail, to: { name: '', email } }).catch((error: unknown) => error)
  expect(await send('gone@example.com')).toMatchObject({
    code: 'mail-not-sent',
    permanent: true,
    message: expect.stringMatching(/gone@example\.com.*550 No such user/),
  })
  expect(await send('later@example.com')).toMatchObject({ code: 'mail-not-sent', permanent: false })
  expect(listener.mails).toEqual([])
})

test('a mail server that says nothing is given up, and its connection closed', async () => {
  const listener = await listen({ silent: true })
  const mailer = createMailer({ smtpUrl: listener.url, from: 'meetings@example.com', timeoutMs: 1_000 })
  const error = await mailer.send(mail).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(MailNotSent)
  expect(error).toMatchObject({
    permanent: false,
    message: expect.stringContaining('did not answer in time'),
  })
  await listener.disconnected
})

test('a mail server that is not there is named, its password is not', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const smtpUrl = `smtp://user:hidden@127.0.0.1:${port}`
  const error = await createMailer({ smtpUrl, from: 'a@example.com' })
    .send(mail)
    .catch((error: unknown) => error)
  expect(error).toMatchObject({ permanent: false, message: expect.stringContaining(`127.0.0.1:${port}`) })
  expect(String(error)).not.toContain('hidden')
})

test('without a mail server it says so', async () => {
  const mailer = createMailer({ smtpUrl: null, from: null })
  expect(mailer.configured).toBe(false)
  await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'mail-not-configured' })
})

test('an SMTP_URL that is none is refused at once, without repeating it', () => {
  for (const smtpUrl of ['mail.example.com', 'https://user:hidden@example.com', 'smtp://']) {
    expect(() => createMailer({ smtpUrl, from: 'a@example.com' })).toThrow(/^SMTP_URL must look like/)
  }
})
