/** The public key of `v1a` signatures, as a receiver uses it that holds no secret: fetched, and then verified with. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifySignature } from '../../receiver/src/verify-signature.ts'
import { generateSigningKeyPair } from '../../server/webhooks/http/sign.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let listener: Listener

beforeAll(async () => {
  server = await startTestServer()
  listener = await startListener()
})
afterAll(async () => {
  await server.stop()
  await listener.close()
})

test('calls are verified by the public key that anybody can fetch, and by no other', async () => {
  const answer = await server.request('GET', '/api/v1/web-hooks/public-key')
  expect([answer.status, answer.body]).toEqual([
    200,
    { publicKey: expect.stringMatching(/^whpk_[A-Za-z0-9+/]{43}=$/) },
  ])
  const { body: webHook } = await server.api('POST', '/web-hooks', {
    event: 'onMeetingClosed',
    url: `${listener.origin}/hook`,
    signedAsymmetrically: true,
  })
  await server.api('POST', `/web-hooks/${webHook.id}/test`)
  const [call] = await listener.waitFor(1)
  const now = server.clock.now()
  await verifySignature(call!, { publicKey: answer.body.publicKey, now })
  const other = generateSigningKeyPair().publicKey
  await expect(verifySignature(call!, { publicKey: other, now })).rejects.toMatchObject({
    code: 'signature-mismatch',
  })
})
