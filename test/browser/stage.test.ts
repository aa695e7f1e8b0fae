/** How pictures are laid out, in real Chromium: two screens, pins, the whole screen, the small window, one's own picture. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { startBrowser, type TestBrowser, type Visitor } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** Pictures are encoded and decoded without a graphics card. */
const TEST_TIMEOUT_MS = 150_000
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

async function enter(meeting: Meeting, name: string): Promise<Visitor> {
  const visitor = await browser.visit({ reducedMotion: 'reduce' })
  onTestFinished(() => visitor.close())
  await visitor.page.addInitScript(shareTabWithSound)
  await visitor.page.goto(`${server.context.publicUrl}/join/${meeting.meetingId}`)
  await visitor.page.getByLabel('Your name').fill(name)
  await visitor.page.getByRole('button', { name: 'Join now' }).click()
  await visitor.page.getByRole('button', { name: 'Leave', exact: true }).waitFor()
  return visitor
}

/** In the page: without a screen Chromium has no tab with sound to offer, so it is a picture and a tone. */
function shareTabWithSound(): void {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 360
    const pen = canvas.getContext('2d')!
    setInterval(() => {
      pen.fillStyle = `hsl(${Date.now() % 360} 60% 50%)`
      pen.fillRect(0, 0, canvas.width, canvas.height)
    }, 200)
    const audio = new AudioContext()
    const sound = audio.createMediaStreamDestination()
    const tone = audio.createOscillator()
    tone.connect(sound)
    tone.start()
    return new MediaStream([...canvas.captureStream(5).getTracks(), ...sound.stream.getTracks()])
  }
}

const picture = (page: Page | Locator, label: string) =>
  page.locator('video:visible').and(page.getByLabel(label, { exact: true }))

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('It is not seen')
  return box
}

test(
  'two screens stand side by side with the faces beside them, a pinned one is chosen, and the sound of a tab is heard',
  async () => {
    const { body: meeting } = await server.api<Meeting>('POST', '/meetings', { topic: 'Screens' })
    const ada = await enter(meeting, 'Ada')
    const grace = await enter(meeting, 'Grace')
    for (const { page } of [ada, grace]) await page.getByRole('button', { name: 'Share your screen' }).click()
    const [adas, graces] = ['Ada', 'Grace'].map((name) => picture(grace.page, `${name} is sharing a screen`))
    await Promise.all([adas!.waitFor(), graces!.waitFor()])
    const difference = async () => {
      const [one, two] = await Promise.all([boxOf(adas!), boxOf(graces!)])
      return { top: one.y - two.y, width: Math.round(one.width - two.width) }
    }
    await expect.poll(difference).toEqual({ top: 0, width: 0 })
    const [one, two] = await Promise.all([boxOf(adas!), boxOf(graces!)])
    const face = await boxOf(picture(grace.page, 'Ada'))
    expect(face.width).toBeLessThan(one.width)
    expect(face.x).toBeGreaterThan(Math.max(one.x, two.x))

    await graces!.hover()
    const pins = grace.page.getByRole('button', { name: 'Pin Grace' })
    await pins.first().click()
    await expect
      .poll(async () => (await boxOf(graces!)).width / (await boxOf(adas!)).width)
      .toBeGreaterThan(2)
    expect((await boxOf(adas!)).x).toBeGreaterThan(two.x)
    await expect.poll(() => grace.page.evaluate(heardTracks)).toBe(2)
    expect([...ada.faults, ...grace.faults]).toEqual([])
  },
  TEST_TIMEOUT_MS,
)

test(
  'the room fills the screen, goes into a small window, and shows one’s own picture as in a mirror or not at all',
  async () => {
    const { body: meeting } = await server.api<Meeting>('POST', '/meetings', { topic: 'Windows' })
    const { page, faults } = await enter(meeting, 'Ada')
    const own = picture(page, 'Ada')
    await own.waitFor()
    expect(await own.evaluate((video) => getComputedStyle(video).transform)).toMatch(/^matrix\(-1,/)
    await own.hover()
    await page.getByRole('button', { name: 'Hide your own picture' }).click()
    await own.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Show your own picture' }).click()
    await own.waitFor()

    await page.getByRole('button', { name: 'Fill the screen' }).click()
    await page.getByRole('button', { name: 'Leave full screen' }).waitFor()
    expect(await page.evaluate(() => document.fullscreenElement === document.documentElement)).toBe(true)
    await page.keyboard.press('f')
    await page.getByRole('button', { name: 'Fill the screen' }).waitFor()

    await page.getByRole('button', { name: 'Show in a small window' }).click()
    await page.getByRole('button', { name: 'Close the small window' }).waitFor()
    await expect.poll(() => page.evaluate(framesInSmallWindow)).toBeGreaterThan(2)
    await page.getByRole('button', { name: 'Close the small window' }).click()
    await page.getByRole('button', { name: 'Show in a small window' }).waitFor()
    expect(faults).toEqual([])
  },
  TEST_TIMEOUT_MS,
)

/** In the page: how many voices and sounds are played. */
function heardTracks(): number {
  return [...document.querySelectorAll('audio')].filter(
    ({ srcObject, paused }) =>
      srcObject instanceof MediaStream && srcObject.getAudioTracks().length > 0 && !paused,
  ).length
}

/** In the page: frames of the tile in the small window; 0: there is none. */
function framesInSmallWindow(): number {
  const { documentPictureInPicture: pictures } = globalThis as unknown as {
    documentPictureInPicture: { window: Window | null }
  }
  const video = pictures.window?.document.querySelector('video')
  return video ? video.getVideoPlaybackQuality().totalVideoFrames : 0
}
