/** The connection test, as anybody opens it: with a camera that shows a test picture and a microphone that beeps. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startBrowser, type TestBrowser, type Visitor } from '../support/browser.ts'
import { createSelfSigned } from '../support/certificates.ts'
import { noCoturn, startCoturn, type Coturn } from '../support/coturn.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** A picture is encoded and decoded without a graphics card, on a machine that does other things. */
const TEST_TIMEOUT_MS = 120_000
const RUN_TIMEOUT_MS = 60_000
const NARROW = { width: 360, height: 780 }

let browser: TestBrowser
let server: TestServer
let coturn: Coturn | undefined
beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
  if (noCoturn) console.warn(`Without TURN: ${noCoturn}`)
  else coturn = await startCoturn(createSelfSigned('IP:127.0.0.1'))
  const turn = coturn && { TURN_URLS: `turn:127.0.0.1:${coturn.port}`, TURN_SECRET: coturn.secret }
  server = await startTestServer({ clock: null, media: true, env: turn })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await coturn?.stop()
})

async function openTest(): Promise<Visitor> {
  const visitor = await browser.visit(NARROW)
  onTestFinished(() => visitor.close())
  await visitor.page.goto(`http://localhost:${server.port}/test-connection`)
  return visitor
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the test' }).click()
  await page.getByRole('button', { name: 'Copy the result' }).waitFor({ timeout: RUN_TIMEOUT_MS })
}

function states(page: Page): Promise<Record<string, string>> {
  return page
    .locator('[data-check]')
    .evaluateAll((items) =>
      Object.fromEntries(
        items.map((item) => [item.getAttribute('data-check')!, item.getAttribute('data-state')!]),
      ),
    )
}

test(
  'what works is found to work: devices, the path for media, and a rate both ways',
  async () => {
    const { page, context, faults } = await openTest()
    await context.grantPermissions(['clipboard-read', 'clipboard-write', 'camera', 'microphone'])
    await run(page)
    expect(await states(page)).toMatchObject({
      microphone: 'good',
      camera: 'good',
      speaker: 'waiting',
      webSocket: 'good',
      udp: 'good',
      turn: coturn ? 'good' : 'skipped',
    })
    if (!coturn) await page.getByText('No TURN server is set up.').waitFor()
    for (const name of ['up', 'down'])
      await page
        .locator(`[data-check=${name}]`)
        .getByText(/^[1-9.]*[0-9.]+ Mbit\/s$/)
        .waitFor()
    await page
      .locator('[data-check=roundTrip]')
      .getByText(/^\d+ ms$/)
      .waitFor()

    await page.getByRole('button', { name: 'Play a sound' }).click()
    await page.getByRole('button', { name: 'I heard it' }).click()
    await page.locator('[data-check=speaker][data-state=good]').waitFor()

    await page.getByRole('button', { name: 'Copy the result' }).click()
    await page.getByText('The result is copied').waitFor()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text).toMatch(
      /Direct path for picture and sound \(UDP\): Works – (host|prflx|srflx) udp → \S+:\d+/,
    )

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(NARROW.width)
    expect(await violations(page)).toEqual([])
    expect(faults).toEqual([])
  },
  TEST_TIMEOUT_MS,
)

test(
  'a server that does not answer is named, and nothing is said of what comes after it',
  async () => {
    const { page } = await openTest()
    await page.route('**/api/v1/connection-tests', (route) => route.abort())
    await run(page)
    await page.getByRole('status').getByText('Something does not work.').waitFor()
    expect(await states(page)).toMatchObject({
      webSocket: 'bad',
      udp: 'skipped',
      turn: 'skipped',
      up: 'skipped',
    })
    await page.getByText('The server does not answer.').waitFor()
  },
  TEST_TIMEOUT_MS,
)

test('the door offers it where something fails', async () => {
  const visitor = await browser.visit(NARROW)
  onTestFinished(() => visitor.close())
  const { page } = visitor
  const { body: meeting } = await server.api('POST', '/meetings', { topic: 'Small' })
  await page.goto(`http://localhost:${server.port}/join/${meeting.meetingId}`)
  await page.route('**/api/v1/join/*', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await page.getByLabel('Your name').fill('Nora')
  await page.getByRole('button', { name: 'Join now' }).click()
  const offer = page.getByRole('link', { name: 'Test your connection' })
  expect(await offer.getAttribute('href')).toBe('/test-connection')
})

test(
  'the quality of people who are connected is measured, shown to administrators, counted for Prometheus, and forgotten',
  async () => {
    const { body: meeting } = await server.api('POST', '/meetings', { topic: 'Measured' })
    const visitor = await browser.visit(NARROW)
    onTestFinished(() => visitor.close())
    const { page } = visitor
    await page.goto(`http://localhost:${server.port}/join/${meeting.meetingId}`)
    await page.getByLabel('Your name').fill('Nora')
    await page.getByRole('button', { name: 'Join now' }).click()
    await page.getByRole('button', { name: 'Leave' }).waitFor()
    const gauge = async (name: string) =>
      Number(
        new RegExp(`^${name} (.*)$`, 'm').exec((await server.request<string>('GET', '/metrics')).body)?.[1],
      )
    await expect.poll(() => gauge('media_people'), { timeout: RUN_TIMEOUT_MS }).toBe(1)
    expect(await gauge('media_engine_up')).toBe(1)
    expect(await gauge('media_rooms')).toBe(1)

    const keeper = server.services.reconcilers.find(({ name }) => name === 'media-quality')!
    const list = async (query = '') => (await server.api('GET', `/media-quality${query}`)).body.data
    await keeper.runOnce()
    const [nora] = await list(`?meeting=${meeting.meetingId}&isLive=true`)
    expect(nora).toMatchObject({ name: 'Nora', topic: 'Measured', isLive: true, minutes: 1 })
    expect(await list('?meeting=1111-1111-1111-1111')).toEqual([])

    await server.context.database.pool.query(
      `update media_quality set measured_at = measured_at - interval '3 days'`,
    )
    expect(await list('?isLive=true')).toEqual([])
    expect(await list()).toHaveLength(1)
    await page.close()
    await expect.poll(() => gauge('media_people'), { timeout: RUN_TIMEOUT_MS }).toBe(0)
    await server.context.database.pool.query(
      `update media_quality set measured_at = measured_at - interval '5 days'`,
    )
    await keeper.runOnce()
    expect(await list()).toEqual([])
  },
  TEST_TIMEOUT_MS,
)

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const found = await page.evaluate<AxeResults>('axe.run()')
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}
