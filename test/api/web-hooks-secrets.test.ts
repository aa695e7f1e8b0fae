/** What is never shown: to whom it goes, and that nobody has it sent to themselves. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSelfSigned } from '../support/certificates.ts'
import { startTestServer, type Answer, type Json, type TestServer } from '../support/server.ts'
import { createTenant, type Tenant } from '../support/tenants.ts'

const URL = 'https://receiver.example.com/hooks'
const ELSEWHERE = 'https://elsewhere.example.com/hooks'
const HOOK = { event: 'onMeetingScheduled', url: URL }

let server: TestServer
let one: Tenant
let other: Tenant
beforeAll(async () => {
  server = await startTestServer()
  one = await createTenant(server, 'One')
  other = await createTenant(server, 'Other')
})
afterAll(() => server.stop())

function refusal({ status, body }: Answer<Json>): unknown[] {
  return [status, body.type?.replace('/problems/', ''), body.errors?.map((error: Json) => error.pointer)]
}

test("another account's web hook is not changed by its name", async () => {
  const before = await other.api('PUT', '/web-hooks/by-name/theirs', { ...HOOK, apiKey: 'theirs' })
  const change = { ...HOOK, url: ELSEWHERE, accountId: other.accountId }
  expect(refusal(await one.api('PUT', '/web-hooks/by-name/theirs', change))).toEqual([
    422,
    'invalid-input',
    ['/accountId'],
  ])
  const everybodys = await server.api('PUT', '/web-hooks/by-name/everybodys', { ...HOOK, apiKey: 'ours' })
  const taken = await one.api('PUT', '/web-hooks/by-name/everybodys', {
    ...HOOK,
    url: ELSEWHERE,
    accountId: null,
  })
  expect(refusal(taken)).toEqual([403, 'instance-level-needed', undefined])
  for (const { body } of [before, everybodys]) {
    expect((await server.api('GET', `/web-hooks/${body.id}`)).body).toMatchObject({
      url: URL,
      apiKeySet: true,
    })
  }
})

test("an account's key that names no account means its own, and may not say every account", async () => {
  const calls = [
    ['POST', '/web-hooks', HOOK],
    ['PUT', '/web-hooks/by-name/own', HOOK],
    ['POST', '/api-keys', { name: 'Own', scopes: ['meetings:read'] }],
  ] as const
  for (const [method, path, body] of calls) {
    expect((await one.api(method, path, body)).body.accountId).toBe(one.accountId)
    expect(refusal(await one.api(method, path, { ...body, accountId: null }))).toEqual([
      403,
      'instance-level-needed',
      undefined,
    ])
  }
  const { body } = await one.api('POST', '/web-hooks', HOOK)
  expect((await one.api('PATCH', `/web-hooks/${body.id}`, { accountId: null })).status).toBe(403)
  expect((await one.api('POST', '/web-hooks/test', { ...HOOK, accountId: null })).status).toBe(403)
  expect((await one.api('POST', '/web-hooks/test', { ...HOOK, accountId: other.accountId })).status).toBe(422)
  expect((await server.api('POST', '/web-hooks', HOOK)).body.accountId).toBeNull()
})

const { cert: clientCertificate, key: clientKey } = createSelfSigned('DNS:client')
const SECRETS = {
  apiKey: 'a key',
  headers: { Authorization: 'a header', 'X-Second': 'another' },
  clientCertificate,
  clientKey,
}

test('with another host the secrets have to be given again, and each that is missing is named', async () => {
  const { body } = await server.api('POST', '/web-hooks', { ...HOOK, ...SECRETS })
  const patch = (change: object) => server.api('PATCH', `/web-hooks/${body.id}`, change)
  const missing = ['/apiKey', '/clientKey', '/headers/Authorization', '/headers/X-Second']
  expect(refusal(await patch({ url: ELSEWHERE }))).toEqual([422, 'invalid-input', missing])
  const masked = { url: ELSEWHERE, apiKey: 'new', headers: { authorization: '•••', 'x-second': 'new' } }
  expect(refusal(await patch(masked))[2]).toEqual(['/clientKey', '/headers/Authorization'])
  expect(refusal(await patch({ url: 'http://receiver.example.com:8443/' }))[0]).toBe(422)
  expect((await patch({ url: `${URL}/another-path` })).status).toBe(200)
  const moved = await patch({ url: ELSEWHERE, apiKey: 'new', clientKey, headers: null })
  expect(moved.body).toMatchObject({ url: ELSEWHERE, apiKeySet: true, headers: {} })
  expect((await patch({ url: URL, apiKey: null, clientCertificate: null, clientKey: null })).status).toBe(200)
})

test('by name the secrets have to be given again, too', async () => {
  const file = { ...HOOK, accountId: one.accountId }
  await server.api('PUT', '/web-hooks/by-name/as-code', { ...file, ...SECRETS })
  const put = (change: object) => server.api('PUT', '/web-hooks/by-name/as-code', { ...file, ...change })
  expect((await put({})).status).toBe(200)
  const missing = ['/apiKey', '/clientKey', '/headers/Authorization', '/headers/X-Second']
  expect(refusal(await put({ url: ELSEWHERE }))).toEqual([422, 'invalid-input', missing])
  expect((await put({ url: ELSEWHERE, ...SECRETS })).status).toBe(200)
})

test('a key that is to be sent later does not go to another host either', async () => {
  const { body } = await server.api('POST', '/web-hooks', { ...HOOK, apiKey: 'first' })
  await server.api('POST', `/web-hooks/${body.id}/rotate-api-key`, { apiKey: 'second', overlapSeconds: 3600 })
  const moved = await server.api('PATCH', `/web-hooks/${body.id}`, { url: ELSEWHERE, apiKey: 'first' })
  expect(moved.body).toMatchObject({ apiKeySet: true, apiKeyRotation: null })
})

test('the password of the mail server is forgotten with another port and with less encryption', async () => {
  const set = async (change: object) => {
    const { status, body } = await server.api('PATCH', '/settings', change)
    expect(status).toBe(200)
    return body.smtpPasswordSet
  }
  const mail = { smtpHost: 'smtp.example.org', smtpPort: 587, smtpSecurity: 'starttls', smtpUser: 'us' }
  const again = { ...mail, smtpPassword: 'a password' }
  expect(await set(again)).toBe(true)
  expect(await set({ smtpSecurity: 'tls' })).toBe(true)
  expect(await set({ smtpPort: 2525 })).toBe(false)
  for (const smtpSecurity of ['optional', 'none']) {
    expect(await set(again)).toBe(true)
    expect(await set({ smtpSecurity })).toBe(false)
    expect(await set({ smtpSecurity, smtpPassword: 'a password' })).toBe(true)
  }
})
