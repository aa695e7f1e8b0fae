/**
 * Who was there when, as shares of a common time axis. Pure. The axis begins with the planned start, or with the first
 * person where somebody came earlier, and ends with the close.
 */
import type { Summary } from '../../api/summaries.ts'

export type Stays = Summary['participants'][number]['durations']

export interface TimeAxis {
  fromMs: number
  toMs: number
}

export interface Stay {
  fromMs: number
  toMs: number
  /** Of the axis, 0 to 1. */
  x: number
  width: number
}

export interface Tick {
  atMs: number
  x: number
}

const MINUTE_MS = 60_000
/** Steps that people count in. */
const TICK_STEPS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440]
const TICKS_LIMIT = 5
/** A moment inside is still seen. */
const SMALLEST_WIDTH = 0.004

export function timeAxis({ startTime, closedAt, participants }: Summary): TimeAxis {
  const toMs = Date.parse(closedAt)
  const joined = participants.flatMap(({ durations: [first] }) => (first ? [first.timestamp] : []))
  return { fromMs: Math.min(Date.parse(startTime), toMs, ...joined), toMs }
}

/** From each `joined` to the `left` after it. */
export function staysOf(durations: Stays, axis: TimeAxis): Stay[] {
  const stays: Stay[] = []
  for (let index = 0; index + 1 < durations.length; index += 2) {
    const fromMs = durations[index]?.timestamp ?? axis.fromMs
    const toMs = durations[index + 1]?.timestamp ?? axis.toMs
    const x = Math.min(shareOf(fromMs, axis), 1 - SMALLEST_WIDTH)
    stays.push({ fromMs, toMs, x, width: Math.max(SMALLEST_WIDTH, shareOf(toMs, axis) - x) })
  }
  return stays
}

export function presentSeconds(durations: Stays): number {
  const ms = durations.reduce(
    (sum, { action, timestamp }) => sum + (action === 'left' ? timestamp : -timestamp),
    0,
  )
  return Math.round(ms / 1000)
}

/** Round times, at most `TICKS_LIMIT`; `utcOffsetMs` makes them round on the reader's clock. */
export function ticksOf(axis: TimeAxis, utcOffsetMs: number): Tick[] {
  const minutes = (axis.toMs - axis.fromMs) / MINUTE_MS
  const longest = TICK_STEPS_MINUTES.at(-1) ?? 1
  const stepMs = (TICK_STEPS_MINUTES.find((step) => minutes / step <= TICKS_LIMIT) ?? longest) * MINUTE_MS
  const first = Math.ceil((axis.fromMs + utcOffsetMs) / stepMs) * stepMs - utcOffsetMs
  const ticks: Tick[] = []
  for (let atMs = first; atMs <= axis.toMs && ticks.length <= TICKS_LIMIT; atMs += stepMs) {
    ticks.push({ atMs, x: shareOf(atMs, axis) })
  }
  return ticks
}

function shareOf(atMs: number, { fromMs, toMs }: TimeAxis): number {
  const span = Math.max(1, toMs - fromMs)
  return Math.min(Math.max(atMs - fromMs, 0), span) / span
}
