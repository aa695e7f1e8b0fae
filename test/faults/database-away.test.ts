/** The database goes away at awkward moments, and comes back: nothing is lost, nothing is stuck, nothing spins. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAnnouncements } from '../../server/platform/database/announcements.ts'
import { openEngineConnection } from '../../server/platform/database/engine-connection.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startEngine } from '../support/engine.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { startDatabaseProxy, type DatabaseProxy } from './database-proxy.ts'

let database: TestDatabase
let proxy: DatabaseProxy
let listener: Listener

beforeEach(async () => {
  database = await createTestDatabase()
  proxy = await startDatabaseProxy(database.connectionString)
  listener = await startListener()
})

afterEach(async () => {
  await listener.close()
  await proxy.close()
  await database.drop()
})

const transactionId = { text: 'select pg_current_xact_id()::text as id' }

test('two users of one engine connection never share a transaction', async () => {
  const connection = openEngineConnection(database.connectionString, { durable: true })
  const ids = () =>
    connection.transaction(async (query) => {
      const [first] = await query<{ id: string }>(transactionId)
      const [second] = await query<{ id: string }>(transactionId)
      return [first!.id, second!.id]
    })
  const [a, outside, b] = await Promise.all([ids(), connection.query<{ id: string }>(transactionId), ids()])
  expect(a[0]).toBe(a[1])
  expect(b[0]).toBe(b[1])
  expect(new Set([a[0], outside[0]!.id, b[0]]).size).toBe(3)
  await connection.close()
})

test('a transaction whose connection breaks does not go on on another one', async () => {
  const connection = openEngineConnection(proxy.connectionString, { durable: true })
  const table = { text: 'create table written (value integer)' }
  await connection.transaction((query) => query(table))
  const broken = connection.transaction(async (query) => {
    await query({ text: 'insert into written values (1)' })
    proxy.cut()
    await query({ text: 'select 1' }).catch(() => {})
    proxy.restore()
    await query({ text: 'insert into written values (2)' })
  })
  await expect(broken).rejects.toThrow()
  expect(await connection.query({ text: 'select * from written' })).toEqual([])
  await connection.close()
})

test('a durable connection writes nothing outside a transaction, should its begin be refused', async () => {
  const connection = openEngineConnection(database.connectionString, { durable: true })
  await expect(connection.query({ text: 'create table written (value integer)' })).rejects.toThrow(
    /read-only/,
  )
  await connection.close()
})

test('a transaction whose last statement fails is undone, although its commit was sent', async () => {
  const connection = openEngineConnection(database.connectionString, { durable: true })
  await connection.transaction((query) => query({ text: 'create table written (value integer)' }))
  const failing = connection.transaction(async (query, commitAfter) => {
    await query({ text: 'insert into written values (1)' })
    await commitAfter({ text: 'select 1 / 0' })
  })
  await expect(failing).rejects.toThrow(/division by zero/)
  expect(await connection.query({ text: 'select * from written' })).toEqual([])
  await connection.close()
})

test('what was claimed when the database went away is sent once it is back', async () => {
  const running = await startEngine({ connectionString: proxy.connectionString })
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin, maxInFlight: 1 })
  const id = await running.record('onMeetingScheduled', [running.meeting()])
  const away = proxy.cutAt('from events')
  running.engine.start()
  await away
  proxy.restore()
  await listener.waitFor(1)
  await running.engine.dispatcher.settle()
  expect(listener.calls.map((call) => call.headers['webhook-id'])).toEqual([id])
  const lines = await running.context.database.queries
    .selectFrom('delivery_log')
    .select(['hook', 'attempt', 'error_class', 'final_state'])
    .orderBy('id')
    .execute()
  expect(lines).toEqual([
    { hook: 'onMeetingScheduled', attempt: 1, error_class: 'interrupted', final_state: null },
    { hook: 'onMeetingScheduled', attempt: 2, error_class: null, final_state: 'delivered' },
  ])
  expect(running.engine.dispatcher.inFlight).toBe(0)
  await running.stop()
})

test('an outcome that could not be stored is stored when the database is back', async () => {
  const running = await startEngine({ connectionString: proxy.connectionString })
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  await running.record('onMeetingScheduled', [running.meeting()])
  const away = proxy.cutAt('insert into delivery_log')
  running.engine.start()
  await away
  proxy.restore()
  await running.engine.dispatcher.settle()
  expect(listener.callCount()).toBe(1)
  const lines = await running.context.database.queries
    .selectFrom('delivery_log')
    .select(['attempt', 'final_state'])
    .execute()
  expect(lines).toEqual([{ attempt: 1, final_state: 'delivered' }])
  await running.stop()
})

test('an engine stops although the database is away', async () => {
  const running = await startEngine({ connectionString: proxy.connectionString })
  await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  await running.record('onMeetingScheduled', [running.meeting()])
  const away = proxy.cutAt('insert into delivery_log')
  running.engine.start()
  await away
  await running.engine.stop()
  proxy.restore()
  const { rows } = await running.context.database.pool.query('select state from deliveries')
  expect(rows).toEqual([{ state: 'sending' }])
  await running.stop()
})

test('while calls are in flight, a stopping dispatcher leaves the process free', async () => {
  const answer = Promise.withResolvers<200>()
  await listener.close()
  listener = await startListener({ answer: () => answer.promise })
  const running = await startEngine({ connectionString: database.connectionString })
  const webHookId = await running.webHook({ event: 'onMeetingScheduled', url: listener.origin })
  await running.record('onMeetingScheduled', [running.meeting()])
  const { dispatcher } = running.engine
  running.engine.start()
  await listener.waitFor(1)
  const stopped = dispatcher.stop()
  // More work is known of than will be done: if that kept it turning, nothing else would ever get its turn.
  dispatcher.nudge([webHookId])
  await new Promise((resolve) => setImmediate(resolve))
  answer.resolve(200)
  await stopped
  expect(await running.context.database.queries.selectFrom('deliveries').selectAll().execute()).toEqual([])
  await running.stop()
})

test('one connection at a time is tried while the database is away', async () => {
  const logger = createLogger('silent', false)
  const other = createAnnouncements(database.connectionString, logger)
  const announcements = createAnnouncements(proxy.connectionString, logger)
  await other.start()
  await announcements.start()
  const heard = Promise.withResolvers<void>()
  announcements.on('deliveries', (ids) => {
    if (ids?.has('back')) heard.resolve()
  })
  proxy.cut()
  for (let i = 0; i < 3; i++) await proxy.nextAttempt()
  const before = proxy.attempts()
  proxy.restore()
  await proxy.nextAttempt()
  const asking = setInterval(() => other.publish('deliveries', 'back'), 20)
  await heard.promise
  clearInterval(asking)
  expect(proxy.attempts()).toBe(before + 1)
  await announcements.stop()
  await other.stop()
})
