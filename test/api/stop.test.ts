import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { closeHttpServer } from '../../server/api/close-http-server.ts'
import type { Api } from '../../server/api/api.ts'
import { createSelfSigned } from '../support/certificates.ts'
import { startTestServer } from '../support/server.ts'

interface Waiting {
  addRoute(app: Api): void
  readonly whenRunning: Promise<void>
  letGo(): void
  app(): Api
}

/** A route whose answer waits until it is let go. */
function waitingRoute(): Waiting {
  const running = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  let app: Api
  return {
    addRoute(given) {
      app = given
      given.get(
        '/api/v1/test/wait',
        { config: { scope: 'meetings:read' }, schema: { operationId: 'testWait', summary: 'Waits' } },
        async () => {
          running.resolve()
          await free.promise
          return { done: true }
        },
      )
    },
    whenRunning: running.promise,
    letGo: () => free.resolve(),
    app: () => app,
  }
}

test('a request in flight is answered before the server is gone', async () => {
  const route = waitingRoute()
  const server = await startTestServer({ onHttpServer: route.addRoute })
  const inFlight = server.api('GET', '/test/wait')
  await route.whenRunning
  const stopping = server.stop()
  route.letGo()
  expect(await inFlight).toMatchObject({ status: 200, body: { done: true } })
  await stopping
  await expect(server.api('GET', '/rooms')).rejects.toThrow(/fetch failed/)
})

test('a request that does not end is cut off, so that the server does', async () => {
  const route = waitingRoute()
  const server = await startTestServer({ onHttpServer: route.addRoute })
  const inFlight = server.api('GET', '/test/wait')
  const cut = expect(inFlight).rejects.toThrow(/fetch failed/)
  await route.whenRunning
  await closeHttpServer(route.app(), 0)
  await cut
  route.letGo()
  await server.stop()
})

test('with a certificate it speaks HTTPS by itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'simplex-meeting-tls-'))
  const { cert, key } = createSelfSigned('DNS:localhost')
  const [certPath, keyPath] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  await Promise.all([writeFile(certPath, cert), writeFile(keyPath, key)])
  const server = await startTestServer({ env: { TLS_CERT: certPath, TLS_KEY: keyPath } })
  try {
    expect(server.context.publicUrl).toBe(`https://localhost:${server.port}`)
    const status = await new Promise((resolve, reject) => {
      const options = {
        port: server.port,
        host: '127.0.0.1',
        servername: 'localhost',
        path: '/healthz',
        ca: cert,
      }
      request(options, (response) => {
        response.resume()
        resolve([response.statusCode, response.headers['strict-transport-security']])
      })
        .on('error', reject)
        .end()
    })
    expect(status).toEqual([200, 'max-age=31536000'])
  } finally {
    await server.stop()
    await rm(folder, { recursive: true })
  }
})
