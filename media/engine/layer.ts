/**
 * One stream of packets that arrives: a microphone, or one simulcast layer of a picture. Keeps the last packets for
 * those who ask for them again, asks the publisher for what is missing, and knows what its reports have to say.
 *
 * Numbers: packets are counted on without wrapping (`sequence`), and once more without those that are nothing but
 * padding (`number`). Browsers send much padding to measure their way; it ends here, and receivers see no gap where
 * it was. Padding that comes too late for that is passed on as an empty packet.
 */
import { middleOfNtp, writeNack, writePictureLoss, type ReportBlock } from '../transport/rtcp.ts'
import { OUTGOING_HEADER_BYTES, rebuildPacket, unwrapSequence, type RtpHeader } from '../transport/rtp.ts'
import { readVp8, type Vp8Descriptor } from '../transport/vp8.ts'

const RING_PACKETS = 512
const LIVE_FOR_MS = 1_500
const KEY_FRAME_INTERVAL_MS = 400
/** A larger gap is a new beginning, not a loss. */
const GAP_PACKETS_MAX = 200
const NACK_TRIES_MAX = 6
const NACK_AGE_MAX_MS = 1_000
const NACK_AGAIN_AFTER_MS = 90
const NACK_PACKETS_MAX = 100
/** At most this much of the neighbourhood is looked at for a packet that comes late. */
const LATE_PACKETS_MAX = 200

export interface StoredPacket {
  /** As it goes out, but for the receiver's own fields. */
  bytes: Buffer
  marker: boolean
  sequence: number
  number: number
  /** How many packets of padding came before it. */
  paddingBefore: number
  /** Dropped from the numbering; never passed on. */
  isPadding: boolean
  timestamp: number
  vp8: Vp8Descriptor | null
}

export interface SenderReportTime {
  ntpHigh: number
  ntpLow: number
  timestamp: number
  atMs: number
}

export class Layer {
  readonly ssrc: number
  /** 0 low, 1 medium, 2 high. */
  readonly quality: number
  readonly isVideo: boolean
  senderReport: SenderReportTime | null = null
  bitsPerSecond = 0
  width = 0
  height = 0
  /** Of the packets expected since the last report. */
  loss = 0

  #ring: (StoredPacket | undefined)[] = Array.from({ length: RING_PACKETS })
  #highest = -1
  #first = -1
  #paddingSoFar = 0
  #packets = 0
  #bytes = 0
  #bytesAtRate = 0
  #lastAtMs = -Infinity
  #liveSinceMs = -Infinity
  #keyFrameAskedMs = -Infinity
  #missing = new Map<number, { sinceMs: number; askedMs: number; tries: number }>()
  #expectedBefore = 0
  #packetsBefore = 0
  #jitter = 0
  #transit = 0

  constructor(ssrc: number, quality: number, isVideo: boolean) {
    this.ssrc = ssrc
    this.quality = quality
    this.isVideo = isVideo
  }

  isLive(nowMs: number): boolean {
    return nowMs - this.#lastAtMs < LIVE_FOR_MS
  }

  /** Since when packets come without a pause. */
  get liveSinceMs(): number {
    return this.#liveSinceMs
  }

  get hasMissing(): boolean {
    return this.#missing.size > 0
  }

  find(sequence: number): StoredPacket | undefined {
    const stored = this.#ring[sequence % RING_PACKETS]
    return stored?.sequence === sequence ? stored : undefined
  }

  /** Takes a packet in. Undefined: it came twice. */
  receive(packet: Buffer, header: RtpHeader, nowMs: number): StoredPacket | undefined {
    const isFirst = this.#highest < 0
    const sequence = isFirst ? header.sequence + 0x10000 : unwrapSequence(this.#highest, header.sequence)
    if (sequence < 0 || (!isFirst && this.find(sequence))) return undefined
    const isNewest = isFirst || sequence > this.#highest
    this.#noteArrival(packet.length, header.timestamp, nowMs)
    if (isFirst) this.#first = this.#highest = sequence
    else if (isNewest) this.#advance(sequence, nowMs)
    else this.#missing.delete(sequence)

    const paddingBefore = isNewest ? this.#paddingSoFar : this.#paddingBefore(sequence)
    const isEmpty = header.payloadEnd === header.payloadStart
    const isPadding = isEmpty && isNewest && this.isVideo
    if (isPadding) this.#paddingSoFar = paddingBefore + 1
    const bytes = rebuildPacket(packet, header)
    const vp8 = this.isVideo ? readVp8(bytes, OUTGOING_HEADER_BYTES) : null
    if (vp8?.isKeyFrame && vp8.width > 0) {
      this.width = vp8.width
      this.height = vp8.height
    }
    const stored: StoredPacket = {
      bytes,
      marker: header.marker,
      sequence,
      number: sequence - paddingBefore,
      paddingBefore,
      isPadding,
      timestamp: header.timestamp,
      vp8,
    }
    this.#ring[sequence % RING_PACKETS] = stored
    return stored
  }

  #noteArrival(bytes: number, timestamp: number, nowMs: number): void {
    this.#packets++
    this.#bytes += bytes
    if (!this.isLive(nowMs)) this.#liveSinceMs = nowMs
    this.#lastAtMs = nowMs
    const clock = this.isVideo ? 90_000 : 48_000
    const transit = (nowMs * clock) / 1000 - timestamp
    const difference = Math.abs(transit - this.#transit)
    if (this.#packets > 1 && difference < clock) this.#jitter += (difference - this.#jitter) / 16
    this.#transit = transit
  }

  #advance(sequence: number, nowMs: number): void {
    const gap = sequence - this.#highest - 1
    if (gap > GAP_PACKETS_MAX) this.#missing.clear()
    else {
      for (let lost = this.#highest + 1; lost < sequence; lost++) {
        this.#missing.set(lost, { sinceMs: nowMs, askedMs: -Infinity, tries: 0 })
      }
    }
    this.#highest = sequence
  }

  #paddingBefore(sequence: number): number {
    for (let before = sequence - 1; before > sequence - LATE_PACKETS_MAX; before--) {
      const stored = this.find(before)
      if (stored) return stored.paddingBefore + (stored.isPadding ? 1 : 0)
    }
    return this.#paddingSoFar
  }

  /** What to ask the publisher for again, as a packet; undefined where nothing is missing or it was just asked for. */
  askAgain(roundTripMs: number, nowMs: number): { packet: Buffer; count: number } | undefined {
    const asked: number[] = []
    const againAfterMs = Math.max(NACK_AGAIN_AFTER_MS, roundTripMs)
    for (const [sequence, state] of this.#missing) {
      if (nowMs - state.sinceMs > NACK_AGE_MAX_MS || state.tries >= NACK_TRIES_MAX) {
        this.#missing.delete(sequence)
      } else if (nowMs - state.askedMs > againAfterMs && asked.length < NACK_PACKETS_MAX) {
        state.askedMs = nowMs
        state.tries++
        asked.push(sequence & 0xffff)
      }
    }
    return asked.length > 0 ? { packet: writeNack(this.ssrc, asked), count: asked.length } : undefined
  }

  /** A request for a key frame, or undefined where one was sent just now. */
  askKeyFrame(nowMs: number): Buffer | undefined {
    if (nowMs - this.#keyFrameAskedMs < KEY_FRAME_INTERVAL_MS) return undefined
    this.#keyFrameAskedMs = nowMs
    return writePictureLoss(this.ssrc)
  }

  /** For the publisher: what arrived since the last call. Undefined before the first packet. */
  report(nowMs: number): ReportBlock | undefined {
    if (this.#packets === 0) return undefined
    const expected = this.#highest - this.#first + 1
    const expectedNow = expected - this.#expectedBefore
    const lostNow = expectedNow - (this.#packets - this.#packetsBefore)
    this.#expectedBefore = expected
    this.#packetsBefore = this.#packets
    this.loss = expectedNow > 0 && lostNow > 0 ? lostNow / expectedNow : 0
    const { senderReport } = this
    return {
      ssrc: this.ssrc,
      fractionLost: Math.min(255, Math.round(this.loss * 256)),
      totalLost: expected - this.#packets,
      highestSequence: this.#highest - 0x10000,
      jitter: Math.round(this.#jitter),
      lastSenderReport: senderReport ? middleOfNtp(senderReport.ntpHigh, senderReport.ntpLow) : 0,
      delaySinceSenderReport: senderReport ? Math.round((nowMs - senderReport.atMs) * 65.536) : 0,
    }
  }

  /** Call it at regular times: `elapsedMs` since the last call. */
  measure(elapsedMs: number): void {
    const now = ((this.#bytes - this.#bytesAtRate) * 8 * 1000) / elapsedMs
    this.#bytesAtRate = this.#bytes
    this.bitsPerSecond = this.bitsPerSecond === 0 ? now : this.bitsPerSecond * 0.5 + now * 0.5
  }
}
