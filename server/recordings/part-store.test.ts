import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  PartChunkConflictError,
  PartChunkNumberError,
  PartChunksMissingError,
  PartChunkTooLargeError,
  PartClosedError,
  PartGoneError,
} from './part-errors.ts'
import { partFileName } from './part-places.ts'
import type { PartPlace } from './part-places.ts'
import {
  CHUNK_LIMIT_BYTES,
  CHUNKS_PER_PART_LIMIT,
  createPartStore,
  MISSING_LISTED_LIMIT,
} from './part-store.ts'
import type { PartStore } from './part-store.ts'

let baseDir: string
let store: PartStore
let parts = 0

beforeAll(async () => {
  baseDir = await mkdtemp(join(tmpdir(), 'part-store-'))
  store = createPartStore(baseDir)
})
afterAll(async () => rm(baseDir, { recursive: true, force: true }))

const session = {
  meetingId: '5e945c36b863b82cefdddf54',
  sessionToken: 'f7140700-310e-46b8-9813-be0cb0e6b59c',
}

async function openedPart(place: Partial<PartPlace> = {}): Promise<PartPlace> {
  parts += 1
  const part = { ...session, partId: `part-${parts}`, ...place }
  await store.openPart(part)
  return part
}

const bytesOf = (...texts: string[]) => texts.map((text) => Buffer.from(text))
const chunksFolder = (part: PartPlace) =>
  join(baseDir, part.meetingId, part.sessionToken, 'chunks', part.partId)

describe('chunks', () => {
  test('whatever order they come in, and however often, the part is what was recorded', async () => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { minLength: 1, maxLength: 12 })
    const sendings = chunks.chain((chunks) => {
      const numbers = chunks.map((_, n) => n)
      const everyOne = fc.shuffledSubarray(numbers, { minLength: numbers.length })
      return fc.record({
        chunks: fc.constant(chunks),
        order: fc.tuple(everyOne, fc.array(fc.constantFrom(...numbers))).map(([a, b]) => [...a, ...b]),
      })
    })
    await fc.assert(
      fc.asyncProperty(sendings, async ({ chunks, order }) => {
        const part = await openedPart()
        const seen = new Set<number>()
        for (const n of order) {
          const { bytes, repeated } = await store.writeChunk(part, n, [chunks[n]!])
          expect({ bytes, repeated }).toEqual({ bytes: chunks[n]!.length, repeated: seen.has(n) })
          seen.add(n)
        }
        const whole = Buffer.concat(chunks)
        expect(await store.assemblePart(part, chunks.length)).toEqual({ bytes: whole.length })
        expect(await readFile(await store.partFile(part))).toEqual(whole)
      }),
      { numRuns: 25 },
    )
  })

  test('those that have not arrived are named, and the part is not closed without them', async () => {
    const halves = fc.subarray([0, 1, 2, 3, 4, 5, 6, 7], { maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(halves, async (arrived) => {
        const part = await openedPart()
        for (const n of arrived) await store.writeChunk(part, n, bytesOf('x'))
        const missing = [0, 1, 2, 3, 4, 5, 6, 7].filter((n) => !arrived.includes(n))
        expect(await store.missingChunks(part, 8)).toEqual(missing)
        await expect(store.assemblePart(part, 8)).rejects.toThrow(PartChunksMissingError)
        await expect(store.assemblePart(part, 8)).rejects.toMatchObject({ extensions: { missing } })
        for (const n of missing) await store.writeChunk(part, n, bytesOf('y'))
        expect(await store.assemblePart(part, 8)).toEqual({ bytes: 8 })
      }),
      { numRuns: 15 },
    )
  })

  test('of other bytes for a stored chunk nothing is kept', async () => {
    const part = await openedPart()
    await store.writeChunk(part, 0, bytesOf('first'))
    await expect(store.writeChunk(part, 0, bytesOf('other'))).rejects.toThrow(PartChunkConflictError)
    await expect(store.writeChunk(part, 0, bytesOf('first', 'more'))).rejects.toThrow(PartChunkConflictError)
    expect(await store.writeChunk(part, 0, bytesOf('fi', 'rst'))).toEqual({ bytes: 5, repeated: true })
    expect(await readdir(chunksFolder(part))).toEqual(['0'])
  })

  test('of many that are written at the same time with different bytes, one is stored', async () => {
    const part = await openedPart()
    const texts = ['a', 'b', 'c', 'd', 'e', 'f']
    const outcomes = await Promise.allSettled(texts.map((text) => store.writeChunk(part, 0, bytesOf(text))))
    const winners = texts.filter((_, n) => outcomes[n]!.status === 'fulfilled')
    expect(winners).toHaveLength(1)
    await store.assemblePart(part, 1)
    expect(await readFile(await store.partFile(part), 'utf8')).toBe(winners[0])
  })

  test('one that breaks off halfway leaves nothing', async () => {
    const part = await openedPart()
    async function* brokenOff() {
      yield Buffer.from('half')
      throw new Error('the connection was cut')
    }
    await expect(store.writeChunk(part, 0, brokenOff())).rejects.toThrow('the connection was cut')
    expect(await readdir(chunksFolder(part))).toEqual([])
    expect(await store.writeChunk(part, 0, bytesOf('whole'))).toEqual({ bytes: 5, repeated: false })
  })

  test('one that is larger than allowed is not read to its end', async () => {
    const part = await openedPart()
    const pieceBytes = 1024 * 1024
    let pieces = 0
    async function* endless() {
      for (; pieces < 1000; pieces += 1) yield Buffer.alloc(pieceBytes)
    }
    await expect(store.writeChunk(part, 0, endless())).rejects.toThrow(PartChunkTooLargeError)
    expect(pieces).toBeLessThan(100)
    expect(await readdir(chunksFolder(part))).toEqual([])
    const largest = await store.writeChunk(part, 0, [Buffer.alloc(CHUNK_LIMIT_BYTES)])
    expect(largest.bytes).toBe(CHUNK_LIMIT_BYTES)
  })

  test('numbers out of bounds are refused, and a long list of missing ones is cut', async () => {
    const part = await openedPart()
    for (const n of [-1, 0.5, Number.NaN, CHUNKS_PER_PART_LIMIT]) {
      await expect(store.writeChunk(part, n, bytesOf('x'))).rejects.toThrow(PartChunkNumberError)
    }
    await expect(store.assemblePart(part, CHUNKS_PER_PART_LIMIT + 1)).rejects.toThrow(PartChunkNumberError)
    expect(await store.missingChunks(part, CHUNKS_PER_PART_LIMIT)).toHaveLength(MISSING_LISTED_LIMIT)
  })
})

describe('closing a part', () => {
  test('may be repeated, also where its chunks were left by a crash, and takes no more chunks', async () => {
    const part = await openedPart()
    for (const [n, text] of ['a', 'b'].entries()) await store.writeChunk(part, n, bytesOf(text))
    const both = await Promise.all([store.assemblePart(part, 2), store.assemblePart(part, 2)])
    expect(both).toEqual([{ bytes: 2 }, { bytes: 2 }])
    expect(await store.assemblePart(part, 2)).toEqual({ bytes: 2 })
    expect(await store.salvagePart(part)).toEqual({ bytes: 2 })
    expect(await store.missingChunks(part, 2)).toEqual([])
    await store.openPart(part)
    await expect(store.writeChunk(part, 2, bytesOf('c'))).rejects.toThrow(PartClosedError)
    await expect(readdir(chunksFolder(part))).rejects.toThrow('ENOENT')
    expect(await readFile(await store.partFile(part), 'utf8')).toBe('ab')
  })

  test('a part that was never completed is salvaged from what has arrived, in order', async () => {
    const part = await openedPart()
    for (const n of [10, 2, 0]) await store.writeChunk(part, n, bytesOf(`${n} `))
    expect(await store.salvagePart(part)).toEqual({ bytes: 7 })
    expect(await readFile(await store.partFile(part), 'utf8')).toBe('0 2 10 ')
    const nothing = await openedPart()
    expect(await store.salvagePart(nothing)).toEqual({ bytes: 0 })
  })
})

describe('removal', () => {
  test('what comes late for a deleted meeting does not bring it back', async () => {
    const place = { meetingId: 'meeting-to-delete' }
    const closed = await openedPart(place)
    await store.writeChunk(closed, 0, bytesOf('x'))
    await store.assemblePart(closed, 1)
    const open = await openedPart(place)
    let goOn = () => {}
    const removed = new Promise<void>((resolve) => {
      goOn = resolve
    })
    async function* interrupted() {
      yield Buffer.from('before')
      await removed
      yield Buffer.from('after')
    }
    const inFlight = store.writeChunk(open, 0, interrupted())
    await store.removeMeeting('meeting-to-delete')
    goOn()
    await expect(inFlight).rejects.toThrow(PartGoneError)
    await expect(store.writeChunk(open, 1, bytesOf('x'))).rejects.toThrow(PartGoneError)
    await expect(store.missingChunks(open, 1)).rejects.toThrow(PartGoneError)
    await expect(store.assemblePart(open, 1)).rejects.toThrow(PartGoneError)
    await expect(store.salvagePart(closed)).rejects.toThrow(PartGoneError)
    expect(await readdir(baseDir)).toEqual([session.meetingId])
    await store.removeMeeting('meeting-to-delete')
  })

  test('takes one part or one session and leaves the others', async () => {
    const meeting = { meetingId: 'meeting-with-two-sessions' }
    const [kept, gone, other] = [
      await openedPart(meeting),
      await openedPart(meeting),
      await openedPart({ ...meeting, sessionToken: 'another-session' }),
    ]
    for (const part of [kept, gone, other]) await store.writeChunk(part, 0, bytesOf('x'))
    await store.removePart(gone)
    await store.removeSession(other)
    await expect(store.assemblePart(gone, 1)).rejects.toThrow(PartGoneError)
    await expect(store.assemblePart(other, 1)).rejects.toThrow(PartGoneError)
    expect(await store.assemblePart(kept, 1)).toEqual({ bytes: 1 })
    await store.removePart(kept)
    expect(await readdir(join(baseDir, meeting.meetingId, session.sessionToken, 'parts'))).toEqual([])
  })
})

test('no name leads out of the base folder', () => {
  for (const name of ['..', '.', '', 'a/b', '/etc', 'a\\b', 'a\0b', '.removed-x', 'x'.repeat(65), 'a.webm']) {
    expect(() => partFileName(name)).toThrow(TypeError)
    expect(() => store.mergeTarget({ ...session, meetingId: name })).toThrow(TypeError)
    expect(() => store.mergeTarget({ ...session, sessionToken: name })).toThrow(TypeError)
  }
  expect(partFileName('0199b6c8-0000-7000-8000-000000000000')).toBe(
    '0199b6c8-0000-7000-8000-000000000000.webm',
  )
})

test('there is no merged recording until there is', async () => {
  expect(await store.findMerged(session)).toBeNull()
})
