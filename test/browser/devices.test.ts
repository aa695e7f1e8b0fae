/** Camera and microphone that are refused, missing, unplugged or connected in the middle, in real Chromium. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { startBrowser, type TestBrowser, type Visitor } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** On a machine that does other things. */
const TEST_TIMEOUT_MS = 120_000
const HEADSET = 'Fake Audio Input 2'
let browser: TestBrowser
let server: TestServer
beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
  server = await startTestServer({ clock: null, media: true })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** At the door. */
async function come(prepare: (page: Page) => Promise<unknown>): Promise<Visitor> {
  const { body: meeting } = await server.api<Meeting>('POST', '/meetings', { topic: 'Devices' })
  const visitor = await browser.visit({ reducedMotion: 'reduce' })
  onTestFinished(() => visitor.close())
  await prepare(visitor.page)
  await visitor.page.goto(`${server.context.publicUrl}/join/${meeting.meetingId}`)
  await visitor.page.getByLabel('Your name').fill('Ada')
  return visitor
}

const askForDevices = (page: Page) => page.getByRole('button', { name: 'Use camera and microphone' }).click()

async function enter(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Join now' }).click()
  await page.getByRole('button', { name: 'Leave', exact: true }).waitFor()
}

test.each([
  ['NotAllowedError', 'The browser does not let this page use camera or microphone.', true],
  ['NotFoundError', 'No camera or microphone was found.', false],
])(
  'who gets neither camera nor microphone (%s) is told why, and joins without',
  async (error, words, hasHelp) => {
    const { page, faults } = await come((page) =>
      page.addInitScript((name) => {
        navigator.mediaDevices.getUserMedia = async () => {
          throw new DOMException('', name)
        }
      }, error),
    )
    await askForDevices(page)
    await page.getByText(words).waitFor()
    const help = page.getByText('Click the sign to the left of the address')
    expect(await help.count()).toBe(hasHelp ? 1 : 0)
    await enter(page)
    await page.getByRole('button', { name: /^Unmute/ }).waitFor()
    await page.getByRole('button', { name: 'Switch the camera on' }).waitFor()
    expect(faults).toEqual([])
  },
  TEST_TIMEOUT_MS,
)

test(
  'a headset that is connected in the middle is offered and used, and when it is unplugged the microphone goes on',
  async () => {
    const { page, faults } = await come((page) => page.addInitScript(hideHeadset, HEADSET))
    await enter(page)
    await page.getByRole('button', { name: /^Mute/ }).waitFor()
    await page.evaluate(() => (globalThis as unknown as WithHeadset).plugIn())
    const notice = page.getByRole('status').filter({ hasText: `${HEADSET} is connected.` })
    await notice.getByRole('button', { name: 'Use it' }).click()
    await notice.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Devices' }).click()
    const microphone = page.getByLabel('Microphone', { exact: true })
    const chosen = () => microphone.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label)
    await expect.poll(chosen).toBe(HEADSET)
    await page.evaluate(() => (globalThis as unknown as WithHeadset).unplug())
    await expect.poll(chosen).not.toBe(HEADSET)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Mute/ }).waitFor()
    expect(faults).toEqual([])
  },
  TEST_TIMEOUT_MS,
)

test(
  'on a telephone the camera on the other side is one tap away, and the picture is no mirror then',
  async () => {
    const { page, faults } = await come((page) => page.addInitScript(becomeTelephone))
    await askForDevices(page)
    const preview = page.getByLabel('How the others see you')
    const transform = () => preview.evaluate((video) => getComputedStyle(video).transform)
    await expect.poll(transform).toMatch(/^matrix\(-1,/)
    await page.getByRole('button', { name: 'Other camera' }).click()
    await expect.poll(transform).toBe('none')
    await enter(page)
    await page.getByRole('button', { name: 'Other camera' }).click()
    const own = page.locator('video:visible').and(page.getByLabel('Ada', { exact: true }))
    await expect
      .poll(() => own.evaluate((video) => getComputedStyle(video).transform))
      .toMatch(/^matrix\(-1,/)
    expect(faults).toEqual([])
  },
  TEST_TIMEOUT_MS,
)

interface WithHeadset {
  plugIn(): void
  unplug(): void
}

/** In the page: one of the browser's microphones is not there until it is plugged in. */
function hideHeadset(label: string): void {
  const { mediaDevices } = navigator
  const enumerate = mediaDevices.enumerateDevices.bind(mediaDevices)
  const get = mediaDevices.getUserMedia.bind(mediaDevices)
  let isThere = false
  let track: MediaStreamTrack | undefined
  mediaDevices.enumerateDevices = async () =>
    (await enumerate()).filter((device) => isThere || device.label !== label)
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await get(constraints)
    track = stream.getAudioTracks()[0] ?? track
    return stream
  }
  const change = (isNow: boolean) => {
    isThere = isNow
    mediaDevices.dispatchEvent(new Event('devicechange'))
  }
  Object.assign(globalThis, {
    plugIn: () => change(true),
    unplug() {
      change(false)
      track?.dispatchEvent(new Event('ended'))
    },
  } satisfies WithHeadset)
}

/** In the page: fingers, and the browser's camera with a front and a back. */
function becomeTelephone(): void {
  const { mediaDevices } = navigator
  const match = globalThis.matchMedia.bind(globalThis)
  globalThis.matchMedia = (query) => match(query === '(pointer: coarse)' ? 'all' : query)
  const enumerate = mediaDevices.enumerateDevices.bind(mediaDevices)
  const get = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.enumerateDevices = async () => {
    const devices = await enumerate()
    return [...devices, ...devices.filter(({ kind }) => kind === 'videoinput')]
  }
  mediaDevices.getUserMedia = async (constraints = {}) => {
    const wanted = constraints.video as MediaTrackConstraints | undefined
    const { exact: facingMode = 'user' } = (wanted?.facingMode ?? {}) as { exact?: string }
    const video = wanted && { ...wanted, facingMode: undefined }
    const stream = await get({ ...constraints, ...(video && { video }) })
    for (const track of stream.getVideoTracks()) {
      const settings = track.getSettings.bind(track)
      track.getSettings = () => ({ ...settings(), facingMode })
    }
    return stream
  }
}
