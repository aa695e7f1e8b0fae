/**
 * RTP packets as bytes (RFC 3550, RFC 8285). What comes in is read in place, into one header that is used again and
 * again: thousands of packets a second pass here, and garbage would be most of the work. What goes out has one fixed
 * shape, so that each receiver's copy differs in a few bytes at known places and one buffer serves them all.
 *
 * Nothing here trusts a length: `readRtp` says false to whatever does not add up, and nobody looks further.
 */

export const RTP_VERSION_BITS = 0x80
const FIXED_HEADER_BYTES = 12
const ONE_BYTE_PROFILE = 0xbede

export interface RtpHeader {
  marker: boolean
  payloadType: number
  sequence: number
  timestamp: number
  ssrc: number
  extensionsStart: number
  extensionsEnd: number
  hasTwoByteExtensions: boolean
  payloadStart: number
  payloadEnd: number
}

export function createRtpHeader(): RtpHeader {
  return {
    marker: false,
    payloadType: 0,
    sequence: 0,
    timestamp: 0,
    ssrc: 0,
    extensionsStart: 0,
    extensionsEnd: 0,
    hasTwoByteExtensions: false,
    payloadStart: 0,
    payloadEnd: 0,
  }
}

/** RTP and RTCP share a port; the second byte tells them apart (RFC 5761). */
export function isRtcp(packet: Buffer): boolean {
  return packet.length >= 2 && packet[1]! >= 192 && packet[1]! <= 223
}

/** Fills in `header`. False: this is no RTP packet. */
export function readRtp(packet: Buffer, header: RtpHeader): boolean {
  if (packet.length < FIXED_HEADER_BYTES || packet[0]! >> 6 !== 2) return false
  const first = packet[0]!
  header.marker = packet[1]! >> 7 === 1
  header.payloadType = packet[1]! & 0x7f
  header.sequence = (packet[2]! << 8) | packet[3]!
  header.timestamp = packet.readUInt32BE(4)
  header.ssrc = packet.readUInt32BE(8)
  let at = FIXED_HEADER_BYTES + 4 * (first & 0x0f)
  header.extensionsStart = header.extensionsEnd = 0
  if (first & 0x10) {
    if (at + 4 > packet.length) return false
    header.hasTwoByteExtensions = packet.readUInt16BE(at) !== ONE_BYTE_PROFILE
    header.extensionsStart = at + 4
    at += 4 + 4 * packet.readUInt16BE(at + 2)
    header.extensionsEnd = at
  }
  header.payloadStart = at
  header.payloadEnd = packet.length - (first & 0x20 ? packet[packet.length - 1]! : 0)
  return at <= packet.length && header.payloadEnd >= at
}

/** Where the data of the extension `id` begins, or 0 where the packet has none of it. */
export function findExtension(packet: Buffer, header: RtpHeader, id: number): number {
  if (id === 0) return 0
  const headBytes = header.hasTwoByteExtensions ? 2 : 1
  let at = header.extensionsStart
  while (at + headBytes <= header.extensionsEnd) {
    const first = packet[at]!
    if (first === 0) {
      at++
      continue
    }
    const length = header.hasTwoByteExtensions ? packet[at + 1]! : (first & 0x0f) + 1
    const found = header.hasTwoByteExtensions ? first : first >> 4
    if (at + headBytes + length > header.extensionsEnd) return 0
    if (found === id) return at + headBytes
    at += headBytes + length
  }
  return 0
}

/** The length of the extension whose data begins at `at`, as `findExtension` answered it. */
export function extensionLength(packet: Buffer, header: RtpHeader, at: number): number {
  return header.hasTwoByteExtensions ? packet[at - 1]! : (packet[at - 1]! & 0x0f) + 1
}

export function extensionText(packet: Buffer, header: RtpHeader, id: number): string | undefined {
  const at = findExtension(packet, header, id)
  return at === 0 ? undefined : packet.toString('latin1', at, at + extensionLength(packet, header, at))
}

/** Header and one word of extensions: what each packet that goes out begins with. */
export const OUTGOING_HEADER_BYTES = 20
const EXTENSION_AT = 16
const PADDING_BYTES_MAX = 255

/** The payload behind an outgoing header, of which `addressPacket` fills in the receiver's part. */
export function rebuildPacket(packet: Buffer, header: RtpHeader): Buffer {
  const out = Buffer.allocUnsafe(OUTGOING_HEADER_BYTES + header.payloadEnd - header.payloadStart)
  writeOutgoingFrame(out)
  packet.copy(out, OUTGOING_HEADER_BYTES, header.payloadStart, header.payloadEnd)
  return out
}

/** A packet with nothing but padding: it measures a path and shows nothing. */
export function createPaddingPacket(): Buffer {
  const out = Buffer.alloc(OUTGOING_HEADER_BYTES + PADDING_BYTES_MAX)
  writeOutgoingFrame(out)
  out[0]! |= 0x20
  out[out.length - 1] = PADDING_BYTES_MAX
  return out
}

function writeOutgoingFrame(out: Buffer): void {
  out[0] = RTP_VERSION_BITS | 0x10
  out.writeUInt16BE(ONE_BYTE_PROFILE, 12)
  out.writeUInt16BE(1, 14)
  out.fill(0, EXTENSION_AT, OUTGOING_HEADER_BYTES)
}

/** The receiver's header fields, in place. */
export function addressPacket(
  out: Buffer,
  ssrc: number,
  payloadTypeAndMarker: number,
  sequence: number,
  timestamp: number,
): void {
  out[1] = payloadTypeAndMarker
  out[2] = sequence >> 8
  out[3] = sequence
  out[4] = timestamp >>> 24
  out[5] = timestamp >>> 16
  out[6] = timestamp >>> 8
  out[7] = timestamp
  out[8] = ssrc >>> 24
  out[9] = ssrc >>> 16
  out[10] = ssrc >>> 8
  out[11] = ssrc
}

/** The number by which the receiver reports when this packet arrived; `id` 0: it does not. */
export function stampTransportSequence(out: Buffer, id: number, transportSequence: number): void {
  if (id === 0) {
    out[EXTENSION_AT] = out[EXTENSION_AT + 1] = out[EXTENSION_AT + 2] = 0
    return
  }
  out[EXTENSION_AT] = (id << 4) | 1
  out[EXTENSION_AT + 1] = transportSequence >> 8
  out[EXTENSION_AT + 2] = transportSequence
}

/** `next` as a number that never wraps: the one nearest to `last`. */
export function unwrapSequence(last: number, next: number): number {
  let difference = (next - last) & 0xffff
  if (difference >= 0x8000) difference -= 0x10000
  return last + difference
}
