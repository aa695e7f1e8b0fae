/**
 * Every page of a white label in use, as a person with a screen reader, in the dark, or with a telephone gets it: axe
 * finds nothing, nothing has to be scrolled sideways, and the browser has nothing to complain of.
 *
 * `npm run screenshots` runs this with `SCREENSHOTS_DIR`, and keeps pictures of the pages that people look at most.
 */
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { signIn } from '../support/browser-session.ts'
import { startBrowser, type TestBrowser, type Visitor } from '../support/browser.ts'
import { connect, join as joinMeeting } from '../support/room-client.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../support/server.ts'
import { startSampleInstance, type SampleInstance } from './sample-instance.ts'

interface PageOfApp {
  name: string
  path: (sample: SampleInstance) => string | Promise<string>
  /** Anyone who looks is not signed in. */
  isForNobody?: true
  /** Kept as pictures, light and dark. */
  picture?: 'wide' | 'wide and narrow'
}

const at = (path: string) => () => path

const pages: PageOfApp[] = [
  { name: 'sign-in', path: at('/sign-in'), isForNobody: true },
  { name: 'forgot-password', path: at('/forgot-password'), isForNobody: true },
  { name: 'set-up', path: newInvitation, isForNobody: true },
  {
    name: 'lobby',
    path: ({ open }) => `/join/${open.meetingId}`,
    isForNobody: true,
    picture: 'wide and narrow',
  },
  { name: 'test-connection', path: at('/test-connection'), isForNobody: true, picture: 'wide and narrow' },
  { name: 'watch', path: watchAddress, isForNobody: true },
  { name: 'not-there', path: at('/no/such/page') },
  { name: 'home', path: at('/'), picture: 'wide' },
  { name: 'profile', path: at('/profile') },
  { name: 'meetings', path: at('/meetings'), picture: 'wide' },
  { name: 'closed-meetings', path: at('/meetings?state=closed') },
  { name: 'schedule', path: at('/meetings/new'), picture: 'wide' },
  { name: 'meeting', path: ({ held }) => `/meetings/${held.id}`, picture: 'wide and narrow' },
  { name: 'open-meeting', path: ({ open }) => `/meetings/${open.id}` },
  { name: 'series', path: ({ series }) => `/meetings/${series.id}` },
  { name: 'edit-meeting', path: ({ open }) => `/meetings/${open.id}/edit` },
  { name: 'edit-series', path: ({ series }) => `/meetings/${series.id}/edit` },
  { name: 'general', path: at('/system/general') },
  { name: 'branding', path: at('/system/branding'), picture: 'wide' },
  { name: 'languages', path: at('/system/languages') },
  { name: 'meeting-rules', path: at('/system/meetings') },
  { name: 'recording', path: at('/system/recording') },
  { name: 'dial-in', path: at('/system/dial-in') },
  { name: 'media', path: at('/system/media') },
  { name: 'mail', path: at('/system/mail') },
  { name: 'api-keys', path: at('/system/api-keys') },
  { name: 'new-api-key', path: at('/system/api-keys/new') },
  { name: 'accounts', path: at('/system/accounts') },
  { name: 'new-account', path: at('/system/accounts/new') },
  { name: 'account', path: firstOf('accounts') },
  { name: 'users', path: at('/system/users') },
  { name: 'new-user', path: at('/system/users/new') },
  { name: 'user', path: firstOf('users') },
  { name: 'audit', path: at('/system/audit') },
  { name: 'health', path: at('/system/health'), picture: 'wide' },
  { name: 'web-hooks', path: at('/system/web-hooks'), picture: 'wide and narrow' },
  { name: 'new-web-hook', path: at('/system/web-hooks/new?event=onMeetingClosed'), picture: 'wide' },
  { name: 'new-web-hook-set', path: at('/system/web-hooks/new') },
  { name: 'web-hook', path: ({ webHooks }) => `/system/web-hooks/${webHooks.delivering}` },
  {
    name: 'failing-web-hook',
    path: ({ webHooks }) => `/system/web-hooks/${webHooks.failing}`,
    picture: 'wide',
  },
  { name: 'web-hook-off', path: ({ webHooks }) => `/system/web-hooks/${webHooks.off}` },
  { name: 'edit-web-hook', path: ({ webHooks }) => `/system/web-hooks/${webHooks.delivering}/edit` },
  { name: 'deliveries', path: at('/system/deliveries'), picture: 'wide' },
  { name: 'failed-delivery', path: retriedDelivery, picture: 'wide' },
]

const PICTURES_DIR = process.env['SCREENSHOTS_DIR']
const NARROW_PX = 360
const NARROW_HEIGHT_PX = 780
const WIDTH_PX = 1280
const HEIGHT_PX = 800
/** Pictures are encoded and decoded without a graphics card while axe looks. */
const ROOM_TIMEOUT_MS = 180_000
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: TestBrowser
let sample: SampleInstance
let origin: string
/** One page for each, which keeps the scripts that it has compiled from one test to the next. */
let administrator: Visitor
let nobody: Visitor
beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
  sample = await startSampleInstance()
  origin = `http://localhost:${sample.server.port}`
  const session = await signIn(sample.server, { email: ADMIN_EMAIL, password: ADMIN_PASSWORD })
  administrator = await visit({ url: origin, pair: session.cookie })
  nobody = await visit()
  if (PICTURES_DIR) await mkdir(PICTURES_DIR, { recursive: true })
})
afterAll(async () => {
  await browser.close()
  await sample.stop()
})

test.each(pages)('$name', async ({ name, path, isForNobody, picture }) => {
  const visitor = isForNobody ? nobody : administrator
  await visitor.page.emulateMedia({ colorScheme: 'light' })
  await visitor.page.setViewportSize({ width: WIDTH_PX, height: HEIGHT_PX })
  await visitor.page.goto(origin + (await path(sample)))
  await visitor.page.getByRole('heading', { level: 1 }).waitFor()
  await lookAtIt(visitor, picture && { name, hasNarrow: picture === 'wide and narrow' })
})

test(
  'room',
  async () => {
    const { body: meeting } = await sample.server.api('POST', '/meetings', {
      topic: 'Design review',
      startTime: sample.server.clock.now().toISOString(),
      duration: 60,
    })
    const nora = await enterRoom(meeting.meetingId, 'Nora Meier')
    const grace = await enterRoom(meeting.meetingId, 'Grace Okafor')
    await Promise.all([nora, grace].map(({ page }) => expectMovingPictures(page, 2)))
    await nora.page.getByRole('button', { name: 'Chat' }).click()
    await nora.page.getByLabel('Message').fill('Good morning! The new drafts: https://example.com/drafts')
    await nora.page.keyboard.press('Enter')
    await grace.page.getByRole('button', { name: 'Chat' }).click()
    await grace.page.getByText('Good morning!').waitFor()
    await lookAtIt(grace, { name: 'room', hasNarrow: true })
  },
  ROOM_TIMEOUT_MS,
)

test(
  'room of a host',
  async () => {
    const { server } = sample
    const startTime = server.clock.now().toISOString()
    const { body: meeting } = await server.api('POST', '/meetings', {
      topic: 'Annual meeting',
      type: 'boardroom',
      startTime,
      duration: 4,
    })
    const link = { name: 'Ada Steiner', role: 'host', validSeconds: 600 }
    const { body } = await server.api('POST', `/meetings/${meeting.id}/join-links`, link)
    const grace = await connect((await joinMeeting(server, meeting, { name: 'Grace Okafor' })).roomUrl)
    onTestFinished(() => grace.socket.close())
    grace.send({ type: 'hand', isRaised: true })
    await server.api('PATCH', `/meetings/${meeting.id}/room`, { lobby: 'guests' })
    const ada = await visit()
    onTestFinished(() => ada.close())
    const { page } = ada
    await page.goto(body.url)
    await page.getByRole('button', { name: 'Join now' }).click()
    await joinMeeting(server, meeting, { name: 'Luca Bianchi' })
    await page
      .getByRole('group', { name: 'Waiting to be let in' })
      .getByRole('button', { name: 'Show' })
      .click()
    await page.getByRole('button', { name: 'Give the floor: Grace Okafor' }).waitFor()
    await page.getByRole('button', { name: 'More about Grace Okafor' }).click()
    await page.getByRole('button', { name: 'React', exact: true }).click()
    await lookAtIt(ada, { name: 'room-host', hasNarrow: true })
    for (const name of ['Host’s controls', 'Keyboard shortcuts', 'Devices']) {
      await page.setViewportSize({ width: WIDTH_PX, height: HEIGHT_PX })
      await page.getByRole('toolbar').getByRole('button', { name }).click()
      await page.getByRole('dialog').waitFor()
      expect.soft(await violations(page, {}), name).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
  },
  ROOM_TIMEOUT_MS,
)

async function visit(cookie?: { url: string; pair: string }): Promise<Visitor> {
  const visitor = await browser.visit({ width: WIDTH_PX, height: HEIGHT_PX, reducedMotion: 'reduce', cookie })
  await visitor.page.clock.setFixedTime(sample.server.clock.now())
  return visitor
}

/** Only contrast depends on the colour scheme, and nothing of the layout does. */
async function lookAtIt(
  { page, faults }: Visitor,
  picture: { name: string; hasNarrow: boolean } | undefined,
): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width: WIDTH_PX, height: HEIGHT_PX })
    await isComplete(page)
    const rules = scheme === 'light' ? {} : { runOnly: ['color-contrast'] }
    expect.soft(await violations(page, rules), scheme).toEqual([])
    if (PICTURES_DIR && picture) {
      await page.screenshot({ path: join(PICTURES_DIR, `${picture.name}-${scheme}.png`) })
    }
    if (scheme === 'dark' && !(PICTURES_DIR && picture?.hasNarrow)) continue
    await page.setViewportSize({ width: NARROW_PX, height: NARROW_HEIGHT_PX })
    await isComplete(page)
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(NARROW_PX)
    expect.soft(await page.evaluate(alignmentsOfNumbers)).toEqual([])
    if (PICTURES_DIR && picture?.hasNarrow) {
      await page.screenshot({ path: join(PICTURES_DIR, `${picture.name}-narrow-${scheme}.png`) })
    }
  }
  expect(faults.splice(0)).toEqual([])
}

/** What is still coming shows as skeletons, and as videos without a picture. */
async function isComplete(page: Page): Promise<void> {
  await expect.poll(() => page.locator('.mantine-Skeleton-root[data-visible]').count()).toBe(0)
  await expect.poll(() => page.evaluate(areVideosPlaying)).toBe(true)
}

function areVideosPlaying(): boolean {
  return [...document.querySelectorAll('video')].every(
    ({ srcObject, readyState }) => srcObject === null || readyState >= HTMLMediaElement.HAVE_CURRENT_DATA,
  )
}

/** In a card, where each cell stands under its label, other than a word's. */
function alignmentsOfNumbers(): string[] {
  const cells = [...document.querySelectorAll('td[data-number]')]
  return cells.map((cell) => getComputedStyle(cell).textAlign).filter((align) => align !== 'left')
}

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const found = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`)
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

async function enterRoom(number: string, name: string): Promise<Visitor> {
  const visitor = await visit()
  onTestFinished(() => visitor.close())
  await visitor.page.goto(`${origin}/join/${number}`)
  await visitor.page.getByLabel('Your name').fill(name)
  await visitor.page.getByRole('button', { name: 'Join now' }).click()
  await visitor.page.getByRole('button', { name: 'Leave' }).waitFor()
  return visitor
}

function expectMovingPictures(page: Page, people: number): Promise<void> {
  return expect
    .poll(() =>
      page
        .locator('video')
        .evaluateAll((videos) => videos.filter((video) => (video as HTMLVideoElement).videoWidth > 0).length),
    )
    .toBeGreaterThanOrEqual(people)
}

/** Of the meeting that was held, for anybody. */
async function watchAddress({ server, held }: SampleInstance): Promise<string> {
  const { body } = await server.api('GET', `/recordings?meeting=${held.id}`)
  const [{ id, mergedRecordingUrl }] = body.data
  return `/watch/${id}${new URL(mergedRecordingUrl).search}`
}

async function newInvitation({ server }: SampleInstance): Promise<string> {
  const { body } = await server.api('POST', '/users', {
    username: 'Luca Bianchi',
    email: 'luca@example.com',
    role: 'host',
  })
  return new URL(body.invitation.url).pathname
}

function firstOf(things: 'accounts' | 'users') {
  return async ({ server }: SampleInstance) => {
    const { body } = await server.api('GET', `/${things}`)
    return `/system/${things}/${body.data[0].id}`
  }
}

async function retriedDelivery({ server, webHooks }: SampleInstance): Promise<string> {
  const { body } = await server.api('GET', `/deliveries?webHook=${webHooks.failing}`)
  const delivery = body.data.toSorted(
    (a: { attempts: number }, b: { attempts: number }) => b.attempts - a.attempts,
  )[0]
  return `/system/deliveries/${delivery.id}`
}
