/**
 * Whether a picture can be put into a PDF. The PDF library unpacks PNGs in callbacks of its own, where a broken one
 * ends the whole process, and without a bound on their size. So a PNG is looked through to its last row before it is
 * given away: eight bits a channel, not interlaced, as many rows as it says. A JPEG goes in as it is, if its size can be read. Pure.
 */
import { inflateSync } from 'node:zlib'
import { recogniseImage } from './recognise-image.ts'

const SIDE_LIMIT_PIXELS = 2_048
const CHUNKS_LIMIT = 4_096
const PNG_HEADER_BYTES = 8
const JPEG_HEADER_BYTES = 2
/** Of a pixel of eight bits a channel, by the colour type of the header. */
const PIXEL_BYTES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const LAST_ROW_FILTER = 4

export function isPrintable(bytes: Buffer): boolean {
  const type = recogniseImage(bytes)
  try {
    if (type === 'image/jpeg') return isSoundJpeg(bytes)
    return type === 'image/png' && isSoundPng(bytes)
  } catch {
    return false
  }
}

/** Throws where it is cut short. */
function isSoundPng(bytes: Buffer): boolean {
  const chunks = readChunks(bytes)
  const header = chunks.find(({ type }) => type === 'IHDR')?.data
  if (!header) return false
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const [bits, colorType, , , interlaced] = header.subarray(8)
  const pixelBytes = PIXEL_BYTES[colorType ?? -1]
  if (bits !== 8 || interlaced !== 0 || pixelBytes === undefined) return false
  if (Math.min(width, height) < 1 || Math.max(width, height) > SIDE_LIMIT_PIXELS) return false
  if (colorType === 3 && !chunks.some(({ type }) => type === 'PLTE')) return false
  const rowBytes = 1 + width * pixelBytes
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  const rows = inflateSync(packed, { maxOutputLength: rowBytes * height })
  if (rows.length !== rowBytes * height) return false
  for (let at = 0; at < rows.length; at += rowBytes) {
    if (rows[at]! > LAST_ROW_FILTER) return false
  }
  return true
}

interface Chunk {
  type: string
  data: Buffer
}

function readChunks(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  let at = PNG_HEADER_BYTES
  while (chunks.length < CHUNKS_LIMIT) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (data.length < length) throw new RangeError('A chunk is cut short')
    chunks.push({ type, data })
    if (type === 'IEND') return chunks
    at += 12 + length
  }
  throw new RangeError('There are too many chunks')
}

/** Throws where it is cut short. */
function isSoundJpeg(bytes: Buffer): boolean {
  let at = JPEG_HEADER_BYTES
  for (let segments = 0; segments < CHUNKS_LIMIT; segments++) {
    if (bytes.readUInt8(at) !== 0xff) return false
    const marker = bytes.readUInt8(at + 1)
    if (isStartOfFrame(marker)) {
      const [height, width, channels] = [
        bytes.readUInt16BE(at + 5),
        bytes.readUInt16BE(at + 7),
        bytes[at + 9],
      ]
      const isKnown = channels === 1 || channels === 3 || channels === 4
      return isKnown && Math.min(width, height) > 0 && Math.max(width, height) <= SIDE_LIMIT_PIXELS
    }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return false
}

/** SOF0 to SOF15, among which three markers mean something else. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}
