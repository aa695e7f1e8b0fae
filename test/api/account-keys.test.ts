/** What the key of one account is told of the instance: nothing that is the operator's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL_SCOPES } from '../../server/accounts/caller.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { startTestServer, type Answer, type Json, type TestServer } from '../support/server.ts'

let server: TestServer
let listener: Listener
let accountId: string
let key: string
beforeAll(async () => {
  server = await startTestServer()
  listener = await startListener()
  accountId = (await server.api('POST', '/accounts', { name: 'Tenant' })).body.id
  key = (await server.api('POST', '/api-keys', { name: 'Tenant', accountId, scopes: ALL_SCOPES })).body.key
})
afterAll(async () => {
  await server.stop()
  await listener.close()
})

function tenant(method: string, path: string, body?: unknown): Promise<Answer<Json>> {
  return server.request(method, `/api/v1${path}`, body, { 'x-api-key': key })
}

test('System Configuration is for callers of the whole instance', async () => {
  const answer = await tenant('GET', '/settings')
  expect([answer.status, answer.body.type]).toEqual([403, '/problems/instance-level-needed'])
  expect((await server.api('GET', '/settings')).status).toBe(200)
})

test('of its owner, an administrator of the instance, it is told the name only', async () => {
  const { user } = (await tenant('GET', '/session')).body
  expect(user).toMatchObject({ username: 'Administrator', email: null, totpEnabled: null, accountId })
})

test("what went to the operator's own web hook is shown without the query, and is the operator's to repeat", async () => {
  const url = `${listener.origin}/operator?token=secret`
  const { body: webHook } = await server.api('POST', '/web-hooks', { event: 'onMeetingScheduled', url })
  await tenant('POST', '/meetings', { topic: 'Ours' })
  await server.services.engine.dispatcher.settle()
  const id = (await tenant('GET', '/deliveries?state=delivered')).body.data[0].id
  const shown = (await tenant('GET', `/deliveries/${id}`)).body
  expect(shown.attempts[0].url).toBe(`${listener.origin}/operator?•••`)
  expect(JSON.stringify(shown)).not.toContain('secret')
  expect((await server.api('GET', `/deliveries/${id}`)).body.attempts[0].url).toBe(url)
  for (const action of ['resend', 'cancel']) {
    const answer = await tenant('POST', `/deliveries/${id}/${action}`)
    expect([answer.status, answer.body.type]).toEqual([403, '/problems/instance-level-needed'])
  }
  await server.api('PATCH', `/web-hooks/${webHook.id}`, { accountId })
  expect((await tenant('POST', `/deliveries/${id}/resend`)).status).toBe(201)
})
