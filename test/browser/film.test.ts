/** A film is watched with nothing but its address: by mouse, by keys, by chapter, and by who speaks. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser, type TestBrowser } from '../support/browser.ts'
import { makeWebm } from '../support/make-webm.ts'
import { recordingOf } from '../support/recorded-meeting.ts'
import { uploadPart } from '../support/recorder.ts'
import { connect, join } from '../support/room-client.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

const SUMMARY_DELAY_MS = 300_000
const SCREENSHOTS = process.env['FILM_SCREENSHOTS_DIR']

let browser: TestBrowser
let server: TestServer
let recording: Json
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(joinPath(tmpdir(), 'film-'))
  browser = await startBrowser()
  server = await startTestServer()
  recording = await film()
}, 240_000)
afterAll(async () => {
  await browser.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Ada speaks, then Grace, who comes six seconds later. */
async function film(): Promise<Json> {
  const path = (name: string) => joinPath(folder, `${name}.webm`)
  await makeWebm(path('ada'), { seconds: 12, picture: 'testsrc', tone: 440, muted: [6, 12] })
  await makeWebm(path('grace'), { seconds: 6, picture: 'blue', tone: 880 })
  const { body: meeting } = await server.api('POST', '/meetings', {
    topic: 'Design review',
    startTime: server.clock.now().toISOString(),
    isRecorded: true,
    videoResolution: 'low',
  })
  const [ada, grace] = [
    await join(server, meeting, { name: 'Ada Lovelace' }),
    await join(server, meeting, { name: 'Grace Hopper' }),
  ]
  await Promise.all([connect(ada.roomUrl), connect(grace.roomUrl)])
  await uploadPart(server, meeting, ada, await readFile(path('ada')))
  server.clock.advance(6_000)
  await uploadPart(server, meeting, grace, await readFile(path('grace')))
  await server.api('POST', `/meetings/${meeting.id}/close`)
  await server.moveClock(SUMMARY_DELAY_MS)
  return recordingOf(server, meeting)
}

test('the player needs no sign-in, and goes where a key, a chapter or a voice leads', async () => {
  const origin = `http://localhost:${server.port}`
  const token = new URL(recording.mergedRecordingUrl).searchParams.get('token')
  const { page, faults, close } = await browser.visit()
  await page.goto(`${origin}/watch/${recording.id}?token=${token}`)
  await page.getByRole('heading', { name: 'Design review', level: 1 }).waitFor()
  const slider = page.getByRole('slider', { name: 'Position in the recording' })
  const secondsAt = async () => Number(await slider.getAttribute('aria-valuenow'))
  await page.waitForFunction(() => document.querySelector('video')!.readyState >= 1)

  await page.getByRole('button', { name: '0:06 · Grace Hopper' }).click()
  expect(await secondsAt()).toBe(6)
  await slider.focus()
  await page.keyboard.press('j')
  expect(await secondsAt()).toBe(0)
  await page.keyboard.press('ArrowRight')
  expect(await secondsAt()).toBe(5)
  await page.keyboard.press('End')
  expect(await secondsAt()).toBe(12)
  const voices = page.getByRole('group', { name: 'Who speaks when' })
  await voices.getByRole('button', { name: /^Grace Hopper speaks/ }).click()
  expect(Math.abs((await secondsAt()) - 6)).toBeLessThanOrEqual(1)

  await page.getByLabel('Speed').selectOption('2')
  await slider.focus()
  await page.keyboard.press('k')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  expect(await page.evaluate(() => document.querySelector('video')!.playbackRate)).toBe(2)
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Play' }).waitFor()
  await slider.hover()
  await page.locator('[style*="/strip?token="]').waitFor()

  if (SCREENSHOTS !== undefined) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 })
        await slider.hover()
        await page.screenshot({
          path: joinPath(SCREENSHOTS, `film-${width}-${colorScheme}.png`),
          fullPage: true,
        })
      }
    }
  }
  expect(faults).toEqual([])
  await close()
})

test('a wrong address shows that there is nothing', async () => {
  const { page, close } = await browser.visit()
  await page.goto(`http://localhost:${server.port}/watch/${recording.id}?token=wrong`)
  await page.getByText('This recording does not exist').waitFor()
  await close()
})
