/**
 * Reading the log costs the same whatever lies in it. 100,000 live deliveries, most of them one web hook's, 100,000
 * log lines and their events are there; what each request reads of them, row by row, is counted from the plans of the
 * very statements that it sent, with statistics and without.
 */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../server/platform/clock.ts'
import { openSettings } from '../../server/platform/settings/settings-store.ts'
import { createVault } from '../../server/platform/settings/secrets.ts'
import type { Context } from '../../server/platform/context.ts'
import { openDatabase, type Queries } from '../../server/platform/database/database.ts'
import { findDelivery, showDelivery } from '../../server/webhooks/deliveries/find-delivery.ts'
import { listDeliveries, type DeliveryFilter } from '../../server/webhooks/deliveries/list-deliveries.ts'
import { listMeetingEvents } from '../../server/webhooks/deliveries/list-meeting-events.ts'
import { createDeliveryWatch } from '../../server/webhooks/deliveries/watch-deliveries.ts'
import { readHealth } from '../../server/webhooks/hooks/web-hook-health.ts'
import { readQueue } from '../../server/webhooks/watch/read-queue.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { instanceCaller } from '../support/engine.ts'

const ROWS = 100_000
const PAGE = { before: null, limit: 50 }
const BUSY = '00000000-0000-0000-0000-000000000000'
const QUIET = '00000000-0000-0000-0000-000000000018'
const MEETING = '5e9459c5b863b82c000003e8'
/** Each of some 250 empty days may cost a row's worth. */
const PER_STATEMENT_ROWS = 300

let test_: TestDatabase
let context: Context
let queries: Queries
let pool: pg.Pool
let sent: { sql: string; parameters: readonly unknown[] }[] = []

beforeAll(async () => {
  test_ = await createTestDatabase()
  const logger = pino({ level: 'silent' })
  const database = openDatabase(test_.connectionString, logger)
  pool = new pg.Pool({ connectionString: test_.connectionString, max: 2 })
  pool.on('error', () => undefined)
  queries = new Kysely({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: ({ query: { sql, parameters } }) => void sent.push({ sql, parameters }),
  })
  context = {
    database: { ...database, queries },
    settings: await openSettings(queries, {}),
    vault: createVault('a secret key for tests'),
    clock: systemClock,
    logger,
    publicUrl: 'http://localhost',
    dataDir: '/nonexistent',
  }
  await fill()
}, 120_000)

afterAll(async () => {
  await pool.end()
  await context.database.close()
  await test_.drop()
})

async function fill(): Promise<void> {
  await pool.query(`
    insert into origins (origin) values ('http://127.0.0.1:8080');
    insert into web_hooks (id, event, url, method, origin_id, max_in_flight, hold_seconds, timeout_seconds,
      signing_secret, created_at, updated_at)
    select ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, 'onMeetingUpdated', 'http://127.0.0.1:8080/',
      'POST', 1, 10, 600, 15, 'none', now(), now() from generate_series(0, 19) n;
    insert into web_hook_flow (web_hook_id, in_flight_limit) select id, 10 from web_hooks;
    create function v7(n bigint) returns uuid language sql as $$
      select (substr(h, 1, 8) || '-' || substr(h, 9) || '-7' || substr(m, 1, 3) || '-8' || substr(m, 4, 3) || '-' || substr(m, 7, 12))::uuid
      from (select lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 3600000 + n), 12, '0') h, md5(n::text) m) x $$;
    create function meeting(n bigint) returns text language sql as $$ select '5e9459c5b863b82c' || lpad(to_hex(n / 10), 8, '0') $$;
    insert into events (id, ordinal, hook, account_id, meeting_ids, sequences, body, created_at)
    select v7(n), n, 'onMeetingUpdated', '5e9459c5b863b82cefdddf4f', array[meeting(n)], array[n % 10 + 1], '\\x7b7d',
      now() - interval '1 hour' + n * interval '36 ms' from generate_series(1, ${ROWS}) n;
    insert into event_meetings (event_id, meeting_id, sequence) select v7(n), meeting(n), n % 10 + 1 from generate_series(1, ${ROWS}) n;
    insert into deliveries (id, event_id, web_hook_id, epoch, meeting_id, origin_id, sequence, kind, lane_class, due_at, created_at)
    overriding system value
    select n + ${ROWS}, v7(n), (case when n % 10 < 9 then '${BUSY}' else '00000000-0000-0000-0000-' || lpad((n / 10 % 19)::text, 12, '0') end)::uuid,
      1, meeting(n), 1, n % 10 + 1, 'original', 0, now() + n * interval '1 ms', now() - interval '1 hour' + n * interval '36 ms'
    from generate_series(1, ${ROWS}) n;
    insert into delivery_log (id, outcome, delivery_id, event_id, web_hook_id, hook, kind, attempt, final_state, status, delivery_created_at, logged_at)
    select v7(n), case when n % 10 = 0 then 'failure' else 'success' end, n, v7(n),
      ('00000000-0000-0000-0000-' || lpad((n % 19)::text, 12, '0'))::uuid, 'onMeetingUpdated', 'original', 1,
      case when n % 10 > 0 then 'delivered' when n % 1000 = 0 then 'failed' end, case when n % 10 = 0 then 500 else 200 end,
      now() - interval '2 hours' + n * interval '36 ms', now() from generate_series(1, ${ROWS}) n;
    select setval(pg_get_serial_sequence('deliveries', 'id'), ${2 * ROWS});`)
}

interface Plan {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Relation Name'?: string
  Plans?: Plan[]
}

function rowsRead(plan: Plan): number {
  const own = plan['Relation Name']
    ? (plan['Actual Rows'] +
        (plan['Rows Removed by Filter'] ?? 0) +
        (plan['Rows Removed by Index Recheck'] ?? 0)) *
      plan['Actual Loops']
    : 0
  return (plan.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), own)
}

/** How many rows the statements of `work` read, by their own plans. */
async function countRows(work: () => Promise<unknown>): Promise<number> {
  sent = []
  await work()
  let rows = 0
  for (const { sql, parameters } of sent) {
    const result = await pool.query(`explain (analyze, format json) ${sql}`, [...parameters])
    rows += rowsRead(result.rows[0]['QUERY PLAN'][0].Plan as Plan)
  }
  return rows - sent.length * PER_STATEMENT_ROWS
}

const list = (filter: DeliveryFilter) => () => listDeliveries(queries, instanceCaller, filter, PAGE)
const HALF_PAST_MS = 90 * 60_000

const cases: [what: string, atMost: number, work: () => Promise<unknown>][] = [
  ['the newest', 1_000, list({})],
  ['a quiet web hook', 1_500, list({ webHookId: QUIET })],
  ['a web hook with a long backlog', 45_000, list({ webHookId: BUSY })],
  ['delivered ones of a web hook', 500, list({ webHookId: BUSY, state: 'delivered' })],
  ['given up ones, which are rare', 500, list({ state: 'failed' })],
  ['given up ones of a web hook', 500, list({ state: 'failed', webHookId: QUIET })],
  ['a state that none is in', 25_000, list({ state: 'held' })],
  ['a status that none was answered with', 50_000, list({ status: 418 })],
  ['a meeting', 500, list({ meetingId: MEETING })],
  ['a time in the past', 5_000, () => list({ until: new Date(Date.now() - HALF_PAST_MS) })()],
  [
    'one delivery',
    500,
    async () =>
      showDelivery(queries, instanceCaller, await findDelivery(queries, instanceCaller, String(501))),
  ],
  [
    "a meeting's events",
    500,
    () => listMeetingEvents(queries, instanceCaller, MEETING, { after: 0, limit: 50 }),
  ],
  [
    'the backlogs of all web hooks',
    ROWS + 5_000,
    async () => readHealth(context, queries, await queries.selectFrom('web_hooks').selectAll().execute()),
  ],
  // Of each that is counted its web hook and its flow are read as well.
  ['the queue as a whole', 40_000, () => readQueue(queries)],
  [
    'what changed just now',
    6_000,
    async () => {
      const watch = createDeliveryWatch(context)
      const watcher = { caller: instanceCaller, filter: {}, onDelivery: () => {}, onGap: () => {} }
      await watch.watch(watcher, String(Date.now()))
      watch.stop()
    },
  ],
]

describe('without statistics', () => {
  test.each(cases)('%s: at most %i rows are read', async (_what, atMost, work) => {
    expect(await countRows(work)).toBeLessThanOrEqual(atMost)
  })
})

describe('with statistics', () => {
  beforeAll(() => pool.query('analyze deliveries, delivery_log, events, event_meetings'))

  test.each(cases)('%s: at most %i rows are read', async (_what, atMost, work) => {
    expect(await countRows(work)).toBeLessThanOrEqual(atMost)
  })
})

test('a list up to a time begins there', async () => {
  const until = new Date(Date.now() - HALF_PAST_MS)
  const { deliveries } = await listDeliveries(queries, instanceCaller, { until, state: 'delivered' }, PAGE)
  expect(deliveries).toHaveLength(50)
  const times = deliveries.map(({ row }) => row.created_at.getTime())
  expect(times[0]).toBeLessThan(until.getTime())
  expect(times[0]).toBeGreaterThan(until.getTime() - 10_000)
})

test('pages reach every delivery once, live and finished', async () => {
  const seen = new Set<number>()
  let before: number | null = null
  do {
    const page = await listDeliveries(
      queries,
      instanceCaller,
      { webHookId: QUIET.replace(/18$/, '07') },
      { before, limit: 200 },
    )
    for (const { row } of page.deliveries) seen.add(row.id)
    before = page.before
  } while (before !== null)
  const { rows } = await pool.query(
    `select (select count(*) from deliveries where web_hook_id = $1) + (select count(*) from delivery_log
      where web_hook_id = $1 and final_state is not null) as count`,
    ['00000000-0000-0000-0000-000000000007'],
  )
  expect(seen.size).toBe(Number(rows[0].count))
})
