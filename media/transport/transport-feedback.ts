/**
 * Transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01): when each packet of a connection
 * arrived. We write it for publishers, whose browsers estimate by it how much they may send, and read what receivers
 * write, by which we estimate how much they can take.
 */
import { unwrapSequence } from './rtp.ts'
import { writeTransportFeedbackHeader } from './rtcp.ts'

const DELTA_UNITS_PER_MS = 4
const REFERENCE_MS = 64
const HEADER_BYTES = 20
/** More in one message would be a gap that nobody fills, or nonsense. */
const STATUSES_MAX = 2_000
const SMALL_DELTA = 1
const LARGE_DELTA = 2

/** Notes arrivals and writes them down, message by message. */
export class FeedbackWriter {
  #arrivals: { sequence: number; atMs: number }[] = []
  #last: number | undefined
  #next: number | undefined
  #count = 0
  #ssrc = 0

  arrived(sequence: number, ssrc: number, atMs: number): void {
    if (this.#arrivals.length >= STATUSES_MAX) return
    this.#last = this.#last === undefined ? sequence + 0x10000 : unwrapSequence(this.#last, sequence)
    this.#arrivals.push({ sequence: this.#last, atMs })
    this.#ssrc = ssrc
  }

  /** What arrived since the last call, or undefined where nothing did. */
  write(): Buffer | undefined {
    if (this.#arrivals.length === 0) return undefined
    const arrivals = this.#arrivals.sort((a, b) => a.sequence - b.sequence)
    this.#arrivals = []
    const first = arrivals[0]!.sequence
    const start = this.#next !== undefined && first >= this.#next ? this.#next : first
    const end = arrivals.at(-1)!.sequence + 1
    this.#next = end
    if (end - start > STATUSES_MAX) return undefined
    const { symbols, deltas, reference } = describe(arrivals, start, end)
    const chunks = packSymbols(symbols)
    const used = HEADER_BYTES + chunks.length + deltas.length
    const padding = (4 - (used % 4)) % 4
    const packet = Buffer.alloc(used + padding)
    writeTransportFeedbackHeader(packet, this.#ssrc)
    packet.writeUInt16BE(start & 0xffff, 12)
    packet.writeUInt16BE(end - start, 14)
    packet.writeUIntBE(reference & 0xffffff, 16, 3)
    packet[19] = this.#count++ & 0xff
    packet.set(chunks, HEADER_BYTES)
    packet.set(deltas, HEADER_BYTES + chunks.length)
    if (padding > 0) {
      packet[0]! |= 0x20
      packet[packet.length - 1] = padding
    }
    return packet
  }
}

function describe(arrivals: { sequence: number; atMs: number }[], start: number, end: number) {
  const reference = Math.floor(arrivals[0]!.atMs / REFERENCE_MS)
  const symbols: number[] = []
  const deltas: number[] = []
  let clockMs = reference * REFERENCE_MS
  let index = 0
  for (let sequence = start; sequence < end; sequence++) {
    while (index < arrivals.length && arrivals[index]!.sequence < sequence) index++
    const arrival = arrivals[index]
    if (arrival?.sequence !== sequence) {
      symbols.push(0)
      continue
    }
    const delta = Math.max(
      -0x8000,
      Math.min(0x7fff, Math.round((arrival.atMs - clockMs) * DELTA_UNITS_PER_MS)),
    )
    clockMs += delta / DELTA_UNITS_PER_MS
    if (delta >= 0 && delta <= 0xff) {
      symbols.push(SMALL_DELTA)
      deltas.push(delta)
    } else {
      symbols.push(LARGE_DELTA)
      deltas.push((delta >> 8) & 0xff, delta & 0xff)
    }
  }
  return { symbols, deltas, reference }
}

/** Seven statuses of two bits in each chunk. */
function packSymbols(symbols: number[]): number[] {
  const bytes: number[] = []
  for (let from = 0; from < symbols.length; from += 7) {
    let chunk = 0xc000
    for (let k = 0; k < 7; k++) chunk |= (symbols[from + k] ?? 0) << (12 - 2 * k)
    bytes.push(chunk >> 8, chunk & 0xff)
  }
  return bytes
}

/** Calls `status` for each packet that the message speaks of, in order; `atMs` is undefined for one that is missing. */
export function readTransportFeedback(
  packet: Buffer,
  start: number,
  end: number,
  status: (sequence: number, atMs: number | undefined) => void,
): void {
  if (end - start < HEADER_BYTES) return
  const base = packet.readUInt16BE(start + 12)
  const count = Math.min(packet.readUInt16BE(start + 14), STATUSES_MAX)
  let clockMs = packet.readIntBE(start + 16, 3) * REFERENCE_MS
  const symbols: number[] = []
  let at = start + HEADER_BYTES
  while (symbols.length < count && at + 2 <= end) {
    readChunk(packet.readUInt16BE(at), count, symbols)
    at += 2
  }
  for (let index = 0; index < symbols.length && index < count; index++) {
    const symbol = symbols[index]!
    const sequence = (base + index) & 0xffff
    const bytes = symbol === SMALL_DELTA ? 1 : symbol === LARGE_DELTA ? 2 : 0
    if (at + bytes > end) return
    if (bytes === 0) {
      status(sequence, undefined)
      continue
    }
    clockMs += (bytes === 1 ? packet[at]! : packet.readInt16BE(at)) / DELTA_UNITS_PER_MS
    at += bytes
    status(sequence, clockMs)
  }
}

function readChunk(chunk: number, count: number, symbols: number[]): void {
  if ((chunk & 0x8000) === 0) {
    const symbol = (chunk >> 13) & 0x03
    const length = Math.min(chunk & 0x1fff, count - symbols.length)
    for (let k = 0; k < length; k++) symbols.push(symbol)
  } else if ((chunk & 0x4000) === 0) {
    for (let k = 13; k >= 0; k--) symbols.push((chunk >> k) & 0x01)
  } else {
    for (let k = 12; k >= 0; k -= 2) symbols.push((chunk >> k) & 0x03)
  }
}
