/**
 * One track as it arrives: packets become frames with the time of their capture, and what has to be said to the server
 * for that is said: what is missing (NACK), that a key frame is needed (PLI), how well it arrives (receiver reports).
 * No estimate of bandwidth is ever sent: it is what makes a server lower the picture.
 */
import { readRtp, createRtpHeader } from '../transport/rtp.ts'
import { middleOfNtp, writeNack, writePictureLoss, type ReportBlock } from '../transport/rtcp.ts'
import { FrameReader, type Frame } from './frames.ts'
import { ntpToMs, TrackClock, type SenderClock } from './media-clock.ts'
import { PacketOrder } from './packet-order.ts'
import type { MediaKind } from './receiver-description.ts'

const TICKS_PER_SECOND = { audio: 48_000, video: 90_000 }
const KEY_FRAME_ASKED_EVERY_MS = 500
/** Playing and cutting begin at a key frame; browsers send one only when asked. */
const KEY_FRAME_EVERY_MS = 10_000
/** A track that is muted sends nothing, and needs no key frame before it sends again. */
const SILENT_AFTER_MS = 1_000
const REPORT_UNITS_PER_MS = 65.536

export interface TrackReceiverOptions {
  ssrc: number
  kind: MediaKind
  /** See `FrameReader`. */
  trailer: Buffer | null
  sender: SenderClock
  send(packet: Buffer): void
  /** `capturedMs`: milliseconds since 1970, by this machine's clock. */
  frame(frame: Frame, capturedMs: number): void
}

const header = createRtpHeader()

export class TrackReceiver {
  readonly ssrc: number
  #options: TrackReceiverOptions
  #order: PacketOrder
  #frames: FrameReader
  #clock: TrackClock
  #keyFrameAskedMs = -Infinity
  #keyFrameCameMs = Infinity
  #lastArrivedMs = -Infinity
  #jitter = 0
  #lastTransit: number | undefined
  #lastReport = { middle: 0, arrivedMs: 0 }

  constructor(options: TrackReceiverOptions) {
    this.#options = options
    this.ssrc = options.ssrc
    this.#clock = new TrackClock(options.sender, TICKS_PER_SECOND[options.kind])
    this.#frames = new FrameReader(options.kind, options.trailer, (frame) => {
      if (frame.isKeyFrame) this.#keyFrameCameMs = frame.arrivedMs
      options.frame(frame, this.#clock.capturedMs(frame.ticks, frame.arrivedMs))
    })
    const interrupted = (): void => this.#frames.interrupt()
    this.#order = new PacketOrder({
      packet: (packet) => this.#frames.take(packet),
      lost: interrupted,
      jumped: interrupted,
    })
  }

  get recovered(): number {
    return this.#order.recovered
  }

  get lost(): number {
    return this.#order.lost
  }

  /** An RTP packet of this track. The buffer is the transport's: what is kept is copied. */
  take(packet: Buffer, nowMs: number): void {
    if (!readRtp(packet, header)) return
    const { sequence, timestamp, marker, payloadStart, payloadEnd } = header
    this.#lastArrivedMs = nowMs
    this.#measure(timestamp, nowMs)
    const payload = Buffer.from(packet.subarray(payloadStart, payloadEnd))
    this.#order.take(sequence, { timestamp, marker, arrivedMs: nowMs, payload })
  }

  reported(ntpHigh: number, ntpLow: number, timestamp: number, nowMs: number): void {
    this.#lastReport = { middle: middleOfNtp(ntpHigh, ntpLow), arrivedMs: nowMs }
    const senderMs = ntpToMs(ntpHigh, ntpLow)
    this.#options.sender.reported(senderMs, nowMs)
    const ticks = this.#frames.ticksAt(timestamp)
    if (ticks !== undefined) this.#clock.reported(senderMs, ticks)
  }

  /** Asks for what is missing. Call it every few hundredths of a second. */
  step(nowMs: number): void {
    const missing = this.#order.missing(nowMs)
    if (missing.length > 0) this.#options.send(writeNack(this.ssrc, missing))
    const isOld = this.#options.kind === 'video' && nowMs - this.#keyFrameCameMs > KEY_FRAME_EVERY_MS
    if (!(this.#frames.needsKeyFrame || isOld) || nowMs - this.#lastArrivedMs > SILENT_AFTER_MS) return
    if (nowMs - this.#keyFrameAskedMs < KEY_FRAME_ASKED_EVERY_MS) return
    this.#keyFrameAskedMs = nowMs
    this.#options.send(writePictureLoss(this.ssrc))
  }

  /** Undefined before the first packet. */
  report(nowMs: number): ReportBlock | undefined {
    if (this.#order.received === 0) return undefined
    const { middle, arrivedMs } = this.#lastReport
    return {
      ssrc: this.ssrc,
      fractionLost: this.#order.takeFractionLost(),
      totalLost: Math.max(0, this.#order.totalLost),
      highestSequence: this.#order.highestSequence,
      jitter: Math.round(this.#jitter),
      lastSenderReport: middle,
      delaySinceSenderReport: middle === 0 ? 0 : Math.round((nowMs - arrivedMs) * REPORT_UNITS_PER_MS),
    }
  }

  /** RFC 3550, 6.4.1. */
  #measure(timestamp: number, nowMs: number): void {
    const ticksPerSecond = TICKS_PER_SECOND[this.#options.kind]
    const transit = (nowMs * ticksPerSecond) / 1_000 - timestamp
    const change = Math.abs(transit - (this.#lastTransit ?? transit))
    this.#lastTransit = transit
    if (change < ticksPerSecond) this.#jitter += (change - this.#jitter) / 16
  }
}
