import { expect, test } from 'vitest'
import type { ChatEntry } from '../../shared/room-messages.ts'
import { createRoomWrites } from './room-writes.ts'

const chat = (text: string): ChatEntry => ({
  id: 'a'.repeat(24),
  from: 'ada',
  name: 'Ada',
  text,
  sentAt: '2026-01-01T00:00:00Z',
})

/** Writes that end when the test says so. */
function createHeldWrites() {
  const begun: string[] = []
  const held: { resolve(): void; reject(error: Error): void }[] = []
  const hold = (what: string) => {
    begun.push(what)
    return new Promise<void>((resolve, reject) => held.push({ resolve, reject }))
  }
  const settle = async (end: (write: (typeof held)[number]) => void) => {
    end(held.shift()!)
    await new Promise(setImmediate)
  }
  const errors: unknown[] = []
  const writes = createRoomWrites({
    keepChat: (room, entries) => hold(`${room}: ${entries.map(({ text }) => text).join(' ')}`),
    onError: (error) => errors.push(error),
  })
  return {
    writes,
    begun,
    errors,
    hold,
    endNext: () => settle(({ resolve }) => resolve()),
    failNext: () => settle(({ reject }) => reject(new Error('the database is away'))),
  }
}

test('a room stores one thing after the other, and its chat in batches', async () => {
  const { writes, begun, hold, endNext } = createHeldWrites()
  writes.addChat('a', chat('one'))
  writes.addChat('a', chat('two'))
  writes.addChat('a', chat('three'))
  writes.add('a', () => hold('a question'))
  writes.add('a', () => hold('another'))
  expect(begun).toEqual(['a: one'])
  await endNext()
  expect(begun.slice(1)).toEqual(['a question'])
  await endNext()
  expect(begun.slice(2)).toEqual(['a: two three'])
  await endNext()
  expect(begun.slice(3)).toEqual(['another'])
})

test('rooms take turns, three at a time, so that a flood in one delays the others by one write', async () => {
  const { writes, begun, hold, endNext } = createHeldWrites()
  for (const room of ['a', 'b', 'c', 'd'])
    for (const number of [1, 2, 3]) writes.add(room, () => hold(`${room}${number}`))
  expect(begun).toEqual(['a1', 'b1', 'c1'])
  for (let count = 0; count < 9; count++) await endNext()
  expect(begun).toEqual(['a1', 'b1', 'c1', 'd1', 'a2', 'b2', 'c2', 'd2', 'a3', 'b3', 'c3', 'd3'])
})

test('of the chat that waits only as much is kept as a history holds; of the rest no more is taken than a bound', () => {
  const { writes, begun, hold, endNext } = createHeldWrites()
  writes.addChat('a', chat('first'))
  for (let number = 1; number <= 1_000; number++) writes.addChat('a', chat(String(number)))
  const taken = Array.from({ length: 2_001 }, () => writes.add('a', () => hold('write')))
  expect(taken.indexOf(false)).toBe(2_000)
  return endNext()
    .then(endNext)
    .then(() => expect(begun.at(-1)).toMatch(/^a: 701 702 .* 1000$/))
})

test('a write that fails is reported, and the next one goes on', async () => {
  const { writes, begun, errors, hold, failNext } = createHeldWrites()
  writes.addChat('a', chat('lost'))
  writes.add('a', () => hold('next'))
  await failNext()
  expect(begun).toEqual(['a: lost', 'next'])
  await failNext()
  expect(errors).toEqual([new Error('the database is away'), new Error('the database is away')])
  writes.add('a', () => hold('later'))
  expect(begun.at(-1)).toBe('later')
})
