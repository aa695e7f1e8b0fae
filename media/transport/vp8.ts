/**
 * The VP8 payload descriptor (RFC 7741): where the numbers stand that have to be continued when a receiver changes
 * from one simulcast layer to another, and whether a key frame begins. The descriptor stays readable when the frames
 * are encrypted from end to end, and so do the first bytes of a frame.
 */

export interface Vp8Descriptor {
  /** The first packet of a key frame. */
  isKeyFrame: boolean
  /** Of a key frame; 0 otherwise. */
  width: number
  height: number
  pictureId: number
  /** Positions in the packet; 0 where the descriptor lacks the number. */
  pictureIdAt: number
  isLongPictureId: boolean
  tl0PictureIndex: number
  tl0PictureIndexAt: number
  keyIndex: number
  keyIndexAt: number
}

/** Reads the descriptor at `start`. Whatever is cut short is read as far as it goes. */
export function readVp8(packet: Buffer, start: number): Vp8Descriptor {
  const found: Vp8Descriptor = {
    isKeyFrame: false,
    width: 0,
    height: 0,
    pictureId: 0,
    pictureIdAt: 0,
    isLongPictureId: false,
    tl0PictureIndex: 0,
    tl0PictureIndexAt: 0,
    keyIndex: 0,
    keyIndexAt: 0,
  }
  const end = packet.length
  let at = start
  if (at >= end) return found
  const first = packet[at++]!
  const beginsFrame = (first & 0x10) !== 0 && (first & 0x07) === 0
  if (first & 0x80 && at < end) at = readOptionalFields(packet, at, found)
  if (beginsFrame && at < end && (packet[at]! & 0x01) === 0) {
    found.isKeyFrame = true
    if (at + 10 <= end) {
      found.width = packet.readUInt16LE(at + 6) & 0x3fff
      found.height = packet.readUInt16LE(at + 8) & 0x3fff
    }
  }
  return found
}

function readOptionalFields(packet: Buffer, start: number, found: Vp8Descriptor): number {
  const end = packet.length
  const present = packet[start]!
  let at = start + 1
  if (present & 0x80 && at < end) {
    found.isLongPictureId = (packet[at]! & 0x80) !== 0 && at + 1 < end
    found.pictureIdAt = at
    found.pictureId = found.isLongPictureId ? packet.readUInt16BE(at) & 0x7fff : packet[at]! & 0x7f
    at += found.isLongPictureId ? 2 : 1
  }
  if (present & 0x40 && at < end) {
    found.tl0PictureIndexAt = at
    found.tl0PictureIndex = packet[at++]!
  }
  if (present & 0x30 && at < end) {
    found.keyIndexAt = at
    found.keyIndex = packet[at++]! & 0x1f
  }
  return at
}

/** How much is added to a layer's numbers, so that a receiver sees one stream that goes on. */
export interface Vp8Offsets {
  pictureId: number
  tl0PictureIndex: number
  keyIndex: number
}

/** Writes the continued numbers in place. `found` is what was read before anything was written. */
export function renumberVp8(packet: Buffer, found: Vp8Descriptor, offsets: Vp8Offsets): void {
  if (found.pictureIdAt) {
    const pictureId = found.pictureId + offsets.pictureId
    if (found.isLongPictureId) {
      packet[found.pictureIdAt] = 0x80 | ((pictureId >> 8) & 0x7f)
      packet[found.pictureIdAt + 1] = pictureId & 0xff
    } else {
      packet[found.pictureIdAt] = pictureId & 0x7f
    }
  }
  if (found.tl0PictureIndexAt) {
    packet[found.tl0PictureIndexAt] = (found.tl0PictureIndex + offsets.tl0PictureIndex) & 0xff
  }
  if (found.keyIndexAt) {
    const kept = packet[found.keyIndexAt]! & 0xe0
    packet[found.keyIndexAt] = kept | ((found.keyIndex + offsets.keyIndex) & 0x1f)
  }
}
