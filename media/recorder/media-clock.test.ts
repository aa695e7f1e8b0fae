import { expect, test } from 'vitest'
import { SenderClock, TrackClock } from './media-clock.ts'

const HOUR_MS = 3_600_000
const VOICE = 48_000
const PICTURE = 90_000

test('before the first report a frame was captured when it arrived', () => {
  const clock = new TrackClock(new SenderClock(), VOICE)
  expect(clock.capturedMs(0, 1_000)).toBe(1_000)
  expect(clock.capturedMs(960, 1_020)).toBe(1_020)
  // Late by 30 ms on the way, not when it was captured.
  expect(clock.capturedMs(1_920, 1_070)).toBe(1_040)
})

test('voice and picture of one participant are together, also when the participant’s clock is an hour wrong', () => {
  const sender = new SenderClock()
  const [voice, picture] = [new TrackClock(sender, VOICE), new TrackClock(sender, PICTURE)]
  const senderMs = 5_000 + HOUR_MS
  sender.reported(senderMs, 5_010)
  voice.reported(senderMs, 48_000)
  picture.reported(senderMs, 900_000)
  // Both captured 100 ms later; the picture needs 60 ms more on its way.
  expect(voice.capturedMs(48_000 + 4_800, 5_120)).toBeCloseTo(5_110)
  expect(picture.capturedMs(900_000 + 9_000, 5_180)).toBeCloseTo(5_110)
})

test('a report corrects by little steps, and at once where it is far off', () => {
  const sender = new SenderClock()
  const clock = new TrackClock(sender, VOICE)
  expect(clock.capturedMs(0, 1_000)).toBe(1_000)
  sender.reported(2_000, 2_000)
  clock.reported(2_000, 48_960)
  const first = clock.capturedMs(48_960, 2_020)
  expect(first).toBeGreaterThan(2_000)
  expect(first).toBeLessThanOrEqual(2_020)
  for (let count = 1; count <= 20; count++) clock.capturedMs(48_960 + count * 960, 2_020 + count * 20)
  expect(clock.capturedMs(48_960 + 21 * 960, 2_500)).toBeCloseTo(2_000 + 21 * 20, 0)
  clock.reported(2_000, 48_960 - VOICE)
  expect(clock.capturedMs(48_960, 10_000)).toBeCloseTo(3_000, 0)
})

test('nothing was captured after it arrived', () => {
  const clock = new TrackClock(new SenderClock(), PICTURE)
  clock.capturedMs(0, 1_000)
  // The source stood still and then caught up.
  expect(clock.capturedMs(9_000, 1_050)).toBe(1_050)
  expect(clock.capturedMs(18_000, 1_150)).toBe(1_150)
})
