/** The life of a small meeting, by unmodified clients in a real browser, the same on every engine. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser, type TestBrowser } from '../support/browser.ts'
import { describeEngines, startEngine, type TestEngine } from './support/engines.ts'
import { MediaPage } from './support/media-page.ts'

let browser: TestBrowser

beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
})
afterAll(() => browser.close())

describeEngines('a meeting', (name) => {
  let engine: TestEngine
  let ann: MediaPage
  let bob: MediaPage

  beforeAll(async () => {
    engine = await startEngine(name)
    ann = await MediaPage.open(browser, engine, 'ann')
    bob = await MediaPage.open(browser, engine, 'bob')
  })
  afterAll(async () => {
    await Promise.all([ann.close(), bob.close()])
    await engine.stop()
  })

  test('two people see and hear each other', async () => {
    await ann.join('meeting')
    await bob.join('meeting')
    await MediaPage.expectTogether(ann, bob)
    expect(await ann.people()).toEqual(['bob'])
  })

  test('who mutes is shown as muted and sends nothing; then again', async () => {
    await bob.page.evaluate(() => media.room.localParticipant.setCameraEnabled(false))
    await ann.expectReceived('bob/camera', ({ muted }) => muted)
    await bob.page.evaluate(() => media.room.localParticipant.setCameraEnabled(true))
    await ann.expectPicture('bob')
  })

  test('a shared screen comes and goes', async () => {
    await bob.page.evaluate(() => media.share())
    await ann.expectReceived('bob/screen_share', ({ frames, width }) => frames > 3 && width > 0)
    await bob.page.evaluate(() => media.unshare())
    await expect.poll(async () => Object.keys(await ann.received())).not.toContain('bob/screen_share')
    await MediaPage.expectTogether(ann, bob)
  })

  test('messages reach everybody or who is named, with the name of their sender', async () => {
    await bob.page.evaluate(() =>
      media.room.localParticipant.publishData(new TextEncoder().encode('hello'), {
        reliable: true,
        topic: 'chat',
      }),
    )
    await expect.poll(() => ann.events('data')).toMatchObject([{ who: 'bob', detail: 'chat:hello' }])
  })

  test('the server mutes, tells and removes', async () => {
    const microphone = await trackSid(bob, 'microphone')
    await engine.service.mutePublishedTrack('meeting', 'bob', microphone, true)
    await ann.expectReceived('bob/microphone', ({ muted }) => muted)
    await engine.service.removeParticipant('meeting', 'bob')
    await expect.poll(() => bob.events('disconnected')).toHaveLength(1)
    await expect.poll(() => ann.people()).toEqual([])
  })

  test('somebody who was away joins again', async () => {
    await bob.join('meeting')
    await MediaPage.expectTogether(ann, bob)
  })
})

function trackSid(page: MediaPage, source: string): Promise<string> {
  return page.page.evaluate(
    (source) => media.room.localParticipant.getTrackPublication(source).trackSid,
    source,
  )
}
