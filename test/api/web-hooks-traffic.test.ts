import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startListener, type Listener } from '../support/listener.ts'
import { startTestServer, type Json, type TestServer } from '../support/server.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

let server: TestServer
let listener: Listener

beforeEach(async () => {
  server = await startTestServer()
  listener = await startListener()
})
afterEach(async () => {
  await server.stop()
  await listener.close()
})

async function create(input: Record<string, unknown> = {}): Promise<Json> {
  const url = `${listener.origin}/hook`
  const { status, body } = await server.api('POST', '/web-hooks', {
    event: 'onMeetingScheduled',
    url,
    ...input,
  })
  expect(status).toBe(201)
  return body
}

async function schedule(topic = 'A meeting'): Promise<Json> {
  const { status, body } = await server.api('POST', '/meetings', { topic })
  expect(status).toBe(201)
  return body
}

const settle = () => server.services.engine.dispatcher.settle()
const patch = (id: string, body: unknown) => server.api('PATCH', `/web-hooks/${id}`, body)
const health = async (id: string) => (await server.api('GET', `/web-hooks/${id}`)).body.health
const states = async (query = '') =>
  (await server.api('GET', `/deliveries${query}`)).body.data.map((each: Json) => each.state)

function verifies(secret: string, index: number): boolean {
  const { body, headers } = listener.calls[index]!
  const signed = { ...(headers as Record<string, string>) }
  // The library compares with the system's time; the signature covers the header's.
  const now = Date.now
  Date.now = () => Number(signed['webhook-timestamp']) * SECOND_MS
  try {
    new Webhook(secret).verify(body.toString(), signed)
    return true
  } catch {
    return false
  } finally {
    Date.now = now
  }
}

test('switched off, deliveries are kept as paused; switched on, they go out by themselves', async () => {
  const { id } = await create()
  await patch(id, { enabled: false })
  const [first, second] = [await schedule(), await schedule()]
  await settle()
  expect(listener.callCount()).toBe(0)
  const { body } = await server.api('GET', '/deliveries?state=paused')
  expect(body.data).toMatchObject([
    {
      state: 'paused',
      reason: 'The web hook is switched off.',
      nextAttemptAt: null,
      meetingIds: [second.id],
    },
    { state: 'paused', meetingIds: [first.id] },
  ])
  expect(await health(id)).toMatchObject({
    state: 'off',
    backlog: 2,
    kept: 0,
    oldestPendingAt: server.clock.now().toISOString(),
  })
  await patch(id, { enabled: true })
  await listener.waitFor(2)
  await settle()
  expect(await health(id)).toMatchObject({ state: 'delivering', backlog: 0, oldestPendingAt: null })
  expect(await states()).toEqual(['delivered', 'delivered'])
})

test('without catching up by itself the backlog waits for Catch up, and new events do not', async () => {
  const { id } = await create({ catchUpAutomatically: false })
  await patch(id, { enabled: false })
  const kept = [await schedule('1'), await schedule('2')]
  const refused = await server.api('POST', `/web-hooks/${id}/catch-up`)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/web-hook-off'])
  await patch(id, { enabled: true })
  const fresh = await schedule('3')
  const [call] = await listener.waitFor(1)
  await settle()
  expect(JSON.parse(call!.body.toString()).id).toBe(fresh.id)
  expect(listener.callCount()).toBe(1)
  expect(await health(id)).toMatchObject({ state: 'delivering', backlog: 2, kept: 2 })
  const waiting = await server.api('GET', '/deliveries?state=paused')
  expect(waiting.body.data[0].reason).toBe('It was kept while the web hook made no calls.')
  const detail = await server.api('GET', `/deliveries/${waiting.body.data[0].id}`)
  expect(detail.body.explanation).toContain('Catch up')
  expect((await server.api('POST', `/web-hooks/${id}/catch-up`)).status).toBe(200)
  await listener.waitFor(3)
  await settle()
  expect(listener.calls.slice(1).map((each) => JSON.parse(each.body.toString()).id)).toEqual(
    kept.map((m) => m.id),
  )
  expect(await health(id)).toMatchObject({ backlog: 0, kept: 0 })
  const audit = await server.api('GET', `/audit-events?subject=${id}`)
  expect(audit.body.data.map((each: Json) => each.action)).toEqual([
    'web-hook.caught-up',
    'web-hook.updated',
    'web-hook.updated',
    'web-hook.created',
  ])
})

test('a receiver that is gone pauses everything, until a person catches up', async () => {
  const { id } = await create()
  listener.respondWith(410)
  await schedule()
  await listener.waitFor(1)
  await settle()
  await schedule()
  await settle()
  expect(listener.callCount()).toBe(1)
  expect(await health(id)).toMatchObject({ state: 'open', reason: 'gone', backlog: 2, nextTryAt: null })
  expect(await states()).toEqual(['paused', 'paused'])
  await server.moveClock(10 * MINUTE_MS)
  expect(listener.callCount()).toBe(1)
  expect((await server.api('POST', `/web-hooks/${id}/catch-up`)).body.enabled).toBe(true)
  await listener.waitFor(3)
  await settle()
  expect(await health(id)).toMatchObject({ state: 'delivering', backlog: 0 })
})

test('a failing web hook says since when and why, and a corrected URL heals what is pending', async () => {
  const { id } = await create({ url: `${listener.origin}/wrong` })
  listener.respondWith(500)
  await schedule()
  await listener.waitFor(1)
  await settle()
  expect(await health(id)).toMatchObject({
    state: 'failing',
    reason: 'The receiver answered 500.',
    since: server.clock.now().toISOString(),
    backlog: 1,
  })
  await patch(id, { url: `${listener.origin}/right` })
  await server.moveClock(MINUTE_MS)
  await listener.waitFor(2)
  await settle()
  expect(listener.calls.map((call) => call.path)).toEqual(['/wrong', '/right'])
  expect(listener.calls[1]!.headers).toMatchObject({ 'webhook-attempt': '2' })
  expect(await health(id)).toMatchObject({ state: 'delivering', backlog: 0 })
})

test('moved to another receiver, what waits goes there', async () => {
  const { id } = await create()
  const other = await startListener()
  listener.respondWith(503)
  await schedule()
  await listener.waitFor(1)
  await settle()
  await patch(id, { url: `${other.origin}/new` })
  await server.moveClock(MINUTE_MS)
  await other.waitFor(1)
  await settle()
  expect(await states()).toEqual(['delivered'])
  const { rows } = await server.context.database.pool.query('select moving from web_hook_flow')
  expect(rows).toEqual([{ moving: false }])
  await other.close()
})

test('a lower ceiling caps the adaptive limit', async () => {
  const { id } = await create()
  await patch(id, { maxInFlight: 2 })
  const { rows } = await server.context.database.pool.query('select in_flight_limit from web_hook_flow')
  expect(rows).toEqual([{ in_flight_limit: 2 }])
})

test('deleting ends what is pending as failed, with the reason, and its log stays', async () => {
  const { id } = await create()
  await patch(id, { enabled: false })
  await schedule()
  expect((await server.api('DELETE', `/web-hooks/${id}`)).status).toBe(204)
  await server.runDueWork()
  const { body } = await server.api('GET', `/deliveries?webHook=${id}`)
  expect(body.data).toMatchObject([
    { state: 'failed', reason: 'The web hook was deleted.', attemptCount: 0, finishedAt: expect.any(String) },
  ])
  const detail = await server.api('GET', `/deliveries/${body.data[0].id}`)
  expect(detail.body.attempts).toEqual([])
  await schedule()
  expect(await states(`?webHook=${id}`)).toEqual(['failed'])
})

test('while a secret is rotated calls verify with both, and afterwards with the new one only', async () => {
  const { id, signingSecret: old } = await create()
  const rotated = await server.api('POST', `/web-hooks/${id}/rotate-secret`, { overlapSeconds: 600 })
  const { signingSecret, oldSecretRetiresAt } = rotated.body
  expect(Date.parse(oldSecretRetiresAt)).toBe(server.clock.now().getTime() + 600 * SECOND_MS)
  expect((await server.api('GET', `/web-hooks/${id}`)).body.oldSecretRetiresAt).toBe(oldSecretRetiresAt)
  await schedule()
  await listener.waitFor(1)
  expect([verifies(signingSecret, 0), verifies(old, 0)]).toEqual([true, true])
  await server.moveClock(601 * SECOND_MS)
  await schedule()
  await listener.waitFor(2)
  expect([verifies(signingSecret, 1), verifies(old, 1)]).toEqual([true, false])
  expect((await server.api('GET', `/web-hooks/${id}`)).body.oldSecretRetiresAt).toBe(null)
  const atOnce = await server.api('POST', `/web-hooks/${id}/rotate-secret`, { overlapSeconds: 0 })
  expect(atOnce.body.oldSecretRetiresAt).toBe(null)
})

test('rotated again meanwhile, every secret is good until its own time', async () => {
  const { id, signingSecret: first } = await create()
  const rotate = async (overlapSeconds: number) =>
    (await server.api('POST', `/web-hooks/${id}/rotate-secret`, { overlapSeconds })).body.signingSecret
  const second = await rotate(600)
  const third = await rotate(0)
  const fourth = await rotate(60)
  const verified = async () => {
    const index = listener.callCount()
    await schedule()
    await listener.waitFor(index + 1)
    return [first, second, third, fourth].map((secret) => verifies(secret, index))
  }
  expect(await verified()).toEqual([true, false, true, true])
  await server.moveClock(61 * SECOND_MS)
  expect(await verified()).toEqual([true, false, false, true])
  await server.moveClock(600 * SECOND_MS)
  expect(await verified()).toEqual([false, false, false, true])
  for (let i = 0; i < 5; i++) await rotate(600)
  expect(await server.api('POST', `/web-hooks/${id}/rotate-secret`, {})).toMatchObject({
    status: 409,
    body: { type: expect.stringContaining('too-many-secrets') },
  })
})

test('another API key is sent from its time on, and the old one shown as retired', async () => {
  const { id } = await create({ apiKey: 'old-key' })
  const from = new Date(server.clock.now().getTime() + MINUTE_MS).toISOString()
  const rotated = await server.api('POST', `/web-hooks/${id}/rotate-api-key`, { from, apiKey: 'new-key' })
  expect(rotated).toMatchObject({ status: 200, body: { apiKey: 'new-key', from } })
  const keySent = async () => {
    await schedule()
    const calls = await listener.waitFor(listener.callCount() + 1)
    return calls.at(-1)!.headers['x-api-key']
  }
  const rotation = async () => (await server.api('GET', `/web-hooks/${id}`)).body.apiKeyRotation
  expect([await keySent(), await rotation()]).toEqual(['old-key', { from, oldKey: 'sent' }])
  await server.moveClock(MINUTE_MS)
  expect([await keySent(), await rotation()]).toEqual(['new-key', { from, oldKey: 'retired' }])
  const generated = await server.api('POST', `/web-hooks/${id}/rotate-api-key`)
  expect([await keySent(), await rotation()]).toEqual([generated.body.apiKey, null])
  const again = { from, overlapSeconds: 5 }
  expect((await server.api('POST', `/web-hooks/${id}/rotate-api-key`, again)).body.errors[0].pointer).toBe(
    '/overlapSeconds',
  )
})

test('statistics count the last day by hour, without test calls', async () => {
  const { id } = await create()
  listener.respondWith(500)
  await schedule()
  await listener.waitFor(1)
  await settle()
  await server.moveClock(2 * 60 * MINUTE_MS)
  await server.api('POST', `/web-hooks/${id}/test`)
  await settle()
  const { body } = await server.api('GET', `/web-hooks/${id}/statistics`)
  expect(body.isComplete).toBe(true)
  expect(body.hours).toHaveLength(24)
  expect(body.hours.slice(-3)).toEqual([
    { start: '2026-11-24T08:00:00.000Z', delivered: 0, failed: 1 },
    { start: '2026-11-24T09:00:00.000Z', delivered: 0, failed: 0 },
    { start: '2026-11-24T10:00:00.000Z', delivered: 1, failed: 0 },
  ])
})

test('what was missed is counted, replayed under the same ids, and its progress read', async () => {
  const meetings = [await schedule(), await schedule()]
  server.clock.advance(SECOND_MS)
  const { id } = await create()
  // Wide, because the ids of events are of real time, whatever the clock of the test says.
  const window = { since: '2020-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z', only: 'missed' }
  const dry = await server.api('POST', `/web-hooks/${id}/replay`, { ...window, dryRun: true })
  expect(dry).toMatchObject({ status: 200, body: { count: 2 } })
  const begun = await server.api('POST', `/web-hooks/${id}/replay`, window)
  expect(begun).toMatchObject({ status: 202, body: { total: 2, state: 'running', webHookId: id } })
  await server.runDueWork()
  await listener.waitFor(2)
  await settle()
  await server.runDueWork()
  expect((await server.api('GET', `/replays/${begun.body.id}`)).body).toMatchObject({
    done: 2,
    total: 2,
    state: 'done',
  })
  expect(listener.calls.map((call) => JSON.parse(call.body.toString()).id)).toEqual(meetings.map((m) => m.id))
  const cancelled = await server.api('POST', `/replays/${begun.body.id}/cancel`)
  expect([cancelled.status, cancelled.body.type]).toEqual([409, '/problems/replay-finished'])
  expect((await server.api('GET', '/replays/nonsense')).status).toBe(404)
})
