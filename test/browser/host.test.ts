/** A host's powers in the room, in real Chromium: what the host's page offers, and what becomes of the guests' pages. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { startBrowser, type TestBrowser, type Visitor } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** Several pages send and show pictures without a graphics card. */
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

async function schedule(): Promise<Meeting> {
  return (await server.api<Meeting>('POST', '/meetings', { topic: 'Town hall', duration: 60 })).body
}

/** Without camera and microphone, which cost much, unless it is about these. */
async function visit(hasDevices = false): Promise<Visitor> {
  const visitor = await browser.visit({ reducedMotion: 'reduce' })
  onTestFinished(() => visitor.close())
  if (!hasDevices) {
    await visitor.page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'))
    })
  }
  return visitor
}

/** By a link of their own. */
async function enterAsHost(meeting: Meeting, name: string): Promise<Visitor> {
  const links = `/meetings/${meeting.id}/join-links`
  const { body } = await server.api<{ url: string }>('POST', links, { name, role: 'host', validSeconds: 600 })
  const visitor = await visit()
  await visitor.page.goto(body.url)
  await visitor.page.getByRole('button', { name: 'Join now' }).click()
  await expectInside(visitor)
  return visitor
}

/** They ask to come in; what comes of it is another matter. */
async function come(meeting: Meeting, name: string, visitor?: Visitor): Promise<Visitor> {
  const guest = visitor ?? (await visit())
  await guest.page.goto(`${server.context.publicUrl}/join/${meeting.meetingId}`)
  await guest.page.getByLabel('Your name').fill(name)
  await guest.page.getByRole('button', { name: 'Join now' }).click()
  return guest
}

const expectInside = ({ page }: Visitor) =>
  page.getByRole('button', { name: 'Leave', exact: true }).last().waitFor()
const expectWaiting = ({ page }: Visitor) => page.getByText('The host knows that you wait').waitFor()

/** The host's controls, and away with them. */
async function set(page: Page, change: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) {
  await page.getByRole('button', { name: 'Host’s controls' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Host’s controls' })
  await change(dialog)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
}

async function choose(page: Page, person: string, item: string) {
  await page.getByRole('button', { name: `More about ${person}` }).click()
  await page
    .getByRole('group', { name: `More about ${person}` })
    .getByRole('button', { name: item })
    .click()
}

test(
  'a host has guests wait, lets them in one by one and all at once, refuses one, and locks the meeting',
  async () => {
    const meeting = await schedule()
    const host = await enterAsHost(meeting, 'Ada')
    await set(host.page, async (dialog) => {
      await dialog.getByLabel('Who waits until you let them in').selectOption('Guests')
    })

    const grace = await come(meeting, 'Grace')
    await expectWaiting(grace)
    await host.page
      .getByRole('log')
      .getByText('Grace is waiting to be let in.')
      .waitFor({ state: 'attached' })
    const notice = host.page.getByRole('group', { name: 'Waiting to be let in' })
    await notice.getByRole('button', { name: 'Let in' }).click()
    await expectInside(grace)
    await notice.waitFor({ state: 'hidden' })
    expect(await grace.page.getByRole('button', { name: 'Host’s controls' }).count()).toBe(0)

    const luca = await come(meeting, 'Luca')
    await notice.getByRole('button', { name: 'Show' }).click()
    await host.page.getByRole('button', { name: 'Refuse Luca' }).click()
    const refusal = host.page.getByRole('dialog', { name: 'Refuse Luca?' })
    await refusal.getByLabel('A word to this person').fill('We meet again at three.')
    await refusal.getByRole('button', { name: 'Refuse' }).click()
    await luca.page.getByRole('heading', { name: 'You were not let in' }).waitFor()
    await luca.page.getByText('We meet again at three.').waitFor()

    await luca.page.getByRole('button', { name: 'Rejoin' }).click()
    await luca.page.getByRole('button', { name: 'Join now' }).click()
    const nora = await come(meeting, 'Nora')
    await host.page.getByRole('button', { name: 'Let in: Nora' }).waitFor()
    await notice.getByRole('button', { name: 'Let all in' }).click()
    await Promise.all([expectInside(luca), expectInside(nora)])
    await nora.close()

    for (const { page } of [host, grace])
      await page.getByRole('button', { name: 'Chat', exact: true }).click()
    await grace.page.getByLabel('Message to everybody').fill('Better unsaid')
    await grace.page.getByRole('button', { name: 'Send', exact: true }).click()
    await host.page.getByRole('button', { name: 'Hide what Grace wrote' }).click()
    await grace.page.getByRole('paragraph').filter({ hasText: 'Better unsaid' }).waitFor({ state: 'hidden' })
    expect(await grace.page.getByRole('button', { name: /^Hide what/ }).count()).toBe(0)

    await set(host.page, (dialog) => dialog.getByRole('switch', { name: 'Lock the meeting' }).click())
    await grace.page.getByText('Locked', { exact: true }).waitFor()
    const late = await come(meeting, 'Late')
    await late.page.getByRole('alert').getByText('This meeting is locked').waitFor()
    expect([...host.faults, ...grace.faults, ...luca.faults]).toEqual([])
  },
  TEST_TIMEOUT_MS,
)

test(
  'a host mutes, makes a co-host, removes and lets back, puts the end off, and ends the meeting for all',
  async () => {
    const meeting = await schedule()
    const host = await enterAsHost(meeting, 'Ada')
    const grace = await come(meeting, 'Grace', await visit(true))
    const luca = await come(meeting, 'Luca', await visit(true))
    await Promise.all([expectInside(grace), expectInside(luca)])
    await host.page.getByRole('button', { name: 'People', exact: true }).click()
    const people = host.page.getByRole('list', { name: 'Participants' })
    const row = (name: string) => people.getByRole('listitem').filter({ hasText: name })

    await row('Grace').getByLabel('The microphone is on').waitFor()
    await choose(host.page, 'Grace', 'Mute')
    await grace.page.getByRole('button', { name: /^Unmute/ }).waitFor()
    await row('Luca').getByLabel('The camera is on').waitFor()
    await choose(host.page, 'Luca', 'Stop the camera')
    await luca.page.getByRole('button', { name: 'Switch the camera on' }).waitFor()
    await set(host.page, async (dialog) => {
      await dialog.getByRole('switch', { name: /may unmute themselves/ }).click()
      await dialog.getByRole('button', { name: 'Mute all' }).click()
      await host.page.getByText('Everybody but hosts is muted.').waitFor()
    })
    await luca.page.getByRole('button', { name: 'A host muted you' }).waitFor()

    await choose(host.page, 'Grace', 'Make co-host')
    await row('Grace').getByText('Co-host').waitFor()
    await grace.page.getByRole('button', { name: 'Host’s controls' }).click()
    const controls = grace.page.getByRole('dialog', { name: 'Host’s controls' })
    await controls.getByRole('button', { name: 'Mute all' }).waitFor()
    expect(await controls.getByRole('button', { name: 'End for all' }).count()).toBe(0)
    await choose(host.page, 'Grace', 'Co-host no longer')
    await controls.waitFor({ state: 'hidden' })

    await choose(host.page, 'Luca', 'Remove')
    await host.page
      .getByRole('dialog', { name: 'Remove Luca?' })
      .getByRole('button', { name: 'Remove' })
      .click()
    await luca.page.getByRole('heading', { name: 'You were removed from the meeting' }).waitFor()
    await come(meeting, 'Luca', luca)
    await expectWaiting(luca)
    await host.page.getByRole('button', { name: 'Let in: Luca' }).click()
    await expectInside(luca)
    await choose(host.page, 'Luca', 'Remove')
    await host.page
      .getByRole('dialog', { name: 'Remove Luca?' })
      .getByRole('button', { name: 'Remove' })
      .click()
    await host.page.getByRole('button', { name: 'Let back: Luca' }).click()
    await come(meeting, 'Luca', luca)
    await expectInside(luca)

    await set(host.page, async (dialog) => {
      await dialog.getByRole('button', { name: 'Add 15 minutes' }).click()
      await expect.poll(async () => (await read(meeting)).duration).toBe('75')
    })
    await host.page.getByRole('button', { name: 'Leave', exact: true }).click()
    await host.page.getByRole('button', { name: 'Close for all' }).click()
    await Promise.all(
      [host, grace, luca].map(({ page }) =>
        page.getByRole('heading', { name: 'This meeting is closed' }).waitFor(),
      ),
    )
    expect([...host.faults, ...grace.faults, ...luca.faults]).toEqual([])
  },
  TEST_TIMEOUT_MS,
)

test(
  'a host pauses the recording for everybody, also for a page that comes back, and resumes it',
  async () => {
    const { body: meeting } = await server.api<Meeting>('POST', '/meetings', {
      topic: 'Recorded',
      isRecorded: true,
    })
    const host = await enterAsHost(meeting, 'Ada')
    const guest = await come(meeting, 'Grace', await visit(true))
    await expectInside(guest)
    const isPaused = ({ page }: Visitor) => page.getByText('Recording paused', { exact: true }).waitFor()
    await guest.page.getByText('Recording', { exact: true }).waitFor()
    await host.page.getByRole('button', { name: 'Pause the recording for all' }).click()
    await Promise.all([host, guest].map(isPaused))
    await guest.page.reload()
    await isPaused(guest)
    await host.page.getByRole('button', { name: 'Go on recording' }).click()
    await Promise.all([host, guest].map(({ page }) => page.getByText('Recording', { exact: true }).waitFor()))
  },
  TEST_TIMEOUT_MS,
)

test('everybody is told five minutes before the planned end, and a host puts it off', async () => {
  const { body: meeting } = await server.api<Meeting>('POST', '/meetings', { topic: 'Short', duration: 4 })
  const host = await enterAsHost(meeting, 'Ada')
  const notice = host.page.getByRole('status').filter({ hasText: 'The planned end of this meeting is' })
  await notice.getByRole('button', { name: 'Add 15 minutes' }).click()
  await notice.waitFor({ state: 'hidden' })
  expect((await read(meeting)).duration).toBe('19')
})

async function read({ id }: Meeting): Promise<{ duration: string }> {
  return (await server.api<{ duration: string }>('GET', `/meetings/${id}`)).body
}
