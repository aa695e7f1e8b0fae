/**
 * Frames out of packets that are in order: a VP8 frame is what lies between the packet that begins it and the one with
 * the marker; an Opus packet is a frame. Nothing is decoded. A picture begins with a key frame, and does again after
 * every packet that is lost for good: until then frames are passed over and `needsKeyFrame` is true.
 *
 * LiveKit's server puts frames of its own where a track is muted or ends: key frames of 8 × 8 and silences of 80 bytes.
 * They are not of the sender and are left out.
 */
import type { MediaKind } from './receiver-description.ts'
import type { OrderedPacket } from './packet-order.ts'

export interface Frame {
  data: Buffer
  isKeyFrame: boolean
  /** RTP time, unwrapped, in ticks of the track's clock. */
  ticks: number
  arrivedMs: number
  /** Of a picture's key frame; 0 otherwise. */
  width: number
  height: number
}

const KEY_FRAME_HEAD_BYTES = 10
const FILLER_SIZE = 8
const FILLER_BYTES_MAX = 64
const SILENCE_BYTES = 80
const SILENCE_HEAD = Buffer.from([0xf8, 0xff, 0xfe, 0x00])

export class FrameReader {
  needsKeyFrame: boolean
  #kind: MediaKind
  #emit: (frame: Frame) => void
  #trailer: Buffer | null
  #pieces: Buffer[] = []
  #isInside = false
  #frameTimestamp = 0
  #lastTimestamp: number | undefined
  #ticks = 0

  /** `trailer`: what ends the frames that the server makes itself, as it said when the recorder joined. */
  constructor(kind: MediaKind, trailer: Buffer | null, emit: (frame: Frame) => void) {
    this.#kind = kind
    this.#trailer = trailer
    this.#emit = emit
    this.needsKeyFrame = kind === 'video'
  }

  take(packet: OrderedPacket): void {
    const { payload } = packet
    if (payload.length === 0 || this.#isFiller(payload)) return
    const ticks = this.#advance(packet.timestamp)
    if (this.#kind === 'video') this.#takePicture(packet, ticks)
    else if (!isSilence(payload)) {
      this.#emit({ data: payload, isKeyFrame: true, ticks, arrivedMs: packet.arrivedMs, width: 0, height: 0 })
    }
  }

  /** A packet is missing here. */
  interrupt(): void {
    if (this.#kind === 'audio') return
    this.#forget()
    this.needsKeyFrame = true
  }

  /** What RTP time `timestamp` is in ticks; undefined before the first packet. */
  ticksAt(timestamp: number): number | undefined {
    return this.#lastTimestamp === undefined
      ? undefined
      : this.#ticks + ((timestamp - this.#lastTimestamp) | 0)
  }

  #advance(timestamp: number): number {
    if (this.#lastTimestamp !== undefined) this.#ticks += (timestamp - this.#lastTimestamp) | 0
    this.#lastTimestamp = timestamp
    return this.#ticks
  }

  #takePicture({ payload, marker, timestamp, arrivedMs }: OrderedPacket, ticks: number): void {
    const first = payload[0]!
    if ((first & 0x10) !== 0 && (first & 0x07) === 0) {
      this.#pieces = []
      this.#isInside = true
      this.#frameTimestamp = timestamp
    }
    if (!this.#isInside || timestamp !== this.#frameTimestamp) return this.#forget()
    this.#pieces.push(payload.subarray(descriptorBytes(payload)))
    if (!marker) return
    const data = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces)
    this.#forget()
    if (data.length === 0) return
    this.#pass(data, ticks, arrivedMs)
  }

  #pass(data: Buffer, ticks: number, arrivedMs: number): void {
    const isKeyFrame = (data[0]! & 1) === 0 && data.length >= KEY_FRAME_HEAD_BYTES
    const width = isKeyFrame ? data.readUInt16LE(6) & 0x3fff : 0
    const height = isKeyFrame ? data.readUInt16LE(8) & 0x3fff : 0
    if (isKeyFrame && width === FILLER_SIZE && height === FILLER_SIZE && data.length < FILLER_BYTES_MAX) {
      this.needsKeyFrame = true
      return
    }
    if (isKeyFrame) this.needsKeyFrame = false
    if (!this.needsKeyFrame) this.#emit({ data, isKeyFrame, ticks, arrivedMs, width, height })
  }

  #forget(): void {
    this.#pieces = []
    this.#isInside = false
  }

  #isFiller(payload: Buffer): boolean {
    const trailer = this.#trailer
    return (
      trailer !== null &&
      payload.length > trailer.length &&
      payload.subarray(payload.length - trailer.length).equals(trailer)
    )
  }
}

function isSilence(payload: Buffer): boolean {
  return (
    payload.length === SILENCE_BYTES &&
    payload.subarray(0, SILENCE_HEAD.length).equals(SILENCE_HEAD) &&
    payload[SILENCE_BYTES - 1] === 0
  )
}

/** RFC 7741: the payload descriptor before the frame's bytes. */
function descriptorBytes(payload: Buffer): number {
  if ((payload[0]! & 0x80) === 0) return 1
  const present = payload[1] ?? 0
  let bytes = 2
  if (present & 0x80) bytes += (payload[2] ?? 0) & 0x80 ? 2 : 1
  if (present & 0x40) bytes++
  if (present & 0x30) bytes++
  return bytes
}
