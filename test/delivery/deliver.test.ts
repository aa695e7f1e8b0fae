import { afterEach, expect, test } from 'vitest'
import { startEngine, type EngineUnderTest } from '../support/engine.ts'
import { startListener, type Listener } from '../support/listener.ts'

let running: EngineUnderTest
let listener: Listener

afterEach(async () => {
  await running.stop()
  await listener.close()
})

test('a recorded event arrives once, with the bytes that were recorded', async () => {
  running = await startEngine()
  listener = await startListener()
  running.engine.start()
  await running.webHook({ event: 'onMeetingScheduled', url: `${listener.origin}/hook`, apiKey: 'k-1' })
  const meeting = running.meeting()
  const id = await running.record('onMeetingScheduled', [meeting], { b: 1, a: 'ü' })
  const [call] = await listener.waitFor(1)
  await running.engine.dispatcher.settle()
  expect(call!.body.toString()).toBe('{"b":1,"a":"ü"}')
  expect(call!.headers).toMatchObject({
    'webhook-id': id,
    'webhook-event': 'onMeetingScheduled',
    'webhook-attempt': '1',
    'webhook-sequence': '1',
    'x-api-key': 'k-1',
    'content-type': 'application/json; charset=utf-8',
  })
  expect(listener.callCount()).toBe(1)
  const lines = await running.context.database.queries.selectFrom('delivery_log').selectAll().execute()
  expect(lines).toMatchObject([{ event_id: id, final_state: 'delivered', attempt: 1, status: 200 }])
  expect(await running.context.database.queries.selectFrom('deliveries').selectAll().execute()).toEqual([])
  expect(await running.context.database.queries.selectFrom('delivery_leases').selectAll().execute()).toEqual(
    [],
  )
})
