/** Several servers on one database, each with its own engine: a room's media live on one of them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { connect, join } from '../support/room-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let first: TestServer
let second: TestServer
beforeAll(async () => {
  first = await startTestServer({ env: { MEDIA_URL: 'https://one.example.org' } })
  second = await startTestServer({
    database: first.connectionString,
    clock: first.clock,
    env: { MEDIA_URL: 'https://two.example.org' },
  })
})
afterAll(async () => {
  await second.stop()
  await first.stop()
})

async function schedule(): Promise<Meeting> {
  const startTime = first.clock.now().toISOString()
  return (await first.api<Meeting>('POST', '/meetings', { topic: 'Placed', startTime })).body
}

test('everybody gets the address of the server that somebody joined by first, until that server is gone', async () => {
  const meeting = await schedule()
  const ada = await join(first, meeting, { name: 'Ada' })
  const grace = await join(second, meeting, { name: 'Grace' })
  expect([ada.media!.url, grace.media!.url]).toEqual(['wss://one.example.org', 'wss://one.example.org'])

  // The first is silent for longer than a live server is; the second goes on.
  first.clock.advance(20_000)
  for (const reconciler of second.services.reconcilers) {
    if (reconciler.name === 'media-node') await reconciler.runOnce()
  }
  const alan = await join(second, meeting, { name: 'Alan' })
  expect(alan.media!.url).toBe('wss://two.example.org')
  const again = await join(first, meeting, { name: 'Ada', guestToken: ada.guestToken })
  expect(again.media!.url).toBe('wss://two.example.org')
})

test('the summary names the host that the media were on', async () => {
  const meeting = await schedule()
  const ada = await join(second, meeting, { name: 'Ada' })
  await connect(ada.roomUrl)
  await first.api('POST', `/meetings/${meeting.id}/close`)
  await first.moveClock(600_000)
  const { body } = await first.api<{ data: { id: string; meetingId: string; sfuHostname: string }[] }>(
    'GET',
    '/summaries',
  )
  expect(body.data.find(({ meetingId }) => meetingId === meeting.id)?.sfuHostname).toBe('two.example.org')
})
