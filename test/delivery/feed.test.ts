import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FeedPage } from '../../server/webhooks/feed/read-feed.ts'
import { ACCOUNT, startEngine, type EngineUnderTest } from '../support/engine.ts'

const WRITERS = 8
const EVENTS_PER_WRITER = 40
const PAGE = 7

let running: EngineUnderTest

beforeEach(async () => {
  running = await startEngine()
})

afterEach(() => running.stop())

async function read(after: number, limit = PAGE): Promise<FeedPage> {
  const page = await running.engine.feed.read({ after, hooks: null, meetingId: null, accountId: null, limit })
  if (!('rows' in page)) throw new Error('the cursor has expired')
  return page
}

test('a poller misses nothing and sees each meeting in order while many write at once', async () => {
  let writing = true
  const writers = Array.from({ length: WRITERS }, async () => {
    const meeting = running.meeting()
    for (let i = 0; i < EVENTS_PER_WRITER; i++) await running.record('onMeetingUpdated', [meeting], { i })
  })
  const all = Promise.all(writers).then(() => (writing = false))
  const seen: { meeting: string; sequence: number }[] = []
  let cursor = 0
  for (let quiet = 0; quiet < 2;) {
    const page = await read(cursor)
    for (const row of page.rows) seen.push({ meeting: row.meeting_ids[0]!, sequence: row.sequences[0]! })
    expect(page.nextOrdinal).toBeGreaterThanOrEqual(cursor)
    cursor = page.nextOrdinal
    quiet = !writing && page.rows.length === 0 ? quiet + 1 : 0
  }
  await all
  expect(seen).toHaveLength(WRITERS * EVENTS_PER_WRITER)
  for (const events of Map.groupBy(seen, (event) => event.meeting).values()) {
    expect(events.map((event) => event.sequence)).toEqual(
      Array.from({ length: EVENTS_PER_WRITER }, (_, i) => i + 1),
    )
  }
})

test('an event whose transaction is still open holds back what was recorded after it', async () => {
  const { database, clock } = running.context
  const { recordEvent } = await import('../../server/webhooks/record-event.ts')
  const event = (meeting: string) => ({
    hook: 'onMeetingUpdated' as const,
    accountId: ACCOUNT,
    meetingIds: [meeting],
    payload: {},
  })
  const recorded = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const [early, late] = [running.meeting(), running.meeting()]
  const open = database.transaction(async (tx) => {
    await recordEvent(tx, clock, event(early))
    recorded.resolve()
    await release.promise
  })
  await recorded.promise
  await running.record('onMeetingUpdated', [late])
  expect((await read(0)).rows).toEqual([])
  release.resolve()
  await open
  expect((await read(0)).rows.map((row) => row.meeting_ids[0])).toEqual([early, late])
})

test('a cursor before what retention dropped has expired', async () => {
  await running.record('onMeetingUpdated', [running.meeting()])
  await running.context.database.queries.updateTable('feed_state').set({ oldest_ordinal: 5 }).execute()
  expect(
    await running.engine.feed.read({ after: 3, hooks: null, meetingId: null, accountId: null, limit: PAGE }),
  ).toEqual({
    oldestOrdinal: 5,
  })
})
