import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNewestStates, meetingStates, type Told } from './newest-state.ts'
import { goldenBody } from './testing/golden-bodies.ts'

const meeting = goldenBody('onMeetingUpdated')

function told(sequence: number | null, occurrence: string | null = null, id = meeting.id): Told {
  const change = occurrence === null ? null : 'occurrence'
  return { event: 'onMeetingUpdated', meetings: [{ id, sequence, occurrence, change }], payload: meeting }
}

test('whatever the order of arrival, what was taken last of each occurrence is the newest', () => {
  const occurrences = fc.constantFrom(null, 'monday', 'tuesday')
  const events = fc.array(occurrences, { minLength: 1, maxLength: 12 })
  const order = fc.infiniteStream(fc.nat())
  fc.assert(
    fc.property(events, order, (all, random) => {
      const numbered = all.map((occurrence, index) => ({ occurrence, sequence: index + 1 }))
      const arriving = numbered
        .map((one) => ({ one, key: random.next().value! }))
        .sort((a, b) => a.key - b.key)
      const states = createNewestStates()
      const stored = new Map<string | null, number>()
      for (const { one } of arriving) {
        for (const state of states.take(told(one.sequence, one.occurrence))) {
          stored.set(state.occurrence, state.sequence!)
        }
      }
      const newestOf = (occurrence: string | null) =>
        numbered.findLast((one) => one.occurrence === occurrence)?.sequence ?? 0
      const whole = newestOf(null)
      expect(stored.get(null) ?? 0).toBe(whole)
      for (const day of ['monday', 'tuesday']) {
        // What changed one occurrence before the whole series changed may have been taken or not: it is outdated.
        expect(Math.max(stored.get(day) ?? 0, whole)).toBe(Math.max(newestOf(day), whole))
      }
    }),
  )
})

test('the same call again, and a late one, give nothing; another meeting is counted by itself', () => {
  const states = createNewestStates()
  expect(states.take(told(2))).toHaveLength(1)
  expect(states.take(told(2))).toEqual([])
  expect(states.take(told(1))).toEqual([])
  expect(states.take(told(1, null, 'another'))).toHaveLength(1)
  expect(states.take(told(null))).toHaveLength(1)
})

test('of a deletion each meeting is a state, of a summary none', () => {
  const meetings = [7, 9].map((sequence) => ({
    id: `m${sequence}`,
    sequence,
    occurrence: null,
    change: null,
  }))
  const payload = [meeting, meeting]
  expect(meetingStates({ event: 'onMeetingDeleted', meetings, payload })).toMatchObject([
    { id: 'm7', sequence: 7, isDeleted: true, meeting },
    { id: 'm9', sequence: 9, isDeleted: true, meeting },
  ])
  const summary = goldenBody('onMeetingSummaryCreated')
  expect(
    meetingStates({ event: 'onMeetingSummaryCreated', meetings: [meetings[0]!], payload: summary }),
  ).toEqual([])
})

test('beyond the limit the meeting that changed longest ago is forgotten', () => {
  const states = createNewestStates(2)
  for (const [sequence, id] of [
    [5, 'a'],
    [5, 'b'],
    [6, 'a'],
    [5, 'c'],
  ] as const)
    states.take(told(sequence, null, id))
  expect(states.take(told(6, null, 'a'))).toEqual([])
  expect(states.take(told(1, null, 'b'))).toHaveLength(1)
})
