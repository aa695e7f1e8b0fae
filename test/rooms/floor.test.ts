/** Raised hands, reactions, and the floor: what is stored, who is told, and what makes no sense. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import type { Joined } from '../../server/rooms/join-meeting.ts'
import type { ListedParticipant } from '../../server/rooms/list-participants.ts'
import { connect, join, type RoomClient } from '../support/room-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

interface Inside extends Joined {
  client: RoomClient
}

async function schedule(type: Meeting['type']): Promise<Meeting> {
  const startTime = server.clock.now().toISOString()
  return (await server.api<Meeting>('POST', '/meetings', { topic: 'Floor', type, startTime })).body
}

async function enter(meeting: Meeting, name: string, guestToken?: string): Promise<Inside> {
  const joined = await join(server, meeting, { name, guestToken })
  return { ...joined, client: await connect(joined.roomUrl) }
}

function decide(meeting: Meeting, { participantId }: Joined, action: string) {
  return server.api('POST', `/meetings/${meeting.meetingId}/participants/${participantId}/${action}`)
}

const people = async ({ meetingId }: Meeting) =>
  (await server.api<{ data: ListedParticipant[] }>('GET', `/meetings/${meetingId}/participants`)).body.data

test('raised hands are seen by all in order, keep their place, and are lowered by a host', async () => {
  const meeting = await schedule('standard')
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace')
  ada.client.send({ type: 'hand', isRaised: true })
  const { participant: first } = await grace.client.next('participant-changed')
  expect(first).toMatchObject({ id: ada.participantId, hand: server.clock.now().toISOString() })
  await server.moveClock(1_000)
  grace.client.send({ type: 'hand', isRaised: true })
  await ada.client.next('participant-changed')
  const { participant: second } = await ada.client.next('participant-changed')
  expect(second.id).toBe(grace.participantId)
  await server.moveClock(1_000)
  // A second time changes nothing, nor does connecting again.
  ada.client.send({ type: 'hand', isRaised: true })
  const again = await enter(meeting, 'Ada', ada.guestToken)
  expect(Object.fromEntries((await people(meeting)).map(({ name, hand }) => [name, hand]))).toEqual({
    Ada: first.hand,
    Grace: second.hand,
  })
  expect((await decide(meeting, ada, 'lower-hand')).status).toBe(204)
  expect((await again.client.next('participant-changed')).participant.hand).toBe(null)
  expect((await decide(meeting, ada, 'lower-hand')).body).toMatchObject({ type: '/problems/hand-not-raised' })
  grace.client.send({ type: 'hand', isRaised: false })
  expect((await again.client.next('participant-changed')).participant).toMatchObject({
    id: grace.participantId,
    hand: null,
  })
})

test('a reaction reaches everybody, and one that is not known here is refused', async () => {
  const meeting = await schedule('standard')
  const ada = await enter(meeting, 'Ada')
  const grace = await enter(meeting, 'Grace')
  ada.client.send({ type: 'reaction', reaction: 'applause' })
  for (const { client } of [ada, grace]) {
    expect(await client.next('reaction')).toEqual({
      type: 'reaction',
      from: ada.participantId,
      reaction: 'applause',
    })
  }
  ada.client.send({ type: 'reaction', reaction: '<script>' })
  await ada.client.next('error')
})

test('in a boardroom a host gives the floor, which lowers the hand, and takes it again', async () => {
  const meeting = await schedule('boardroom')
  const grace = await enter(meeting, 'Grace')
  const mayPublish = async () => (await people(meeting)).map((person) => person.mayPublish)
  expect(await mayPublish()).toEqual([false])
  grace.client.send({ type: 'hand', isRaised: true })
  await grace.client.next('participant-changed')
  expect((await decide(meeting, grace, 'give-floor')).status).toBe(204)
  expect((await grace.client.next('participant-changed')).participant).toMatchObject({
    hasFloor: true,
    hand: null,
  })
  expect(await mayPublish()).toEqual([true])
  expect((await decide(meeting, grace, 'give-floor')).body).toMatchObject({ type: '/problems/has-floor' })
  expect((await decide(meeting, grace, 'take-floor')).status).toBe(204)
  expect((await decide(meeting, grace, 'take-floor')).body).toMatchObject({ type: '/problems/has-no-floor' })
  expect(await mayPublish()).toEqual([false])
  const { body } = await server.api<{ data: { action: string }[] }>('GET', '/audit-events?limit=2')
  expect(body.data.map(({ action }) => action)).toEqual([
    'participant.floor-taken',
    'participant.given-floor',
  ])
})

test('nine stand on the stage of a classroom, and the tenth comes when one has left it', async () => {
  const meeting = await schedule('classroom')
  const pupils: Inside[] = []
  for (let n = 1; n <= 10; n++) pupils.push(await enter(meeting, `Number ${n}`))
  for (const pupil of pupils.slice(0, 9)) {
    expect((await decide(meeting, pupil, 'give-floor')).status).toBe(204)
  }
  const [first, tenth] = [pupils[0]!, pupils[9]!]
  expect(await decide(meeting, tenth, 'give-floor')).toMatchObject({
    status: 409,
    body: { type: '/problems/stage-full', limit: 9 },
  })
  expect((await decide(meeting, first, 'take-floor')).status).toBe(204)
  expect((await decide(meeting, tenth, 'give-floor')).status).toBe(204)
})

test('where everybody may speak there is no floor to give', async () => {
  const meeting = await schedule('standard')
  const grace = await enter(meeting, 'Grace')
  expect(await decide(meeting, grace, 'give-floor')).toMatchObject({
    status: 409,
    body: { type: '/problems/no-floor' },
  })
})
