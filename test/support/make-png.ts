/** A PNG of one colour, made by hand, so that tests need no file: eight bits a channel, with transparency. */
import { crc32, deflateSync } from 'node:zlib'

export interface PngOptions {
  width?: number
  height?: number
  /** Red, green, blue, opacity. */
  color?: [number, number, number, number]
  /** In place of the packed rows. */
  rows?: Buffer
  interlaced?: boolean
}

export function makePng(options: PngOptions = {}): Buffer {
  const { width = 120, height = 40, color = [12, 96, 160, 255], interlaced = false } = options
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, interlaced ? 1 : 0], 8)
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, () => Buffer.from(color))])
  const rows = options.rows ?? deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}
