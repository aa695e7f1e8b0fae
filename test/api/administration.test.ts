import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { SUMMARY_DELAY_SECONDS: '7', MAIL_FROM: 'a@example.org' } })
})
afterAll(() => server.stop())

test('settings show what is in force, and which variable fixes what', async () => {
  const { body } = await server.api('GET', '/settings')
  expect(body).toMatchObject({
    productName: 'simplex Meeting',
    openBeforeSeconds: 900,
    summaryDelaySeconds: 7,
    mailConfigured: false,
    locked: { summaryDelaySeconds: 'SUMMARY_DELAY_SECONDS', mailFrom: 'MAIL_FROM' },
  })
})

test('a change is in force at once, also in another process, and after a restart', async () => {
  const { connectionString, clock } = server
  const other = await startTestServer({ database: connectionString, clock })
  const heard = new Promise<void>((resolve) => {
    other.context.database.announcements.on('settings', () => resolve())
  })
  const { status, body } = await server.api('PATCH', '/settings', { openBeforeSeconds: 60, color: '#112233' })
  expect([status, body.openBeforeSeconds, body.color]).toEqual([200, 60, '#112233'])
  await heard
  await other.runDueWork()
  expect((await other.api('GET', '/settings')).body.openBeforeSeconds).toBe(60)
  await other.stop()
  const restarted = await startTestServer({ database: connectionString, clock })
  expect(restarted.context.settings.current().color).toBe('#112233')
  await restarted.stop()
})

test('the name of the product is the name of the white label', async () => {
  await server.api('PATCH', '/settings', { productName: 'House of Talk' })
  const { rows } = await server.context.database.pool.query('select name from white_labels')
  expect(rows).toEqual([{ name: 'House of Talk' }])
})

test.each([
  [{ summaryDelaySeconds: 5 }, '/summaryDelaySeconds'],
  [{ timezone: 'Mars/Olympus' }, '/timezone'],
  [{ productName: ' ' }, '/productName'],
  [{ openBeforeSeconds: -1 }, '/openBeforeSeconds'],
  [{ openBeforeSeconds: '60' }, '/openBeforeSeconds'],
  [{ color: 'red' }, '/color'],
  [{ locked: {} }, '/locked'],
  [{ unknown: 1 }, '/unknown'],
])('%j cannot be set, and nothing beside it is', async (patch, pointer) => {
  const { status, body } = await server.api('PATCH', '/settings', { leaveGraceSeconds: 99, ...patch })
  expect(status).toBe(422)
  expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer])
  expect((await server.api('GET', '/settings')).body.leaveGraceSeconds).toBe(15)
})

test('accounts are made with a room of their own, renamed, and listed', async () => {
  const made = await server.api('POST', '/accounts', { name: 'North' })
  expect(made.body).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{24}$/),
    name: 'North',
    sharesMeetings: false,
    isSandbox: false,
    recordingLayout: null,
    createdAt: expect.anything(),
  })
  const rooms = await server.api('GET', `/rooms?accountId=${made.body.id}`)
  expect(rooms.body.data).toMatchObject([{ accountId: made.body.id, name: '' }])
  const renamed = await server.api('PATCH', `/accounts/${made.body.id}`, {
    name: 'South',
    recordingLayout: 'grid',
  })
  expect(renamed.body).toMatchObject({ name: 'South', recordingLayout: 'grid' })
  expect((await server.api('GET', `/accounts/${made.body.id}`)).body.name).toBe('South')
  expect((await server.api('GET', '/accounts')).body.data).toContainEqual(renamed.body)
})

test('rooms are made, renamed and removed; where a meeting is held, and the own room of an account, stay', async () => {
  const { body: room } = await server.api('POST', '/rooms', { name: 'Blue' })
  expect((await server.api('PATCH', `/rooms/${room.id}`, { name: 'Green' })).body.name).toBe('Green')
  const meeting = await server.api('POST', '/meetings', { topic: 'Paint', roomId: room.id })
  expect(meeting.status).toBe(201)
  const refused = await server.api('DELETE', `/rooms/${room.id}`)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/room-in-use'])
  expect((await server.api('DELETE', `/meetings/${meeting.body.id}`)).status).toBe(204)
  expect((await server.api('DELETE', `/rooms/${room.id}`)).status).toBe(204)
  expect((await server.api('DELETE', `/rooms/${room.id}`)).status).toBe(404)
  const [own] = (await server.api('GET', '/rooms')).body.data.filter(
    ({ name }: { name: string }) => name === '',
  )
  expect((await server.api('DELETE', `/rooms/${own.id}`)).status).toBe(409)
})

test('who changed what is written down, newest first, and never a secret', async () => {
  const { body: made } = await server.api('POST', '/api-keys', { name: 'Audited', scopes: ['meetings:read'] })
  await server.api('PATCH', '/settings', { language: 'fr' })
  const { body } = await server.api('GET', '/audit-events?limit=2')
  expect(body.data).toMatchObject([
    {
      action: 'settings.changed',
      actor: 'api-key:admin',
      details: { before: { language: 'en' }, after: { language: 'fr' } },
    },
    { action: 'api-key.created', subject: made.id, details: { name: 'Audited' } },
  ])
  expect(JSON.stringify(body)).not.toContain(made.key)
  const next = await server.api('GET', `/audit-events?limit=1&cursor=${body.nextCursor}`)
  expect(next.body.data[0].id).toBeLessThan(body.data[1].id)
  const byAction = await server.api('GET', `/audit-events?action=api-key.created&subject=${made.id}`)
  expect(byAction.body.data).toHaveLength(1)
  const created = await server.api('GET', '/audit-events?action=instance.created')
  expect(created.body.data).toMatchObject([{ actor: 'server' }])
  const { body: meeting } = await server.api('POST', '/meetings', { topic: 'Written down' })
  const named = async () => {
    const answer = await server.api('GET', `/audit-events?action=meeting.scheduled&subject=${meeting.id}`)
    return answer.body.data[0].subjectName
  }
  expect(await named()).toBe('Written down')
  await server.api('PATCH', `/meetings/${meeting.id}`, { topic: 'Renamed' })
  expect(await named()).toBe('Renamed')
  await server.api('DELETE', `/meetings/${meeting.id}`)
  expect(await named()).toBe('Written down')
  expect(body.data.map(({ subjectName }: { subjectName: string | null }) => subjectName)).toEqual([
    null,
    'Audited',
  ])
  const future = await server.api('GET', '/audit-events?since=2100-01-01T00:00:00Z')
  expect(future.body.data).toEqual([])
})
