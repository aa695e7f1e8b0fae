/** The estimator on a simulated way: a bottleneck with a queue, a delay, and a receiver whose clock is another one. */
import { expect, test } from 'vitest'
import { BandwidthEstimator } from './bandwidth-estimator.ts'

const PACKET_BYTES = 1_000
const FEEDBACK_EVERY_MS = 100
const DELAY_MS = 20
const QUEUE_MAX_MS = 400
const RECEIVER_CLOCK_MS = 1_000_000

/** Sends what the caller wants, no more than allowed; answers how it went. */
class Way {
  readonly estimator = new BandwidthEstimator()
  nowMs = 0
  capacityBps = 10_000_000
  extraDelayMs = 0
  lossEvery = 0
  wantedBps = 3_000_000
  queueMaxMs = 0

  #freeAtMs = 0
  #debtBytes = 0
  #sent = 0
  #arrivals: { sequence: number; atMs: number | undefined; knownAtMs: number }[] = []

  run(seconds: number): void {
    const end = this.nowMs + seconds * 1000
    for (; this.nowMs < end; this.nowMs++) {
      const rate = Math.min(this.wantedBps, this.estimator.limitBps ?? Infinity)
      this.#debtBytes += rate / 8000
      while (this.#debtBytes >= PACKET_BYTES) {
        this.#debtBytes -= PACKET_BYTES
        this.#send(PACKET_BYTES)
      }
      if (this.nowMs % FEEDBACK_EVERY_MS === 0) this.#feedback()
    }
  }

  #send(bytes: number): void {
    const sequence = this.estimator.sent(bytes, this.nowMs)
    const startMs = Math.max(this.nowMs, this.#freeAtMs)
    const queueMs = startMs - this.nowMs
    this.queueMaxMs = Math.max(this.queueMaxMs, queueMs)
    const isLost = queueMs > QUEUE_MAX_MS || (this.lossEvery > 0 && ++this.#sent % this.lossEvery === 0)
    if (queueMs <= QUEUE_MAX_MS) this.#freeAtMs = startMs + (bytes * 8000) / this.capacityBps
    const arrivedMs = this.#freeAtMs + DELAY_MS + this.extraDelayMs
    this.#arrivals.push({
      sequence,
      atMs: isLost ? undefined : arrivedMs + RECEIVER_CLOCK_MS,
      knownAtMs: arrivedMs,
    })
  }

  #feedback(): void {
    const known = this.#arrivals.filter(({ knownAtMs }) => knownAtMs <= this.nowMs - DELAY_MS)
    this.#arrivals = this.#arrivals.filter((one) => !known.includes(one))
    if (known.length > 0) {
      this.estimator.feedback((status) => {
        for (const { sequence, atMs } of known) status(sequence, atMs)
      }, this.nowMs)
    }
    this.estimator.wanted(this.wantedBps)
    const bytes = this.estimator.probeBytes(this.wantedBps, this.nowMs)
    if (bytes === 0) return
    const count = Math.ceil(bytes / 275)
    for (let index = 0; index < count; index++) this.#send(275)
    this.estimator.probeSent(count, this.wantedBps, this.nowMs)
  }
}

test('a way that carries everything is never limited', () => {
  const way = new Way()
  way.run(30)
  expect(way.estimator.limitBps).toBeNull()
})

test('a narrow way is found within two seconds, and little is queued from then on', () => {
  const way = new Way()
  way.run(5)
  way.capacityBps = 500_000
  way.run(2)
  expect(way.estimator.limitBps).toBeLessThan(550_000)
  way.run(3)
  way.queueMaxMs = 0
  way.run(20)
  expect(way.estimator.limitBps).toBeGreaterThan(250_000)
  expect(way.estimator.limitBps).toBeLessThan(550_000)
  expect(way.queueMaxMs).toBeLessThan(350)
})

test('ten seconds after the limit ended everything is sent again', () => {
  const way = new Way()
  way.run(5)
  way.capacityBps = 500_000
  way.run(20)
  way.capacityBps = 10_000_000
  way.run(10)
  expect(way.estimator.limitBps ?? Infinity).toBeGreaterThan(way.wantedBps)
})

test('loss of a bad radio link limits nothing; of a way that is full, it does', () => {
  const way = new Way()
  way.lossEvery = 50
  way.run(10)
  expect(way.estimator.limitBps).toBeNull()
  way.lossEvery = 5
  way.run(3)
  expect(way.estimator.limitBps).not.toBeNull()
})

test('a way that becomes longer is not taken for a queue for long', () => {
  const way = new Way()
  way.run(5)
  way.extraDelayMs = 250
  way.run(30)
  expect(way.estimator.limitBps ?? Infinity).toBeGreaterThan(2_500_000)
})
