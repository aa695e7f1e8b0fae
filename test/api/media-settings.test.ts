/** A LiveKit server in System Configuration: its secret goes in and never comes out. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'

const SECRET = 'a secret of LiveKit, thirty-two characters or more'
const liveKit = { liveKitUrl: 'ws://127.0.0.1:1', liveKitApiKey: 'devkey', liveKitApiSecret: SECRET }

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const change = (patch: object) => server.api('PATCH', '/settings', patch)

test('address, key and secret go together, and what is wrong is named', async () => {
  const faults = async (patch: object) =>
    (await change(patch)).body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [
      pointer,
      code,
    ])
  expect(await faults({ liveKitUrl: 'ws://127.0.0.1:1' })).toEqual([
    ['/liveKitUrl', 'required'],
    ['/liveKitUrl', 'required'],
  ])
  expect(await faults({ ...liveKit, liveKitUrl: 'ftp://x' })).toEqual([['/liveKitUrl', 'url']])
  expect(await faults({ ...liveKit, liveKitApiSecret: 'short' })).toEqual([['/liveKitApiSecret', 'other']])
})

test('the secret is stored encrypted, shown to nobody, and used from the next start', async () => {
  const { status, body } = await change(liveKit)
  expect(status).toBe(200)
  expect(body).toMatchObject({ liveKitUrl: liveKit.liveKitUrl, liveKitApiSecretSet: true })
  const trail = await server.api('GET', '/audit-events?action=settings.changed')
  for (const shown of [body, trail.body, (await server.api('GET', '/settings')).body])
    expect(JSON.stringify(shown)).not.toContain(SECRET)
  const { rows } = await server.context.database.pool.query(
    `select value::text as value from settings where name = 'liveKitApiSecret'`,
  )
  expect(rows[0].value).not.toContain(SECRET)
  expect((await server.api('GET', '/health')).body.media.kind).toBe('embedded')

  const next = await startTestServer({ database: server.connectionString, clock: server.clock })
  try {
    const { media } = (await next.api('GET', '/health')).body
    expect(media).toMatchObject({
      kind: 'livekit',
      url: 'ws://127.0.0.1:1',
      fault: expect.stringContaining('LiveKit'),
    })
  } finally {
    await next.stop()
  }
})

test('the environment wins, and a secret does not follow to another address', async () => {
  const env = { LIVEKIT_URL: 'ws://127.0.0.1:2', LIVEKIT_API_KEY: 'other', LIVEKIT_API_SECRET: SECRET }
  const fixed = await startTestServer({ database: server.connectionString, clock: server.clock, env })
  try {
    const { body } = await fixed.api('GET', '/settings')
    expect(body.locked).toMatchObject({ liveKitUrl: 'LIVEKIT_URL', liveKitApiSecret: 'LIVEKIT_API_SECRET' })
    expect((await fixed.api('GET', '/health')).body.media.url).toBe('ws://127.0.0.1:2')
  } finally {
    await fixed.stop()
  }
  const moved = await change({ liveKitUrl: 'ws://127.0.0.1:3' })
  expect(moved.body.errors).toEqual([expect.objectContaining({ pointer: '/liveKitUrl', code: 'required' })])
  expect((await change({ liveKitUrl: '' })).body.liveKitApiSecretSet).toBe(false)
})
