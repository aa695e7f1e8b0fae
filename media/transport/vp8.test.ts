import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readVp8, renumberVp8 } from './vp8.ts'

const KEY_FRAME_640_360 = [0x10, 0, 0, 0x9d, 0x01, 0x2a, 640 & 0xff, 640 >> 8, 360 & 0xff, 360 >> 8]

test('a key frame is known by its first packet, with its size', () => {
  const packet = Buffer.from([0x90, 0xf0, 0x81, 0x02, 0x03, 0x24, ...KEY_FRAME_640_360])
  expect(readVp8(packet, 0)).toMatchObject({
    isKeyFrame: true,
    width: 640,
    height: 360,
    pictureId: 0x0102,
    tl0PictureIndex: 3,
    keyIndex: 4,
  })
  expect(readVp8(Buffer.from([0x80, 0x80, 0x05, 0x10]), 0).isKeyFrame).toBe(false)
})

test('numbers go on where the receiver stands, and wrap within their bits', () => {
  fc.assert(
    fc.property(
      fc.nat(0x7fff),
      fc.nat(0xff),
      fc.nat(0x1f),
      fc.nat(0x7fff),
      (pictureId, index, key, offset) => {
        const packet = Buffer.from([
          0x90,
          0xf0,
          0x80 | (pictureId >> 8),
          pictureId & 0xff,
          index,
          0x60 | key,
          1,
        ])
        const read = readVp8(packet, 0)
        renumberVp8(packet, read, { pictureId: offset, tl0PictureIndex: offset, keyIndex: offset })
        expect(readVp8(packet, 0)).toMatchObject({
          pictureId: (pictureId + offset) & 0x7fff,
          tl0PictureIndex: (index + offset) & 0xff,
          keyIndex: (key + offset) & 0x1f,
        })
        expect(packet[5]! & 0xe0).toBe(0x60)
      },
    ),
  )
})

test('no bytes whatever make the reader throw or point outside of the packet', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const packet = Buffer.from(bytes)
      const read = readVp8(packet, 0)
      const before = packet.length
      renumberVp8(packet, read, { pictureId: 1, tl0PictureIndex: 1, keyIndex: 1 })
      expect(packet.length).toBe(before)
      expect(Math.max(read.pictureIdAt, read.tl0PictureIndexAt, read.keyIndexAt)).toBeLessThanOrEqual(before)
    }),
  )
})
