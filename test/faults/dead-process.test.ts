/** What a process was calling when it was killed goes on elsewhere long before its lease ends. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '../support/database.ts'
import { startEngine, type EngineUnderTest } from '../support/engine.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { startEngineProcess, type EngineHandle } from './engine-handle.ts'
import { GOOD_ADDRESS } from './engine-protocol.ts'

const TIMEOUT_MS = 60_000

let database: Awaited<ReturnType<typeof createTestDatabase>>
let listener: Listener
let watching: EngineUnderTest
let process: EngineHandle

beforeEach(async () => {
  database = await createTestDatabase()
  // Anyone who calls first gets no answer.
  listener = await startListener({
    host: GOOD_ADDRESS,
    answer: ({ index }) => (index < 3 ? { does: 'hang' } : 200),
  })
  watching = await startEngine({ connectionString: database.connectionString })
  const options = {
    connectionString: database.connectionString,
    clockOffsetMs: 0,
    namesBehave: true,
    seed: 1,
  }
  process = await startEngineProcess(options, () => {})
})

afterEach(async () => {
  await process.kill()
  await watching.stop()
  await listener.close()
  await database.drop()
})

async function leases() {
  return watching.context.database.queries.selectFrom('delivery_leases').selectAll().execute()
}

test(
  'the calls of a killed process are made again while its lease still runs, under the same ids',
  async () => {
    await watching.webHook({ event: 'onMeetingScheduled', url: listener.origin })
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      const meetings = [watching.meeting()]
      ids.push(await process.record({ hook: 'onMeetingScheduled', meetings, payload: {} }))
    }
    await listener.waitFor(3)
    const held = await leases()
    expect(held.flatMap(({ delivery_ids }) => delivery_ids)).toHaveLength(3)
    await process.kill()
    watching.engine.start()
    await listener.waitFor(6)
    const again = listener.calls.slice(3)
    expect(new Set(again.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(ids))
    for (const { leased_until } of held) expect(leased_until.getTime()).toBeGreaterThan(Date.now())
    await watching.engine.dispatcher.settle()
    expect(await leases()).toEqual([])
  },
  TIMEOUT_MS,
)

test(
  'a process that lives keeps its calls, also where its session with the database breaks',
  async () => {
    await watching.webHook({ event: 'onMeetingScheduled', url: listener.origin })
    await process.record({ hook: 'onMeetingScheduled', meetings: [watching.meeting()], payload: {} })
    await listener.waitFor(1)
    const { pool } = watching.context.database
    await pool.query(`select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory'`)
    const dead = () => watching.engine.reconcilers.find(({ name }) => name.startsWith('Taking over'))!
    const lockIsBack = async () => {
      const { rows } = await pool.query(
        `select 1 from delivery_leases d join pg_locks l on l.objid = d.process::oid where l.locktype = 'advisory'`,
      )
      return rows.length > 0
    }
    while (!(await lockIsBack())) await dead().runOnce()
    for (let looks = 0; looks < 5; looks++) await dead().runOnce()
    expect(await leases()).toHaveLength(1)
    expect(listener.callCount()).toBe(1)
  },
  TIMEOUT_MS,
)
