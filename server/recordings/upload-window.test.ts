import { expect, test } from 'vitest'
import { requireUploads, takesUploads } from './upload-window.ts'

const now = new Date('2026-11-24T09:00:00.000Z')
const grace = { recordingGraceSeconds: 60 }
const ago = (ms: number) => new Date(now.getTime() - ms)

test.each([
  ['collecting', null, true],
  ['collecting', ago(86_400_000), false],
  ['waiting', ago(59_999), true],
  ['waiting', ago(60_000), false],
  ['merging', ago(1), false],
  ['merged', ago(1), false],
  ['unusable', ago(1), false],
] as const)('%s, closed at %s: %s', (recordingState, closedAt, expected) => {
  expect(takesUploads({ recordingState, closedAt }, grace, now)).toBe(expected)
})

test('anyone who comes too late is told until when they could have come', () => {
  const late = () => requireUploads({ recordingState: 'merged', closedAt: ago(1) }, grace, now)
  expect(late).toThrow(/until 60 seconds after the close/)
})
