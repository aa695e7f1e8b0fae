import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ReplayWhich } from '../../server/webhooks/recovery/replay.ts'
import { cancelReplay, countReplay, findReplay, startReplay } from '../../server/webhooks/recovery/replay.ts'
import { instanceCaller, startEngine, type EngineUnderTest } from '../support/engine.ts'
import { startListener, type Listener } from '../support/listener.ts'

const HOUR_MS = 3_600_000

let running: EngineUnderTest
let listener: Listener

beforeEach(async () => {
  running = await startEngine()
  listener = await startListener()
})

afterEach(async () => {
  await running.stop()
  await listener.close()
})

async function webHookRow(id: string) {
  return running.context.database.queries
    .selectFrom('web_hooks')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

function window(only: ReplayWhich) {
  const now = Date.now()
  return { since: new Date(now - HOUR_MS), until: new Date(now + HOUR_MS), only }
}

async function replay(webHookId: string, only: ReplayWhich) {
  const row = await webHookRow(webHookId)
  return running.context.database.transaction((tx) =>
    startReplay(running.context, tx, instanceCaller, row, window(only)),
  )
}

async function untilDone(id: string) {
  const task = running.engine.reconcilers.find((reconciler) => reconciler.name === 'Queueing replays')!
  for (;;) {
    await task.runOnce()
    await running.engine.dispatcher.settle()
    const progress = await findReplay(running.context.database.queries, instanceCaller, id)
    if (progress.state !== 'running') return progress
  }
}

test('what was missed goes out with the stored bytes and the same ids, in order', async () => {
  const meeting = running.meeting()
  const ids = []
  for (let i = 0; i < 120; i++) ids.push(await running.record('onMeetingUpdated', [meeting], { i }))
  const hook = await running.webHook({ event: 'onMeetingUpdated', url: listener.origin })
  running.engine.start()
  expect(await countReplay(running.context.database.queries, await webHookRow(hook), window('missed'))).toBe(
    120,
  )
  const { id, total } = await replay(hook, 'missed')
  expect(total).toBe(120)
  expect(await untilDone(id)).toMatchObject({ state: 'done', queued: 120, done: 120 })
  expect(listener.calls.map((call) => call.headers['webhook-id'])).toEqual(ids)
  expect(listener.calls.map((call) => JSON.parse(call.body.toString()).i)).toEqual(ids.map((_, i) => i))
  expect(await countReplay(running.context.database.queries, await webHookRow(hook), window('missed'))).toBe(
    0,
  )
})

test('only what failed is repeated, and only until it was delivered', async () => {
  const hook = await running.webHook({ event: 'onMeetingUpdated', url: listener.origin })
  running.engine.start()
  await running.record('onMeetingUpdated', [running.meeting()])
  await running.engine.dispatcher.settle()
  listener.respondWith(500)
  const failed = await running.record('onMeetingUpdated', [running.meeting()])
  await running.engine.dispatcher.settle()
  const { finishWithoutCall } = await import('../../server/webhooks/deliveries/finish-without-call.ts')
  await finishWithoutCall(running.context, { webHookId: hook }, 'Given up by hand.')
  const { id, total } = await replay(hook, 'failed')
  expect(total).toBe(1)
  await untilDone(id)
  expect(listener.calls.map((call) => call.headers['webhook-id']).slice(1)).toEqual([failed, failed])
  expect((await replay(hook, 'failed')).total).toBe(0)
})

test('a cancelled replay takes back what has not gone out', async () => {
  for (let i = 0; i < 5; i++) await running.record('onMeetingUpdated', [running.meeting()], { i })
  const hook = await running.webHook({ event: 'onMeetingUpdated', url: listener.origin, enabled: false })
  running.engine.start()
  const { id } = await replay(hook, 'all')
  const task = running.engine.reconcilers.find((reconciler) => reconciler.name === 'Queueing replays')!
  await task.runOnce()
  await running.context.database.transaction((tx) => cancelReplay(running.context, tx, instanceCaller, id))
  await task.runOnce()
  expect(await findReplay(running.context.database.queries, instanceCaller, id)).toMatchObject({
    state: 'cancelled',
    done: 5,
  })
  expect(listener.callCount()).toBe(0)
})
