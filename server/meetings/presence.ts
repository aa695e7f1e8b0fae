/**
 * When somebody counts as away. Pure; the statements that act on it take these thresholds.
 *
 * What is known of a connection is in the participant's row: `connection_id`, null once its end was noticed, and
 * `last_seen_at`, the last sign of life. Every process writes the signs of life of its own sockets down, gathered,
 * each `FLUSH_INTERVAL_MS`, so a live connection's row is never older than a ping, its answer and a flush.
 *
 * - Its end was noticed: away once the grace time has passed since the last sign of life.
 * - Its end was not noticed (the process was killed, the network is silent): the same, but never sooner than
 *   `SILENCE_MS`, else a short grace time would throw out people whose process merely has not written yet.
 *
 * The visit ends with the last sign of life, not when this was found out. Any frame, a close and the end of the TCP
 * connection that comes from the other side are signs of life; a connection that we give up is not.
 */
export const PING_INTERVAL_MS = 5_000
export const FLUSH_INTERVAL_MS = 2_000
/** Three pings without an answer: nobody is there. */
export const SILENCE_MS = 3 * PING_INTERVAL_MS

export interface AbsenceThresholds {
  /** Last seen before this, and the end of the connection was noticed: away. */
  lostBefore: Date
  /** Last seen before this, although nobody noticed an end: away. */
  silentBefore: Date
}

export function absenceThresholds(now: Date, leaveGraceSeconds: number): AbsenceThresholds {
  const graceMs = leaveGraceSeconds * 1000
  return {
    lostBefore: new Date(now.getTime() - graceMs),
    silentBefore: new Date(now.getTime() - Math.max(graceMs, SILENCE_MS)),
  }
}
