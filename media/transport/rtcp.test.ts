import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  middleOfNtp,
  readRtcp,
  writeNack,
  writePictureLoss,
  writeReceiverReport,
  writeSenderReport,
  type ReportBlock,
} from './rtcp.ts'
import { FeedbackWriter, readTransportFeedback } from './transport-feedback.ts'

test('what is asked for again comes back as the same numbers', () => {
  const numbers = fc.uniqueArray(fc.nat(0x7000), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(numbers, fc.nat(0xffff), (offsets, start) => {
      const asked = offsets.sort((a, b) => a - b).map((offset) => (start + offset) & 0xffff)
      const read: number[] = []
      readRtcp(writeNack(77, asked), {
        nack: (ssrc, sequence) => {
          expect(ssrc).toBe(77)
          read.push(sequence)
        },
      })
      expect(read).toEqual(asked)
    }),
  )
})

test('a compound packet of reports and a key frame request is read part by part', () => {
  const block: ReportBlock = {
    ssrc: 5,
    fractionLost: 12,
    totalLost: -3,
    highestSequence: 0x00012345,
    jitter: 90,
    lastSenderReport: middleOfNtp(0x11112222, 0x33334444),
    delaySinceSenderReport: 6553,
  }
  const sent = { ssrc: 9, ntpHigh: 1, ntpLow: 2, timestamp: 3, packets: 4, bytes: 5 }
  const seen: unknown[] = []
  readRtcp(Buffer.concat([writeSenderReport(sent), writeReceiverReport([block]), writePictureLoss(8)]), {
    senderReport: (...args) => seen.push(args),
    reportBlock: (read) => seen.push(read),
    keyFrameRequest: (ssrc) => seen.push(ssrc),
  })
  expect(seen).toEqual([[9, 1, 2, 3], block, 8])
})

test('feedback says of each packet when it arrived, to a quarter of a millisecond, and which are missing', () => {
  const gaps = fc.array(fc.record({ skipped: fc.nat(3), laterMs: fc.integer({ min: 0, max: 400 }) }), {
    minLength: 1,
    maxLength: 100,
  })
  fc.assert(
    fc.property(gaps, fc.nat(0xffff), (steps, start) => {
      const writer = new FeedbackWriter()
      const expected = new Map<number, number>()
      let sequence = start
      let atMs = 1_000
      for (const { skipped, laterMs } of steps) {
        sequence = (sequence + skipped) & 0xffff
        atMs += laterMs
        expected.set(sequence, atMs)
        writer.arrived(sequence, 1, atMs)
        sequence = (sequence + 1) & 0xffff
      }
      const read = new Map<number, number>()
      readRtcp(writer.write()!, {
        transportFeedback: (packet, from, to) =>
          readTransportFeedback(packet, from, to, (number, at) => {
            if (at !== undefined) read.set(number, at)
          }),
      })
      expect([...read.keys()]).toEqual([...expected.keys()])
      for (const [number, at] of expected) expect(Math.abs(read.get(number)! - at)).toBeLessThanOrEqual(0.25)
      expect(writer.write()).toBeUndefined()
    }),
  )
})

test('no bytes whatever make the readers throw', () => {
  const nothing = () => undefined
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 120 }),
      fc.constantFrom(200, 201, 205, 206),
      fc.nat(31),
      (bytes, type, count) => {
        const packet = Buffer.from(bytes)
        if (packet.length >= 4) {
          packet[0] = 0x80 | count
          packet[1] = type
          packet.writeUInt16BE(packet.length >> 2, 2)
        }
        readRtcp(packet, {
          senderReport: nothing,
          reportBlock: nothing,
          nack: nothing,
          keyFrameRequest: nothing,
          transportFeedback: (part, from, to) => readTransportFeedback(part, from, to, nothing),
        })
      },
    ),
  )
})
