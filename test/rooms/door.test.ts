/** What the door of a meeting says to people who have its number, before they join. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import type { Door } from '../../server/rooms/read-door.ts'
import { connect, join } from '../support/room-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const schedule = async (input: Record<string, unknown> = {}) =>
  (await server.api<Meeting>('POST', '/meetings', { topic: 'Door', ...input })).body
const door = async ({ meetingId }: { meetingId: string }) =>
  server.request<Door>('GET', `/api/v1/join/${meetingId}`)

test('the door says topic, host, times, recording and who is inside, and nobody joins by looking', async () => {
  const meeting = await schedule({ startTime: server.clock.now().toISOString(), isRecorded: true })
  expect((await door(meeting)).body).toMatchObject({
    topic: 'Door',
    host: meeting.addedByUsername,
    meetingType: 'standard',
    isRecorded: true,
    state: 'open',
    startTime: server.clock.now().toISOString(),
    isLocked: false,
    inside: { count: 0, hasHost: false, names: [] },
  })
  const grace = await join(server, meeting, { name: 'Grace' })
  await connect(grace.roomUrl)
  expect((await door(meeting)).body.inside).toEqual({ count: 1, hasHost: false, names: ['Grace'] })
})

test('where people have to wait or nobody is let in, the door tells no names', async () => {
  const meeting = await schedule({ startTime: server.clock.now().toISOString() })
  await connect((await join(server, meeting, { name: 'Grace' })).roomUrl)
  const room = `/meetings/${meeting.meetingId}/room`
  for (const settings of [{ lobby: 'guests' }, { lobby: 'nobody', locked: true }]) {
    await server.api('PATCH', room, settings)
    expect((await door(meeting)).body.inside).toMatchObject({ count: 1, names: [] })
  }
})

test('the door says that a meeting is not open yet, or closed, and knows no other', async () => {
  const later = await schedule({
    startTime: new Date(server.clock.now().getTime() + 86_400_000).toISOString(),
    type: 'offTheRecord',
  })
  expect((await door(later)).body).toMatchObject({ state: 'not-open', meetingType: 'offTheRecord' })
  const over = await schedule({ startTime: server.clock.now().toISOString() })
  await server.api('POST', `/meetings/${over.id}/close`)
  expect((await door(over)).body).toMatchObject({ state: 'closed', inside: { count: 0 } })
  expect(await door({ meetingId: '1234-1234-1234-1234' })).toMatchObject({
    status: 404,
    body: { type: '/problems/meeting-not-found' },
  })
})
