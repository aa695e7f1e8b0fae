/**
 * One track on its way to one receiver. The receiver sees a single stream that goes on, whatever happens behind it:
 * layers change, pictures pause, padding is put in between. So sequence numbers, timestamps and the numbers of VP8
 * are continued by offsets.
 *
 * A *segment* is a stretch of one layer with one set of offsets. A new one begins where a layer is entered (at a key
 * frame), and where padding was put in. The last few are kept, so that a packet that comes late, or is asked for again,
 * is written with the offsets of its own time.
 *
 *     waiting ──key frame of the layer that was chosen──▸ forwarding ──another layer is chosen──▸ waits for its key frame,
 *        ▴                                                    │                                     the old one goes on
 *        └──paused, not allowed, not heard, too large a layer─┘
 */
import { middleOfNtp, writeSenderReport, type ReportBlock } from '../transport/rtcp.ts'
import { addressPacket, createPaddingPacket, OUTGOING_HEADER_BYTES } from '../transport/rtp.ts'
import { renumberVp8, type Vp8Offsets } from '../transport/vp8.ts'
import { PAUSED } from './allocate-pictures.ts'
import type { Layer, StoredPacket } from './layer.ts'
import type { PublishedTrack, Subscriber } from './published-track.ts'

const HISTORY_PACKETS = 1024
const SEGMENTS_MAX = 8
/** A receiver that cannot decode asks for key frames for ever: each time it waits twice as long, up to this. */
const KEY_FRAME_BACKOFF_MAX_MS = 8_000
const KEY_FRAME_BACKOFF_MIN_MS = 500
const KEY_FRAME_CALM_MS = 20_000

interface Segment extends Vp8Offsets {
  layer: Layer
  /** The first `number` of the layer that it is for. */
  from: number
  sequence: number
  timestamp: number
}

export interface ReceiverSide {
  readonly isOpen: boolean
  /** Sends media; counts it, and gives it the transport-wide number. */
  send(packet: Buffer, nowMs: number): boolean
  /** Sends RTCP. */
  sendControl(packet: Buffer): void
}

const padding = createPaddingPacket()

export class Subscription implements Subscriber {
  readonly track: PublishedTrack
  readonly receiver: ReceiverSide
  readonly ssrc: number
  /** The receiver's media section and payload type; null before they were negotiated. */
  mid: string | null = null
  payloadType = 0
  /** What the receiver's page wants: 0, 1, 2. */
  wanted = 2
  /** What its connection carries: 0, 1, 2 or PAUSED. */
  allowed = 2
  isPausedByReceiver = false
  /** Of the microphones only the loudest are heard. */
  isHeard = true
  /** A recorder gets every voice. */
  getsAllVoices = false
  /** As the receiver reports: share of packets lost of late. */
  loss = 0
  packets = 0
  bytes = 0

  #layer: Layer | undefined
  #segments: Segment[] = []
  #history: (Segment | undefined)[] = Array.from({ length: HISTORY_PACKETS })
  #historySource = new Int32Array(HISTORY_PACKETS)
  #hasStarted = false
  #lastNumber = 0
  #lastSequence = 0
  #lastTimestamp = 0
  #lastAtMs = 0
  #lastVp8: Vp8Offsets = { pictureId: 0, tl0PictureIndex: 0, keyIndex: 0 }
  #endsFrame = true
  #reportPassedOn: { atMs: number; sentAtMs: number; middle: number } | undefined
  #keyFrameAskedMs = -Infinity
  #keyFrameBackoffMs = KEY_FRAME_BACKOFF_MIN_MS

  constructor(track: PublishedTrack, receiver: ReceiverSide, ssrc: number) {
    this.track = track
    this.receiver = receiver
    this.ssrc = ssrc
    this.#lastSequence = ssrc & 0x7fff
    track.subscriptions.add(this)
  }

  get layer(): Layer | undefined {
    return this.#layer
  }

  get #target(): number {
    return Math.min(this.wanted, this.allowed)
  }

  get #isActive(): boolean {
    const isShown = this.track.isVideo ? this.allowed !== PAUSED : this.isHeard
    return (
      isShown && this.mid !== null && !this.isPausedByReceiver && !this.track.isMuted && this.receiver.isOpen
    )
  }

  forward(layer: Layer, stored: StoredPacket, nowMs: number): void {
    if (stored.isPadding || !this.#isActive) return
    if (layer !== this.#layer) {
      if (layer !== this.track.chooseLayer(this.#target, this.#layer, nowMs)) return
      if (stored.vp8 && !stored.vp8.isKeyFrame) return
      this.#enter(layer, stored, nowMs)
    }
    const segment = this.#segmentOf(stored.number)
    if (!segment) return
    const sequence = (stored.number + segment.sequence) & 0xffff
    if (stored.number > this.#lastNumber) this.#advance(stored, segment, sequence, nowMs)
    const at = sequence % HISTORY_PACKETS
    this.#history[at] = segment
    this.#historySource[at] = stored.sequence
    this.#write(stored, segment, sequence, nowMs)
  }

  #enter(layer: Layer, stored: StoredPacket, nowMs: number): void {
    const segment: Segment = {
      layer,
      from: stored.number,
      sequence: 0,
      timestamp: 0,
      pictureId: 0,
      tl0PictureIndex: 0,
      keyIndex: 0,
    }
    segment.sequence = this.#lastSequence + 1 - stored.number
    if (this.#hasStarted) {
      const clock = this.track.isVideo ? 90 : 48
      const elapsed = Math.max(1, Math.round((nowMs - this.#lastAtMs) * clock))
      segment.timestamp = (this.#lastTimestamp + elapsed - stored.timestamp) >>> 0
      if (stored.vp8) {
        segment.pictureId = this.#lastVp8.pictureId + 1 - stored.vp8.pictureId
        segment.tl0PictureIndex = this.#lastVp8.tl0PictureIndex + 1 - stored.vp8.tl0PictureIndex
        segment.keyIndex = this.#lastVp8.keyIndex + 1 - stored.vp8.keyIndex
      }
    }
    this.#layer = layer
    this.#segments = [segment]
    this.#lastNumber = stored.number - 1
    this.#hasStarted = true
  }

  /** The segment that a packet of the current layer belongs to; undefined for one from before it was entered. */
  #segmentOf(number: number): Segment | undefined {
    for (let index = this.#segments.length - 1; index >= 0; index--) {
      if (number >= this.#segments[index]!.from) return this.#segments[index]
    }
    return undefined
  }

  #advance(stored: StoredPacket, segment: Segment, sequence: number, nowMs: number): void {
    this.#lastNumber = stored.number
    this.#lastSequence = sequence
    this.#lastTimestamp = (stored.timestamp + segment.timestamp) >>> 0
    this.#lastAtMs = nowMs
    this.#endsFrame = stored.marker
    const { vp8 } = stored
    if (vp8?.pictureIdAt) {
      this.#lastVp8.pictureId = (vp8.pictureId + segment.pictureId) & 0x7fff
      this.#lastVp8.tl0PictureIndex = (vp8.tl0PictureIndex + segment.tl0PictureIndex) & 0xff
      this.#lastVp8.keyIndex = (vp8.keyIndex + segment.keyIndex) & 0x1f
    }
  }

  #write(stored: StoredPacket, segment: Segment, sequence: number, nowMs: number): boolean {
    const { bytes, vp8 } = stored
    const type = (stored.marker ? 0x80 : 0) | this.payloadType
    addressPacket(bytes, this.ssrc, type, sequence, (stored.timestamp + segment.timestamp) >>> 0)
    if (vp8) renumberVp8(bytes, vp8, segment)
    if (!this.receiver.send(bytes, nowMs)) return false
    this.packets++
    this.bytes += bytes.length - OUTGOING_HEADER_BYTES
    return true
  }

  /** Sends again what the receiver lacks, if it is still there. */
  resend(sequence: number, nowMs: number): boolean {
    const at = sequence % HISTORY_PACKETS
    const segment = this.#history[at]
    if (!segment || !this.#isActive) return false
    const stored = segment.layer.find(this.#historySource[at]!)
    if (!stored || ((stored.number + segment.sequence) & 0xffff) !== sequence) return false
    return this.#write(stored, segment, sequence, nowMs)
  }

  /** The receiver cannot show the picture without a key frame. */
  keyFrameAsked(nowMs: number): void {
    const sinceMs = nowMs - this.#keyFrameAskedMs
    if (sinceMs < this.#keyFrameBackoffMs) return
    const isCalm = sinceMs > KEY_FRAME_CALM_MS
    this.#keyFrameBackoffMs = isCalm
      ? KEY_FRAME_BACKOFF_MIN_MS
      : Math.min(KEY_FRAME_BACKOFF_MAX_MS, this.#keyFrameBackoffMs * 1.5)
    this.#keyFrameAskedMs = nowMs
    const layer = this.#layer?.isLive(nowMs)
      ? this.#layer
      : this.track.chooseLayer(this.#target, this.#layer, nowMs)
    if (layer) this.track.askKeyFrame(layer, nowMs)
  }

  /** Call it several times a second, and after every change: asks for the key frame that a change of layer waits for. */
  step(nowMs: number): void {
    if (!this.#isActive) {
      this.#layer = undefined
      return
    }
    if (!this.track.isVideo) return
    const chosen = this.track.chooseLayer(this.#target, this.#layer, nowMs)
    if (chosen && chosen !== this.#layer) this.track.askKeyFrame(chosen, nowMs)
  }

  /** The connection carries much less than the present layer: nothing more of it, even before the lower one is there. */
  leaveLayer(): void {
    this.#layer = undefined
  }

  /** Puts padding in after a whole frame. Answers how many packets. */
  pad(count: number, nowMs: number): number {
    if (this.mid === null || !this.receiver.isOpen || !this.#endsFrame) return 0
    let sent = 0
    for (; sent < count; sent++) {
      const sequence = (this.#lastSequence + 1) & 0xffff
      addressPacket(padding, this.ssrc, this.payloadType, sequence, this.#lastTimestamp)
      if (!this.receiver.send(padding, nowMs)) break
      this.#lastSequence = sequence
      this.#history[sequence % HISTORY_PACKETS] = undefined
    }
    const last = this.#segments.at(-1)
    if (last && sent > 0) {
      this.#segments.push({ ...last, from: this.#lastNumber + 1, sequence: last.sequence + sent })
      if (this.#segments.length > SEGMENTS_MAX) this.#segments.shift()
    }
    return sent
  }

  /** Passes on how the publisher's clock maps to this stream: sound and picture stay together by it. */
  passOnClock(layer: Layer, nowMs: number): void {
    if (layer !== this.#layer) return
    const report = layer.senderReport
    const segment = this.#segments.at(-1)
    if (!report || !segment || report.atMs === this.#reportPassedOn?.atMs || !this.#isActive) return
    this.#reportPassedOn = {
      atMs: report.atMs,
      sentAtMs: nowMs,
      middle: middleOfNtp(report.ntpHigh, report.ntpLow),
    }
    this.receiver.sendControl(
      writeSenderReport({
        ssrc: this.ssrc,
        ntpHigh: report.ntpHigh,
        ntpLow: report.ntpLow,
        timestamp: report.timestamp + segment.timestamp,
        packets: this.packets,
        bytes: this.bytes,
      }),
    )
  }

  /** Takes the receiver's report in. Answers the round trip in milliseconds, where the report tells it. */
  reported(block: ReportBlock, nowMs: number): number | undefined {
    this.loss = block.fractionLost / 256
    const passedOn = this.#reportPassedOn
    if (!passedOn || block.lastSenderReport !== passedOn.middle) return undefined
    return Math.max(0, nowMs - passedOn.sentAtMs - block.delaySinceSenderReport / 65.536)
  }

  close(): void {
    this.track.subscriptions.delete(this)
    this.#layer = undefined
  }
}

/** Shared screens first, then what is shown large, then anyone who was there first. */
export function rankOf({ track, wanted }: Subscription): number {
  return (track.isScreen ? 0 : 10) - wanted
}
