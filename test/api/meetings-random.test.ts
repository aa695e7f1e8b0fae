/**
 * Whatever is done to series in whatever order: nothing breaks the server, and what must always hold does. The order
 * comes from fast-check, so a failure can be repeated by its seed.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-03-26T08:00:00.000Z')
const HOUR_MS = 3_600_000
const RUNS = 25
const STEPS = 25
let server: MeetingsUnderTest

beforeAll(async () => {
  server = await startMeetings(NOW)
})
afterAll(() => server.stop())

const recurring = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ frequencyType: 'daily' }) },
  fc.record({
    frequencyType: fc.constantFrom('daily', 'weekly', 'monthly'),
    endsType: fc.constant('after'),
    endsAfter: fc.integer({ min: 1, max: 8 }),
  }),
  fc.constant({ frequencyType: '' }),
)
const scope = fc.constantFrom('occurrence', 'following', 'series')
/** Which of the next occurrences is meant, by days after the shown one. */
const later = fc.constantFrom(0, 0, 0, 1, 2, 4)
const change = fc.oneof(
  fc.record({ topic: fc.constantFrom('A', 'B', 'C') }),
  fc.record({ duration: fc.integer({ min: 1, max: 120 }) }),
  { weight: 4, arbitrary: fc.record({ shiftHours: fc.constantFrom(-49, -25, -2, 1, 25, 49) }) },
  fc.record({ timezone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Zurich') }),
  fc.record({ recurring }),
)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('patch' as const), scope, later, change }) },
  fc.record({
    kind: fc.constant('delete' as const),
    scope: fc.constantFrom('occurrence', 'following'),
    later,
  }),
  fc.record({ kind: fc.constant('close' as const) }),
  fc.record({ kind: fc.constant('visit' as const) }),
  fc.record({ kind: fc.constant('advance' as const), hours: fc.integer({ min: 1, max: 60 }) }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

test('random changes of a series', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(recurring, fc.array(step, { minLength: 5, maxLength: STEPS }), async (rule, steps) => {
      server.clock.set(NOW)
      await server.context.database.queries.deleteFrom('meetings').execute()
      await server.context.database.queries.deleteFrom('events').execute()
      const startTime = '2026-03-27T08:00:00Z'
      let id: string = (await server.schedule({ startTime, timezone: 'Europe/Zurich', recurring: rule })).id
      for (const taken of steps) {
        id = await take(id, taken)
        await checkInvariants()
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
})

/** @returns the id of the meeting to go on with: that of the new series where one began. */
async function take(id: string, taken: Step): Promise<string> {
  const { status, body: shown } = await server.call('GET', `/meetings/${id}`)
  if (status === 404) return id
  if (taken.kind === 'advance') {
    server.clock.advance(taken.hours * HOUR_MS)
    await server.autoClose.runOnce()
    return id
  }
  if (taken.kind === 'visit') {
    if (shown.isOpen) await (await server.visit(id))()
    return id
  }
  if (taken.kind === 'close') {
    if (!shown.isClosed && !shown.isOpen)
      server.clock.set(new Date(Math.max(Date.parse(shown.startTime), +server.clock.now())))
    expect([200, 409]).toContain((await server.call('POST', `/meetings/${id}/close`)).status)
    return id
  }
  const start = new Date(Date.parse(shown.startTime) + taken.later * 24 * HOUR_MS).toISOString()
  const path = `/meetings/${id}?scope=${taken.scope}${taken.scope === 'series' ? '' : `&start=${start}`}`
  if (taken.kind === 'delete') {
    const answer = await server.call('DELETE', path)
    expect([204, 404, 409]).toContain(answer.status)
    return id
  }
  const { shiftHours, ...patch } = { shiftHours: undefined, ...taken.change }
  const from = taken.scope === 'series' ? shown.startTime : start
  const moved = shiftHours && { startTime: new Date(Date.parse(from) + shiftHours * HOUR_MS).toISOString() }
  const answer = await server.call('PATCH', path, { ...patch, ...moved })
  expect([200, 404, 409, 422]).toContain(answer.status)
  return answer.status === 200 ? answer.body.id : id
}

async function checkInvariants(): Promise<void> {
  const { queries } = server.context.database
  const rows = await queries.selectFrom('occurrences').selectAll().orderBy('recurrence_start').execute()
  for (const ofMeeting of Map.groupBy(rows, (row) => row.meeting_id).values()) {
    const live = ofMeeting.filter(({ state }) => state !== 'cancelled')
    // A meeting always has something to show, and its occurrences start in the order of its rule.
    expect(live.some(({ state }) => state === 'current' || state === 'closed')).toBe(true)
    const starts = live.map((row) => row.start_time.getTime())
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    expect(new Set(starts).size).toBe(starts.length)
    const states = live.map(({ state }) => state).join(' ')
    expect(states).toMatch(/^(closed ?)*(current ?(planned ?)*)?$/)
  }
  // Documented bodies, numbers without gaps, and nothing after a deletion.
  const numbers = new Map<string, number>()
  const deleted = new Set<string>()
  const closed = new Set<string>()
  for (const { hook, meetingIds, sequences, meeting } of await server.events()) {
    for (const [index, id] of meetingIds.entries()) {
      expect(sequences[index]).toBe((numbers.get(id) ?? 0) + 1)
      numbers.set(id, sequences[index]!)
      expect(deleted.has(id)).toBe(false)
      if (hook === 'onMeetingDeleted') deleted.add(id)
    }
    if (hook === 'onMeetingClosed') {
      const name = `${meeting.id} ${meeting.startTime}`
      expect(closed.has(name)).toBe(false)
      closed.add(name)
    }
  }
}
