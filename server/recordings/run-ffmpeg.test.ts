import { expect, test } from 'vitest'
import { progressOf } from './run-ffmpeg.ts'

test('progress is the written time over the whole, and never more than all of it', () => {
  expect(progressOf('out_time_us=500000', 2000)).toBe(0.25)
  expect(progressOf('out_time_us=9000000', 2000)).toBe(1)
  expect(progressOf('progress=end', 2000)).toBe(1)
})

test('lines without a time say nothing about progress', () => {
  for (const line of [
    'out_time_us=N/A',
    'out_time_us=-9223372036854775808',
    'frame=12',
    'progress=continue',
    '',
  ]) {
    expect(progressOf(line, 2000)).toBeNull()
  }
  expect(progressOf('out_time_us=500000', 0)).toBeNull()
})
