import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerPublicKeyRoute } from '../../server/api/routes/public-key.ts'
import { generateSigningKeyPair, privateSigningKey, publicKeyOf } from '../../server/webhooks/http/sign.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const publicKey = publicKeyOf(privateSigningKey(generateSigningKeyPair().privateKey))

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({
    onHttpServer: (app) =>
      void app.register(async (api) => registerPublicKeyRoute(api, { engine: { publicKey } }), {
        prefix: '/api/v1',
      }),
  })
})
afterAll(() => server.stop())

test('the public key is there for whoever may read web hooks', async () => {
  expect(await server.api('GET', '/web-hooks/public-key')).toMatchObject({ status: 200, body: { publicKey } })
  expect(publicKey).toMatch(/^whpk_/)
  expect((await server.request('GET', '/api/v1/web-hooks/public-key')).status).toBe(401)
})
