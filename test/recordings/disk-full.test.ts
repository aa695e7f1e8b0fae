/** A disk with less room than a recording may leave: every disk, since the floor is higher than any. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { recordingOf } from '../support/recorded-meeting.ts'
import { connect, join } from '../support/room-client.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({
    clock: null,
    media: true,
    env: { RECORDING_FLOOR_MEGABYTES: '1000000000' },
  })
  await server.api('PATCH', '/settings', { recordingGraceSeconds: 0 })
})
afterAll(() => server.stop())

test('a recording stops with a word to everybody inside and to the operator, and the meeting goes on', async () => {
  const { api } = server
  const { body: meeting } = await api<Meeting>('POST', '/meetings', { topic: 'Planning', isRecorded: true })
  const ada = await connect((await join(server, meeting, { name: 'Ada' })).roomUrl)
  let room: Json
  do ({ room } = await ada.next('room'))
  while (room.recordingStopped === null)
  expect(room).toMatchObject({ recording: 'off', recordingStopped: 'disk-full' })
  const { data } = (await api('GET', `/audit-events?subject=${meeting.id}`)).body
  expect(data).toContainEqual(
    expect.objectContaining({
      action: 'recording.stopped',
      details: expect.objectContaining({ reason: 'disk-full' }),
    }),
  )

  const again = await api('PATCH', `/meetings/${meeting.id}/room`, { recording: 'on' })
  expect([again.status, again.body.type]).toEqual([409, expect.stringMatching(/disk-full$/)])
  expect((await api('GET', `/meetings/${meeting.id}`)).body).toMatchObject({ isOpen: true, isActive: true })

  await api('POST', `/meetings/${meeting.id}/close`)
  await expect
    .poll(async () => (await recordingOf(server, meeting)).gaps)
    .toMatchObject([{ reason: 'disk-full' }])
})
