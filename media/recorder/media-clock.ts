/**
 * When something was captured, by the server's clock. A sender's reports say which moment of its own clock an RTP time
 * is; how far that clock is from ours is the least difference between a report's time and its arrival that was seen.
 * All tracks of one participant share that difference, so voice and picture stay together; before the first report the
 * arrival counts. A correction is spread over many packets (nothing jumps), and nothing was captured after it arrived:
 * that holds a source that stalled, or a clock that runs, to the truth.
 *
 * All times in milliseconds since 1970.
 */

const SLEW_MS_PER_PACKET = 2
const JUMP_BEYOND_MS = 500
const EARLY_TOLERANCE_MS = 5
/** Without reports: how far behind or before its arrival a packet may seem before the arrival is right. */
const BEHIND_MAX_MS = 1_000
const BEFORE_MAX_MS = 200
const NTP_EPOCH_S = 2_208_988_800

export function ntpToMs(high: number, low: number): number {
  return (high - NTP_EPOCH_S) * 1_000 + (low * 1_000) / 2 ** 32
}

/** What is known of one participant's clock. */
export class SenderClock {
  #offsetMs = Infinity

  reported(senderMs: number, arrivedMs: number): void {
    this.#offsetMs = Math.min(this.#offsetMs, arrivedMs - senderMs)
  }

  /** Undefined before the first report. */
  toServerMs(senderMs: number): number | undefined {
    return this.#offsetMs === Infinity ? undefined : senderMs + this.#offsetMs
  }
}

/** Of one track: RTP times, unwrapped, to ours. */
export class TrackClock {
  #sender: SenderClock
  #ticksPerMs: number
  /** What RTP time 0 is by our clock. */
  #baseMs: number | undefined
  #report: { senderMs: number; ticks: number } | undefined

  constructor(sender: SenderClock, ticksPerSecond: number) {
    this.#sender = sender
    this.#ticksPerMs = ticksPerSecond / 1_000
  }

  reported(senderMs: number, ticks: number): void {
    this.#report = { senderMs, ticks }
  }

  capturedMs(ticks: number, arrivedMs: number): number {
    const sinceBaseMs = ticks / this.#ticksPerMs
    const reported = this.#reportedBaseMs()
    this.#baseMs ??= reported ?? arrivedMs - sinceBaseMs
    if (reported === undefined) {
      const behindMs = arrivedMs - (this.#baseMs + sinceBaseMs)
      if (behindMs > BEHIND_MAX_MS || behindMs < -BEFORE_MAX_MS) this.#baseMs += behindMs
    } else {
      const errorMs = reported - this.#baseMs
      if (Math.abs(errorMs) > JUMP_BEYOND_MS) this.#baseMs = reported
      else this.#baseMs += Math.max(-SLEW_MS_PER_PACKET, Math.min(SLEW_MS_PER_PACKET, errorMs))
    }
    const capturedMs = this.#baseMs + sinceBaseMs
    if (capturedMs <= arrivedMs + EARLY_TOLERANCE_MS) return capturedMs
    this.#baseMs -= capturedMs - arrivedMs
    return arrivedMs
  }

  #reportedBaseMs(): number | undefined {
    if (!this.#report) return undefined
    const ms = this.#sender.toServerMs(this.#report.senderMs)
    return ms === undefined ? undefined : ms - this.#report.ticks / this.#ticksPerMs
  }
}
