/** System Configuration as an administrator uses it, and as everybody else does not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteAndSignIn, signIn } from '../support/browser-session.ts'
import { startBrowser, type TestBrowser, type Visitor, type VisitorOptions } from '../support/browser.ts'
import { makePng } from '../support/make-png.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, startTestServer, type TestServer } from '../support/server.ts'
import { startSmtpListener } from '../support/smtp-listener.ts'
import { createTenant } from '../support/tenants.ts'

let browser: TestBrowser
let server: TestServer
let origin: string
beforeAll(async () => {
  browser = await startBrowser()
  server = await startTestServer({ clock: null, env: { SUMMARY_DELAY_SECONDS: '60' } })
  origin = `http://localhost:${server.port}`
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function visitAs(cookie: string, options: VisitorOptions = {}): Promise<Visitor> {
  return browser.visit({ ...options, cookie: { url: origin, pair: cookie } })
}

async function visitAsAdministrator(options: VisitorOptions = {}): Promise<Visitor> {
  const { cookie } = await signIn(server, { email: ADMIN_EMAIL, password: ADMIN_PASSWORD })
  return visitAs(cookie, options)
}

test('a user is invited by a link, sets a password, and is a host: without System Configuration', async () => {
  const { page, faults, close } = await visitAsAdministrator()
  await page.goto(`${origin}/system/users`)
  await page.getByRole('link', { name: 'Invite a user' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Grace Okafor')
  await page.getByLabel('E-mail address').fill('grace@example.org')
  await page.getByRole('radio', { name: 'Host' }).check()
  await page.getByRole('button', { name: 'Make the invitation link' }).click()
  const link = await page.getByText(/\/set-up\//).innerText()
  await page.getByRole('link', { name: 'I’ve sent it' }).click()
  await page.getByRole('row', { name: /Grace Okafor.*Host.*Invited/ }).waitFor()
  expect(faults).toEqual([])
  await close()

  const grace = await browser.visit()
  await grace.page.goto(link)
  await grace.page.getByLabel('Password', { exact: true }).fill('a password of her own')
  await grace.page.getByRole('button', { name: 'Save and sign in' }).click()
  await grace.page.getByRole('heading', { name: 'Welcome, Grace Okafor' }).waitFor()
  expect(await grace.page.getByRole('heading', { name: 'System Configuration' }).count()).toBe(0)
  expect(await grace.page.getByRole('link', { name: 'Set up a web hook' }).count()).toBe(0)
  for (const path of ['users', 'api-keys', 'branding', 'health', 'audit']) {
    await grace.page.goto(`${origin}/system/${path}`)
    await grace.page.getByText('Only administrators can open this page').waitFor()
  }
  expect(grace.faults).toEqual([])
  await grace.close()
})

test('an API key is made, shown once, used, and revoked', async () => {
  const { page, faults, close } = await visitAsAdministrator()
  await page.goto(`${origin}/system/api-keys`)
  await page.getByRole('link', { name: 'Create an API key' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill('Calendar import')
  await page.getByRole('checkbox', { name: 'Summaries: Read' }).check()
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = await page.getByText(/^sm_/).innerText()
  const use = () => server.request('GET', '/api/v1/meetings', undefined, { 'x-api-key': key })
  expect((await use()).status).toBe(200)
  await page.getByRole('link', { name: 'I’ve saved it' }).click()
  const row = page.getByRole('row', { name: /Calendar import/ })
  await row.getByText('summaries:read').waitFor()
  expect(await row.getByText('Never').count()).toBe(0)
  expect(await row.getByRole('time').count()).toBe(2)
  expect(await page.getByText(key).count()).toBe(0)

  await row.getByRole('button', { name: 'Revoke Calendar import' }).click()
  await page.getByText('The key Calendar import is being revoked.').waitFor()
  // Leaving the page sends what could still be taken back.
  await page.goto(`${origin}/system/audit`)
  await expect.poll(async () => (await use()).status).toBe(401)
  await page.reload()
  await page.getByRole('row', { name: /api-key\.revoked/ }).waitFor()
  expect(faults).toEqual([])
  await close()
})

test('name, colour and logo change on the open page, without a reload, and stay', async () => {
  const { page, faults, close } = await visitAsAdministrator()
  await page.goto(`${origin}/system/branding`)
  await page.getByLabel('Name of the instance').fill('House of Talk')
  await page.getByRole('textbox', { name: 'Colour', exact: true }).fill('#c2255c')
  expect(await buttonColor(page)).not.toBe(await colorBefore(page))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The settings were saved.').waitFor()
  expect(await page.title()).toBe('Branding · House of Talk')
  await page.mouse.move(0, 0)
  const saved = await buttonColor(page)

  const logo = { name: 'logo.png', mimeType: 'image/png', buffer: makePng() }
  await page.locator('input[type=file]').first().setInputFiles(logo)
  await page.getByText('The picture was saved. It shows at once.').waitFor()
  await page.locator('img[src^="/branding/logo?v="]:visible').first().waitFor()

  // Saved colours stay when one goes on, unsaved ones do not.
  await page.getByRole('link', { name: 'General' }).click()
  await page.getByRole('heading', { name: 'General' }).waitFor()
  expect(await buttonColor(page)).toBe(saved)
  await page.reload()
  await page.getByRole('button', { name: 'Save' }).waitFor()
  expect(await buttonColor(page)).toBe(saved)
  const printed = await fetch(`${server.url}/branding/print-logo`)
  expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(faults).toEqual([])
  await close()
})

test('what an environment variable fixes is shown, locked, with its name', async () => {
  const { page, faults, close } = await visitAsAdministrator({ width: 360 })
  await page.goto(`${origin}/system/meetings`)
  const delay = page.getByLabel('Summary after the close')
  await delay.waitFor()
  expect(await delay.isDisabled()).toBe(true)
  await page.getByText('Fixed by the environment variable SUMMARY_DELAY_SECONDS of the server.').waitFor()
  expect(await page.getByLabel('Open before the start').isDisabled()).toBe(false)
  expect(faults).toEqual([])
  await close()
})

test('defaults of meetings stand in the form of a new one', async () => {
  const { page, faults, close } = await visitAsAdministrator()
  await page.goto(`${origin}/system/meetings`)
  await page.getByLabel('Length (minutes)').fill('25')
  await page.getByLabel('Kind').selectOption('boardroom')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The settings were saved.').waitFor()
  await page.goto(`${origin}/meetings/new`)
  await page.getByLabel('Topic').waitFor()
  await expect.poll(() => page.locator('input[value="25"]').count()).toBe(1)
  expect(await page.getByLabel('Type').inputValue()).toBe('boardroom')
  expect(faults).toEqual([])
  await close()
})

test('a mail server is named, tried, and says what is wrong', async () => {
  const listener = await startSmtpListener({ refuse: (to) => (/^bad/.test(to) ? '550 No such user' : null) })
  const { page, faults, close } = await visitAsAdministrator()
  await page.goto(`${origin}/system/health`)
  await page.getByRole('heading', { name: 'No mail goes out' }).waitFor()
  await page.getByRole('link', { name: 'Go to Mail' }).click()
  await page.getByRole('textbox', { name: 'Sender' }).fill('Meetings <meetings@example.org>')
  await page.getByRole('textbox', { name: 'Mail server' }).fill('127.0.0.1')
  await page.getByLabel('Port').fill(new URL(listener.url).port)
  await page.getByLabel('Encryption').selectOption('none')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The settings were saved.').waitFor()
  const send = page.getByRole('button', { name: 'Send a test mail' })
  await send.click()
  await page.getByText('The mail server has taken the test mail').waitFor()
  expect(listener.mails).toMatchObject([{ recipients: [ADMIN_EMAIL] }])
  await page.getByLabel('To').fill('bad@example.org')
  await send.click()
  await page.getByText('The test mail was not sent').waitFor()
  await page.getByText(/550 No such user/).waitFor()
  await page.goto(`${origin}/system/health`)
  await page.getByText('Works', { exact: true }).waitFor()
  expect(await page.getByRole('heading', { name: 'No mail goes out' }).count()).toBe(0)
  expect(faults).toEqual([])
  await close()
  await listener.close()
})

test('a language that is not offered cannot be chosen', async () => {
  const { page, faults, close } = await visitAsAdministrator()
  await page.goto(`${origin}/system/languages`)
  await page.getByRole('checkbox', { name: 'Italiano' }).uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The settings were saved.').waitFor()
  await page.goto(`${origin}/profile`)
  const choices = page.getByLabel('Language').first().locator('option')
  await expect.poll(() => choices.allInnerTexts()).toEqual(['English', 'Deutsch', 'Français'])
  expect(faults).toEqual([])
  await close()
})

test('what belongs to another account is not there for a host', async () => {
  const north = await createTenant(server, 'North')
  const { body: meeting } = await north.api('POST', '/meetings', { topic: 'Of the North' })
  const host = await inviteAndSignIn(server, { role: 'host', email: 'south@example.org' })
  const { page, faults, close } = await visitAs(host.cookie)
  await page.goto(`${origin}/meetings/${meeting.id}`)
  await page.getByText('This meeting does not exist').waitFor()
  await page.goto(`${origin}/meetings?state=open`)
  await page.getByText('No open meetings').or(page.getByRole('table')).first().waitFor()
  expect(await page.getByText('Of the North').count()).toBe(0)
  expect(faults).toEqual([])
  await close()
})

type Page = Visitor['page']

/** Of the button that saves: made of the white label's colour by the style sheet. */
function buttonColor(page: Page): Promise<string> {
  const button = page.getByRole('button', { name: 'Save' })
  return button.evaluate((element) => getComputedStyle(element).backgroundColor)
}

/** What the same button is without a colour of its own. */
function colorBefore(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { style } = document.documentElement
    const chosen = style.getPropertyValue('--brand')
    style.removeProperty('--brand')
    const button = document.querySelector('button[type=submit]')!
    const color = getComputedStyle(button).backgroundColor
    style.setProperty('--brand', chosen)
    return color
  })
}
