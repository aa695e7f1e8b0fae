/**
 * Puts the packets of one track in order and asks for those that are missing. A packet that is not there after all
 * requests is given up, and said to be lost; what came after it goes on. A jump far ahead is a new beginning.
 *
 * A gap is asked for 10 ms after it shows (packets overtake each other), then every 60 ms; what did not come within a
 * second is lost. What waits is bounded by that second and by `JUMP_MAX`.
 */
import { unwrapSequence } from '../transport/rtp.ts'

const ASK_AFTER_MS = 10
const ASK_AGAIN_AFTER_MS = 60
const GIVEN_UP_AFTER_MS = 1_000
const ASKED_AT_ONCE_MAX = 100
const ASKED_TIMES_MAX = 8
const JUMP_MAX = 3_000
const SEQUENCES = 0x1_0000

export interface OrderedPacket {
  timestamp: number
  marker: boolean
  arrivedMs: number
  payload: Buffer
}

export interface PacketOrderEvents {
  packet(packet: OrderedPacket): void
  lost(): void
  /** The numbering began again somewhere else. */
  jumped(): void
}

export class PacketOrder {
  received = 0
  lost = 0
  recovered = 0
  #events: PacketOrderEvents
  #first = -1
  #highest = -1
  #next = -1
  #waiting = new Map<number, OrderedPacket>()
  #missing = new Map<number, { sinceMs: number; askedMs: number; times: number }>()
  #before = { expected: 0, received: 0 }

  constructor(events: PacketOrderEvents) {
    this.#events = events
  }

  /** Of this track's numbering, as a receiver report has it: cycles and number. */
  get highestSequence(): number {
    return this.#highest - SEQUENCES
  }

  get totalLost(): number {
    return this.#highest < 0 ? 0 : this.#highest - this.#first + 1 - this.received
  }

  take(sequence: number, packet: OrderedPacket): void {
    this.received++
    const place = this.#place(sequence, packet.arrivedMs)
    if (place < this.#next) return
    this.#waiting.set(place, packet)
    this.#drain(packet.arrivedMs)
  }

  /** Which packets to ask for now, in rising order. */
  missing(nowMs: number): number[] {
    const asked: number[] = []
    for (const [place, gap] of this.#missing) {
      if (asked.length >= ASKED_AT_ONCE_MAX) break
      if (nowMs - gap.sinceMs < ASK_AFTER_MS || nowMs - gap.askedMs < ASK_AGAIN_AFTER_MS) continue
      if (gap.times >= ASKED_TIMES_MAX) continue
      gap.times++
      gap.askedMs = nowMs
      asked.push(place)
    }
    this.#drain(nowMs)
    return asked.sort((a, b) => a - b).map((place) => place % SEQUENCES)
  }

  /** Of 256, since it was last asked. */
  takeFractionLost(): number {
    if (this.#highest < 0) return 0
    const expected = this.#highest - this.#first + 1
    const expectedNow = expected - this.#before.expected
    const receivedNow = this.received - this.#before.received
    this.#before = { expected, received: this.received }
    if (expectedNow <= receivedNow) return 0
    return Math.min(255, Math.floor(((expectedNow - receivedNow) * 256) / expectedNow))
  }

  #place(sequence: number, nowMs: number): number {
    if (this.#highest < 0) {
      this.#first = this.#highest = this.#next = SEQUENCES + sequence
      return this.#highest
    }
    const place = unwrapSequence(this.#highest, sequence)
    if (place <= this.#highest) {
      if (this.#missing.delete(place)) this.recovered++
      return place
    }
    if (place - this.#highest > JUMP_MAX) {
      this.#waiting.clear()
      this.#missing.clear()
      this.#next = place
      this.#events.jumped()
    } else {
      for (let gap = this.#highest + 1; gap < place; gap++)
        this.#missing.set(gap, { sinceMs: nowMs, askedMs: -Infinity, times: 0 })
    }
    this.#highest = place
    return place
  }

  #drain(nowMs: number): void {
    for (;;) {
      const packet = this.#waiting.get(this.#next)
      if (packet) {
        this.#waiting.delete(this.#next++)
        this.#events.packet(packet)
        continue
      }
      if (this.#waiting.size === 0) return
      const gap = this.#missing.get(this.#next)
      if (gap && nowMs - gap.sinceMs < GIVEN_UP_AFTER_MS) return
      this.#missing.delete(this.#next++)
      this.lost++
      this.#events.lost()
    }
  }
}
