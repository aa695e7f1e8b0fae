/** What people do for themselves: a second factor, and what becomes of a form when the network goes away. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteAndSignIn } from '../support/browser-session.ts'
import { startBrowser, type TestBrowser } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { totpCode } from '../support/totp.ts'

const CODE_LIFE_MS = 30_000

let browser: TestBrowser
let server: TestServer
let origin: string
beforeAll(async () => {
  browser = await startBrowser()
  server = await startTestServer()
  origin = `http://localhost:${server.port}`
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

test('a second factor is set up by a QR code or its key, asked for when signing in, and given up', async () => {
  const nora = await inviteAndSignIn(server, { role: 'host', email: 'nora@example.org' })
  const { page, context, faults, close } = await browser.visit({ cookie: { url: origin, pair: nora.cookie } })
  await page.goto(`${origin}/profile`)
  await page.getByRole('button', { name: 'Set up a second factor' }).click()
  await page.getByRole('img', { name: 'QR code of the secret key' }).waitFor()
  const secret = await page.getByLabel('Secret key', { exact: true }).innerText()
  await page.getByLabel('Code', { exact: true }).fill(totpCode(secret, server.clock.now()))
  const section = page.getByRole('region', { name: 'Second factor' })
  await section.getByLabel('Current password').fill(nora.password)
  await page.getByRole('button', { name: 'Switch on' }).click()
  await page.getByText('The second factor is on.').waitFor()

  await context.clearCookies({ name: 'session' })
  server.clock.advance(CODE_LIFE_MS)
  await page.goto(`${origin}/profile`)
  await page.getByLabel('E-mail address').fill('nora@example.org')
  await page.getByRole('textbox', { name: 'Password' }).fill(nora.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Code', { exact: true }).fill('000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('This code is wrong or was used before.').waitFor()
  await page.getByLabel('Code', { exact: true }).fill(totpCode(secret, server.clock.now()))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Your profile' }).waitFor()

  await section.getByLabel('Current password').fill(nora.password)
  await page.getByRole('button', { name: 'Switch off' }).click()
  await page.getByText('The second factor is off.').waitFor()
  expect(faults).toEqual([])
  await close()
})

test('while the network is away nothing that was typed is lost; it is saved once it is back', async () => {
  const host = await inviteAndSignIn(server, { role: 'host', email: 'luca@example.org' })
  const { page, context, close } = await browser.visit({ cookie: { url: origin, pair: host.cookie } })
  await page.clock.setFixedTime(server.clock.now())
  await page.goto(`${origin}/meetings/new`)
  await page.getByLabel('Topic').fill('Typed in a tunnel')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  await page.getByText('Check the connection and try again. Nothing that you typed is lost.').waitFor()
  expect(await page.getByLabel('Topic').inputValue()).toBe('Typed in a tunnel')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  await page.getByRole('heading', { name: 'Typed in a tunnel', level: 1 }).waitFor()
  const { body } = await server.api('GET', '/meetings?q=tunnel')
  expect(body.data).toHaveLength(1)
  await close()
})
