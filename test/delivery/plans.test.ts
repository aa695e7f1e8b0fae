/**
 * The hot statements have one right plan, by their indexes. It is pinned here with statistics of all sorts, over a
 * backlog that would make another one tempting or expensive.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLAIM } from '../../server/webhooks/deliveries/claim-deliveries.ts'
import { RELEASE, STORE } from '../../server/webhooks/deliveries/complete-deliveries.ts'
import {
  openEngineConnection,
  type EngineConnection,
} from '../../server/platform/database/engine-connection.ts'
import { DUE } from '../../server/webhooks/deliveries/find-due-web-hooks.ts'
import { startEngine, type EngineUnderTest } from '../support/engine.ts'

const BACKLOG = 20_000

const INSERT_BACKLOG = `
  insert into deliveries (event_id, web_hook_id, epoch, meeting_id, origin_id, sequence, kind, lane_class, due_at, created_at)
  select gen_random_uuid(), h.id, 1, lpad(to_hex(i / 4), 24, '0'), h.origin_id, i % 4 + 1, 'original', 0, now(), now()
  from web_hooks h, generate_series(1, ${BACKLOG}) i`

let running: EngineUnderTest
let connection: EngineConnection
let webHookId: string

beforeAll(async () => {
  running = await startEngine()
  connection = openEngineConnection(running.context.database.connectionString, { durable: false })
  webHookId = await running.webHook({ event: 'onMeetingUpdated', url: 'http://127.0.0.1:9000' })
  await running.context.database.pool.query(INSERT_BACKLOG)
})

afterAll(async () => {
  await connection.close()
  await running.stop()
})

async function plan(statement: string, parameters: string[]): Promise<string> {
  const name = `plan_${randomUUID().replaceAll('-', '')}`
  await connection.query({ text: `prepare ${name} as ${statement}` })
  const rows = await connection.query<{ 'QUERY PLAN': string }>({
    text: `explain execute ${name}(${parameters.join(', ')})`,
  })
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

const nothing = (count: number) => Array.from({ length: count }, () => 'null')
const claimParameters = () => [`'{${webHookId}}'`, `'{500}'`, `'${randomUUID()}'`, 'null', '25', '0.1', '1']
const TABLES = 'deliveries, web_hooks, web_hook_flow, delivery_leases, delivery_log'

function expectIndexesOnly(text: string) {
  expect(text).not.toMatch(/Seq Scan on|Hash Join|Merge Join|Bitmap/)
  // Every look at the deliveries names what it looks for: none walks through an index from its beginning.
  const lines = text.split('\n')
  for (const [i, line] of lines.entries())
    if (/Index (Only )?Scan.* on deliveries/.test(line)) expect(lines[i + 1], text).toMatch(/Index Cond/)
}

async function expectRightPlans() {
  const claimed = await plan(CLAIM, claimParameters())
  expectIndexesOnly(claimed)
  expect(claimed).toMatch(/Index Scan using deliveries_ready/)
  expect(claimed).toMatch(/Index Scan Backward using deliveries_lane/)
  expectIndexesOnly(await plan(STORE, nothing(26)))
  const released = await plan(RELEASE, nothing(23))
  expectIndexesOnly(released)
  expect(released).toMatch(/deliveries_held/)
  const due = await plan(DUE, ['null'])
  expect(due).toMatch(/deliveries_ready/)
  expect(due).not.toMatch(/Seq Scan on deliveries/)
}

const query = (text: string) => running.context.database.pool.query(text)

/** As the database notes it down: how many pages a table and its indexes have, and how many rows. */
const note = (pages: number, rows: number) =>
  query(`select pg_restore_relation_stats('schemaname', 'public', 'relname', c.relname::text, 'relpages',
      ${pages}, 'reltuples', ${rows}::real)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and (c.relname in ('web_hooks', 'web_hook_flow') or c.relname like 'deliver%')
      and c.relkind in ('r', 'i')`)

const STATISTICS: [string, () => Promise<unknown>][] = [
  ['that were never taken', async () => {}],
  ['of a backlog', () => query(`analyze ${TABLES}`)],
  ['of a drained table: pages and no rows', () => note(2_000, 0)],
  ['of few rows', () => note(1, 3)],
  ['of very many rows', () => note(5_000_000, 500_000_000)],
  ['of a table that was empty then', () => note(0, 0)],
]

test.each(STATISTICS)('claims and completions go by their indexes, with statistics %s', async (_, take) => {
  await take()
  await expectRightPlans()
})

/** Blocks that one claim of as many as possible touches; nothing of it stays. */
async function blocksOfClaim(): Promise<number> {
  const name = `claim_${randomUUID().replaceAll('-', '')}`
  await connection.query({ text: `prepare ${name} as ${CLAIM}` })
  await connection.query({ text: 'begin' })
  const [row] = await connection.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>({
    text: `explain (analyze, buffers, format json) execute ${name}(${claimParameters().join(', ')})`,
  })
  await connection.query({ text: 'rollback' })
  const { Plan: read } = row!['QUERY PLAN'][0]
  return read['Shared Hit Blocks']! + read['Shared Read Blocks']!
}

test('a claim reads no more after everything was delivered and the empty table was analysed', async () => {
  const fill = () => query(INSERT_BACKLOG)
  await query(`truncate deliveries`)
  await query(`update web_hook_flow set in_flight = 0, in_flight_limit = 500`)
  await query(`update web_hooks set max_in_flight = 100`)
  await fill()
  await query(`analyze ${TABLES}`)
  const before = await blocksOfClaim()
  await query('delete from deliveries')
  await query(`analyze ${TABLES}`)
  await fill()
  expect(await blocksOfClaim()).toBeLessThan(3 * before)
})
