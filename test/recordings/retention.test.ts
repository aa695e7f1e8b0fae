/** Recordings go when the operator says so, counted from the close, and not before. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdMeeting, recordPart } from '../support/recorded-meeting.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const DAY_MS = 86_400_000

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('a recording is kept until its time is over; then it and its files are gone, and it is written down', async () => {
  const meeting = await holdMeeting(server, await recordPart())
  await server.moveClock(10 * 60_000)
  const { data } = (await server.api('GET', '/recordings')).body
  expect(data).toMatchObject([{ meetingId: meeting.id, state: 'merged' }])
  const folder = join(server.context.dataDir, 'recordings', meeting.id)
  expect(readdirSync(folder)).toHaveLength(1)

  await server.moveClock(400 * DAY_MS)
  expect((await server.api('GET', '/recordings')).body.data).toHaveLength(1)

  await server.api('PATCH', '/settings', { recordingRetentionDays: 401 })
  await server.runDueWork()
  expect((await server.api('GET', '/recordings')).body.data).toHaveLength(1)

  await server.moveClock(DAY_MS)
  await server.runDueWork()
  expect((await server.api('GET', '/recordings')).body.data).toEqual([])
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  const { body } = await server.api('GET', '/audit-events?action=recording')
  expect(body.data).toMatchObject([
    { action: 'recording.expired', actor: 'server', subject: data[0].id, details: { days: 401 } },
  ])
  expect((await server.api('GET', `/meetings/${meeting.id}`)).status).toBe(200)
})
