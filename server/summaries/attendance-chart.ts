/**
 * Who was there when, as bars on a common time axis. Pure: it says what to draw, in points, and knows no PDF library.
 * The axis begins with the planned start, or with the first person where somebody came earlier, and ends with the
 * close.
 */
import type { PresenceChange } from '../../receiver/src/contract/payload-types.ts'

export interface TimeAxis {
  fromMs: number
  toMs: number
  width: number
}

export interface Bar {
  x: number
  width: number
}

export interface Tick {
  x: number
  timeMs: number
}

const MINUTE_MS = 60_000
/** Steps that people count in, in minutes. */
const TICK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440]
const TICKS_LIMIT = 6
/** A moment inside can still be seen. */
const BAR_MIN_WIDTH = 0.75

export function timeAxis(
  startTime: Date,
  closedAt: Date,
  attendances: readonly (readonly PresenceChange[])[],
  width: number,
): TimeAxis {
  const joined = attendances.flatMap(([first]) => (first ? [first.timestamp] : []))
  const fromMs = joined.reduce((earliest, time) => Math.min(earliest, time), startTime.getTime())
  // Closed before it began: then only those count who came early.
  return { fromMs: Math.min(fromMs, closedAt.getTime()), toMs: closedAt.getTime(), width }
}

/** Bars from each `joined` to the `left` after it. */
export function bars(changes: readonly PresenceChange[], axis: TimeAxis): Bar[] {
  const at = positionOn(axis)
  const stays: Bar[] = []
  for (let index = 0; index + 1 < changes.length; index += 2) {
    const from = Math.min(at(changes[index]!.timestamp), axis.width - BAR_MIN_WIDTH)
    const to = at(changes[index + 1]!.timestamp)
    stays.push({ x: from, width: Math.max(BAR_MIN_WIDTH, to - from) })
  }
  return stays
}

/** Round times on the axis, at most `TICKS_LIMIT`; `utcOffsetMs` makes them round in the meeting's own time. */
export function ticks(axis: TimeAxis, utcOffsetMs: number): Tick[] {
  const minutes = (axis.toMs - axis.fromMs) / MINUTE_MS
  const step = TICK_STEPS.find((candidate) => minutes / candidate <= TICKS_LIMIT) ?? TICK_STEPS.at(-1)!
  const stepMs = step * MINUTE_MS
  const first = Math.ceil((axis.fromMs + utcOffsetMs) / stepMs) * stepMs - utcOffsetMs
  const at = positionOn(axis)
  const found: Tick[] = []
  for (let timeMs = first; timeMs <= axis.toMs && found.length <= TICKS_LIMIT; timeMs += stepMs) {
    found.push({ x: at(timeMs), timeMs })
  }
  return found
}

/** Time inside, altogether. */
export function presentMs(changes: readonly PresenceChange[]): number {
  return changes.reduce((sum, { action, timestamp }) => sum + (action === 'left' ? timestamp : -timestamp), 0)
}

function positionOn({ fromMs, toMs, width }: TimeAxis): (timeMs: number) => number {
  const span = Math.max(1, toMs - fromMs)
  return (timeMs) => (Math.min(Math.max(timeMs - fromMs, 0), span) / span) * width
}
