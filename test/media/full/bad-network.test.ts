/** Loss, a narrow way and an outage between a receiver and our engine. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser, type TestBrowser } from '../../support/browser.ts'
import { startEngine, type TestEngine } from '../support/engines.ts'
import { MediaPage } from '../support/media-page.ts'
import { seededRandom, startUdpRelay, type UdpRelay } from '../support/udp-relay.ts'

const RESOLUTION = { width: 1280, height: 720, frameRate: 15 }
const LONG_TILE = { width: 1280, height: 720 }

let browser: TestBrowser
let engine: TestEngine
let relay: UdpRelay

beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
  relay = await startUdpRelay(seededRandom())
  engine = await startEngine('ours', { announcedPort: relay.port })
  relay.target = engine.udpPort
})
afterAll(async () => {
  await browser.close()
  await engine.stop()
  relay.close()
})

async function meet(room: string): Promise<[MediaPage, MediaPage]> {
  const [ann, bob] = await Promise.all(
    ['ann', 'bob'].map((identity) => MediaPage.open(browser, engine, identity)),
  )
  await bob!.join(room, { resolution: RESOLUTION })
  await ann!.join(room, { publish: false, adaptiveStream: true, tile: LONG_TILE })
  await ann!.expectPicture('bob')
  await ann!.expectVoice('bob')
  return [ann!, bob!]
}

test('what is lost is sent again: pictures go on, and sound has no gaps', async () => {
  const [ann, bob] = await meet('loss')
  relay.lossUp = relay.lossDown = 0.015
  const before = (await ann.received())['bob/microphone']!
  await ann.page.evaluate(() => media.watchFrames('bob/camera'))
  await ann.expectReceived('bob/camera', (now, start) => now.frames > (start?.frames ?? 0) + 60)
  const stats = await engine.own!.stats()
  expect(stats!.retransmissionsIn + stats!.retransmissionsOut).toBeGreaterThan(0)
  const after = (await ann.received())['bob/microphone']!
  expect((after.concealed - before.concealed) / (after.samples - before.samples)).toBeLessThan(0.05)
  relay.lossUp = relay.lossDown = 0
  await Promise.all([ann.close(), bob.close()])
})

test('a receiver on a narrow way gets the layer that fits, keeps its sound, and gets the large one back', async () => {
  const [ann, bob] = await meet('narrow')
  await ann.expectReceived('bob/camera', ({ width }) => width === 1280)
  relay.bitsPerSecondDown = 500_000
  await ann.expectReceived('bob/camera', ({ width }) => width > 0 && width < 1280)
  const before = (await ann.received())['bob/microphone']!
  await ann.expectReceived('bob/camera', (now, start) => now.frames > (start?.frames ?? 0) + 45)
  const after = (await ann.received())['bob/microphone']!
  expect((after.concealed - before.concealed) / (after.samples - before.samples)).toBeLessThan(0.1)
  relay.bitsPerSecondDown = 0
  await ann.expectReceived('bob/camera', ({ width }) => width === 1280)
  await Promise.all([ann.close(), bob.close()])
})

test('after an outage of some seconds everything goes on by itself', async () => {
  const [ann, bob] = await meet('outage')
  relay.isSilent = true
  const { frames } = (await ann.received())['bob/camera']!
  await ann.page.waitForTimeout(6_000)
  expect((await ann.received())['bob/camera']!.frames - frames).toBeLessThan(30)
  relay.isSilent = false
  await ann.expectPicture('bob')
  await ann.expectVoice('bob')
  await Promise.all([ann.close(), bob.close()])
})
