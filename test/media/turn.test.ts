/** TURN by coturn, as an operator runs it: what the health page finds when it tries it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tryTurn } from '../../server/media/try-turn.ts'
import { turnCredentials } from '../../server/media/turn-credentials.ts'
import { createCertificateAuthority } from '../support/certificates.ts'
import { noCoturn, startCoturn, type Coturn } from '../support/coturn.ts'
import { startTestServer } from '../support/server.ts'

const authority = createCertificateAuthority()
let coturn: Coturn
beforeAll(async () => {
  if (noCoturn) console.warn(`Skipped: ${noCoturn}`)
  else coturn = await startCoturn(authority.issue('IP:127.0.0.1'))
})
afterAll(() => coturn?.stop())

const inAnHour = () => Math.floor(Date.now() / 1000) + 3_600

test.skipIf(noCoturn)(
  'credentials made of the shared secret get an address by UDP, TCP and TLS',
  async () => {
    const credentials = turnCredentials(coturn.secret, inAnHour())
    for (const url of [
      `turn:127.0.0.1:${coturn.port}`,
      `turn:127.0.0.1:${coturn.port}?transport=tcp`,
      `turns:127.0.0.1:${coturn.tlsPort}`,
    ]) {
      expect(await tryTurn(url, credentials, authority.cert)).toEqual({ url, isTried: true, fault: null })
    }
  },
)

test.skipIf(noCoturn)('a wrong secret, a past time and a certificate of nobody are named', async () => {
  const url = `turn:127.0.0.1:${coturn.port}`
  const faultOf = async (...asked: Parameters<typeof tryTurn>) => (await tryTurn(...asked)).fault
  expect(await faultOf(url, turnCredentials('another secret', inAnHour()))).toContain('TURN_SECRET')
  expect(await faultOf(url, turnCredentials(coturn.secret, inAnHour() - 7_200))).toContain('TURN_SECRET')
  const secure = `turns:127.0.0.1:${coturn.tlsPort}`
  expect(await faultOf(secure, turnCredentials(coturn.secret, inAnHour()))).toMatch(/certificate|self-signed/)
})

test('a port that nobody listens on is a fault, and health names it', async () => {
  const server = await startTestServer({
    env: { TURN_URLS: 'turn:127.0.0.1:1?transport=tcp', TURN_SECRET: 'a secret' },
  })
  try {
    const { body } = await server.api('GET', '/health')
    expect(body.media.turn).toEqual([
      {
        url: 'turn:127.0.0.1:1?transport=tcp',
        isTried: true,
        fault: expect.stringContaining('ECONNREFUSED'),
      },
    ])
    expect(body.troubles).toContainEqual(expect.objectContaining({ code: 'turn-failing' }))
    await server.api('PATCH', '/settings', { iceServers: [{ urls: ['stun:stun.example.org'] }] })
    const after = await server.api('GET', '/health')
    expect(after.body.troubles).toContainEqual(expect.objectContaining({ code: 'ice-servers-old' }))
  } finally {
    await server.stop()
  }
})
