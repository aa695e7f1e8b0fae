import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { inviteAndSignIn, signIn } from '../support/browser-session.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, startTestServer, type TestServer } from '../support/server.ts'
import { startSmtpListener, type SmtpListener, type SmtpListenerOptions } from '../support/smtp-listener.ts'

/** For tests that change nothing, or only settings that each of them sets itself. */
let usual: TestServer
const stopped: (() => Promise<void>)[] = []
beforeAll(async () => {
  usual = await startTestServer()
})
afterAll(() => usual.stop())
afterEach(async () => {
  for (const stop of stopped.splice(0).toReversed()) await stop()
})

async function listen(options?: SmtpListenerOptions): Promise<SmtpListener> {
  const listener = await startSmtpListener(options)
  stopped.push(() => listener.close())
  return listener
}

async function start(env: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer({ env })
  stopped.push(() => server.stop())
  return server
}

/** The mail server as System Configuration has it. */
function settingsOf(listener: SmtpListener) {
  const smtpPort = Number(new URL(listener.url).port)
  return {
    smtpHost: '127.0.0.1',
    smtpPort,
    smtpSecurity: 'none',
    mailFrom: 'Meetings <meetings@example.org>',
  }
}

test('it goes out at once, to anyone who asks, and the mail server’s answer comes back', async () => {
  const listener = await listen()
  const server = await start({ SMTP_URL: listener.url, MAIL_FROM: 'meetings@example.org' })
  const session = await signIn(server, { email: ADMIN_EMAIL, password: ADMIN_PASSWORD })
  const { status, body } = await session.api('POST', '/settings/test-mail', {})
  expect(status).toBe(200)
  expect(body).toEqual({
    isSent: true,
    to: ADMIN_EMAIL,
    from: 'meetings@example.org',
    server: new URL(listener.url).host,
    answer: '250 Taken',
    fault: null,
  })
  expect(listener.mails).toMatchObject([{ from: 'meetings@example.org', recipients: [ADMIN_EMAIL] }])
  expect(listener.mails[0]!.raw).toMatch(/^Subject: Test mail from simplex Meeting\r$/m)
})

test('a mail server that was named on the page is used at once, with the sender’s own name', async () => {
  const listener = await listen()
  const server = await start()
  const before = await server.api('POST', '/settings/test-mail', { to: 'ada@example.org' })
  expect([before.status, before.body.type]).toEqual([409, '/problems/mail-not-configured'])
  const changed = await server.api('PATCH', '/settings', settingsOf(listener))
  expect(changed.body).toMatchObject({ mailConfigured: true, smtpPasswordSet: false })
  const { body } = await server.api('POST', '/settings/test-mail', { to: 'ada@example.org' })
  expect(body).toMatchObject({ isSent: true, to: 'ada@example.org' })
  expect(listener.mails[0]!.raw).toMatch(/^From: Meetings <meetings@example\.org>\r$/m)
  await server.api('POST', '/meetings', {
    topic: 'Invited',
    invitedParticipants: [{ email: 'ben@example.org' }],
  })
  await server.runDueWork()
  expect(listener.mails.map(({ recipients }) => recipients)).toEqual([
    ['ada@example.org'],
    ['ben@example.org'],
  ])
})

test('what went wrong is said, in the mail server’s words, and nothing is tried again', async () => {
  const listener = await listen({ refuse: () => '550 5.1.1 No such user here' })
  const server = usual
  await server.api('PATCH', '/settings', settingsOf(listener))
  const { status, body } = await server.api('POST', '/settings/test-mail', { to: 'nobody@example.org' })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    isSent: false,
    answer: '550 5.1.1 No such user here',
    fault: 'recipient-refused',
  })
  await server.runDueWork()
  expect(listener.mails).toEqual([])
})

test('a mail server that is not there, or has no TLS, is told apart', async () => {
  const listener = await listen()
  const server = usual
  await server.api('PATCH', '/settings', { ...settingsOf(listener), smtpSecurity: 'starttls' })
  const plain = await server.api('POST', '/settings/test-mail', { to: 'ada@example.org' })
  expect(plain.body).toMatchObject({ isSent: false, fault: 'tls' })
  await listener.close()
  stopped.pop()
  stopped.push(async () => {})
  await server.api('PATCH', '/settings', { smtpSecurity: 'none' })
  const gone = await server.api('POST', '/settings/test-mail', { to: 'ada@example.org' })
  expect(gone.body).toMatchObject({ isSent: false, fault: 'unreachable' })
})

test('whatever is no mail server gets the same words, be it a closed port or another service', async () => {
  const answers = ['-ERR unknown command\r\n', 'SSH-2.0-OpenSSH_10\r\n', null]
  const server = usual
  const said = new Set<string>()
  for (const answer of answers) {
    const other = createServer((socket) => {
      socket.on('error', () => undefined).resume()
      if (answer === null) socket.destroy()
      else socket.end(answer)
    })
    await once(other.listen(0, '127.0.0.1'), 'listening')
    const { port: smtpPort } = other.address() as AddressInfo
    for (const smtpSecurity of ['none', 'tls']) {
      const settings = { smtpHost: '127.0.0.1', smtpPort, smtpSecurity, mailFrom: 'meetings@example.org' }
      await server.api('PATCH', '/settings', settings)
      const { body } = await server.api('POST', '/settings/test-mail', { to: 'ada@example.org' })
      said.add(`${body.fault}: ${body.answer}`)
    }
    other.close()
    await once(other, 'close')
    const { body } = await server.api('POST', '/settings/test-mail', { to: 'ada@example.org' })
    said.add(`${body.fault}: ${body.answer}`)
  }
  expect([...said]).toEqual(['unreachable: No mail server answers there'])
})

test('a mail server of System Configuration is not connected to at a private address, unless it is allowed', async () => {
  const listener = await listen()
  const guarded = await start({ WEBHOOK_ALLOW_PRIVATE: '192.0.2.0/24' })
  const send = async (smtpHost: string) => {
    await guarded.api('PATCH', '/settings', { ...settingsOf(listener), smtpHost })
    return (await guarded.api('POST', '/settings/test-mail', { to: 'ada@example.org' })).body
  }
  for (const host of ['127.0.0.1', 'localhost', '169.254.169.254', '::1']) {
    const said = await send(host)
    expect(said, host).toMatchObject({ isSent: false, fault: 'refused-address' })
    expect(said.answer).toContain('WEBHOOK_ALLOW_PRIVATE=')
  }
  expect(listener.mails).toEqual([])
  const operators = await start({
    WEBHOOK_ALLOW_PRIVATE: '',
    SMTP_URL: listener.url,
    MAIL_FROM: 'm@example.org',
  })
  const { body } = await operators.api('POST', '/settings/test-mail', { to: 'ada@example.org' })
  expect(body).toMatchObject({ isSent: true })
})

test('the password is stored encrypted, never shown, and belongs to its host', async () => {
  const listener = await listen()
  const server = await start()
  const secret = 'p:/?#%é ü'
  await server.api('PATCH', '/settings', { ...settingsOf(listener), smtpUser: 'a@b', smtpPassword: secret })
  const { body } = await server.api('GET', '/settings')
  expect(body).toMatchObject({ smtpUser: 'a@b', smtpPasswordSet: true })
  expect(body).not.toHaveProperty('smtpPassword')
  const trail = await server.api('GET', '/audit-events?action=settings.changed')
  expect(trail.body.data[0].details.after).toMatchObject({ smtpPassword: 'set' })
  const { rows } = await server.context.database.pool.query(
    `select value::text as value from settings where name = 'smtpPassword'`,
  )
  expect(rows).toHaveLength(1)
  for (const place of [JSON.stringify(body), JSON.stringify(trail.body), rows[0].value])
    expect(place).not.toContain(secret)
  const moved = await server.api('PATCH', '/settings', { smtpHost: 'evil.example.org' })
  expect(moved.body.smtpPasswordSet).toBe(false)
})

test('SMTP_URL fixes the mail server, and says so', async () => {
  const server = await start({ SMTP_URL: 'smtps://ada:secret@mail.example.org', MAIL_FROM: 'a@example.org' })
  const { body } = await server.api('GET', '/settings')
  expect(body).toMatchObject({
    smtpHost: 'mail.example.org',
    smtpPort: 465,
    smtpSecurity: 'tls',
    smtpUser: 'ada',
    smtpPasswordSet: true,
    locked: { smtpHost: 'SMTP_URL', smtpPassword: 'SMTP_URL', mailFrom: 'MAIL_FROM' },
  })
  expect(JSON.stringify(body)).not.toContain('secret')
  const refused = await server.api('PATCH', '/settings', { smtpHost: 'other.example.org' })
  expect(refused.body.errors).toMatchObject([{ pointer: '/smtpHost' }])
})

test.each([
  [{ mailFrom: 'nobody' }, '/mailFrom'],
  [{ mailFrom: 'A <a@example.org>\r\nBcc: b@example.org' }, '/mailFrom'],
  [{ smtpHost: 'user@mail.example.org' }, '/smtpHost'],
  [{ smtpHost: 'mail.example.org/x' }, '/smtpHost'],
  [{ smtpPort: 0 }, '/smtpPort'],
])('%j cannot be set', async (patch, pointer) => {
  const { status, body } = await usual.api('PATCH', '/settings', patch)
  expect([status, body.errors[0].pointer]).toEqual([422, pointer])
})

test('hosts send no test mails', async () => {
  const server = usual
  const host = await inviteAndSignIn(server, { role: 'host', email: 'host@example.org' })
  expect((await host.api('POST', '/settings/test-mail', { to: 'a@example.org' })).status).toBe(403)
})
