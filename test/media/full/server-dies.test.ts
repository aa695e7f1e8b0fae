/**
 * Two servers, one database, each with its own engine: the server that has a room's media is killed, and the pages, which
 * the other one serves, see and hear each other again by themselves.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Meeting } from '../../../receiver/src/contract/payload-types.ts'
import { startBrowser, type TestBrowser } from '../../support/browser.ts'
import { expectPicture } from '../../support/expect-picture.ts'
import { freePort, startProgram, type Program } from '../../support/program.ts'
import { ADMIN_KEY, startTestServer, type TestServer } from '../../support/server.ts'

/** A server counts as dead after 15 s without a sign of life; then pages ask again, later each time. */
const MOVED_WITHIN_MS = 60_000
const TEST_TIMEOUT_MS = 180_000

let browser: TestBrowser
let survivor: TestServer
let doomed: Program | undefined
let dataDir: string
beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
  survivor = await startTestServer({ clock: null, media: true })
  dataDir = await mkdtemp(joinPath(tmpdir(), 'simplex-meeting-dies-'))
})
afterAll(async () => {
  doomed?.signal('SIGKILL')
  await doomed?.exited
  await browser.close()
  await survivor.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function startDoomed(): Promise<Program> {
  const port = await freePort()
  const program = startProgram(port, {
    DATA_DIR: dataDir,
    DATABASE_URL: survivor.connectionString,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SECRET_KEY: 'a secret key for tests only',
    ADMIN_API_KEY: ADMIN_KEY,
    MEDIA_PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
  })
  await program.running()
  return program
}

async function openDoor(meeting: Meeting): Promise<{ page: Page; mediaHosts: string[] }> {
  const visitor = await browser.visit()
  onTestFinished(() => visitor.close())
  const { page } = visitor
  const mediaHosts: string[] = []
  page.on('websocket', (socket) => {
    const { host, pathname } = new URL(socket.url())
    if (pathname.startsWith('/rtc')) mediaHosts.push(host)
  })
  await page.goto(`${survivor.context.publicUrl}/join/${meeting.meetingId}`)
  await page.getByLabel('Your name').waitFor()
  return { page, mediaHosts }
}

async function enter(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: /^Join/ }).click()
}

test(
  'the room moves to a server that is alive, and pictures come back both ways',
  async () => {
    const { body: meeting } = await survivor.api<Meeting>('POST', '/meetings', { topic: 'Two servers' })
    // Her page knows nothing of the server that has the media in a moment.
    const ada = await openDoor(meeting)
    doomed = await startDoomed()
    const grace = await openDoor(meeting)
    const first = await fetch(`${doomed.url}/api/v1/join/${meeting.meetingId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Placed it' }),
    })
    const { media } = (await first.json()) as { media: { url: string } }
    const doomedHost = new URL(doomed.url).host
    expect(new URL(media.url).host).toBe(doomedHost)

    await enter(ada.page, 'Ada')
    await enter(grace.page, 'Grace')
    await expectPicture(ada.page, 'Grace')
    await expectPicture(grace.page, 'Ada')
    for (const { mediaHosts } of [ada, grace]) expect(mediaHosts.at(-1)).toBe(doomedHost)

    doomed.signal('SIGKILL')
    await doomed.exited
    const survivorHost = new URL(survivor.context.publicUrl).host
    for (const { mediaHosts } of [ada, grace])
      await expect.poll(() => mediaHosts.at(-1), { timeout: MOVED_WITHIN_MS }).toBe(survivorHost)
    await expectPicture(ada.page, 'Grace')
    await expectPicture(grace.page, 'Ada')
  },
  TEST_TIMEOUT_MS,
)
