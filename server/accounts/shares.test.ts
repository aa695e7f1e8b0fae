import { expect, test } from 'vitest'
import { TooManyRequests } from './authentication-errors.ts'
import { createShares } from './shares.ts'

const caller = (accountId: string, actor = `user:${accountId}`) => ({ accountId, actor })

test('an account that uses up its share takes nothing from another', () => {
  const shares = createShares({ ofAccount: 3, ofInstance: 5 }, 'Too many.', 7)
  for (let i = 0; i < 3; i++) shares.take(caller('a', `user:${i}`))
  expect(() => shares.take(caller('a', 'user:new'))).toThrow(TooManyRequests)
  shares.take(caller('b'))
})

test('one caller does not use up the share of the account', () => {
  const shares = createShares({ ofCaller: 1, ofAccount: 2, ofInstance: 5 }, 'Too many.', 7)
  shares.take(caller('a', 'user:1'))
  expect(() => shares.take(caller('a', 'user:1'))).toThrow('Too many.')
  shares.take(caller('a', 'user:2'))
})

test('the instance has a limit above the accounts', () => {
  const shares = createShares({ ofAccount: 2, ofInstance: 3 }, 'Too many.', 7)
  for (const account of ['a', 'b', 'c']) shares.take(caller(account))
  expect(() => shares.take(caller('d'))).toThrow('Too many.')
})

test('what was given back is free again, and only once', () => {
  const shares = createShares({ ofAccount: 1, ofInstance: 9 }, 'Too many.', 7)
  const giveBack = shares.take(caller('a'))
  giveBack()
  giveBack()
  shares.take(caller('a'))
  expect(() => shares.take(caller('a'))).toThrow('Too many.')
})
