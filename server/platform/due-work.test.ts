import { expect, test } from 'vitest'
import { createManualClock } from '../../test/support/manual-clock.ts'
import { createDueWork } from './due-work.ts'
import { createLogger } from './logger.ts'

const BATCH = 2

/** Rows that are due, of which some cannot be done. */
function startWork(rows: string[], isBroken: (id: string) => boolean) {
  const clock = createManualClock(new Date('2026-11-24T08:00:00Z'))
  const due = new Set(rows)
  const tried: string[] = []
  const run = createDueWork({
    failure: 'A row could not be done',
    clock,
    logger: createLogger('silent', false),
    read: async (without) =>
      [...due]
        .filter((id) => !without.includes(id))
        .slice(0, BATCH)
        .map((id) => ({ id })),
    async work({ id }) {
      tried.push(id)
      if (isBroken(id)) throw new Error(`${id} is broken`)
      return due.delete(id)
    },
  })
  return { clock, due, run, tried }
}

test('rows behind more broken ones than a batch holds are done', async () => {
  const { due, run } = startWork(['bad-1', 'bad-2', 'bad-3', 'good'], (id) => id.startsWith('bad'))
  expect(await run()).toBe('done')
  expect([...due]).toEqual(['bad-1', 'bad-2', 'bad-3'])
})

test('a broken row is tried again later each time, and done once it can be', async () => {
  let isBroken = true
  const { clock, due, run, tried } = startWork(['row'], () => isBroken)
  const triesAfter = async (ms: number) => {
    clock.advance(ms)
    await run()
    return tried.length
  }
  expect(await triesAfter(0)).toBe(1)
  expect(await triesAfter(4_999)).toBe(1)
  expect(await triesAfter(1)).toBe(2)
  expect(await triesAfter(9_999)).toBe(2)
  isBroken = false
  expect(await triesAfter(1)).toBe(3)
  expect(due.size).toBe(0)
})

test('a row that somebody else is at is passed over once, and asked for again at the next run', async () => {
  const tried: string[] = []
  const run = createDueWork({
    failure: 'A row could not be done',
    clock: createManualClock(new Date('2026-11-24T08:00:00Z')),
    logger: createLogger('silent', false),
    read: async (without) => (without.includes('row') ? [] : [{ id: 'row' }]),
    work: async ({ id }) => {
      tried.push(id)
      return false
    },
  })
  expect([await run(), await run()]).toEqual(['done', 'done'])
  expect(tried).toEqual(['row', 'row'])
})
