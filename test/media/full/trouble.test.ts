/** What goes wrong in meetings, and that pages come out of it by themselves. The same on every engine where it can be. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser, type TestBrowser } from '../../support/browser.ts'
import { describeEngines, startEngine, type TestEngine } from '../support/engines.ts'
import { MediaPage } from '../support/media-page.ts'

let browser: TestBrowser

beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
})
afterAll(() => browser.close())

describeEngines('trouble', (name) => {
  let engine: TestEngine

  beforeAll(async () => {
    engine = await startEngine(name)
  })
  afterAll(() => engine.stop())

  async function open(room: string, ...identities: string[]): Promise<MediaPage[]> {
    const pages = await Promise.all(identities.map((identity) => MediaPage.open(browser, engine, identity)))
    for (const page of pages) await page.join(room)
    return pages
  }

  test('a tab that was killed is gone for the others, and its person may come again', async () => {
    const [ann, bob] = (await open('killed', 'ann', 'bob')) as [MediaPage, MediaPage]
    await MediaPage.expectTogether(ann, bob)
    await bob.close()
    await expect.poll(() => ann.people(), { timeout: 30_000 }).toEqual([])
    const again = await MediaPage.open(browser, engine, 'bob')
    await again.join('killed')
    await MediaPage.expectTogether(ann, again)
    await Promise.all([ann.close(), again.close()])
  })

  test('a socket that breaks is replaced, and media never stop', async () => {
    const [ann, bob] = (await open('socket', 'ann', 'bob')) as [MediaPage, MediaPage]
    await MediaPage.expectTogether(ann, bob)
    await bob.page.evaluate(() => media.room.simulateScenario('signal-reconnect'))
    await expect.poll(() => bob.events('Reconnected')).toHaveLength(1)
    expect(await ann.events('left')).toEqual([])
    await MediaPage.expectTogether(ann, bob)
    await Promise.all([ann.close(), bob.close()])
  })

  test('a page that connects again from the start publishes again by itself', async () => {
    const [ann, bob] = (await open('again', 'ann', 'bob')) as [MediaPage, MediaPage]
    await MediaPage.expectTogether(ann, bob)
    await bob.page.evaluate(() => media.room.simulateScenario('full-reconnect'))
    await expect.poll(() => bob.events('Reconnected')).toHaveLength(1)
    await MediaPage.expectTogether(ann, bob)
    await Promise.all([ann.close(), bob.close()])
  })

  test('who may not publish any more is not seen at once, and is seen again when it is given back', async () => {
    const [ann, bob] = (await open('permission', 'ann', 'bob')) as [MediaPage, MediaPage]
    await MediaPage.expectTogether(ann, bob)
    const permission = { canSubscribe: true, canPublishData: true }
    await engine.service.updateParticipant('permission', 'bob', {
      permission: { ...permission, canPublish: false },
    })
    await expect.poll(async () => Object.keys(await ann.received())).toEqual([])
    const tracks = (await engine.service.getParticipant('permission', 'bob')).tracks
    expect(tracks).toEqual([])
    await expect(bob.page.evaluate(() => media.publish({}))).rejects.toThrow()
    await engine.service.updateParticipant('permission', 'bob', {
      permission: { ...permission, canPublish: true },
    })
    await expect
      .poll(() => bob.page.evaluate(() => media.room.localParticipant.permissions.canPublish))
      .toBe(true)
    await bob.page.evaluate(() => media.publish({}))
    await ann.expectPicture('bob')
    await ann.expectVoice('bob')
    await Promise.all([ann.close(), bob.close()])
  })

  test('a publisher decides who receives its tracks', async () => {
    const [ann, bob] = (await open('audience', 'ann', 'bob')) as [MediaPage, MediaPage]
    await MediaPage.expectTogether(ann, bob)
    await bob.page.evaluate(() => media.room.localParticipant.setTrackSubscriptionPermissions(false, []))
    await expect.poll(async () => Object.keys(await ann.received())).toEqual([])
    await bob.page.evaluate(() => media.room.localParticipant.setTrackSubscriptionPermissions(true))
    await ann.expectPicture('bob')
    await Promise.all([ann.close(), bob.close()])
  })

  test('names, attributes, metadata of the room and messages of the server reach the pages', async () => {
    const [ann] = (await open('server', 'ann')) as [MediaPage]
    await engine.service.updateRoomMetadata('server', 'agenda')
    await expect.poll(() => ann.events('metadata')).toMatchObject([{ detail: 'agenda' }])
    await engine.service.updateParticipant('server', 'ann', { attributes: { hand: 'up' } })
    await expect.poll(() => ann.events('attributes')).toMatchObject([{ who: 'ann', detail: '{"hand":"up"}' }])
    await engine.service.sendData('server', new TextEncoder().encode('hi'), 0, { topic: 'notice' })
    await expect.poll(() => ann.events('data')).toMatchObject([{ who: 'server', detail: 'notice:hi' }])
    await engine.service.deleteRoom('server')
    await expect.poll(() => ann.events('disconnected')).toHaveLength(1)
    expect((await engine.service.listRooms()).map((room) => room.name)).not.toContain('server')
    await ann.close()
  })

  test('the layer fits the tile, and layers that nobody looks at are not sent', async () => {
    const [ann, bob] = await Promise.all(
      ['ann', 'bob'].map((identity) => MediaPage.open(browser, engine, identity)),
    )
    const resolution = { width: 1280, height: 720, frameRate: 10 }
    await bob!.join('layers', { resolution, dynacast: true })
    await ann!.join('layers', { publish: false, adaptiveStream: true, tile: { width: 320, height: 180 } })
    await ann!.expectReceived('bob/camera', ({ frames, width }) => frames > 3 && width === 320)
    await expect.poll(async () => (await bob!.sent())['camera/f']?.active, { timeout: 30_000 }).toBe(false)
    await ann!.page.evaluate(() => media.resize('bob/camera', 1280, 720))
    await ann!.expectReceived('bob/camera', ({ width }) => width > 320)
    await Promise.all([ann!.close(), bob!.close()])
  })
})
