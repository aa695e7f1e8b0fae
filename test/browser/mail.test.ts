/** What pages say of mails, with a real mail server at the other end that refuses some of them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../support/browser-session.ts'
import { startBrowser, type TestBrowser, type Visitor } from '../support/browser.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, startTestServer, type TestServer } from '../support/server.ts'
import { startSmtpListener, type SmtpListener } from '../support/smtp-listener.ts'

let browser: TestBrowser
let server: TestServer
let origin: string
let listener: SmtpListener
let refusal: string | null = null
beforeAll(async () => {
  browser = await startBrowser()
  listener = await startSmtpListener({ refuse: (to) => (to.startsWith('typo') ? refusal : null) })
  server = await startTestServer({
    env: { SMTP_URL: listener.url, MAIL_FROM: 'Meetings <meetings@example.com>' },
  })
  origin = `http://localhost:${server.port}`
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await listener.close()
})

async function visitSignedIn(path: string): Promise<Visitor> {
  const { cookie } = await signIn(server, { email: ADMIN_EMAIL, password: ADMIN_PASSWORD })
  const visitor = await browser.visit({ cookie: { url: origin, pair: cookie } })
  await visitor.page.goto(origin + path)
  return visitor
}

test('of each invitee it is said whether their mail was taken, and why not; a click sends it again', async () => {
  refusal = '550 No such user'
  const { body: meeting } = await server.api('POST', '/meetings', {
    topic: 'Half invited',
    startTime: new Date(server.clock.now().getTime() + 3_600_000).toISOString(),
    invitedParticipants: [{ email: 'grace@example.com' }, { email: 'typo@example.com' }],
  })
  await server.moveClock(0)
  const { page, faults, close } = await visitSignedIn(`/meetings/${meeting.id}`)
  const invited = page.getByRole('region', { name: 'Invited' })
  await invited
    .getByRole('listitem')
    .filter({ hasText: 'grace@example.com' })
    .getByText('Taken by the mail server')
    .waitFor()
  const typo = invited.getByRole('listitem').filter({ hasText: 'typo@example.com' })
  await typo.getByText('Not sent').waitFor()
  await typo.getByText(/does not take mail for this address.*550 No such user/).waitFor()
  await page.goto(`${origin}/system/health`)
  await page.getByRole('heading', { name: 'Invitations that did not reach people: 1' }).waitFor()

  refusal = null
  await page.goto(`${origin}/meetings/${meeting.id}`)
  await typo.getByRole('button', { name: 'Resend the invitation to typo@example.com' }).click()
  await typo.getByText('Sending').waitFor()
  await server.moveClock(0)
  await page.reload()
  await typo.getByText('Taken by the mail server').waitFor()
  expect(faults).toEqual([])
  await close()
})
