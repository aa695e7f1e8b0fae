/**
 * RTCP as bytes: reports, requests for retransmission (NACK) and for key frames (PLI). Written here, and not by the
 * transport library: its own calls for key frames abort the process on a track that is not open.
 */

const SENDER_REPORT = 200
const RECEIVER_REPORT = 201
const TRANSPORT_FEEDBACK = 205
const PAYLOAD_FEEDBACK = 206
const GENERIC_NACK = 1
const TRANSPORT_WIDE = 15
const PICTURE_LOSS = 1
const FULL_INTRA_REQUEST = 4
/** We send no media of our own; reports have to name somebody. */
const OWN_SSRC = 1

export interface ReportBlock {
  ssrc: number
  /** 0 to 255 of 256 packets, since the report before. */
  fractionLost: number
  totalLost: number
  highestSequence: number
  /** In units of the track's clock. */
  jitter: number
  /** The middle 32 bits of the last sender report's time; 0: none came. */
  lastSenderReport: number
  /** Since then, in units of 1/65536 s. */
  delaySinceSenderReport: number
}

export interface RtcpReader {
  senderReport?(ssrc: number, ntpHigh: number, ntpLow: number, timestamp: number): void
  reportBlock?(block: ReportBlock): void
  nack?(ssrc: number, sequence: number): void
  keyFrameRequest?(ssrc: number): void
  /** The packet from `start` to `end` is transport-wide feedback; see transport-feedback.ts. */
  transportFeedback?(packet: Buffer, start: number, end: number): void
}

/** Reads a compound packet; what is cut short or unknown is passed over. */
export function readRtcp(packet: Buffer, reader: RtcpReader): void {
  let start = 0
  while (start + 8 <= packet.length) {
    const end = start + 4 * (packet.readUInt16BE(start + 2) + 1)
    if (end > packet.length) return
    readOne(packet, start, end, reader)
    start = end
  }
}

function readOne(packet: Buffer, start: number, end: number, reader: RtcpReader): void {
  const count = packet[start]! & 0x1f
  const type = packet[start + 1]!
  if (type === SENDER_REPORT && end - start >= 28) {
    const [ssrc, high, low, timestamp] = [4, 8, 12, 16].map((at) => packet.readUInt32BE(start + at))
    reader.senderReport?.(ssrc!, high!, low!, timestamp!)
    readBlocks(packet, start + 28, end, count, reader)
  } else if (type === RECEIVER_REPORT) {
    readBlocks(packet, start + 8, end, count, reader)
  } else if (type === TRANSPORT_FEEDBACK && count === GENERIC_NACK && end - start >= 12) {
    readNacks(packet, start, end, reader)
  } else if (type === TRANSPORT_FEEDBACK && count === TRANSPORT_WIDE && end - start >= 20) {
    reader.transportFeedback?.(packet, start, end)
  } else if (type === PAYLOAD_FEEDBACK && count === PICTURE_LOSS && end - start >= 12) {
    reader.keyFrameRequest?.(packet.readUInt32BE(start + 8))
  } else if (type === PAYLOAD_FEEDBACK && count === FULL_INTRA_REQUEST && end - start >= 20) {
    reader.keyFrameRequest?.(packet.readUInt32BE(start + 12))
  }
}

function readBlocks(packet: Buffer, first: number, end: number, count: number, reader: RtcpReader): void {
  if (!reader.reportBlock) return
  for (let i = 0, at = first; i < count && at + 24 <= end; i++, at += 24) {
    reader.reportBlock({
      ssrc: packet.readUInt32BE(at),
      fractionLost: packet[at + 4]!,
      totalLost: packet.readIntBE(at + 5, 3),
      highestSequence: packet.readUInt32BE(at + 8),
      jitter: packet.readUInt32BE(at + 12),
      lastSenderReport: packet.readUInt32BE(at + 16),
      delaySinceSenderReport: packet.readUInt32BE(at + 20),
    })
  }
}

function readNacks(packet: Buffer, start: number, end: number, reader: RtcpReader): void {
  const ssrc = packet.readUInt32BE(start + 8)
  for (let at = start + 12; at + 4 <= end; at += 4) {
    const sequence = packet.readUInt16BE(at)
    const following = packet.readUInt16BE(at + 2)
    reader.nack?.(ssrc, sequence)
    for (let bit = 0; bit < 16; bit++) {
      if ((following >> bit) & 1) reader.nack?.(ssrc, (sequence + bit + 1) & 0xffff)
    }
  }
}

export function writePictureLoss(ssrc: number): Buffer {
  return writeFeedbackHeader(Buffer.alloc(12), PAYLOAD_FEEDBACK, PICTURE_LOSS, ssrc)
}

/** `sequences` in rising order. */
export function writeNack(ssrc: number, sequences: readonly number[]): Buffer {
  const entries: { sequence: number; following: number }[] = []
  for (const sequence of sequences) {
    const last = entries.at(-1)
    const distance = last ? (sequence - last.sequence - 1) & 0xffff : 16
    if (last && distance < 16) last.following |= 1 << distance
    else entries.push({ sequence, following: 0 })
  }
  const packet = Buffer.alloc(12 + 4 * entries.length)
  entries.forEach(({ sequence, following }, index) => {
    packet.writeUInt16BE(sequence, 12 + 4 * index)
    packet.writeUInt16BE(following, 14 + 4 * index)
  })
  return writeFeedbackHeader(packet, TRANSPORT_FEEDBACK, GENERIC_NACK, ssrc)
}

/** 31 blocks at most: the header's count has five bits. */
export const REPORT_BLOCKS_MAX = 31

export function writeReceiverReport(blocks: readonly ReportBlock[]): Buffer {
  const packet = Buffer.alloc(8 + 24 * blocks.length)
  writeHeader(packet, RECEIVER_REPORT, blocks.length)
  packet.writeUInt32BE(OWN_SSRC, 4)
  blocks.forEach((block, index) => {
    const at = 8 + 24 * index
    packet.writeUInt32BE(block.ssrc, at)
    packet[at + 4] = block.fractionLost
    packet.writeIntBE(Math.max(-0x800000, Math.min(0x7fffff, block.totalLost)), at + 5, 3)
    packet.writeUInt32BE(block.highestSequence >>> 0, at + 8)
    packet.writeUInt32BE(block.jitter >>> 0, at + 12)
    packet.writeUInt32BE(block.lastSenderReport >>> 0, at + 16)
    packet.writeUInt32BE(block.delaySinceSenderReport >>> 0, at + 20)
  })
  return packet
}

export interface SenderReport {
  ssrc: number
  ntpHigh: number
  ntpLow: number
  timestamp: number
  packets: number
  bytes: number
}

export function writeSenderReport(report: SenderReport): Buffer {
  const packet = Buffer.alloc(28)
  writeHeader(packet, SENDER_REPORT, 0)
  const { ssrc, ntpHigh, ntpLow, timestamp, packets, bytes } = report
  const words = [ssrc, ntpHigh, ntpLow, timestamp, packets, bytes]
  words.forEach((word, index) => packet.writeUInt32BE(word >>> 0, 4 + 4 * index))
  return packet
}

/** The middle 32 bits of an NTP time: how reports refer to one another. */
export function middleOfNtp(high: number, low: number): number {
  return (((high & 0xffff) << 16) | (low >>> 16)) >>> 0
}

export function writeTransportFeedbackHeader(packet: Buffer, ssrc: number): Buffer {
  return writeFeedbackHeader(packet, TRANSPORT_FEEDBACK, TRANSPORT_WIDE, ssrc)
}

function writeFeedbackHeader(packet: Buffer, type: number, format: number, ssrc: number): Buffer {
  writeHeader(packet, type, format)
  packet.writeUInt32BE(OWN_SSRC, 4)
  packet.writeUInt32BE(ssrc >>> 0, 8)
  return packet
}

function writeHeader(packet: Buffer, type: number, count: number): void {
  packet[0] = 0x80 | count
  packet[1] = type
  packet.writeUInt16BE(packet.length / 4 - 1, 2)
}
