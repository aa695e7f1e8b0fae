/**
 * Two people in the room, in real Chromium with fake devices, by the embedded media engine. `npm run test:media` does
 * the same by LiveKit's server (`npm run livekit` builds it once); that both engines keep to one protocol is tested
 * without browsers' pages in test/media.
 */
import { TrackSource } from 'livekit-server-sdk'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { ENGINES, startServerOn } from '../support/both-engines.ts'
import { startBrowser, type TestBrowser, type Visitor } from '../support/browser.ts'
import { expectPicture } from '../support/expect-picture.ts'
import {
  connectAgain,
  enterByHand,
  liveKitClient,
  sendEverything,
  waitForRights,
  waitUntilDisconnected,
} from '../support/client-by-hand.ts'
import type { TestServer } from '../support/server.ts'

/** Four pictures are encoded and decoded without a graphics card. */
const TEST_TIMEOUT_MS = 120_000
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

  async function enter(meeting: Meeting, name: string): Promise<Visitor> {
    const visitor = await browser.visit()
    onTestFinished(() => visitor.close())
    await visitor.page.goto(`${server.context.publicUrl}/join/${meeting.meetingId}`)
    await visitor.page.getByLabel('Your name').fill(name)
    await visitor.page.getByRole('button', { name: /^Join/ }).click()
    return visitor
  }

  test.runIf(isThere)(
    'two people see and hear each other, mute, share a screen, and come back',
    async () => {
      const { body: meeting } = await server.api<Meeting>('POST', '/meetings', { topic: 'Two people' })
      const ada = await enter(meeting, 'Ada')
      const grace = await enter(meeting, 'Grace')
      await expectPicture(ada.page, 'Grace')
      await expectPicture(grace.page, 'Ada')
      await expectSound(ada.page)
      await expectSound(grace.page)

      await grace.page.getByRole('button', { name: /^Mute/ }).click()
      await ada.page.getByLabel('Microphone is off').waitFor()

      await grace.page.getByRole('button', { name: 'Share your screen' }).click()
      await expectPicture(ada.page, 'Grace is sharing a screen')
      await expectPicture(ada.page, 'Grace')

      await grace.page.reload()
      await expectPicture(grace.page, 'Ada')
      await expectPicture(ada.page, 'Grace')
      expect(ada.faults).toEqual([])

      // Closed by the API: nobody goes on in the media behind the pages' backs.
      const { rooms } = server.services.media
      const [room] = await rooms!.listRooms()
      await server.api('POST', `/meetings/${meeting.id}/close`)
      await expect.poll(async () => (await rooms!.listParticipants(room!.name)).length).toBe(0)
    },
    TEST_TIMEOUT_MS,
  )

  test.runIf(isThere)(
    'a guest waits until the host lets them in, is muted for good, and is removed',
    async () => {
      const { body: meeting } = await server.api<Meeting>('POST', '/meetings', { topic: 'With a lobby' })
      const ada = await enter(meeting, 'Ada')
      await ada.page.getByRole('button', { name: /^Mute/ }).waitFor()
      const room = { lobby: 'everybody', mayUnmute: false }
      await server.api('PATCH', `/meetings/${meeting.id}/room`, room)
      const grace = await enter(meeting, 'Grace')
      await grace.page.getByRole('heading', { name: 'You wait to be let in' }).waitFor()

      const people = `/meetings/${meeting.id}/participants`
      const { data } = (await server.api<{ data: { id: string; name: string }[] }>('GET', people)).body
      const { id } = data.find(({ name }) => name === 'Grace')!
      await server.api('POST', `${people}/${id}/admit`)
      await expectPicture(ada.page, 'Grace')
      await expectSound(ada.page)

      await server.api('POST', `${people}/${id}/mute`)
      await ada.page.getByLabel('Microphone is off').waitFor()
      // The engine takes no microphone from her, whatever her page does.
      const { rooms } = server.services.media
      const { name } = (await rooms!.listRooms()).find(({ numParticipants }) => numParticipants > 0)!
      const sent = async () => {
        const { permission, tracks } = await rooms!.getParticipant(name, id)
        const isHeard = tracks.some((track) => track.source === TrackSource.MICROPHONE && !track.muted)
        return { mayBeHeard: permission!.canPublishSources.includes(TrackSource.MICROPHONE), isHeard }
      }
      await expect.poll(sent).toEqual({ mayBeHeard: false, isHeard: false })
      // Not enabled, and pressed all the same.
      await grace.page.getByRole('button', { name: 'A host muted you' }).click({ force: true })
      await expectPicture(ada.page, 'Grace')
      expect((await sent()).isHeard).toBe(false)

      await server.api('POST', `${people}/${id}/remove`)
      await grace.page.getByText('You were removed from the meeting').waitFor()
      const identities = async () => (await rooms!.listParticipants(name)).map(({ identity }) => identity)
      await expect.poll(identities).not.toContain(id)
    },
    TEST_TIMEOUT_MS,
  )

  test.runIf(isThere)(
    'a client that does not obey is muted, loses its screen, and is out for good, also with the token that it has',
    async () => {
      const { body: meeting } = await server.api<Meeting>('POST', '/meetings', { topic: 'Disobedient' })
      const visitor = await browser.visit()
      onTestFinished(() => visitor.close())
      const { page } = visitor
      await page.goto(`${server.context.publicUrl}/sign-in`)
      await page.evaluate(liveKitClient)
      const participantId = await page.evaluate(enterByHand, meeting.meetingId)
      const { rooms } = server.services.media
      const occurrence = await server.context.database.queries
        .selectFrom('participants')
        .select('occurrence_id')
        .where('id', '=', participantId)
        .executeTakeFirstOrThrow()
      const sent = async () => {
        const { tracks } = await rooms!.getParticipant(occurrence.occurrence_id, participantId)
        return tracks.map(({ source, muted }) => `${TrackSource[source]}${muted ? ' muted' : ''}`).toSorted()
      }
      const host = `/meetings/${meeting.meetingId}`
      const act = async (action: string) =>
        expect((await server.api('POST', `${host}/participants/${participantId}/${action}`)).status).toBe(204)
      await page.evaluate(sendEverything)
      await expect.poll(sent).toEqual(['CAMERA', 'MICROPHONE', 'SCREEN_SHARE'])

      await act('stop-screen')
      await expect.poll(sent).toEqual(['CAMERA', 'MICROPHONE'])
      await act('stop-camera')
      await expect.poll(sent).toEqual(['CAMERA muted', 'MICROPHONE'])
      await server.api('PATCH', `${host}/room`, { mayUnmute: false })
      await server.api('POST', `${host}/participants/mute-all`)
      await expect.poll(sent).not.toContain('MICROPHONE')

      await act('remove')
      const isConnected = async () =>
        (await rooms!.listParticipants(occurrence.occurrence_id)).some(
          ({ identity }) => identity === participantId,
        )
      await expect.poll(isConnected).toBe(false)
      // The token is valid for some minutes more, and lets nobody stay.
      await page.evaluate(connectAgain)
      await expect.poll(isConnected).toBe(false)
      await page.evaluate(waitUntilDisconnected)
    },
    TEST_TIMEOUT_MS,
  )

  test.runIf(isThere).each([
    { type: 'boardroom', allowed: ['CAMERA'] },
    { type: 'classroom', allowed: [] },
  ])(
    'in a $type a client that does not obey sends no more than the floor allows',
    async ({ type, allowed }) => {
      const { body: meeting } = await server.api<Meeting>('POST', '/meetings', { topic: 'Floor', type })
      const visitor = await browser.visit()
      onTestFinished(() => visitor.close())
      const { page } = visitor
      await page.goto(`${server.context.publicUrl}/sign-in`)
      await page.evaluate(liveKitClient)
      const participantId = await page.evaluate(enterByHand, meeting.meetingId)
      const { rooms } = server.services.media
      const [room] = await server.context.database.queries
        .selectFrom('participants')
        .select('occurrence_id')
        .where('id', '=', participantId)
        .execute()
      const sent = async () => {
        const { tracks } = await rooms!.getParticipant(room!.occurrence_id, participantId)
        return tracks.map(({ source }) => TrackSource[source]).toSorted()
      }
      await page.evaluate(sendEverything)
      expect(await sent()).toEqual(allowed)

      const floor = `/meetings/${meeting.meetingId}/participants/${participantId}`
      expect((await server.api('POST', `${floor}/give-floor`)).status).toBe(204)
      await page.evaluate(waitForRights)
      await page.evaluate(sendEverything)
      await expect.poll(sent).toEqual(['CAMERA', 'MICROPHONE', 'SCREEN_SHARE'])

      expect((await server.api('POST', `${floor}/take-floor`)).status).toBe(204)
      await expect.poll(sent).toEqual(allowed)
    },
    TEST_TIMEOUT_MS,
  )
})

/** What comes from the other has energy: the fake microphone beeps. */
async function expectSound(page: Page): Promise<void> {
  const heard = page.evaluate(async () => {
    const context = new AudioContext()
    for (;;) {
      for (const { srcObject } of document.querySelectorAll('audio')) {
        if (!(srcObject instanceof MediaStream) || srcObject.getAudioTracks().length === 0) continue
        const analyser = new AnalyserNode(context)
        context.createMediaStreamSource(srcObject).connect(analyser)
        const samples = new Float32Array(analyser.fftSize)
        const until = performance.now() + 3_000
        while (performance.now() < until) {
          await new Promise(requestAnimationFrame)
          analyser.getFloatTimeDomainData(samples)
          if (samples.some((sample) => Math.abs(sample) > 0.01)) return true
        }
      }
      await new Promise(requestAnimationFrame)
    }
  })
  expect(await heard).toBe(true)
}
