import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL_SCOPES } from '../../server/accounts/caller.ts'
import { inviteAndSignIn, sessionOf } from '../support/browser-session.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

function codeOf({ body }: { body: { type: string } }): string {
  return body.type.replace('/problems/', '')
}

test('a user is invited by a link that is shown once, sets a password with it, and is a host of the account', async () => {
  const invited = await server.api('POST', '/users', {
    email: 'bo@example.org',
    username: 'Bo',
    role: 'host',
  })
  expect(invited.status).toBe(201)
  expect(invited.body.user).toMatchObject({ email: 'bo@example.org', role: 'host', hasPassword: false })
  const door = `/api/v1${new URL(invited.body.invitation.url).pathname}`
  expect((await server.request('GET', door)).body).toMatchObject({
    purpose: 'invitation',
    email: 'bo@example.org',
  })
  const wrong = await server.request('POST', door, { password: 'long enough', productName: 'Mine now' })
  expect(wrong.body.errors[0].pointer).toBe('/productName')
  const session = sessionOf(server, await server.request('POST', door, { password: 'long enough' }))
  expect((await session.api('GET', '/session')).body.user).toMatchObject({ level: 'account', role: 'host' })
  expect((await session.api('GET', '/rooms')).status).toBe(200)
  expect(codeOf(await session.api('GET', '/users'))).toBe('missing-scope')
  expect((await server.api('GET', `/users/${invited.body.user.id}`)).body.hasPassword).toBe(true)
})

test('an e-mail address belongs to one user, whatever its case', async () => {
  const user = { email: 'cy@example.org', username: 'Cy', role: 'host' }
  const { body } = await server.api('POST', '/users', user)
  expect(codeOf(await server.api('POST', '/users', { ...user, email: 'CY@example.org' }))).toBe('email-taken')
  const other = await server.api('POST', '/users', { ...user, email: 'cy2@example.org' })
  const taken = await server.api('PATCH', `/users/${other.body.user.id}`, { email: 'cy@example.org' })
  expect([taken.status, codeOf(taken)]).toEqual([409, 'email-taken'])
  expect((await server.api('PATCH', `/users/${body.user.id}`, { email: 'cy@example.org' })).status).toBe(200)
})

test('anyone who is disabled is signed out at once, cannot come back in, and can be enabled again', async () => {
  const dee = await inviteAndSignIn(server, { email: 'dee@example.org', role: 'host' })
  const disabled = await server.api('PATCH', `/users/${dee.id}`, { disabled: true })
  expect(disabled.body.disabledAt).toBe(server.clock.now().toISOString())
  expect((await dee.api('GET', '/session')).status).toBe(401)
  const credentials = { email: 'dee@example.org', password: dee.password }
  expect((await server.request('POST', '/api/v1/session', credentials)).status).toBe(401)
  expect(codeOf(await server.api('POST', `/users/${dee.id}/one-time-link`))).toBe('user-disabled')
  expect((await server.api('PATCH', `/users/${dee.id}`, { disabled: false })).body.disabledAt).toBeNull()
  expect((await server.request('POST', '/api/v1/session', credentials)).status).toBe(200)
})

test('a new link lets somebody who forgot their password back in, ends older links and open sessions', async () => {
  const eve = await inviteAndSignIn(server, { email: 'eve@example.org', role: 'host' })
  const first = await server.api('POST', `/users/${eve.id}/one-time-link`)
  const second = await server.api('POST', `/users/${eve.id}/one-time-link`)
  const door = (link: typeof first) => `/api/v1${new URL(link.body.url).pathname}`
  expect((await server.request('GET', door(first))).status).toBe(404)
  expect((await server.request('GET', door(second))).body.purpose).toBe('password-reset')
  expect((await server.request('POST', door(second), { password: 'another one' })).status).toBe(200)
  expect((await eve.api('GET', '/session')).status).toBe(401)
})

test('the last administrator stays; of two who switch each other off at once, one stays', async () => {
  const me = (await server.api('GET', '/session')).body.user.id
  expect(codeOf(await server.api('PATCH', `/users/${me}`, { disabled: true }))).toBe('last-administrator')
  expect(codeOf(await server.api('PATCH', `/users/${me}`, { role: 'host' }))).toBe('last-administrator')
  const other = await inviteAndSignIn(server, { email: 'fay@example.org', role: 'administrator' })
  const answers = await Promise.all([
    server.api('PATCH', `/users/${me}`, { disabled: true }),
    server.api('PATCH', `/users/${other.id}`, { disabled: true }),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  for (const id of [me, other.id]) await server.api('PATCH', `/users/${id}`, { disabled: false })
})

test('lists are newest first, filtered, and paged by cursor', async () => {
  const all = (await server.api('GET', '/users?limit=200')).body.data.map(({ id }: { id: string }) => id)
  expect(all).toEqual(all.toSorted().toReversed())
  const paged: string[] = []
  let cursor = ''
  for (let page = 0; page < all.length; page++) {
    const { body } = await server.api('GET', `/users?limit=2${cursor}`)
    paged.push(...body.data.map(({ id }: { id: string }) => id))
    if (body.nextCursor === null) break
    cursor = `&cursor=${body.nextCursor}`
  }
  expect(paged).toEqual(all)
  const found = await server.api('GET', '/users?q=CY%40')
  expect(found.body.data.map(({ email }: { email: string }) => email)).toEqual(['cy@example.org'])
  expect((await server.api('GET', '/users?q=%25')).body.data).toEqual([])
})

test('accounts do not see each other: not their users, not their rooms, not that they exist', async () => {
  const { body: account } = await server.api('POST', '/accounts', { name: 'Another house' })
  const there = await server.api('POST', '/rooms', { name: 'There', accountId: account.id })
  const host = await inviteAndSignIn(server, {
    email: 'gil@example.org',
    role: 'host',
    accountId: account.id,
  })
  const names = (await host.api('GET', '/rooms')).body.data.map(({ name }: { name: string }) => name)
  expect(names.toSorted()).toEqual(['', 'There'])
  const here = await server.api('POST', '/rooms', { name: 'Here' })
  expect(codeOf(await host.api('GET', `/rooms/${here.body.id}`))).toBe('room-not-found')
  expect((await host.api('GET', `/rooms/${there.body.id}`)).status).toBe(200)

  const scopes = ALL_SCOPES
  const { body: made } = await server.api('POST', '/api-keys', {
    name: 'House',
    accountId: account.id,
    scopes,
  })
  const house = (method: string, path: string, body?: unknown) =>
    server.request(method, `/api/v1${path}`, body, { 'x-api-key': made.key })
  expect((await house('GET', '/accounts')).body.data).toEqual([account])
  const emails = (await house('GET', '/users')).body.data.map(({ email }: { email: string }) => email)
  expect(emails).toEqual(['gil@example.org'])
  const administrator = (await server.api('GET', '/session')).body.user
  expect(codeOf(await house('GET', `/users/${administrator.id}`))).toBe('user-not-found')
  expect(codeOf(await house('GET', `/accounts/${administrator.accountId}`))).toBe('account-not-found')
  expect(codeOf(await house('DELETE', `/rooms/${here.body.id}`))).toBe('room-not-found')
  const invitation = {
    email: 'h@example.org',
    username: 'H',
    role: 'host',
    accountId: administrator.accountId,
  }
  expect(codeOf(await house('POST', '/users', invitation))).toBe('account-not-found')
})

test('a key of one account cannot make itself, or anybody, more than it is', async () => {
  const { body: account } = await server.api('POST', '/accounts', { name: 'Small house' })
  const scopes = ALL_SCOPES.filter((scope) => scope !== 'web-hooks:read')
  const { body: made } = await server.api('POST', '/api-keys', {
    name: 'House',
    accountId: account.id,
    scopes,
  })
  const house = (method: string, path: string, body?: unknown) =>
    server.request(method, `/api/v1${path}`, body, { 'x-api-key': made.key })
  const needed = 'instance-level-needed'
  const invitation = { email: 'i@example.org', username: 'I', role: 'administrator' }
  expect(codeOf(await house('POST', '/users', invitation))).toBe(needed)
  const host = await house('POST', '/users', { ...invitation, role: 'host' })
  expect(host.body.user.accountId).toBe(account.id)
  expect(codeOf(await house('PATCH', `/users/${host.body.user.id}`, { role: 'administrator' }))).toBe(needed)
  expect(codeOf(await house('POST', '/accounts', { name: 'Mine' }))).toBe(needed)
  expect(codeOf(await house('PATCH', '/settings', { language: 'de' }))).toBe(needed)
  expect(codeOf(await house('POST', '/api-keys', { name: 'X', accountId: null, scopes }))).toBe(needed)
  expect(
    (await house('POST', '/api-keys', { name: 'X', scopes: ['web-hooks:read'] })).body.errors,
  ).toMatchObject([{ pointer: '/scopes/0', detail: 'You do not have web-hooks:read yourself.' }])
  const boss = await server.api('POST', '/users', {
    ...invitation,
    email: 'j@example.org',
    accountId: account.id,
  })
  for (const [method, path, body] of [
    ['PATCH', `/users/${boss.body.user.id}`, { username: 'Not the boss' }],
    ['POST', `/users/${boss.body.user.id}/one-time-link`, undefined],
  ] as const) {
    expect(codeOf(await house(method, path, body))).toBe(needed)
  }
})

test('a key gives nobody more than it may do itself: it invites, lets in and changes no one who may do more', async () => {
  const { body: made } = await server.api('POST', '/api-keys', {
    name: 'Administration only',
    scopes: ['administration:read', 'administration:write'],
  })
  const limited = (method: string, path: string, body?: unknown) =>
    server.request(method, `/api/v1${path}`, body, { 'x-api-key': made.key })
  const host = await inviteAndSignIn(server, { email: 'kim@example.org', role: 'host' })
  const administrator = await inviteAndSignIn(server, { email: 'lea@example.org', role: 'administrator' })
  // What is so already is nothing that anybody would have to be allowed: both have a second factor to lose.
  await server.context.database.queries
    .updateTable('users')
    .set({ totp_secret: 'encrypted' })
    .where('id', 'in', [host.id, administrator.id])
    .execute()
  for (const [method, path, body] of [
    ['POST', '/users', { email: 'l@example.org', username: 'L', role: 'host' }],
    ['POST', '/users', { email: 'l@example.org', username: 'L', role: 'administrator' }],
    ['POST', `/users/${host.id}/one-time-link`, undefined],
    ['POST', `/users/${administrator.id}/one-time-link`, undefined],
    ['PATCH', `/users/${host.id}`, { email: 'mine@example.org' }],
    ['PATCH', `/users/${host.id}`, { role: 'administrator' }],
    ['PATCH', `/users/${host.id}`, { totpEnabled: false }],
    ['PATCH', `/users/${administrator.id}`, { totpEnabled: false }],
  ] as const) {
    const answer = await limited(method, path, body)
    expect([answer.status, codeOf(answer)]).toEqual([403, 'missing-scope'])
  }
  const { body: shown } = await limited('GET', `/users/${host.id}`)
  expect((await limited('PATCH', `/users/${host.id}`, shown)).status).toBe(200)
  expect((await limited('PATCH', `/users/${host.id}`, { disabled: true })).status).toBe(200)
  expect((await limited('PATCH', `/users/${host.id}`, { disabled: false })).status).toBe(403)
  expect((await limited('PATCH', `/users/${host.id}`, { username: 'Kim' })).status).toBe(200)
})

test('the key of somebody who is a host by now ends at their own account', async () => {
  const { body: account } = await server.api('POST', '/accounts', { name: 'Not theirs' })
  const owner = await inviteAndSignIn(server, { email: 'max@example.org', role: 'administrator' })
  const made = await owner.api('POST', '/api-keys', {
    name: 'There',
    accountId: account.id,
    scopes: ALL_SCOPES,
  })
  const there = () => server.request('GET', '/api/v1/rooms', undefined, { 'x-api-key': made.body.key })
  expect((await there()).status).toBe(200)
  await server.api('PATCH', `/users/${owner.id}`, { role: 'host' })
  expect((await there()).status).toBe(401)
})
