/**
 * The hot statements have one right plan, by their indexes. It is pinned here with and without statistics, over a
 * backlog that would make a sequential scan tempting.
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

let running: EngineUnderTest
let connection: EngineConnection
let webHookId: string

beforeAll(async () => {
  running = await startEngine()
  connection = openEngineConnection(running.context.database.connectionString, { durable: false })
  webHookId = await running.webHook({ event: 'onMeetingUpdated', url: 'http://127.0.0.1:9000' })
  await running.context.database.pool.query(
    `insert into deliveries (event_id, web_hook_id, epoch, meeting_id, origin_id, sequence, kind, lane_class, due_at, created_at)
     select gen_random_uuid(), h.id, 1, lpad(to_hex(i / 4), 24, '0'), h.origin_id, i % 4 + 1, 'original', 0, now(), now()
     from web_hooks h, generate_series(1, ${BACKLOG}) i`,
  )
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
const claim = () => plan(CLAIM, [`'{${webHookId}}'`, `'{10}'`, `'${randomUUID()}'`, 'null', '25', '0.1'])

function expectIndexesOnly(text: string) {
  expect(text).not.toMatch(/Seq Scan|Hash Join|Merge Join|Bitmap/)
}

for (const statistics of ['without', 'with']) {
  test(`claims and completions go by their indexes, ${statistics} statistics`, async () => {
    if (statistics === 'with')
      await running.context.database.pool.query(
        'analyze deliveries, web_hooks, web_hook_flow, delivery_leases',
      )
    const claimed = await claim()
    expectIndexesOnly(claimed)
    expect(claimed).toMatch(/Index Scan using deliveries_ready/)
    expect(claimed).toMatch(/Index Scan Backward using deliveries_lane/)
    expectIndexesOnly(await plan(STORE, nothing(25)))
    const released = await plan(RELEASE, nothing(20))
    expectIndexesOnly(released)
    expect(released).toMatch(/deliveries_held/)
    const due = await plan(DUE, ['null'])
    expect(due).toMatch(/deliveries_ready/)
    expect(due).not.toMatch(/Seq Scan on deliveries/)
  })
}
