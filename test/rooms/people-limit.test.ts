/** A meeting takes as many people as its type and its account allow, also when several come at once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { connect, join, open } from '../support/room-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.api('PATCH', '/settings', { standardPeopleLimit: 2, classroomPeopleLimit: 3 })
})
afterAll(() => server.stop())

async function schedule(type: string): Promise<Meeting> {
  const startTime = server.clock.now().toISOString()
  return (await server.api<Meeting>('POST', '/meetings', { topic: 'Full', startTime, type })).body
}

const ask = ({ meetingId }: Meeting, body: unknown) =>
  server.request('POST', `/api/v1/join/${meetingId}`, body)

test('the door says that a meeting is full; who is inside may come again, and who leaves makes room', async () => {
  const meeting = await schedule('standard')
  const ada = await join(server, meeting, { name: 'Ada' })
  const grace = await join(server, meeting, { name: 'Grace' })
  await connect(ada.roomUrl)
  const client = await connect(grace.roomUrl)
  const refused = await ask(meeting, { name: 'Alan' })
  expect(refused.status).toBe(409)
  expect(refused.body).toMatchObject({
    type: '/problems/meeting-full',
    detail: 'This meeting is full (2 people).',
    limit: 2,
  })
  expect((await ask(meeting, { name: 'Ada', guestToken: ada.guestToken })).status).toBe(200)
  client.socket.close()
  await client.closed
  await server.services.rooms.presence.runOnce()
  await server.moveClock(60_000)
  expect((await ask(meeting, { name: 'Alan' })).status).toBe(200)
})

test('who joined while there was room, and connects when there is none, joins again', async () => {
  const meeting = await schedule('standard')
  const joined = await Promise.all(['Ada', 'Grace', 'Alan'].map((name) => join(server, meeting, { name })))
  const clients = joined.map(({ roomUrl }) => open(roomUrl))
  const endings = await Promise.all(
    clients.map((client) => Promise.race([client.next('welcome').catch(() => client.closed), client.closed])),
  )
  const codes = endings.map((ending) => (ending && 'code' in ending ? ending.code : null))
  expect(codes.filter((code) => code === 4401)).toHaveLength(1)
  expect(codes.filter((code) => code === null)).toHaveLength(2)
  for (const client of clients) client.socket.close()
})

test("a type has its own limit, and an account's own is kept beside it", async () => {
  const meeting = await schedule('classroom')
  for (const name of ['Ada', 'Grace']) await connect((await join(server, meeting, { name })).roomUrl)
  expect((await ask(meeting, { name: 'Alan' })).status).toBe(200)
  await server.context.database.queries.updateTable('accounts').set({ people_limit: 2 }).execute()
  expect((await ask(meeting, { name: 'Alan' })).status).toBe(409)
  await server.context.database.queries.updateTable('accounts').set({ people_limit: null }).execute()
})
