import { expect, test } from 'vitest'
import { clockWords, commandOf, placeOf } from './film-time.ts'

test('times are written with hours only where there are any, and places lie on the line', () => {
  expect([0, 65_400, 3_725_000].map(clockWords)).toEqual(['0:00', '1:05', '1:02:05'])
  expect([placeOf(500, 2_000), placeOf(9_000, 2_000), placeOf(0, 0)]).toEqual(['25%', '100%', '0%'])
})

test('keys that players know do what they do there, and others nothing', () => {
  expect([' ', 'K', 'j', 'L', 'ArrowLeft', 'f'].map((key) => commandOf(key)?.kind)).toEqual([
    'toggle',
    'toggle',
    'seek',
    'seek',
    'seek',
    'fullscreen',
  ])
  expect([commandOf('Tab'), commandOf('x')]).toEqual([null, null])
})
