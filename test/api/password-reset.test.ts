/** A forgotten password: the same answer for every address, and a mail for those that are a user's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { startSmtpListener, type SmtpListener } from '../support/smtp-listener.ts'

const MINUTE_MS = 60_000
let server: TestServer
let listener: SmtpListener
beforeAll(async () => {
  listener = await startSmtpListener()
  server = await startTestServer({
    env: { SMTP_URL: listener.url, MAIL_FROM: 'Meetings <meetings@example.com>' },
  })
})
afterAll(async () => {
  await server.stop()
  await listener.close()
})

const ask = (email: string) => server.request('POST', '/api/v1/session/password-reset', { email })

test('a user is mailed one link, however often it is asked for; a stranger none', async () => {
  await server.api('POST', '/users', { username: 'Nora', email: 'nora@example.org', role: 'host' })
  await server.moveClock(0)
  expect(listener.mails.map(({ recipients }) => recipients)).toEqual([['nora@example.org']])
  await server.moveClock(11 * MINUTE_MS)
  for (const email of ['nobody@example.org', 'nora@example.org', 'NORA@example.org']) {
    expect((await ask(email)).status).toBe(204)
  }
  await server.moveClock(0)
  expect(listener.mails).toHaveLength(2)
  await ask('nora@example.org')
  await server.moveClock(5 * MINUTE_MS)
  expect(listener.mails).toHaveLength(2)
  await server.moveClock(6 * MINUTE_MS)
  await ask('nora@example.org')
  await server.moveClock(0)
  expect(listener.mails).toHaveLength(3)
})

test('the link is stored encrypted, and gone once it was mailed', async () => {
  await server.api('POST', '/users', { username: 'Luca', email: 'luca@example.org', role: 'host' })
  const { queries } = server.context.database
  const [owed] = await queries.selectFrom('user_mails').selectAll().execute()
  expect(owed?.link).not.toContain('/set-up/')
  await server.moveClock(0)
  expect(await queries.selectFrom('user_mails').selectAll().execute()).toEqual([])
})
