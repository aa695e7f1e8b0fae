/** Lists: states, windows, words, order, pages, tenants. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-02T08:00:00.000Z')
let server: MeetingsUnderTest
let other: { id: string; key: string }

beforeAll(async () => {
  server = await startMeetings(NOW)
  other = await server.account('Other')
  await server.schedule({ topic: 'Closed 100%', startTime: '2026-03-01T08:00:00Z' })
  await server.autoClose.runOnce()
  await server.schedule({ topic: 'Open', startTime: '2026-03-02T08:15:00Z' })
  await server.schedule({ topic: 'Soon', startTime: '2026-03-02T08:15:00.001Z' })
  await server.schedule({ topic: 'Later_on', startTime: '2026-03-04T08:00:00Z' })
  await server.schedule({ topic: 'Theirs', startTime: '2026-03-03T08:00:00Z', accountId: other.id })
})
afterAll(() => server.stop())

async function topics(query = '', key?: string) {
  const { status, body } = await server.call('GET', `/meetings${query}`, undefined, key ? { key } : {})
  expect(status).toBe(200)
  return body.data.map(({ topic }: { topic: string }) => topic)
}

test.each([
  ['', ['Later_on', 'Theirs', 'Soon', 'Open', 'Closed 100%']],
  ['?order=oldest', ['Closed 100%', 'Open', 'Soon', 'Theirs', 'Later_on']],
  ['?state=closed', ['Closed 100%']],
  ['?state=open', ['Open']],
  ['?state=upcoming', ['Later_on', 'Theirs', 'Soon', 'Open']],
  ['?state=upcoming&order=oldest', ['Open', 'Soon', 'Theirs', 'Later_on']],
  ['?from=2026-03-03T08:00:00Z', ['Later_on', 'Theirs']],
  ['?from=2026-03-03T08:00:00Z&to=2026-03-04T08:00:00Z', ['Theirs']],
  ['?to=2026-03-02T09:15:00%2B01:00', ['Closed 100%']],
  ['?q=oPEN', ['Open']],
  ['?q=%25', ['Closed 100%']],
  ['?q=r_on', ['Later_on']],
  ['?q=_', ['Later_on']],
  ['?q=%20', ['Later_on', 'Theirs', 'Soon', 'Open', 'Closed 100%']],
  ['?q=nothing', []],
])('%s lists %j', async (query, expected) => {
  expect(await topics(query)).toEqual(expected)
})

test('a meeting is found by some of its digits', async () => {
  const { body } = await server.call('GET', '/meetings?q=soon')
  const { meetingId } = body.data[0]
  expect(await topics(`?q=${meetingId.slice(0, 12)}`)).toEqual(['Soon'])
  expect(await topics(`?q=${meetingId.replaceAll('-', '')}`)).toEqual(['Soon'])
})

test('who is confined to an account sees its meetings only', async () => {
  expect(await topics('', other.key)).toEqual(['Theirs'])
})

test('pages put together are the list, also where many start at the same time', async () => {
  const startTime = '2026-03-20T08:00:00Z'
  for (let index = 0; index < 7; index++) await server.schedule({ topic: `T${index}`, startTime })
  const whole = (await server.call('GET', '/meetings')).body.data
  for (const order of ['newest', 'oldest']) {
    const found = []
    let cursor: string | null = null
    for (let page = 0; page < 20; page++) {
      const query: string = `?limit=2&order=${order}${cursor ? `&cursor=${cursor}` : ''}`
      const { body } = await server.call('GET', `/meetings${query}`)
      found.push(...body.data)
      cursor = body.nextCursor
      if (!cursor) break
    }
    expect(found.map(({ id }) => id)).toEqual(
      (order === 'newest' ? whole : whole.toReversed()).map(({ id }: { id: string }) => id),
    )
  }
  const all = await server.call('GET', '/meetings?limit=12')
  expect([all.body.data.length, all.body.nextCursor]).toEqual([12, null])
})

test.each([
  ['?limit=0', '/limit'],
  ['?limit=201', '/limit'],
  ['?cursor=x', '/cursor'],
  ['?state=all', '/state'],
  ['?from=today', '/from'],
  ['?to=2026-13-01T00:00:00Z', '/to'],
  ['?q=%00', '/q'],
  ['?sort=topic', '/sort'],
])('%s is refused at %s', async (query, pointer) => {
  const { status, body } = await server.call('GET', `/meetings${query}`)
  expect([status, body.errors?.[0].pointer]).toEqual([422, pointer])
})

test('what comes next is upcoming until it begins, also while people may enter already', async () => {
  const { id, startTime } = await server.schedule({ topic: 'In a quarter of an hour' })
  const states = async () => {
    const listed = await Promise.all(
      ['upcoming', 'open'].map((state) => server.call('GET', `/meetings?state=${state}&q=quarter`)),
    )
    return listed.map(({ body }) => body.data.some((each: { id: string }) => each.id === id))
  }
  expect(await states()).toEqual([true, false])
  server.clock.set(new Date(Date.parse(startTime) - 60_000))
  expect(await states()).toEqual([true, true])
  server.clock.set(new Date(startTime))
  expect(await states()).toEqual([false, true])
})
