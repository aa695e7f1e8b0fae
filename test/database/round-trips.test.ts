/**
 * How often a request that changes a meeting waits for the database, finding out who calls included. Statements that
 * are sent without waiting for each other's answers share a round trip.
 */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'
import type { Answer } from '../support/meetings.ts'

const NOW = new Date('2026-11-24T08:00:00.000Z')
const DAY_MS = 86_400_000
const LIMIT_ROUND_TRIPS = 4

let meetings: MeetingsUnderTest

beforeAll(async () => {
  meetings = await startMeetings(NOW)
})

afterAll(async () => {
  await meetings.stop()
})

/** The longest chain of statements of which each was sent after the answer to the one before. */
async function countRoundTrips(
  request: () => Promise<Answer>,
): Promise<{ trips: number; statements: string[] }> {
  const original = pg.Client.prototype.query
  const statements: string[] = []
  let answered = 0
  let trips = 0
  pg.Client.prototype.query = function (this: pg.Client, ...parameters: [pg.QueryConfig | string]) {
    const trip = answered + 1
    trips = Math.max(trips, trip)
    statements.push(`${trip} ${typeof parameters[0] === 'string' ? parameters[0] : parameters[0].text}`)
    const sent = Reflect.apply(original, this, parameters) as Promise<unknown>
    const note = () => (answered = Math.max(answered, trip))
    sent.then(note, note)
    return sent
  } as typeof original
  try {
    const { status, body } = await request()
    expect(status, JSON.stringify(body)).toBeLessThan(300)
  } finally {
    pg.Client.prototype.query = original
  }
  return { trips, statements }
}

async function expectFewRoundTrips(request: () => Promise<Answer>): Promise<void> {
  const { trips, statements } = await countRoundTrips(request)
  expect(trips, statements.join('\n')).toBeLessThanOrEqual(LIMIT_ROUND_TRIPS)
  // The counter counts: no request does without finding out who calls, changing something, and a commit.
  expect(trips).toBeGreaterThanOrEqual(3)
}

const WEEKLY = { frequencyType: 'weekly', frequency: 1, endsType: 'after', endsAfter: 5 }
const INVITED = [{ name: 'Ann', email: 'ann@example.com', role: 'participant', language: 'en' }]

async function schedule(more: object = {}): Promise<string> {
  const { body } = await meetings.call('POST', '/meetings', {
    topic: 'Weekly',
    invitedParticipants: INVITED,
    ...more,
  })
  return body.id
}

test('scheduling a meeting, or a series, takes at most four round trips', async () => {
  for (const more of [{}, { recurring: WEEKLY }]) {
    await expectFewRoundTrips(() =>
      meetings.call('POST', '/meetings', { topic: 'Planning', invitedParticipants: INVITED, ...more }),
    )
  }
})

test('updating a meeting takes at most four, whatever of it is changed', async () => {
  const startTime = new Date(NOW.getTime() + DAY_MS).toISOString()
  const changes = [
    { topic: 'Another' },
    { startTime },
    { invitedParticipants: [] },
    { recurring: WEEKLY },
    { recurring: { ...WEEKLY, endsAfter: 4 } },
    { isRecorded: true, agenda: 'Words' },
  ]
  const id = await schedule()
  for (const change of changes) {
    await expectFewRoundTrips(() => meetings.call('PATCH', `/meetings/${id}`, change))
  }
})

test('closing a meeting, or an occurrence of a series, takes at most four', async () => {
  for (const more of [{}, { isRecorded: true }, { recurring: WEEKLY }]) {
    const id = await schedule(more)
    await expectFewRoundTrips(() => meetings.call('POST', `/meetings/${id}/close`))
  }
})

test('deleting a meeting, or a series, takes at most four, also where it was held', async () => {
  for (const more of [{}, { recurring: WEEKLY }]) {
    const id = await schedule(more)
    await expectFewRoundTrips(() => meetings.call('DELETE', `/meetings/${id}`))
    const held = await schedule(more)
    await meetings.context.database.queries
      .updateTable('occurrences')
      .set({ first_joined_at: NOW })
      .where('meeting_id', '=', held)
      .execute()
    await expectFewRoundTrips(() => meetings.call('DELETE', `/meetings/${held}`))
  }
})

test('deleting several takes no more than deleting one, but for finding them', async () => {
  const ids = [await schedule(), await schedule(), await schedule({ recurring: WEEKLY })]
  const { trips, statements } = await countRoundTrips(() =>
    meetings.call('POST', '/meetings/delete', { ids }),
  )
  expect(trips, statements.join('\n')).toBeLessThanOrEqual(LIMIT_ROUND_TRIPS + 1)
})
