import { afterEach, beforeEach, expect, test } from 'vitest'
import { lowestUuid } from '../../server/platform/database/partitions.ts'
import { dropOldPartitions } from '../../server/webhooks/deliveries/drop-old-partitions.ts'
import { ACCOUNT, startEngine, type EngineUnderTest } from '../support/engine.ts'
import { createManualClock, type ManualClock } from '../support/manual-clock.ts'

const DAY_MS = 86_400_000

let clock: ManualClock
let running: EngineUnderTest

// Partitions are by the real clock, so retention's clock begins at the real time, too.
beforeEach(async () => {
  clock = createManualClock(new Date())
  running = await startEngine({ clock })
})

afterEach(() => running.stop())

async function partitions(table: string): Promise<string[]> {
  const { rows } = await running.context.database.pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::regclass`,
    [table],
  )
  return rows.map((row) => row.name)
}

async function countEvents(): Promise<number> {
  const { rows } = await running.context.database.pool.query<{ count: number }>('select count(*) from events')
  return rows[0]!.count
}

test('days past their retention are dropped whole, delivered calls sooner than failed ones', async () => {
  await running.record('onMeetingUpdated', [running.meeting()])
  const before = await partitions('delivery_log_success')
  expect(before.length).toBeGreaterThan(10)
  clock.advance(60 * DAY_MS)
  await dropOldPartitions(running.context)
  expect(await partitions('delivery_log_success')).toEqual([])
  expect((await partitions('delivery_log_failure')).length).toBe(before.length)
  expect(await countEvents()).toBe(1)
  clock.advance(60 * DAY_MS)
  await dropOldPartitions(running.context)
  expect(await partitions('delivery_log_failure')).toEqual([])
  expect(await countEvents()).toBe(0)
  const feed = await running.context.database.queries
    .selectFrom('feed_state')
    .select('oldest_ordinal')
    .executeTakeFirst()
  expect(feed).toEqual({ oldest_ordinal: 1 })
})

test('an event that somebody is still owed is kept, however old', async () => {
  await running.webHook({ event: 'onMeetingUpdated', url: 'http://127.0.0.1:9000', enabled: false })
  await running.record('onMeetingUpdated', [running.meeting()])
  clock.advance(400 * DAY_MS)
  await dropOldPartitions(running.context)
  expect(await countEvents()).toBe(1)
})

test('partitions are made for two weeks ahead', async () => {
  const ahead = new Date(Date.now() + 14 * DAY_MS)
  await running.context.database.pool.query(
    `insert into events (id, ordinal, hook, account_id, meeting_ids, sequences, body, created_at)
     values ($1, 1, 'onMeetingUpdated', $2, '{5e945c36b863b82cefdddf54}', '{1}', '', now())`,
    [lowestUuid(ahead.getTime()), ACCOUNT],
  )
  expect(await countEvents()).toBe(1)
})
