/** From the one-time link to a home page that knows what comes next; and the white label before joining. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser, type TestBrowser } from '../support/browser.ts'
import { makePng } from '../support/make-png.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const LOGO = { name: 'logo.png', mimeType: 'image/png', buffer: makePng({ width: 240, height: 60 }) }
const PASSWORD = 'correct horse battery staple'
const COLOR = '#862e9c'

let browser: TestBrowser
let server: TestServer
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

async function startFresh(): Promise<string> {
  server = await startTestServer({ clock: null, env: { ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined } })
  return server.setUpLink!.url
}

test('three steps lead to a home page with two next ones, and the sign-in page wears name, logo and colour', async () => {
  const link = await startFresh()
  const { page, faults, close } = await browser.visit({ timezoneId: 'Europe/Zurich' })
  await page.goto(link)
  await page.getByLabel('Your name').fill('Ada Steiner')
  await page.getByLabel('E-mail address').fill('ada@example.org')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Next' }).click()

  await page.getByLabel('Name of the instance').fill('Alpenglow')
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Zurich')
  expect(await page.getByLabel('Language').inputValue()).toBe('en')
  await page.getByRole('button', { name: 'Next' }).click()

  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.getByText('Alpenglow').waitFor()
  await page.locator('input[type=file]').setInputFiles(LOGO)
  await preview.locator('img[src^="blob:"]').waitFor()
  await page.getByRole('button', { name: `Take ${COLOR}` }).click()
  await expect.poll(() => brandColor(page)).toBe(COLOR)
  await page.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('heading', { name: 'Welcome, Ada Steiner' }).waitFor()
  expect(await page.getByRole('link', { name: 'Schedule a meeting' }).getAttribute('href')).toBe(
    '/meetings/new',
  )
  expect(await page.getByRole('link', { name: 'Set up a web hook' }).getAttribute('href')).toBe(
    '/system/web-hooks',
  )

  await page.getByRole('button', { name: /Ada Steiner/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByText('Alpenglow', { exact: true }).waitFor()
  await expect.poll(() => shownWidth(page, 'img[src^="/branding/logo"]')).toBe(240)
  expect(await brandColor(page)).toBe(COLOR)

  await page.goto(link)
  await page.getByText('This link no longer works').waitFor()
  expect(faults).toEqual([])
  await close()
  await server.stop()
})

test('before the instance is set up the sign-in page says where its link is', async () => {
  await startFresh()
  const { page, faults, close } = await browser.visit()
  await page.goto(`http://localhost:${server.port}/sign-in`)
  await page.getByText('Open the set-up link that the server printed when it started').waitFor()
  expect(faults).toEqual([])
  await close()
  await server.stop()
})

test('what is wrong is said in its step, and nothing that was typed is lost', async () => {
  const link = await startFresh()
  const { page, faults, close } = await browser.visit({ width: 360 })
  await page.goto(link)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect.poll(() => page.getByText('This field is required.').count()).toBe(3)
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('E-mail address').fill('ada')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('At least 8 characters.').waitFor()
  await page.getByText('This is not an e-mail address.').waitFor()
  await page.getByLabel('E-mail address').fill('ada@example.org')
  await page.getByLabel('Password', { exact: true }).fill('password')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('This password is easily guessed.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Time zone').fill('Europe/Zurich')
  await page.getByRole('button', { name: 'Next' }).click()

  const noPicture = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }
  await page.locator('input[type=file]').setInputFiles(noPicture)
  await page.getByRole('button', { name: 'Done' }).click()
  // The account is made; only the picture was refused, and the last step can be repeated.
  await page.getByText('This is no PNG, JPEG, WebP or SVG.').waitFor()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor()
  expect(faults).toEqual([])
  await close()
  await server.stop()
})

type Page = Awaited<ReturnType<TestBrowser['visit']>>['page']

function brandColor(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--brand').trim())
}

/** In the picture's own pixels: 0 until it is loaded. */
function shownWidth(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((image: HTMLImageElement) => image.naturalWidth)
}
