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

test('a forgotten password is set by a link that is mailed; a stranger’s address gets the same answer', async () => {
  await server.api('POST', '/users', {
    username: 'Nora Meier',
    email: 'nora@example.org',
    role: 'host',
    language: 'de',
  })
  await server.moveClock(0)
  const [invitation] = await listener.waitFor(listener.mails.length)
  expect(invitation).toBeDefined()
  const invited = linkIn(
    listener.mails.find(({ recipients }) => recipients.includes('nora@example.org'))!.raw,
  )
  const first = await browser.visit({ locale: 'de-CH' })
  await first.page.goto(invited.replace(/^https?:\/\/[^/]+/, origin))
  await first.page.getByLabel('Passwort', { exact: true }).fill('nora1234')
  await first.page.getByRole('button', { name: 'Speichern und anmelden' }).click()
  await first.page.getByText(/^Dieses Passwort ist leicht zu erraten\./).waitFor()
  await first.page.getByLabel('Passwort', { exact: true }).fill('vier zufällige Wörter hier')
  await first.page.getByRole('button', { name: 'Speichern und anmelden' }).click()
  await first.page.getByRole('heading', { name: 'Willkommen, Nora Meier' }).waitFor()
  await first.close()

  await server.moveClock(20 * 60_000)
  const { page, faults, close } = await browser.visit()
  await page.goto(`${origin}/sign-in`)
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  // The sign-in page has a field of the same name.
  await page.getByRole('button', { name: 'Send the link' }).waitFor()
  for (const address of ['nobody@example.org', 'NORA@example.org']) {
    await page.getByLabel('E-mail address').fill(address)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText('If somebody signs in with this address, a link is on its way.').waitFor()
  }
  const before = listener.mails.length
  await server.moveClock(0)
  const mails = await listener.waitFor(before + 1)
  expect(mails.slice(before).map(({ recipients }) => recipients)).toEqual([['nora@example.org']])
  await page.goto(linkIn(mails.at(-1)!.raw).replace(/^https?:\/\/[^/]+/, origin))
  await page.getByRole('heading', { name: 'Neues Passwort setzen' }).waitFor()
  expect(faults).toEqual([])
  await close()
})

/** Of the text part; long lines are broken by `=` at their ends. */
function linkIn(raw: string): string {
  const [link] = /https?:\/\/\S+\/set-up\/[\w-]+/.exec(raw.replaceAll('=\r\n', '')) ?? []
  if (link === undefined) throw new Error(`There is no link in ${raw}`)
  return link
}
