import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addressPacket,
  createPaddingPacket,
  createRtpHeader,
  extensionText,
  findExtension,
  isRtcp,
  OUTGOING_HEADER_BYTES,
  readRtp,
  rebuildPacket,
  stampTransportSequence,
  unwrapSequence,
} from './rtp.ts'

const header = createRtpHeader()
const MID_EXTENSION = [0x41, 0x31, 0x32] // id 4, two bytes: "12"

function packetWith(extension: number[], payload: number[]): Buffer {
  const words = Math.ceil(extension.length / 4)
  const packet = Buffer.alloc(16 + 4 * words + payload.length)
  packet[0] = 0x90
  packet[1] = 0x80 | 96
  packet.writeUInt16BE(65_535, 2)
  packet.writeUInt32BE(0xdeadbeef, 4)
  packet.writeUInt32BE(0xfeedf00d, 8)
  packet.writeUInt16BE(0xbede, 12)
  packet.writeUInt16BE(words, 14)
  packet.set(extension, 16)
  packet.set(payload, 16 + 4 * words)
  return packet
}

test('the header of a packet is read with its extensions and its payload', () => {
  const packet = packetWith(MID_EXTENSION, [1, 2, 3])
  expect(readRtp(packet, header)).toBe(true)
  expect(header).toMatchObject({
    marker: true,
    payloadType: 96,
    sequence: 65_535,
    timestamp: 0xdeadbeef,
    ssrc: 0xfeedf00d,
  })
  expect(packet.subarray(header.payloadStart, header.payloadEnd)).toEqual(Buffer.from([1, 2, 3]))
  expect(extensionText(packet, header, 4)).toBe('12')
  expect(findExtension(packet, header, 5)).toBe(0)
})

test('a rebuilt packet carries the payload, the receiver’s numbers and the transport number, and nothing of the sender', () => {
  const packet = packetWith(MID_EXTENSION, [9, 8, 7])
  readRtp(packet, header)
  const out = rebuildPacket(packet, header)
  addressPacket(out, 0x01020304, 0x80 | 100, 0x1234, 0xcafebabe)
  stampTransportSequence(out, 3, 0xabcd)
  const read = createRtpHeader()
  expect(readRtp(out, read)).toBe(true)
  expect(read).toMatchObject({
    marker: true,
    payloadType: 100,
    sequence: 0x1234,
    timestamp: 0xcafebabe,
    ssrc: 0x01020304,
  })
  expect(out.subarray(read.payloadStart, read.payloadEnd)).toEqual(Buffer.from([9, 8, 7]))
  expect(out.readUInt16BE(findExtension(out, read, 3))).toBe(0xabcd)
  expect(findExtension(out, read, 4)).toBe(0)
})

test('a padding packet has no payload', () => {
  const packet = createPaddingPacket()
  expect(readRtp(packet, header)).toBe(true)
  expect(header.payloadEnd - header.payloadStart).toBe(0)
  expect(packet.length).toBeGreaterThan(OUTGOING_HEADER_BYTES)
})

test('no bytes whatever make the reader throw or look outside of the packet', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(15), (bytes, id) => {
      const packet = Buffer.from(bytes)
      isRtcp(packet)
      if (!readRtp(packet, header)) return
      expect(header.payloadEnd).toBeLessThanOrEqual(packet.length)
      expect(header.payloadStart).toBeLessThanOrEqual(header.payloadEnd)
      const at = findExtension(packet, header, id)
      expect(at).toBeLessThan(packet.length + 1)
    }),
  )
})

test('sequence numbers go on over the end of their 16 bits, forwards and backwards', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 70_000, max: 10_000_000 }),
      fc.integer({ min: -30_000, max: 30_000 }),
      (last, step) => {
        expect(unwrapSequence(last, (last + step) & 0xffff)).toBe(last + step)
      },
    ),
  )
})
