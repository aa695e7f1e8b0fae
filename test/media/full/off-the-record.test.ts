/**
 * Off the record, in real Chromium: encrypted from browser to browser. How pages come to a key, and what somebody in the
 * middle gains, is tested without browsers beside the code (`web/pages/room/secret`).
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Meeting } from '../../../receiver/src/contract/payload-types.ts'
import { ENGINES, startServerOn } from '../../support/both-engines.ts'
import { startBrowser, type TestBrowser, type Visitor } from '../../support/browser.ts'
import { expectPicture } from '../../support/expect-picture.ts'
import { enterByHand, liveKitClient, seenPictures, showPictures } from '../../support/client-by-hand.ts'
import { connect, join } from '../../support/room-client.ts'
import type { TestServer } from '../../support/server.ts'

/** Four pictures are encoded, encrypted and decoded without a graphics card. */
const TEST_TIMEOUT_MS = 150_000
/** That the engine forwards to a spy. */
const FRAMES = 60
/** The first bytes of a frame are clear; of noise behind them now and then something is taken for a picture. */
const NOISE_SHARE = 0.2
let browser: TestBrowser
beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
})
afterAll(() => browser.close())

describe.each(ENGINES)('$engine', ({ program, isThere }) => {
  let server: TestServer
  let stop = async () => {}
  beforeAll(async () => {
    if (isThere) ({ server, stop } = await startServerOn(program))
  })
  afterAll(() => stop())

  /** Alan only looks on: a camera less to encode. */
  async function enter(meeting: Meeting, name: string): Promise<Visitor> {
    const visitor = await browser.visit({ reducedMotion: 'reduce' })
    onTestFinished(() => visitor.close())
    if (name === 'Alan') {
      await visitor.page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'))
      })
    }
    await visitor.page.goto(`${server.context.publicUrl}/join/${meeting.meetingId}`)
    await visitor.page.getByText(/encrypted from browser to browser/).waitFor()
    await visitor.page.getByLabel('Your name').fill(name)
    await visitor.page.getByRole('button', { name: 'Join now' }).click()
    return visitor
  }

  test.runIf(isThere)(
    'pages see, hear and write to each other and show one code; who has no key decodes and reads nothing, nor does who was removed',
    async () => {
      const { body: meeting } = await server.api<Meeting>('POST', '/meetings', {
        topic: 'Secret',
        type: 'offTheRecord',
      })
      const ada = await enter(meeting, 'Ada')
      const grace = await enter(meeting, 'Grace')
      await expectPicture(ada.page, 'Grace')
      await expectPicture(grace.page, 'Ada')
      expect(await codeOf(ada.page)).toBe(await codeOf(grace.page))

      // Inside by the server's own admission, with a token for the media, and without the key.
      const spy = await browser.visit()
      onTestFinished(() => spy.close())
      await spy.page.goto(`${server.context.publicUrl}/sign-in`)
      await spy.page.evaluate(liveKitClient)
      await spy.page.evaluate(enterByHand, meeting.meetingId)
      const reader = await connect((await join(server, meeting, { name: 'Reader' })).roomUrl)
      const expectNothingSeen = async () => {
        await spy.page.evaluate(showPictures)
        const seen = () => spy.page.evaluate(seenPictures)
        const before = await seen()
        await expect.poll(async () => (await seen()).received).toBeGreaterThan(before.received + FRAMES)
        const after = await seen()
        const decoded = after.decoded - before.decoded
        expect(decoded / (after.received - before.received)).toBeLessThan(NOISE_SHARE)
      }
      await expectNothingSeen()

      const write = async (page: Page, text: string) => {
        await page.getByLabel('Message to everybody').fill(text)
        await page.getByRole('button', { name: 'Send', exact: true }).click()
      }
      for (const { page } of [ada, grace])
        await page.getByRole('button', { name: 'Chat', exact: true }).click()
      await write(ada.page, 'Between us')
      await grace.page.getByRole('listitem').getByText('Between us').waitFor()
      expect((await reader.next('chat')).text).not.toContain('Between us')
      reader.send({ type: 'chat', text: 'In clear' })
      await write(grace.page, 'Read that?')
      await ada.page.getByRole('listitem').getByText('Read that?').waitFor()
      expect(await ada.page.getByText('In clear').count()).toBe(0)

      const before = await codeOf(ada.page)
      const alan = await enter(meeting, 'Alan')
      await expectPicture(alan.page, 'Ada')
      await expect.poll(() => codeOf(ada.page)).not.toBe(before)
      const listed = await server.api<{ data: { id: string; name: string }[] }>(
        'GET',
        `/meetings/${meeting.id}/participants`,
      )
      const { id } = listed.body.data.find(({ name }) => name === 'Grace')!
      await server.api('POST', `/meetings/${meeting.id}/participants/${id}/remove`)
      await grace.page.getByText('You were removed from the meeting').waitFor()
      await expect.poll(async () => (await codeOf(ada.page)) === (await codeOf(alan.page))).toBe(true)
      await expectPicture(alan.page, 'Ada')
      await expectNothingSeen()
      expect([...ada.faults, ...alan.faults]).toEqual([])
    },
    TEST_TIMEOUT_MS,
  )
})

test(
  'a browser that cannot encrypt is told at the door, and does not come in',
  async () => {
    const { server, stop } = await startServerOn(undefined)
    onTestFinished(stop)
    const { body: meeting } = await server.api<Meeting>('POST', '/meetings', {
      topic: 'Secret',
      type: 'offTheRecord',
    })
    const visitor = await browser.visit()
    onTestFinished(() => visitor.close())
    await visitor.page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'RTCRtpScriptTransform')
      Reflect.deleteProperty(RTCRtpSender.prototype, 'createEncodedStreams')
    })
    await visitor.page.goto(`${server.context.publicUrl}/join/${meeting.meetingId}`)
    await visitor.page.getByRole('alert').getByText('This browser cannot encrypt what it sends.').waitFor()
    expect(await visitor.page.getByRole('button', { name: 'Join now' }).isDisabled()).toBe(true)
  },
  TEST_TIMEOUT_MS,
)

/** As the page shows it, once there is a key. */
async function codeOf(page: Page): Promise<string> {
  const button = page.getByRole('button', { name: /^Encrypted from browser to browser\. Code: / })
  return (await button.getAttribute('aria-label'))!
}
