import { afterEach, beforeEach, expect, test } from 'vitest'
import { inviteAndSignIn } from '../support/browser-session.ts'
import { makePng } from '../support/make-png.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { startSmtpListener } from '../support/smtp-listener.ts'
import { createTenant } from '../support/tenants.ts'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const LIMIT_BYTES = 512 * 1024

let server: TestServer
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.stop())

function upload(name: string, bytes: Buffer | string, type = 'image/png') {
  return server.api('PUT', `/branding/${name}`, bytes, { 'content-type': type })
}

async function fetchImage(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + path, { headers })
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}

test('until a logo is brought there is none; then everybody sees it, also before signing in', async () => {
  expect((await fetchImage('/branding/logo')).status).toBe(404)
  const png = makePng()
  const { status, body } = await upload('logo', png)
  expect([status, body.images.icon]).toEqual([200, null])
  const { version } = body.images.logo
  const shown = await fetchImage('/branding/logo')
  expect(shown.status).toBe(200)
  expect(shown.bytes.equals(png)).toBe(true)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
  expect(shown.headers.get('etag')).toBe(`"${version}"`)
  expect(shown.headers.get('cache-control')).toBe('no-cache')
  expect((await fetchImage('/branding/logo', { 'if-none-match': `"${version}"` })).status).toBe(304)
  const named = await fetchImage(`/branding/logo?v=${version}`)
  expect(named.headers.get('cache-control')).toContain('immutable')
})

test('another process shows it, too', async () => {
  const { connectionString, clock } = server
  const other = await startTestServer({ database: connectionString, clock })
  const heard = new Promise<void>((resolve) => {
    other.context.database.announcements.on('settings', () => resolve())
  })
  await upload('icon', makePng())
  await heard
  await other.runDueWork()
  expect((await other.api('GET', '/settings')).body.images.icon).toMatchObject({ mediaType: 'image/png' })
  await other.stop()
})

test('the icon is the name’s first letter until there is another', async () => {
  const letter = await fetchImage('/branding/icon')
  expect(letter.headers.get('content-type')).toBe('image/svg+xml')
  expect(letter.bytes.toString()).toContain('>S</text>')
  await upload('icon', makePng({ width: 32, height: 32 }))
  expect((await fetchImage('/branding/icon')).headers.get('content-type')).toBe('image/png')
  expect((await server.api('DELETE', '/branding/icon')).status).toBe(204)
  expect((await fetchImage('/branding/icon')).headers.get('content-type')).toBe('image/svg+xml')
  expect((await server.api('DELETE', '/branding/icon')).status).toBe(404)
})

test('what it is is said by its bytes, and nothing in it runs', async () => {
  const { body } = await upload('logo', SVG, 'text/html')
  expect(body.images.logo.mediaType).toBe('image/svg+xml')
  const { headers } = await fetchImage('/branding/logo')
  expect(headers.get('content-type')).toBe('image/svg+xml')
  expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none';/)
})

test.each([
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a GIF', 'GIF89a'],
  ['nothing', ''],
])('%s is refused, whatever it is called', async (_what, bytes) => {
  expect((await upload('logo', bytes)).status).toBe(422)
  expect((await fetchImage('/branding/logo')).status).toBe(404)
})

test('there is a limit to its size, and there are no other pictures', async () => {
  const tail = Buffer.alloc(LIMIT_BYTES)
  const large = await upload('logo', Buffer.concat([makePng(), tail]))
  expect([large.status, large.body.type]).toEqual([413, '/problems/request-too-large'])
  expect((await upload('background', makePng())).status).toBe(404)
})

test('only administrators of the whole instance bring pictures', async () => {
  const host = await inviteAndSignIn(server, { role: 'host', email: 'host@example.org' })
  const png = makePng()
  expect((await host.api('PUT', '/branding/logo', png, { 'content-type': 'image/png' })).status).toBe(403)
  const tenant = await createTenant(server, 'North')
  const answer = await tenant.api('PUT', '/branding/logo', png, { 'content-type': 'image/png' })
  expect([answer.status, answer.body.type]).toEqual([403, '/problems/instance-level-needed'])
})

test('a new logo takes the print of the former one away', async () => {
  await upload('logo', SVG)
  expect((await upload('print-logo', makePng())).body.images['print-logo']).not.toBeNull()
  expect((await upload('logo', SVG.replace('1', '2'))).body.images['print-logo']).toBeNull()
})

test('it is written down who brought what', async () => {
  await upload('logo', makePng())
  const { body } = await server.api('GET', '/audit-events?action=branding')
  expect(body.data).toMatchObject([
    { action: 'branding.image-changed', subject: 'logo', details: { mediaType: 'image/png' } },
  ])
})

test('mails wear logo, colour and name: of pictures that mail programs show', async () => {
  const listener = await startSmtpListener()
  const mailing = await startTestServer({
    env: {
      SMTP_URL: listener.url,
      MAIL_FROM: 'meetings@example.org',
      PUBLIC_URL: 'https://meet.example.org',
    },
  })
  await mailing.api('PATCH', '/settings', { productName: 'Alpenglow', color: '#0f766e' })
  const htmlOf = async (count: number) => {
    expect((await mailing.api('POST', '/settings/test-mail', { to: 'ada@example.org' })).body.isSent).toBe(
      true,
    )
    const mails = await listener.waitFor(count)
    return mails.at(-1)!.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  }
  await mailing.api('PUT', '/branding/logo', SVG, { 'content-type': 'image/svg+xml' })
  expect(await htmlOf(1)).not.toContain('<img')
  const { body } = await mailing.api('PUT', '/branding/print-logo', makePng(), {
    'content-type': 'image/png',
  })
  const { version } = body.images['print-logo']
  const mail = await htmlOf(2)
  expect(mail).toContain(`src="https://meet.example.org/branding/print-logo?v=${version}"`)
  expect(mail).toMatch(/^From: Alpenglow <meetings@example\.org>\r$/m)
  await mailing.stop()
  await listener.close()
})
