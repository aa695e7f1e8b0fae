/**
 * The documentation in a browser: axe finds nothing in light and dark, a telephone need not scroll sideways, the search
 * finds, and code is copied. With `SCREENSHOTS_DIR` it keeps pictures of what it saw.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startBrowser, type TestBrowser, type Visitor, type VisitorOptions } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const NARROW_PX = 360
const PICTURES = process.env['SCREENSHOTS_DIR']

const paths = [
  '/docs/',
  '/docs/five-minutes',
  '/docs/events/onMeetingClosed',
  '/docs/rest-guide',
  '/docs/api/meetings',
]

let server: TestServer
let browser: TestBrowser

beforeAll(async () => {
  server = await startTestServer()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function visit(options: VisitorOptions = {}): Promise<Visitor> {
  const visitor = await browser.visit(options)
  onTestFinished(() => visitor.close())
  return visitor
}

test.each(['light', 'dark'] as const)('axe finds nothing on the pages in %s', async (colorScheme) => {
  const { page, faults } = await visit({ colorScheme })
  for (const path of paths) {
    await page.goto(server.url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate(AXE)
    const { violations } = await page.evaluate<AxeResults>('axe.run()')
    expect(
      violations.map(
        ({ id, nodes }) =>
          `${path}: ${id} ${nodes
            .map(({ html }) => html)
            .join(' ')
            .slice(0, 300)}`,
      ),
    ).toEqual([])
    if (PICTURES)
      await page.screenshot({ path: join(PICTURES, `docs-${path.split('/').at(-1)}-${colorScheme}.png`) })
  }
  expect(faults).toEqual([])
})

test('a telephone shows each page without scrolling sideways, and the menu by a button', async () => {
  const { page, faults } = await visit({ width: NARROW_PX, height: 740 })
  for (const path of paths) {
    await page.goto(server.url + path)
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(NARROW_PX)
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `docs-${path.split('/').at(-1)}-narrow.png`) })
  }
  await page.getByRole('button', { name: 'Menu' }).click()
  if (PICTURES) await page.screenshot({ path: join(PICTURES, 'docs-menu-narrow.png') })
  await page.getByRole('navigation').getByRole('link', { name: 'Going live' }).click()
  await page.getByRole('heading', { level: 1, name: 'Going live' }).waitFor()
  expect(faults).toEqual([])
})

test('the search finds the names that are in code, and leads to their place', async () => {
  const { page, faults } = await visit()
  await page.goto(`${server.url}/docs/`)
  await page.keyboard.press('/')
  await page.keyboard.type('Idempotency-Key')
  const found = page.getByRole('status').getByRole('link', { name: 'Sending again safely' })
  await found.waitFor()
  if (PICTURES) await page.screenshot({ path: join(PICTURES, 'docs-search.png') })
  await found.click()
  await page.waitForURL('**/docs/rest-guide#sending-again-safely-idempotency-key')
  await page.getByRole('searchbox').fill('zzzzzzzz')
  await page.getByText('Nothing was found.').waitFor()
  expect(faults).toEqual([])
})

test('a block of code is copied whole, with the address of this server', async () => {
  const { page, context, faults } = await visit()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${server.url}/docs/five-minutes`)
  await page.getByRole('button', { name: 'Copy' }).first().click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate<string>('navigator.clipboard.readText()')
  expect(copied).toMatch(/^mkdir my-listener\n/)
  expect(copied).toContain(`npm install ${server.context.publicUrl}/docs/downloads/simplex-meeting-cli.tgz`)
  expect(faults).toEqual([])
})

test('light, dark or the system: what is chosen is kept, also for the pages of the app', async () => {
  const { page, faults } = await visit({ colorScheme: 'dark' })
  const ground = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
  const [light, dark] = ['rgb(255, 255, 255)', 'rgb(23, 25, 28)']
  await page.goto(`${server.url}/docs/`)
  const scheme = page.getByRole('combobox', { name: 'Appearance' })
  await scheme.waitFor()
  expect([await scheme.inputValue(), await ground()]).toEqual(['auto', dark])
  await scheme.selectOption('Light')
  expect(await ground()).toBe(light)
  await page.getByRole('link', { name: 'Going live' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Going live' }).waitFor()
  expect([await scheme.inputValue(), await ground()]).toEqual(['light', light])
  expect(await page.evaluate('localStorage.getItem("mantine-color-scheme-value")')).toBe('light')
  await scheme.selectOption('System')
  expect(await ground()).toBe(dark)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await ground()).toBe(light)
  expect(faults).toEqual([])
})
