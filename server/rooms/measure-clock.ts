/**
 * How a participant's clock differs from the server's, measured by pings and their answers. The answer was written
 * about half way between the ping and its arrival, so the error is at most half the time between the two: of the last
 * `SAMPLES_LIMIT` answers the one that came back fastest counts. Pure.
 */
const SAMPLES_LIMIT = 12
/** PostgreSQL's bigint and Date hold it; nobody's clock is off by more. */
const DIFFERENCE_LIMIT_MS = 10 ** 13

export interface ClockMeasure {
  /** Server time minus the participant's, in milliseconds; null: not measured. */
  readonly differenceMs: number | null
  noteSent(n: number, now: Date): void
  /** @param at the participant's clock */
  noteAnswer(n: number | undefined, at: number | undefined, now: Date): void
}

export function createClockMeasure(): ClockMeasure {
  let samples: { roundTripMs: number; differenceMs: number }[] = []
  let sent: { n: number; at: number } | null = null
  return {
    get differenceMs() {
      if (samples.length === 0) return null
      return samples.reduce((best, sample) => (sample.roundTripMs < best.roundTripMs ? sample : best))
        .differenceMs
    },
    noteSent(n, now) {
      sent = { n, at: now.getTime() }
    },
    noteAnswer(n, at, now) {
      if (sent === null || n !== sent.n || at === undefined) return
      const roundTripMs = Math.max(0, now.getTime() - sent.at)
      const differenceMs = Math.round(sent.at + roundTripMs / 2 - at)
      sent = null
      if (Math.abs(differenceMs) > DIFFERENCE_LIMIT_MS) return
      samples = [...samples, { roundTripMs, differenceMs }].slice(-SAMPLES_LIMIT)
    },
  }
}
