import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteAndSignIn } from '../support/browser-session.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { startSmtpListener } from '../support/smtp-listener.ts'
import { createTenant } from '../support/tenants.ts'

const MINUTE_MS = 60_000

let server: TestServer
let failing: Listener
beforeAll(async () => {
  failing = await startListener({ answer: () => 503 })
  server = await startTestServer()
})
afterAll(async () => {
  await server.stop()
  await failing.close()
})

test('says what runs, on what, and how much room there is', async () => {
  const { status, body } = await server.api('GET', '/health')
  expect(status).toBe(200)
  expect(body.server).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    node: process.versions.node,
    startedAt: '2026-11-24T08:00:00.000Z',
    timeZoneData: process.versions.tz,
  })
  expect(body.database.version).toMatch(/^\d+/)
  expect(body.database.sizeBytes).toBeGreaterThan(1_000_000)
  expect(Math.abs(body.database.clockAheadMs)).toBeLessThan(60_000)
  expect(body.disk.totalBytes).toBeGreaterThan(body.disk.freeBytes)
  expect(body.queue).toMatchObject({ waiting: 0, kept: 0, oldestPendingAt: null, feedLag: 0 })
  expect(body.recordings).toEqual({ waiting: 0, ffmpeg: expect.stringMatching(/\d/) })
  expect(body.mail).toMatchObject({ state: 'not-configured', server: null, waiting: 0 })
  expect(body.troubles).toContainEqual({
    code: 'mail-not-configured',
    severity: 'attention',
    subject: '',
    detail: expect.stringContaining('under Mail'),
  })
})

test('calls that wait, and what they wait for, come first', async () => {
  const made = await server.api('POST', '/web-hooks', { event: 'onMeetingScheduled', url: failing.origin })
  expect(made.status).toBe(201)
  const at = server.clock.now().toISOString()
  await server.api('POST', '/meetings', { topic: 'Nobody hears of it' })
  await server.runDueWork()
  const young = (await server.api('GET', '/health')).body
  expect(young.queue).toMatchObject({ waiting: 1, oldestPendingAt: at, failingWebHooks: 1 })
  expect(young.troubles.map(({ code }: { code: string }) => code)).not.toContain('queue-old')
  server.clock.advance(61 * MINUTE_MS)
  const { body } = await server.api('GET', '/health')
  expect([body.state, body.troubles[0].severity]).toEqual(['bad', 'bad'])
  expect(body.troubles).toContainEqual(expect.objectContaining({ code: 'queue-old', subject: at }))
  await server.api('PATCH', `/web-hooks/${made.body.id}`, { enabled: false })
  const { queue } = (await server.api('GET', '/health')).body
  expect(queue).toMatchObject({ waiting: 0, kept: 1, oldestPendingAt: null, failingWebHooks: 0 })
})

test('the mail server is asked, and asked again where it was changed', async () => {
  const listener = await startSmtpListener()
  const { hostname: smtpHost, port } = new URL(listener.url)
  const mail = { smtpHost, smtpPort: Number(port), smtpSecurity: 'none', mailFrom: 'a@example.org' }
  await server.api('PATCH', '/settings', mail)
  expect((await server.api('GET', '/health')).body.mail).toMatchObject({
    state: 'working',
    server: `${smtpHost}:${port}`,
  })
  expect(listener.mails).toEqual([])
  await listener.close()
  await server.api('PATCH', '/settings', { mailFrom: 'b@example.org' })
  const { body } = await server.api('GET', '/health')
  expect(body.mail).toMatchObject({ state: 'failing', fault: 'unreachable' })
  expect(body.troubles).toContainEqual(expect.objectContaining({ code: 'mail-failing', severity: 'bad' }))
})

test('is for administrators of the whole instance', async () => {
  const host = await inviteAndSignIn(server, { role: 'host', email: 'host@example.org' })
  expect((await host.api('GET', '/health')).status).toBe(403)
  const tenant = await createTenant(server, 'North')
  expect((await tenant.api('GET', '/health')).status).toBe(403)
  expect((await server.request('GET', '/api/v1/health')).status).toBe(401)
})
