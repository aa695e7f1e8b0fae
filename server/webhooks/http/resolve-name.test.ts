import { expect, test } from 'vitest'
import { createNameResolver, type Lookup } from './resolve-name.ts'

interface Question {
  hostname: string
  answer(): void
  fail(): void
}

/** A resolver whose answers the test gives, and a clock that it moves. */
function laboratory() {
  const asked: Question[] = []
  let nowMs = 0
  const lookup: Lookup = (hostname) =>
    new Promise((resolve, reject) => {
      asked.push({
        hostname,
        answer: () => resolve([{ address: '192.0.2.1', family: 4 }]),
        fail: () => reject(new Error('no')),
      })
    })
  const resolve = createNameResolver(lookup, () => nowMs)
  async function slowly(hostname: string): Promise<void> {
    const answer = resolve(hostname)
    await turn()
    nowMs += 10_000
    asked.at(-1)!.answer()
    await answer
  }
  const names = () => asked.map(({ hostname }) => hostname)
  return { asked, resolve, slowly, names }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('questions for a name at the same time are one; later ones are asked again', async () => {
  const { asked, resolve, names } = laboratory()
  const both = Promise.all([resolve('a.example'), resolve('a.example')])
  asked[0]!.answer()
  expect(await both).toEqual([[{ address: '192.0.2.1', family: 4 }], [{ address: '192.0.2.1', family: 4 }]])
  void resolve('a.example')
  expect(names()).toEqual(['a.example', 'a.example'])
})

test('a failure is told to all who asked, and is not kept', async () => {
  const { asked, resolve } = laboratory()
  const answers = [resolve('a.example'), resolve('a.example')]
  asked[0]!.fail()
  for (const answer of answers) await expect(answer).rejects.toThrow('no')
  const again = resolve('a.example')
  asked[1]!.answer()
  await expect(again).resolves.toHaveLength(1)
})

test('names that were slow twice wait for each other, and nobody waits for them', async () => {
  const { asked, resolve, slowly, names } = laboratory()
  for (const hostname of ['a.slow', 'b.slow', 'c.slow']) {
    await slowly(hostname)
    await slowly(hostname)
  }
  asked.length = 0
  const slow = ['a.slow', 'b.slow', 'c.slow'].map((hostname) => resolve(hostname))
  void resolve('quick.example')
  await turn()
  expect(names()).toEqual(['quick.example', 'a.slow', 'b.slow'])
  asked[1]!.answer()
  await slow[0]
  await turn()
  expect(names()).toEqual(['quick.example', 'a.slow', 'b.slow', 'c.slow'])
})

test('a name that was quick again leaves the lane', async () => {
  const { asked, resolve, slowly, names } = laboratory()
  for (const hostname of ['a.slow', 'b.slow', 'healed.example']) {
    await slowly(hostname)
    await slowly(hostname)
  }
  const healed = resolve('healed.example')
  await turn()
  asked.at(-1)!.answer()
  await healed
  asked.length = 0
  void resolve('a.slow')
  void resolve('b.slow')
  void resolve('healed.example')
  await turn()
  expect(names()).toContain('healed.example')
})

test('one slow look-up does not make a slow name', async () => {
  const { asked, resolve, slowly, names } = laboratory()
  for (const hostname of ['a.example', 'b.example', 'c.example']) await slowly(hostname)
  asked.length = 0
  for (const hostname of ['a.example', 'b.example', 'c.example']) void resolve(hostname)
  await turn()
  expect(names()).toEqual(['a.example', 'b.example', 'c.example'])
})
