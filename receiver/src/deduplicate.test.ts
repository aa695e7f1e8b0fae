import { expect, test } from 'vitest'
import { createMemoryDeduplicator } from './deduplicate.ts'

test('the work of an id is done once, and again only after it failed', async () => {
  const deduplicator = createMemoryDeduplicator()
  const done: string[] = []
  const work = (id: string) => deduplicator.once(id, () => done.push(id))
  await expect(deduplicator.once('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect([await work('a'), await work('a'), await work('b')]).toEqual([true, false, true])
  expect(done).toEqual(['a', 'b'])
})

test('a second call waits for the first, and takes its turn where that fails', async () => {
  const deduplicator = createMemoryDeduplicator()
  const first = Promise.withResolvers<void>()
  const done: string[] = []
  const calls = [
    deduplicator.once('a', () => first.promise),
    deduplicator.once('a', () => done.push('second')),
    deduplicator.once('a', () => done.push('third')),
  ]
  first.reject(new Error('no'))
  const results = await Promise.allSettled(calls)
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(done).toEqual(['second'])
})

test('beyond the limit the oldest id is forgotten', async () => {
  const deduplicator = createMemoryDeduplicator(2)
  for (const id of ['a', 'b', 'b', 'c']) await deduplicator.once(id, () => {})
  expect(await deduplicator.once('b', () => {})).toBe(false)
  expect(await deduplicator.once('a', () => {})).toBe(true)
})
