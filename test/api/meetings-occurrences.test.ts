/** The occurrences of a series: listed one by one, named by their start, and told of as what they are. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-02T08:00:00.000Z')
let server: MeetingsUnderTest

beforeAll(async () => {
  server = await startMeetings(NOW)
})
afterAll(() => server.stop())
beforeEach(async () => {
  await server.context.database.queries.deleteFrom('meetings').execute()
  server.clock.set(NOW)
})

const day = (date: number, time = '08:00') => `2026-03-${String(date).padStart(2, '0')}T${time}:00.000Z`

async function daily(recurring: Record<string, unknown> = {}, input: Record<string, unknown> = {}) {
  return server.schedule({
    topic: 'Stand-up',
    startTime: day(3),
    timezone: 'Europe/Zurich',
    recurring: { frequencyType: 'daily', ...recurring },
    ...input,
  })
}

const list = (id: string, query = '') => server.call('GET', `/meetings/${id}/occurrences${query}`)
const patch = (id: string, body: unknown, query = '') => server.call('PATCH', `/meetings/${id}${query}`, body)
const remove = (id: string, query = '') => server.call('DELETE', `/meetings/${id}${query}`)

/** What the latest events say of the series that they are about. */
async function subjects(count: number) {
  const rows = await server.context.database.queries
    .selectFrom('events')
    .select(['hook', 'occurrence', 'changes'])
    .orderBy('ordinal', 'desc')
    .limit(count)
    .execute()
  return rows
    .reverse()
    .map(({ hook, occurrence, changes }) => [hook, occurrence?.toISOString() ?? null, changes])
}

test('lists what was held, what is next and what is to come, each with what it has for itself', async () => {
  const { id } = await daily({ endsType: 'after', endsAfter: 6 })
  server.clock.set(new Date(day(3)))
  await server.call('POST', `/meetings/${id}/close`)
  await remove(id, `?scope=occurrence&start=${day(5)}`)
  await patch(id, { startTime: day(6, '10:00'), topic: 'Late' }, `?scope=occurrence&start=${day(6)}`)

  const { status, body } = await list(id)
  expect(status).toBe(200)
  const plain = { topic: 'Stand-up', agenda: '', isChanged: false }
  expect(body).toEqual({
    data: [
      { originalStart: day(3), startTime: day(3), endTime: day(3, '09:00'), state: 'closed', ...plain },
      { originalStart: day(4), startTime: day(4), endTime: day(4, '09:00'), state: 'current', ...plain },
      { originalStart: day(5), startTime: day(5), endTime: day(5, '09:00'), state: 'cancelled', ...plain },
      {
        originalStart: day(6),
        startTime: day(6, '10:00'),
        endTime: day(6, '11:00'),
        state: 'coming',
        topic: 'Late',
        agenda: '',
        isChanged: true,
      },
      { originalStart: day(7), startTime: day(7), endTime: day(7, '09:00'), state: 'coming', ...plain },
      { originalStart: day(8), startTime: day(8), endTime: day(8, '09:00'), state: 'coming', ...plain },
    ],
    nextCursor: null,
  })
})

test('pages through a series without an end, and leaves none out and repeats none', async () => {
  const { id } = await daily()
  await remove(id, `?scope=occurrence&start=${day(9)}`)
  await patch(id, { startTime: day(6, '11:00') }, `?scope=occurrence&start=${day(6)}`)
  const found: string[] = []
  let cursor = ''
  for (let page = 0; page < 5; page++) {
    const { body } = await list(id, `?limit=3${cursor}`)
    for (const { originalStart } of body.data) found.push(originalStart)
    cursor = `&cursor=${body.nextCursor}`
  }
  expect(found).toEqual(Array.from({ length: 15 }, (_, index) => day(3 + index)))
})

test('shows those that start in a window, by the time that they were moved to', async () => {
  const { id } = await daily()
  await patch(id, { startTime: day(6, '15:00') }, `?scope=occurrence&start=${day(6)}`)
  const starts = async (query: string) =>
    (await list(id, query)).body.data.map(({ startTime }: { startTime: string }) => startTime)
  expect(await starts(`?from=${day(5, '08:01')}&to=${day(7, '08:01')}`)).toEqual([day(6, '15:00'), day(7)])
  expect(await starts(`?from=${day(6)}&to=${day(6, '12:00')}`)).toEqual([])
  const wrong = await list(id, '?from=tomorrow')
  expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/from'])
})

test('a meeting that does not repeat has one; another account’s has none', async () => {
  const { id } = await server.schedule({ startTime: day(4) })
  expect((await list(id)).body.data).toMatchObject([{ originalStart: day(4), state: 'current' }])
  const stranger = await server.account('Strangers')
  expect(
    (await server.call('GET', `/meetings/${id}/occurrences`, undefined, { key: stranger.key })).status,
  ).toBe(404)
})

test('an exception past an earlier end is forgotten, and is neither listed nor in the calendar file', async () => {
  const meeting = await daily({ endsType: 'after', endsAfter: 6 })
  await patch(meeting.id, { topic: 'Late' }, `?scope=occurrence&start=${day(8)}`)
  await remove(meeting.id, `?scope=occurrence&start=${day(7)}`)
  expect((await patch(meeting.id, { recurring: { endsAfter: 3 } })).status).toBe(200)
  const { body } = await list(meeting.id)
  expect(body.data.map(({ startTime }: { startTime: string }) => startTime)).toEqual([day(3), day(4), day(5)])
  const file = await server.call('GET', `/meetings/${meeting.id}/calendar.ics?token=${meeting.icsToken}`)
  expect(file.body).not.toContain('Late')
})

test('a start without a scope deletes and changes nothing', async () => {
  const { id } = await daily()
  const before = (await server.events()).length
  for (const answer of [
    await remove(id, `?start=${day(4)}`),
    await patch(id, { topic: 'X' }, `?start=${day(4)}`),
  ]) {
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, '/scope'])
  }
  expect((await server.events()).length).toBe(before)
  expect((await server.call('GET', `/meetings/${id}`)).body.topic).toBe('Stand-up')
})

test('events say which occurrence they are about, and what changed of the series', async () => {
  const { id } = await daily({ endsType: 'after', endsAfter: 9 })
  expect(await subjects(1)).toEqual([['onMeetingScheduled', null, ['series']]])
  await patch(id, { agenda: 'All of it' })
  expect(await subjects(1)).toEqual([['onMeetingUpdated', null, ['series']]])
  await patch(id, { startTime: day(6, '10:00') }, `?scope=occurrence&start=${day(6)}`)
  await patch(id, { topic: 'Later' }, `?scope=occurrence&start=${day(6, '10:00')}`)
  await remove(id, `?scope=occurrence&start=${day(5)}`)
  server.clock.set(new Date(day(3)))
  await server.call('POST', `/meetings/${id}/close`)
  expect(await subjects(4)).toEqual([
    ['onMeetingUpdated', day(6), ['occurrence']],
    ['onMeetingUpdated', day(6), ['occurrence']],
    ['onMeetingUpdated', day(5), ['occurrence-cancelled']],
    ['onMeetingClosed', day(3), ['occurrence']],
  ])
  await patch(id, { topic: 'From here on' }, `?scope=following&start=${day(9)}`)
  expect(await subjects(2)).toEqual([
    ['onMeetingUpdated', day(9), ['following']],
    ['onMeetingScheduled', null, ['series']],
  ])
  await remove(id, `?scope=following&start=${day(7)}`)
  await remove(id)
  expect(await subjects(2)).toEqual([
    ['onMeetingUpdated', day(7), ['following']],
    ['onMeetingDeleted', null, ['series']],
  ])
})

test('an occurrence that is deleted while it is held is closed, then cancelled', async () => {
  const { id } = await daily()
  server.clock.set(new Date(day(3)))
  await server.visit(id)
  await remove(id, `?scope=occurrence&start=${day(3)}`)
  expect(await subjects(2)).toEqual([
    ['onMeetingClosed', day(3), ['occurrence']],
    ['onMeetingUpdated', day(3), ['occurrence-cancelled']],
  ])
})

test('events of a meeting that does not repeat say nothing of series, and a deletion of several says it of each', async () => {
  const single = await server.schedule()
  await patch(single.id, { topic: 'Another' })
  expect(await subjects(2)).toEqual([
    ['onMeetingScheduled', null, null],
    ['onMeetingUpdated', null, null],
  ])
  const series = await daily()
  await server.call('POST', '/meetings/delete', { ids: [single.id, series.id] })
  expect(await subjects(1)).toEqual([['onMeetingDeleted', null, ['-', 'series']]])
})
