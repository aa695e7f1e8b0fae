import { expect, test } from 'vitest'
import { goldenBody } from '../testing/golden-bodies.ts'
import { findProblems } from './find-problems.ts'
import { hookSchemas } from './hook-schemas.ts'

test('a problem names its place and what is expected there', () => {
  const [meeting] = goldenBody('onMeetingDeleted')
  const value = [{ ...meeting, duration: 60, recurring: { ...meeting!.recurring, frequency: 0 }, extra: 1 }]
  expect(findProblems(hookSchemas.onMeetingDeleted, value)).toEqual([
    { pointer: '/0/duration', detail: 'must be a string' },
    { pointer: '/0/recurring/frequency', detail: 'must be 1 or more' },
    { pointer: '/0', detail: 'must not have the key "extra"' },
  ])
})

test.each([
  ['no deleted meeting at all', 'onMeetingDeleted', []],
  ['a single deleted meeting outside an array', 'onMeetingDeleted', goldenBody('onMeetingDeleted')[0]],
  ['a summary outside its envelope', 'onMeetingSummaryCreated', goldenBody('onMeetingSummaryCreated').data],
  [
    'a scheduled meeting with the key of a deleted one',
    'onMeetingScheduled',
    goldenBody('onMeetingDeleted')[0],
  ],
  ['null', 'onMeetingRecordingCreated', null],
] as const)('%s is refused', (_what, hook, value) => {
  expect(findProblems(hookSchemas[hook], value)).not.toEqual([])
})

test.each([
  ['startTime', '2022-02-30T09:00:00.000Z'],
  ['startTime', '2022-04-07T09:00:00Z'],
  ['startTime', '2022-04-07T09:00:00.000+00:00'],
  ['dtClosedAt', ''],
  ['meetingId', '9974765388860485'],
  ['id', '5E945C36B863B82CEFDDDF54'],
  ['duration', '060'],
  ['icalSequence', '-1'],
  ['type', 'webinar'],
  ['icsToken', 'c89f842f-3295-4bf9-807d-a46841fbc2ec'],
  ['timezone', ''],
])('a Meeting whose %s is "%s" is refused', (field, value) => {
  const body = { ...goldenBody('onMeetingScheduled'), [field]: value }
  const problems = findProblems(hookSchemas.onMeetingScheduled, body)
  expect(problems.map(({ pointer }) => pointer)).toContain(`/${field}`)
})

test('the order of keys counts only where it is asked for', () => {
  const { id, ...rest } = goldenBody('onMeetingScheduled')
  const value = { id, ...rest }
  expect(findProblems(hookSchemas.onMeetingScheduled, value)).toEqual([])
  expect(findProblems(hookSchemas.onMeetingScheduled, value, { keyOrder: true })).toHaveLength(1)
})

test('a keyword or format that cannot be checked is an error, not a pass', () => {
  expect(() => findProblems({ maxLength: 3 }, 'long')).toThrow('maxLength')
  expect(() => findProblems({ format: 'email' }, 'x')).toThrow('email')
})
