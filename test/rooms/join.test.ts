import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, startTestServer, type TestServer } from '../support/server.ts'
import { join } from '../support/room-client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function schedule(input: Record<string, unknown> = {}): Promise<Meeting> {
  const startTime = server.clock.now().toISOString()
  const answer = await server.api<Meeting>('POST', '/meetings', { topic: 'Join', startTime, ...input })
  expect(answer.status).toBe(201)
  return answer.body
}

/** What a signed-in browser sends along. */
async function signIn(): Promise<Record<string, string>> {
  const credentials = { email: ADMIN_EMAIL, password: ADMIN_PASSWORD }
  const { headers, body } = await server.request('POST', '/api/v1/session', credentials)
  return { cookie: headers.get('set-cookie')!.split(';')[0]!, 'x-csrf-token': body.csrfToken }
}

const ask = (meetingId: string, body: unknown, headers = {}) =>
  server.request('POST', `/api/v1/join/${meetingId}`, body, headers)

test('is found by its number, with or without dashes, and by its id', async () => {
  const { meetingId, id } = await schedule()
  for (const reference of [meetingId, meetingId.replaceAll('-', ''), id]) {
    const answer = await ask(reference, { name: 'Ada' })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      role: 'participant',
      media: {
        kind: 'livekit',
        url: `ws://localhost:${server.port}`,
        token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      },
      topic: expect.stringMatching(/./),
    })
    expect(Object.keys(answer.body)).toEqual([
      'participantId',
      'guestToken',
      'roomToken',
      'roomUrl',
      'role',
      'state',
      'entersMuted',
      'media',
      'topic',
      'meetingType',
    ])
    expect(answer.body.roomUrl).toBe(
      `ws://localhost:${server.port}/api/v1/room?token=${answer.body.roomToken}`,
    )
  }
})

test('does not exist: 404', async () => {
  for (const reference of ['0000-0000-0000-0000', 'ffffffffffffffffffffffff', 'nonsense']) {
    const answer = await ask(reference, { name: 'Ada' })
    expect(answer.status).toBe(404)
    expect(answer.body.type).toBe('/problems/meeting-not-found')
  }
})

test('is not open yet: 403 says when it opens; closed: 410', async () => {
  const startTime = new Date(server.clock.now().getTime() + 3_600_000)
  const meeting = await schedule({ startTime: startTime.toISOString() })
  const early = await ask(meeting.meetingId, { name: 'Ada' })
  expect(early.status).toBe(403)
  expect(early.body).toMatchObject({
    type: '/problems/meeting-not-open',
    opensAt: new Date(startTime.getTime() - 900_000).toISOString(),
  })
  server.clock.set(new Date(startTime.getTime() - 900_000))
  await join(server, meeting, { name: 'Ada' })
  await server.api('POST', `/meetings/${meeting.id}/close`)
  const late = await ask(meeting.meetingId, { name: 'Ada' })
  expect(late.status).toBe(410)
  expect(late.body.type).toBe('/problems/meeting-closed')
})

test('the same guest token is the same participant, the same name is not', async () => {
  const meeting = await schedule()
  const first = await join(server, meeting, { name: 'Ada' })
  const again = await join(server, meeting, { name: 'Ada L.', guestToken: first.guestToken })
  const namesake = await join(server, meeting, { name: 'Ada' })
  expect(again.participantId).toBe(first.participantId)
  expect(again.guestToken).toBe(first.guestToken)
  expect(namesake.participantId).not.toBe(first.participantId)
  expect(namesake.guestToken).not.toBe(first.guestToken)
})

test('a token that was made up is not taken', async () => {
  const meeting = await schedule()
  const [one, other] = [
    await join(server, meeting, { name: 'Ada', guestToken: 'guess' }),
    await join(server, meeting, { name: 'Bob', guestToken: 'guess' }),
  ]
  expect(one.participantId).not.toBe(other.participantId)
  expect(one.guestToken).not.toBe('guess')
})

test('a guest keeps their token through the occurrences of a series', async () => {
  const meeting = await schedule({ recurring: { frequencyType: 'daily', endsType: 'after', endsAfter: 2 } })
  const first = await join(server, meeting, { name: 'Ada' })
  await server.api('POST', `/meetings/${meeting.id}/close`)
  server.clock.advance(86_400_000)
  const second = await join(server, meeting, { name: 'Ada', guestToken: first.guestToken })
  expect(second.guestToken).toBe(first.guestToken)
  expect(second.participantId).not.toBe(first.participantId)
})

test('a signed-in user is one host, from whatever browser; a key is nobody', async () => {
  const meeting = await schedule()
  const browser = await signIn()
  const guest = await join(server, meeting, { name: 'Someone' })
  const user = await join(server, meeting, {}, browser)
  const elsewhere = await join(server, meeting, { name: 'Admin' }, browser)
  expect(user.role).toBe('host')
  expect(elsewhere.participantId).toBe(user.participantId)
  expect(user.participantId).not.toBe(guest.participantId)

  // Signing in does not make another person of a guest who is inside, nor of the user who is known already.
  const turned = await join(server, meeting, { name: 'Admin', guestToken: guest.guestToken }, browser)
  expect(turned.participantId).toBe(user.participantId)

  const { body } = await server.api('POST', `/join/${meeting.meetingId}`, { name: 'A machine' })
  expect(body).toMatchObject({ role: 'participant' })
})

test('a guest who signs in stays the same participant, and becomes host', async () => {
  const meeting = await schedule()
  const browser = await signIn()
  const guest = await join(server, meeting, { name: 'Ada' })
  const user = await join(server, meeting, { guestToken: guest.guestToken }, browser)
  expect(user).toMatchObject({
    participantId: guest.participantId,
    guestToken: guest.guestToken,
    role: 'host',
  })
})

test('many at once with one token are one participant', async () => {
  const meeting = await schedule()
  const { guestToken } = await join(server, meeting, { name: 'Ada' })
  const other = await schedule()
  const joined = await Promise.all(
    Array.from({ length: 8 }, () => join(server, other, { name: 'Ada', guestToken })),
  )
  expect(new Set(joined.map(({ participantId }) => participantId)).size).toBe(1)
})

test.each([
  [{}, '/name'],
  [{ name: '   ' }, '/name'],
  [{ name: 'a\u0000b' }, '/name'],
  [{ name: 'x'.repeat(201) }, '/name'],
  [{ name: 'Ada', email: 'no address' }, '/email'],
  [{ name: 'Ada', role: 'host' }, '/role'],
])('%j: 422 at %s', async (body, pointer) => {
  const meeting = await schedule()
  const answer = await ask(meeting.meetingId, body)
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toMatchObject([{ pointer, detail: expect.any(String) }])
})

test('a join link makes a host of a person whom another product knows, the same one each time', async () => {
  const meeting = await schedule()
  const link = await server.api('POST', `/meetings/${meeting.id}/join-links`, {
    name: 'Grace',
    email: 'grace@example.org',
    role: 'host',
    language: 'de-CH',
    validSeconds: 600,
  })
  expect(link.status).toBe(201)
  expect(link.body.expiresAt).toBe(new Date(server.clock.now().getTime() + 600_000).toISOString())
  const url = new URL(link.body.url)
  expect(url.href).toContain(`/join/${meeting.meetingId}?link=`)
  expect(url.searchParams.get('lang')).toBe('de-CH')

  const linkToken = url.searchParams.get('link')!
  const first = await join(server, meeting, { linkToken })
  const second = await join(server, meeting, { linkToken, name: 'Somebody else' })
  expect(first.role).toBe('host')
  expect(second.participantId).toBe(first.participantId)

  const elsewhere = await ask((await schedule()).meetingId, { linkToken })
  expect(elsewhere).toMatchObject({ status: 403, body: { type: '/problems/join-link-not-valid' } })
  const altered = await ask(meeting.meetingId, { linkToken: `${linkToken.slice(0, -2)}AA` })
  expect(altered.status).toBe(403)
  const asRoomToken = await ask(meeting.meetingId, { linkToken: first.roomToken })
  expect(asRoomToken.status).toBe(403)
  server.clock.advance(600_000)
  const expired = await ask(meeting.meetingId, { linkToken })
  expect(expired.status).toBe(403)
})

test('only those who may write meetings make join links', async () => {
  const meeting = await schedule()
  const body = { name: 'Grace', role: 'host', validSeconds: 600 }
  const stranger = await server.request('POST', `/api/v1/meetings/${meeting.id}/join-links`, body)
  expect(stranger.status).toBe(401)
  const unknown = await server.api('POST', '/meetings/ffffffffffffffffffffffff/join-links', body)
  expect(unknown.status).toBe(404)
})

test('an occurrence that was renamed is joined by its own topic', async () => {
  const series = await schedule({ topic: 'Every day', recurring: { frequencyType: 'daily' } })
  const query = `?scope=occurrence&start=${series.startTime}`
  await server.api('PATCH', `/meetings/${series.id}${query}`, { topic: 'Just today' })
  expect((await ask(series.meetingId, { name: 'Ada' })).body).toMatchObject({ topic: 'Just today' })
})

test('joins from one address are limited', async () => {
  let refused: Awaited<ReturnType<typeof ask>> | undefined
  const first = await ask('0000-0000-0000-0000', { name: 'Guess' })
  expect(first.headers.get('ratelimit-limit')).toBe('600')
  expect(Number(first.headers.get('ratelimit-remaining'))).toBeLessThan(600)
  for (let batch = 0; batch < 13 && !refused; batch++) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask('0000-0000-0000-0000', { name: 'Guess' })),
    )
    refused = answers.find(({ status }) => status === 429)
  }
  expect(refused?.body.type).toBe('/problems/too-many-requests')
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused?.headers.get('ratelimit-remaining')).toBe('0')
  expect((await server.api('GET', '/meetings')).status).toBe(200)
})
