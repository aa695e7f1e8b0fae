/** Boardroom and classroom in real Chromium: hands, the floor, the stage and the audience, as hosts and guests see them. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { startBrowser, type TestBrowser, type Visitor } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** Several pages send and show pictures without a graphics card. */
const TEST_TIMEOUT_MS = 120_000
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

async function enter(meeting: Meeting, name: string, role: 'host' | 'participant'): Promise<Visitor> {
  const links = `/meetings/${meeting.id}/join-links`
  const { body } = await server.api<{ url: string }>('POST', links, { name, role, validSeconds: 600 })
  const visitor = await browser.visit({ reducedMotion: 'reduce' })
  onTestFinished(() => visitor.close())
  await visitor.page.goto(body.url)
  await visitor.page.getByRole('button', { name: 'Join now' }).click()
  await visitor.page.getByRole('button', { name: 'Leave', exact: true }).waitFor()
  return visitor
}

test(
  'in a boardroom a guest raises a hand, is given the floor, is heard, and is muted when it is taken',
  async () => {
    const { body: meeting } = await server.api<Meeting>('POST', '/meetings', {
      topic: 'Board',
      type: 'boardroom',
    })
    const ada = await enter(meeting, 'Ada', 'host')
    const grace = await enter(meeting, 'Grace', 'participant')
    await grace.page.getByRole('button', { name: 'You are muted until you have the floor' }).waitFor()
    await grace.page
      .getByRole('button', { name: 'You can share your screen when you have the floor' })
      .waitFor()
    await grace.page.getByRole('button', { name: 'Raise your hand' }).click()
    await ada.page.getByRole('img', { name: 'Hand raised, number 1 in the order' }).waitFor()
    await ada.page.getByRole('log').getByText('Grace raises a hand.').waitFor({ state: 'attached' })

    await ada.page.getByRole('button', { name: 'People', exact: true }).click()
    await ada.page.getByRole('button', { name: 'Give the floor: Grace' }).click()
    await grace.page.getByText('You have the floor.').waitFor()
    await grace.page.getByRole('button', { name: 'Raise your hand' }).waitFor()
    await grace.page.getByRole('status').getByRole('button', { name: 'Unmute your microphone' }).click()
    const row = ada.page
      .getByRole('list', { name: 'Participants' })
      .getByRole('listitem')
      .filter({ hasText: 'Grace' })
    await row.getByLabel('The microphone is on').waitFor()

    await ada.page.getByRole('button', { name: 'More about Grace' }).click()
    await ada.page.getByRole('button', { name: 'Take the floor away' }).click()
    await row.getByLabel('Microphone is off').waitFor()
    await grace.page.getByRole('button', { name: 'You are muted until you have the floor' }).waitFor()

    await grace.page.getByRole('button', { name: 'React', exact: true }).click()
    await grace.page.getByRole('button', { name: 'Applause' }).click()
    await ada.page.getByRole('list', { name: 'Reactions' }).getByText('Grace').waitFor()
    expect([...ada.faults, ...grace.faults]).toEqual([])
  },
  TEST_TIMEOUT_MS,
)

test(
  'in a classroom the audience is counted and has no pictures, until the host brings somebody to the stage',
  async () => {
    const { body: meeting } = await server.api<Meeting>('POST', '/meetings', {
      topic: 'Lecture',
      type: 'classroom',
    })
    const ada = await enter(meeting, 'Ada', 'host')
    const grace = await enter(meeting, 'Grace', 'participant')
    await ada.page.getByText('Audience: 1').waitFor()
    await grace.page.getByText('You are in the audience').waitFor()
    const stage = ada.page.getByRole('region', { name: 'Participants' })
    await stage.getByText('Ada (you)').waitFor()
    expect(await stage.getByText('Grace').count()).toBe(0)
    expect(await grace.page.getByRole('button', { name: /camera|microphone/i }).count()).toBe(0)

    await ada.page.getByRole('button', { name: 'People', exact: true }).click()
    await ada.page.getByRole('button', { name: 'More about Grace' }).click()
    await ada.page.getByRole('button', { name: 'Bring to the stage' }).click()
    await grace.page.getByRole('button', { name: 'Switch the camera on' }).click()
    await stage.getByText('Grace').waitFor()
    await ada.page.getByText('Audience: 0').waitFor()
    expect([...ada.faults, ...grace.faults]).toEqual([])
  },
  TEST_TIMEOUT_MS,
)
