/** Which recording is merged next, where several accounts wait. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimDueRecording } from '../../server/recordings/recording-lease.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { createTenant, type Tenant } from '../support/tenants.ts'

const GRACE_MS = 60_000

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.services.reconcilers.find(({ name }) => name === 'merges')!.stop()
})
afterAll(() => server.stop())

/** @returns the meeting's id; its recording waits. */
async function hold(tenant: Tenant): Promise<string> {
  const startTime = server.clock.now().toISOString()
  const { body } = await tenant.api('POST', '/meetings', { topic: 'Held', startTime, isRecorded: true })
  expect((await tenant.api('POST', `/meetings/${body.id}/close`)).status).toBe(200)
  server.clock.advance(1_000)
  return body.id
}

test('an account with many recordings keeps no other account waiting', async () => {
  const [busy, other] = [await createTenant(server, 'busy'), await createTenant(server, 'other')]
  const theirs = [await hold(busy), await hold(busy), await hold(busy)]
  const ours = await hold(other)
  server.clock.advance(GRACE_MS)
  const order: (string | undefined)[] = []
  for (let turn = 0; turn < 5; turn++) {
    order.push((await claimDueRecording(server.context))?.place.meetingId)
    server.clock.advance(1_000)
  }
  expect(order).toEqual([theirs[0], ours, theirs[1], theirs[2], undefined])
})
