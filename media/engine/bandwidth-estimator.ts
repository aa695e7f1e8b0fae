/**
 * How much one receiver can take: pure arithmetic over what was sent when and what the receiver says of its arrival
 * (transport-wide feedback). Time is passed in.
 *
 * Nothing limits at first: most connections carry what a meeting needs, and a careful start would show everybody a
 * small picture. The first sign of congestion sets a limit, by what really arrives:
 *
 *     unlimited ──congestion──▸ limited ──twice what is wanted──▸ unlimited
 *
 * Signs of congestion are a queue on the way (packets take longer and longer than the fastest of late did) and more
 * than a tenth lost. Less than that is a bad radio link, and sending less would not mend it. Each sign lowers the
 * limit to a little less than what arrives. Without signs the limit rises slowly, and quickly by probes: a short
 * burst of padding whose speed of arrival tells what the path would carry. Without probes a receiver that got little
 * for a while could never show that it could take more.
 */
import { unwrapSequence } from '../transport/rtp.ts'

const SENT_PACKETS_REMEMBERED = 4096
const FLOOR_BPS = 100_000
const QUEUE_RISING_MS = 60
const QUEUE_FULL_MS = 180
const LOSS_LIMIT = 0.1
const ARRIVAL_WINDOW_MS = 600
const DECREASE_FACTOR = 0.85
const BETWEEN_DECREASES_MS = 500
const CALM_BEFORE_INCREASE_MS = 1_000
const INCREASE_PER_SECOND = 1.08
/** The limit rises no further than this above what arrives: beyond it nothing was tried. */
const ABOVE_ARRIVING = 1.5
const FASTEST_WINDOW_MS = 15_000
/** Feedback after such a pause speaks of an outage, not of congestion. */
const OUTAGE_MS = 1_500
/** A queue that stays as it is while much less is sent is no queue: the way has become longer. */
const LONGER_WAY_AFTER_MS = 3_000
const PROBE_INTERVAL_MIN_MS = 1_500
const PROBE_INTERVAL_MAX_MS = 5_000
const PROBE_TIMEOUT_MS = 1_000
const PROBE_PACKETS_MIN = 8
const PROBE_ARRIVED_SHARE = 0.7

interface Probe {
  first: number
  last: number
  targetBps: number
  sentAtMs: number
  arrivals: { atMs: number; bytes: number }[]
}

/** What one feedback message said. */
interface Arrived {
  atMs: number
  bytes: number
  packets: number
  lost: number
}

export class BandwidthEstimator {
  #sentAtMs = new Float64Array(SENT_PACKETS_REMEMBERED)
  #sentBytes = new Uint16Array(SENT_PACKETS_REMEMBERED)
  #nextSequence = 0x10000
  #acknowledged = 0x10000 - 1
  #limitBps: number | null = null

  #fastestMs = Infinity
  #fastestBefore = Infinity
  #fastestSinceMs = 0
  #queueMs = 0
  #queueBeforeMs = 0
  #arrived: Arrived[] = []
  #lastFeedbackMs = -Infinity
  #congestedAtMs = -Infinity
  #decreasedAtMs = -Infinity
  #increasedAtMs = 0
  #highQueueSinceMs: number | null = null

  #probe: Probe | null = null
  #probedAtMs = -Infinity
  #probeIntervalMs = PROBE_INTERVAL_MIN_MS

  /** Bits per second; null: nothing limits. */
  get limitBps(): number | null {
    return this.#limitBps
  }

  /** What arrives, in bits per second. */
  get arrivingBps(): number {
    if (this.#arrived.length < 2) return 0
    const spanMs = Math.max(100, this.#arrived.at(-1)!.atMs - this.#arrived[0]!.atMs)
    const bytes = this.#arrived.slice(1).reduce((sum, part) => sum + part.bytes, 0)
    return (bytes * 8 * 1000) / spanMs
  }

  get queueMs(): number {
    return this.#queueMs
  }

  /** Share of packets that did not arrive of late. */
  get loss(): number {
    let packets = 0
    let lost = 0
    for (const part of this.#arrived) {
      packets += part.packets
      lost += part.lost
    }
    return packets + lost === 0 ? 0 : lost / (packets + lost)
  }

  /** Answers the number that the packet has to carry. */
  sent(bytes: number, nowMs: number): number {
    const sequence = this.#nextSequence++
    const at = sequence % SENT_PACKETS_REMEMBERED
    this.#sentAtMs[at] = nowMs
    this.#sentBytes[at] = bytes
    return sequence & 0xffff
  }

  /** `read` calls back for each packet that a feedback message speaks of. Answers whether the limit changed. */
  feedback(
    read: (status: (sequence: number, atMs: number | undefined) => void) => void,
    nowMs: number,
  ): boolean {
    const before = this.#limitBps
    const part = { atMs: 0, bytes: 0, packets: 0, lost: 0 }
    let queueSum = 0
    read((sequence16, atMs) => {
      const sequence = unwrapSequence(this.#nextSequence, sequence16)
      if (sequence >= this.#nextSequence || this.#nextSequence - sequence > SENT_PACKETS_REMEMBERED) return
      const at = sequence % SENT_PACKETS_REMEMBERED
      if (atMs === undefined) {
        if (sequence > this.#acknowledged) part.lost++
        return
      }
      this.#acknowledged = Math.max(this.#acknowledged, sequence)
      const bytes = this.#sentBytes[at]!
      part.packets++
      part.bytes += bytes
      part.atMs = Math.max(part.atMs, atMs)
      queueSum += this.#queueOf(atMs - this.#sentAtMs[at]!, nowMs)
      this.#noteProbe(sequence, atMs, bytes)
    })
    if (part.packets > 0) this.#judge(part, queueSum / part.packets, nowMs)
    return before !== this.#limitBps
  }

  /** How much longer than the fastest of late; the two machines' clocks need not agree. */
  #queueOf(transitMs: number, nowMs: number): number {
    if (nowMs - this.#fastestSinceMs > FASTEST_WINDOW_MS) {
      this.#fastestBefore = this.#fastestMs
      this.#fastestMs = transitMs
      this.#fastestSinceMs = nowMs
    }
    this.#fastestMs = Math.min(this.#fastestMs, transitMs)
    return transitMs - Math.min(this.#fastestMs, this.#fastestBefore)
  }

  #judge(part: Arrived, queueMs: number, nowMs: number): void {
    const wasOut = nowMs - this.#lastFeedbackMs > OUTAGE_MS
    this.#lastFeedbackMs = nowMs
    if (wasOut) {
      this.#arrived = []
      this.#queueMs = queueMs
      part.lost = 0
    }
    this.#arrived.push(part)
    while (part.atMs - this.#arrived[0]!.atMs > ARRIVAL_WINDOW_MS) this.#arrived.shift()
    this.#queueBeforeMs = this.#queueMs
    this.#queueMs += (queueMs - this.#queueMs) * 0.5
    if (this.#wayBecameLonger(nowMs)) this.#forgetFastest(nowMs)
    const isRising = this.#queueMs > QUEUE_RISING_MS && this.#queueMs > this.#queueBeforeMs
    if (isRising || this.#queueMs > QUEUE_FULL_MS || this.loss > LOSS_LIMIT) this.#congested(nowMs)
    else this.#calm(nowMs)
    this.#endProbe(nowMs)
  }

  #wayBecameLonger(nowMs: number): boolean {
    if (this.#queueMs < QUEUE_FULL_MS) this.#highQueueSinceMs = null
    else this.#highQueueSinceMs ??= nowMs
    return this.#highQueueSinceMs !== null && nowMs - this.#highQueueSinceMs > LONGER_WAY_AFTER_MS
  }

  #forgetFastest(nowMs: number): void {
    this.#fastestMs = this.#fastestBefore = Infinity
    this.#fastestSinceMs = nowMs
    this.#queueMs = this.#queueBeforeMs = 0
    this.#highQueueSinceMs = null
  }

  #congested(nowMs: number): void {
    this.#congestedAtMs = nowMs
    if (nowMs - this.#decreasedAtMs < BETWEEN_DECREASES_MS) return
    const arriving = this.arrivingBps
    if (arriving === 0) return
    this.#decreasedAtMs = nowMs
    const limit = Math.max(FLOOR_BPS, arriving * DECREASE_FACTOR)
    this.#limitBps = this.#limitBps === null ? limit : Math.min(this.#limitBps, limit)
  }

  #calm(nowMs: number): void {
    const elapsedS = Math.min(1, (nowMs - this.#increasedAtMs) / 1000)
    this.#increasedAtMs = nowMs
    if (this.#limitBps === null || nowMs - this.#congestedAtMs < CALM_BEFORE_INCREASE_MS) return
    const ceiling = Math.max(this.#limitBps, this.arrivingBps * ABOVE_ARRIVING)
    this.#limitBps = Math.min(ceiling, this.#limitBps * INCREASE_PER_SECOND ** elapsedS)
  }

  /** Bits per second that all who are to be shown would need; lifts a limit that is far above it. */
  wanted(bps: number): void {
    if (this.#limitBps !== null && this.#limitBps > 2 * bps) this.#limitBps = null
  }

  /** Whether now is the time to send a burst, and with how many bytes; 0: no. `neededBps` is what the next step up needs. */
  probeBytes(neededBps: number, nowMs: number): number {
    if (this.#limitBps === null || this.#probe || neededBps <= this.#limitBps) return 0
    if (nowMs - this.#probedAtMs < this.#probeIntervalMs) return 0
    if (nowMs - this.#congestedAtMs < CALM_BEFORE_INCREASE_MS) return 0
    const bytes = (this.#probeTarget(neededBps) / 8) * 0.025
    return Math.max(3_000, Math.min(12_000, Math.round(bytes)))
  }

  #probeTarget(neededBps: number): number {
    const limit = this.#limitBps ?? 0
    return Math.min(Math.max(neededBps * 1.3, limit * 2), limit * 4)
  }

  /** The burst was sent: the last `packets` of what `sent` numbered. */
  probeSent(packets: number, neededBps: number, nowMs: number): void {
    this.#probedAtMs = nowMs
    if (packets < PROBE_PACKETS_MIN) return
    this.#probe = {
      first: this.#nextSequence - packets,
      last: this.#nextSequence - 1,
      targetBps: this.#probeTarget(neededBps),
      sentAtMs: nowMs,
      arrivals: [],
    }
  }

  #noteProbe(sequence: number, atMs: number, bytes: number): void {
    if (this.#probe && sequence >= this.#probe.first && sequence <= this.#probe.last) {
      this.#probe.arrivals.push({ atMs, bytes })
    }
  }

  #endProbe(nowMs: number): void {
    const probe = this.#probe
    if (!probe || (this.#acknowledged < probe.last && nowMs - probe.sentAtMs < PROBE_TIMEOUT_MS)) return
    this.#probe = null
    const measured = measureProbe(probe)
    const limit = this.#limitBps ?? 0
    if (measured > limit * 1.1) {
      this.#limitBps = Math.min(measured * 0.9, probe.targetBps)
      this.#probeIntervalMs = PROBE_INTERVAL_MIN_MS
    } else {
      this.#probeIntervalMs = Math.min(PROBE_INTERVAL_MAX_MS, this.#probeIntervalMs * 1.5)
    }
  }
}

/** The speed at which the burst arrived; 0 where too little of it did. */
function measureProbe({ first, last, arrivals }: Probe): number {
  if (arrivals.length < PROBE_ARRIVED_SHARE * (last - first + 1)) return 0
  const times = arrivals.map(({ atMs }) => atMs)
  const spanMs = Math.max(1, Math.max(...times) - Math.min(...times))
  const bytes = arrivals.slice(1).reduce((sum, arrival) => sum + arrival.bytes, 0)
  return (bytes * 8 * 1000) / spanMs
}
